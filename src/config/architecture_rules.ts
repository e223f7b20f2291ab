/** Rules about which packages are built: `architectures`, `formats`, and what the formats call them. */
import { labelMistake } from '../bazel/label.ts';
import type { KeyPath } from '../problems/problem.ts';
import { fileNameMistake } from '../system/file_name.ts';
import type { Format } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { lookUp } from '../system/look_up.ts';
import type { Finding, Rule } from './rule.ts';
import type { LocatedConfig } from './locate.ts';
import type { Config } from '../schema/schema.ts';
import { didYouMean } from '../problems/suggest.ts';

function architectures({ config }: LocatedConfig): Finding[] {
  const findings = listed(config.architectures, ['architectures']);
  for (const [index, name] of config.architectures.entries()) {
    findings.push(...unknown(name, ['architectures', index], config));
  }
  for (const [source, { sha256 }] of Object.entries(config.sources ?? {})) {
    if (typeof sha256 !== 'object') continue;
    for (const name of Object.keys(sha256)) {
      const path = ['sources', source, 'sha256', name];
      findings.push(...unknown(name, path, config).map((found) => ({ ...found, atKey: true })));
    }
  }
  return findings;
}

function architecturesOfPackages({ config }: LocatedConfig): Finding[] {
  const { packages, architectures: all } = config;
  return Object.entries(packages).flatMap(([name, { architectures: own = [] }]) => {
    const path = ['packages', name, 'architectures'];
    const strangers = own.flatMap((architecture, index) =>
      architecture === 'all' || all.includes(architecture)
        ? []
        : [stranger('architecture', architecture, [...path, index], [...all, 'all'])],
    );
    return [...listed(own, path), ...strangers];
  });
}

function formatsOfAll({ config }: LocatedConfig): Finding[] {
  return twice(config.formats, ['formats']);
}

function formatsOfPackages({ config }: LocatedConfig): Finding[] {
  const { packages, formats: all } = config;
  return Object.entries(packages).flatMap(([name, { formats: own = [] }]) => {
    const path = ['packages', name, 'formats'];
    const strangers = own.flatMap((format, index) =>
      all.includes(format) ? [] : [stranger('format', format, [...path, index], all)],
    );
    return [...twice(own, path), ...strangers];
  });
}

/** Checks the names that the config gives to architectures by each format's own rules. */
function architectureNames({ config }: LocatedConfig): Finding[] {
  const { architectureNames: given = {}, architectures: all } = config;
  return Object.entries(given).flatMap(([architecture, names]) => {
    const path = ['architectureNames', architecture];
    if (!all.includes(architecture)) return [{ ...stranger('architecture', architecture, path, all), atKey: true }];
    return (Object.entries(names) as [Format, string | undefined][]).flatMap(([format, name]): Finding[] => {
      const { called, texts } = formats[format];
      if (name === undefined || texts.architecture.pattern.test(name)) return [];
      const message = `an architecture of ${called} must be ${texts.architecture.allowed}, not "${name}"`;
      return [{ code: 'architecture-name', message, path: [...path, format] }];
    });
  });
}

// Finds architectures that are listed twice, and others beside `all`, which must stand alone.
function listed(list: readonly string[], path: KeyPath): Finding[] {
  const index = list.indexOf('all');
  if (index === -1 || list.length === 1) return twice(list, path);
  const message = '`all` means every architecture, so it must be alone in the list';
  return [...twice(list, path), { code: 'architecture-all', message, path: [...path, index] }];
}

function twice(list: readonly string[], path: KeyPath): Finding[] {
  return [...list.entries()]
    .filter(([index, item]) => list.indexOf(item) < index)
    .map(([index, item]) => ({
      code: 'listed-twice',
      message: `"${item}" is in the list twice`,
      path: [...path, index],
    }));
}

function stranger(what: 'architecture' | 'format', name: string, path: KeyPath, all: readonly string[]): Finding {
  const message = `the set has no ${what} "${name}"; it has ${all.join(', ')}`;
  return { code: `${what}-not-in-set`, message, path, hint: didYouMean(name, all) };
}

function unknown(name: string, path: KeyPath, config: Config): Finding[] {
  const given = config.architectureNames ?? {};
  const mistake = fileNameMistake(name);
  if (mistake !== undefined) {
    // Plans, wrappers and targets of Bazel have this name.
    return [{ code: 'architecture-name', message: `the name of an architecture ${mistake}`, path }];
  }
  const names = lookUp(given, name);
  for (const format of config.formats) {
    const table: Readonly<Record<string, string>> = formats[format].architectures;
    if (Object.hasOwn(table, name) || names?.[format] !== undefined) continue;
    const known = Object.keys(table);
    const meant = known.find((go) =>
      Object.values(formats).some((rules) => lookUp<string>(rules.architectures, go) === name),
    );
    const message = `a ${format} has no architecture "${name}"; known: ${known.join(', ')}`;
    const hint =
      meant !== undefined
        ? `write \`${meant}\`: architectures have Go's names`
        : (didYouMean(name, known) ?? `say what it is called: \`architectureNames: {${name}: {${format}: …}}\``);
    return [{ code: 'architecture-name', message, path, hint }];
  }
  return [];
}

/** Bazel builds a source once for each of these. */
function platforms({ config }: LocatedConfig): Finding[] {
  const { bazel, architectures: all } = config;
  return Object.entries(bazel?.platforms ?? {}).flatMap(([architecture, label]): Finding[] => {
    const path = ['bazel', 'platforms', architecture];
    if (!all.includes(architecture)) return [{ ...stranger('architecture', architecture, path, all), atKey: true }];
    const message = labelMistake(label);
    return message === undefined ? [] : [{ code: 'label-syntax', message, path }];
  });
}

export const architectureRules: readonly Rule[] = [
  architectures,
  architecturesOfPackages,
  architectureNames,
  formatsOfAll,
  formatsOfPackages,
  platforms,
];
