/** docs/errors.md, from the table of codes. */
import { GOOD_CONFIG, type ProblemEntry, type ProblemExample } from '../../src/problems/codes/problem_entry.ts';
import { PROBLEM_GROUPS, WARNING_GROUPS } from '../../src/problems/codes/codes.ts';
import type { WarningEntry } from '../../src/problems/codes/problem_entry.ts';

export function errorsPage(): string {
  const groups = Object.entries(PROBLEM_GROUPS).flatMap(([title, group]) => [
    ...(title === Object.keys(WARNING_GROUPS)[0] ? [WARNINGS_INTRODUCTION] : []),
    `## ${title}`,
    ...Object.entries(group as Readonly<Record<string, ProblemEntry>>).map(([code, entry]) => section(code, entry)),
  ]);
  return `${[INTRODUCTION, ...groups].join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Generated from src/problems/codes/ by \`npm run docs\`. Do not edit. -->

# Mistakes and their codes

For a mistake in a config, onepack prints \`file:line:column\`, what is wrong, and a code in brackets. All mistakes of a file are
reported in one run, and the exit status is 2. Codes are stable: a code never changes its meaning. [Warnings](#warnings) come last.

The examples are merged over this config, unless they are whole files or commands:

${fence('yaml', GOOD_CONFIG)}`;

const WARNINGS_INTRODUCTION = `# Warnings

A warning is printed like an error, with the word \`warning:\`, and stops nothing: the exit status stays 0. Most are what lintian or
rpmlint would say of the finished package. \`onepack check\` and \`onepack pack\` print all of them; \`patch\`, and so Bazel, and
\`generate\` print those that the config alone shows, without reading scripts and units.

\`--warnings=error\` makes all of them errors, \`--warnings=off\` prints none. The config sets the level of one, for the set or for a package:

${fence(
  'yaml',
  `warnings: { no-manual-page: warning, summary-full-stop: error }
packages:
  hello:
    warnings: { file-in-opt: off }`,
)}

${saysTable()}`;

function saysTable(): string {
  const rows = Object.values(WARNING_GROUPS).flatMap((group) =>
    Object.entries(group as Readonly<Record<string, WarningEntry>>).map(([code, { level, says }]) => {
      const list = (names: readonly string[] = []): string => names.map((name) => `\`${name}\``).join(', ');
      const later = says.laterLintian === undefined ? '' : `${list(says.laterLintian)} (after 2.116)`;
      return `| [${code}](#${code}) | ${level} | ${list(says.lintian)}${later} | ${list(says.rpmlint)} |`;
    }),
  );
  return ['| code | is | lintian | rpmlint |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function section(code: string, entry: ProblemEntry | WarningEntry): string {
  const { means, fix, example } = entry;
  const level = 'level' in entry && entry.level !== 'warning' ? LEVEL_TEXTS[entry.level] : [];
  return [`### ${code}`, means, ...level, ...(example === undefined ? [] : [shown(example)]), `**To do:** ${fix}`].join(
    '\n\n',
  );
}

const LEVEL_TEXTS = {
  off: ['Off, unless the config or an overlay changes that.'],
  error: ['An error, unless the config changes that.'],
};

function shown(example: ProblemExample): string {
  if ('over' in example) return fence('yaml', example.over);
  if ('whole' in example) return fence('yaml', example.whole);
  if ('set' in example) return fence('sh', `onepack check --config=packages.yaml '--set=${example.set}'`);
  return fence(/^(onepack|bazel|chmod|cp|ln|truncate|KUBE)/.test(example.shown) ? 'sh' : 'yaml', example.shown);
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
