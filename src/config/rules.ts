/**
 * What must hold across keys and no schema can say, of names and of what is never resolved: each rule is a function in one
 * list. What is wrong with a value that has variables, or that a format may override, is said where plan/ resolves it.
 */
import { type Finding, type Rule, problemAt } from './rule.ts';
import type { Problem } from '../problems/problem.ts';
import { FORMATS } from '../format/format.ts';
import { SET_TARGETS } from './flags.ts';
import { architectureRules } from './architecture_rules.ts';
import type { LocatedConfig } from './locate.ts';
import { sourceRules } from './source_rules.ts';

/** Only the scripts of a deb have a choice. */
const styleOfDeb: Rule = ({ config }) =>
  Object.entries(config.packages).flatMap(([name, { overrides }]): Finding[] => {
    if ((overrides?.rpm?.systemd?.style ?? undefined) === undefined) return [];
    const path = ['packages', name, 'overrides', 'rpm', 'systemd', 'style'];
    const message = '`style` is for the scripts of a deb; those of an rpm have only one style';
    return [{ code: 'systemd-style', message, path, atKey: true }];
  });

export const systemdRules: readonly Rule[] = [styleOfDeb];

export function checkRules(general: LocatedConfig): Problem[] {
  return RULES.flatMap((rule) => rule(general)).map((finding) => {
    const { path, atKey = false } = finding;
    return problemAt(general, finding, atKey ? general.locateKey(path) : general.locate(path));
  });
}

/** Bazel targets that every set has; a package of such a name would be a second target of it. */
export const RESERVED_NAMES: readonly string[] = [
  ...SET_TARGETS,
  ...FORMATS.map((format) => `${format}s`),
  ...['all-targets', 'sources'],
].sort();

function reservedNames({ config: { packages, architectures } }: LocatedConfig): Finding[] {
  return Object.keys(packages)
    .filter((name) => RESERVED_NAMES.includes(name) || architectures.includes(name))
    .map((name) => ({
      code: 'reserved-name',
      message: `"${name}" is the name of a Bazel target that every set has`,
      path: ['packages', name],
      atKey: true,
    }));
}

const RULES: readonly Rule[] = [reservedNames, ...architectureRules, ...sourceRules, ...systemdRules];
