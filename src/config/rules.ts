/**
 * Rules across keys that no schema can express, about names and about values that are never resolved. Each rule is a function in one
 * list. What is wrong with a value that has variables, or that a format may override, is said where plan/ resolves it.
 */
import { type Finding, type Rule, problemAt } from './rule.ts';
import type { Problem } from '../problems/problem.ts';
import { FORMATS } from '../format/format.ts';
import { SET_TARGETS } from './flags.ts';
import { architectureRules } from './architecture_rules.ts';
import type { LocatedConfig } from './locate.ts';
import { sourceRules } from './source_rules.ts';

/** Only for the scripts of a deb is there a choice. */
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

/** The Bazel targets that every set has. A package with such a name would be a second target of that name. */
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
