/** docs/errors.md, from the table of codes. */
import { GOOD_CONFIG, type ProblemEntry, type ProblemExample } from '../../src/problem_codes/entry.ts';
import { PROBLEM_GROUPS } from '../../src/problem_codes/problem_codes.ts';

export function errorsPage(): string {
  const groups = Object.entries(PROBLEM_GROUPS).flatMap(([title, group]) => [
    `## ${title}`,
    ...Object.entries(group as Readonly<Record<string, ProblemEntry>>).map(([code, entry]) => section(code, entry)),
  ]);
  return `${[INTRODUCTION, ...groups].join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Generated from src/problem_codes/ by \`npm run docs\`. Do not edit. -->

# Mistakes and their codes

A mistake in a config is answered with \`file:line:column\`, what is wrong, and a code in brackets. All mistakes of a file are
told in one run, and the exit status is 2. Codes are stable: a code never gets another meaning.

The examples are laid over this config, unless they are whole files or commands:

${fence('yaml', GOOD_CONFIG)}`;

function section(code: string, { means, fix, example }: ProblemEntry): string {
  return [`### ${code}`, means, ...(example === undefined ? [] : [shown(example)]), `**To do:** ${fix}`].join('\n\n');
}

function shown(example: ProblemExample): string {
  if ('over' in example) return fence('yaml', example.over);
  if ('whole' in example) return fence('yaml', example.whole);
  if ('set' in example) return fence('sh', `onepack check --config=packages.yaml '--set=${example.set}'`);
  return fence(/^(onepack|bazel|chmod|cp|ln|truncate|KUBE)/.test(example.shown) ? 'sh' : 'yaml', example.shown);
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
