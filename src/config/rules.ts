/**
 * What must hold across keys and no schema can say, as far as it can be seen before variables have values: each rule is a
 * function in one list. The rest (what texts become, `when`) is plan/'s.
 */
import type { KeyPath, Problem } from '../diagnostics.ts';
import { formats } from '../format/format.ts';
import { lookUp } from '../look_up.ts';
import { architectureRules } from './architecture_rules.ts';
import { contentRules } from './content_rules.ts';
import { problemAt } from './problem_at.ts';
import type { Finding, Rule, RuleInput } from './rule.ts';
import { sourceRules } from './source_rules.ts';
import { systemdRules } from './systemd_rules.ts';

export function checkRules(input: RuleInput): Problem[] {
  return RULES.flatMap((rule) => rule(input)).map((finding) => {
    const { path, atKey = false, format } = finding;
    const located = (format === undefined ? undefined : input.byFormat.get(format)) ?? input.general;
    return problemAt(located, finding, atKey ? located.locateKey(path) : located.locate(path));
  });
}

/** Bazel targets that every set has; a package of such a name would be a second target of it. */
export const RESERVED_NAMES: readonly string[] = [
  'all',
  'all-targets',
  'compression',
  'debs',
  'dist',
  'engine',
  'image',
  'left_out',
  'overlay',
  'patched',
  'revision',
  'rpms',
  'set',
  'sources',
  'up_to_date_test',
  'update',
  'version',
  'wrappers',
];

/** Each format's own rule for names: https://www.debian.org/doc/debian-policy/ch-controlfields.html#source */
function packageNames({ general, byFormat }: RuleInput): Finding[] {
  const { packages, architectures } = general.config;
  return Object.keys(packages).flatMap((name): Finding[] => {
    const path = ['packages', name];
    if (RESERVED_NAMES.includes(name) || architectures.includes(name)) {
      return [
        {
          code: 'reserved-name',
          message: `"${name}" is the name of a Bazel target that every set has`,
          path,
          atKey: true,
        },
      ];
    }
    const refusing = [...byFormat.keys()].find(
      (format) =>
        lookUp(packages, name)?.formats?.includes(format) !== false && !formats[format].texts.name.pattern.test(name),
    );
    if (refusing === undefined) return [];
    const message = `the name of a package in a ${refusing} must be ${formats[refusing].texts.name.allowed}`;
    const lower = name.toLowerCase().replaceAll('_', '-');
    const hint = formats[refusing].texts.name.pattern.test(lower) ? `write \`${lower}\`` : undefined;
    return [{ code: 'package-name', message, path, hint, atKey: true }];
  });
}

/** A line break would begin another field of a control file, and no tool means any other control character. */
function plainTexts({ general }: RuleInput): Finding[] {
  const found: Finding[] = [];
  const look = (value: unknown, path: KeyPath, atKey: boolean): void => {
    if (typeof value === 'string') {
      const key = atKey ? { atKey } : {};
      const isLong = path.at(-1) === 'description' && !atKey;
      if (!isLong && /[\r\n]/.test(value)) {
        const hint = value.endsWith('\n')
          ? 'a block string, `|` or `>`, ends in a line break: write it in quotes, or with `|-` or `>-`'
          : undefined;
        found.push({
          code: 'field-newline',
          message: 'this must be one line, but has a line break',
          path,
          hint,
          ...key,
        });
      } else if ((isLong ? /[^\P{Cc}\n\t]/u : /\p{Cc}/u).test(value)) {
        found.push({ code: 'field-control', message: 'this has a control character', path, ...key });
      }
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => look(item, [...path, index], false));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        look(key, [...path, key], true);
        look(item, [...path, key], false);
      }
    }
  };
  look(general.config, [], false);
  return found;
}

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#maintainer */
function maintainers({ general }: RuleInput): Finding[] {
  const { defaults, packages } = general.config;
  const written: [KeyPath, string | null | undefined][] = [[['defaults', 'maintainer'], defaults?.maintainer]];
  for (const [format, keys] of Object.entries(defaults?.overrides ?? {})) {
    written.push([['defaults', 'overrides', format, 'maintainer'], keys?.maintainer]);
  }
  for (const [name, { maintainer, overrides = {} }] of Object.entries(packages)) {
    written.push([['packages', name, 'maintainer'], maintainer]);
    for (const [format, keys] of Object.entries(overrides)) {
      written.push([['packages', name, 'overrides', format, 'maintainer'], keys?.maintainer]);
    }
  }
  return written
    .filter(
      ([, text]) =>
        typeof text === 'string' && !text.includes('${') && !/^[^<>]*[^<>\s] <[^<>@\s]+@[^<>@\s]+>\s*$/.test(text),
    )
    .map(([path]) => ({ code: 'maintainer', message: 'a maintainer is written `Name <mail@example.com>`', path }));
}

const RULES: readonly Rule[] = [
  packageNames,
  plainTexts,
  maintainers,
  ...architectureRules,
  ...sourceRules,
  ...contentRules,
  ...systemdRules,
];
