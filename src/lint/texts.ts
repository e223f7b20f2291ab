/**
 * The texts that describe a package:
 * https://www.debian.org/doc/manuals/developers-reference/best-pkging-practices.html#bpp-debian-control
 */
import { judgeChangelog } from '../stanza/changelog/mistakes.ts';
import { parseChangelog } from '../stanza/changelog/parse.ts';
import { lookUp } from '../system/look_up.ts';
import { type Finding, type Rule, atContent } from './finding.ts';
import type { Plan } from '../plan/plan.ts';
import { isBelow, unaliased } from '../plan/paths.ts';

/** A line of a terminal of 80 columns; rpmlint counts 79, and a deb has a blank before each line of a description. */
const WIDEST = { deb: 80, rpm: 79 } as const;
const WIDEST_LINE = 79;

const summary: Rule = ({ plan: { summary: text, package: name, format } }) => {
  const found: Finding[] = [];
  const at = ['summary'];
  const say = (code: Finding['code'], message: string): void => void found.push({ code, message, at });
  if (/[^.]\.$/.test(text) && !/\b(?:etc|e\.?g)\.$/.test(text)) {
    say('summary-full-stop', 'the summary ends in a full stop, but it is a title');
  }
  const [, article] = /^(an?|the)\s/i.exec(text) ?? [];
  if (article !== undefined && format === 'deb') say('summary-article', `the summary begins with "${article}"`);
  if (beginsWith(text, name)) say('summary-package-name', `the summary begins with the name of the package, "${name}"`);
  if ([...text].length > WIDEST[format]) {
    say('summary-too-long', `the summary has ${[...text].length} characters, but a line of a terminal has 80`);
  }
  if (format === 'deb' && !/\s/.test(text)) say('summary-one-word', 'the summary is one word');
  return found;
};

function beginsWith(text: string, name: string): boolean {
  const start = text.slice(0, name.length).toLowerCase();
  return start === name.toLowerCase() && !/^[\w-]/.test(text.slice(name.length));
}

const description: Rule = ({ config, plan: { package: name, summary: title, description: text, format } }) => {
  const found: Finding[] = [];
  const at = ['description'];
  const lines = text.split('\n');
  const say = (code: Finding['code'], message: string): void => void found.push({ code, message, at });
  const long = lines.find((line) => [...line.trimEnd()].length > WIDEST_LINE);
  if (long !== undefined) {
    const start = `${[...long].slice(0, 20).join('')}…`;
    say(
      'description-line-too-long',
      `the line "${start}" of the description has ${[...long.trimEnd()].length} characters, but only ${WIDEST_LINE} fit`,
    );
  }
  if (format === 'rpm') return found;
  if (lookUp(config.packages, name)?.description === undefined) {
    const message = 'there is no `description`, so the deb repeats the summary';
    found.push({
      code: 'description-is-summary',
      message,
      hint: 'write a `description:` of a few lines',
      at,
    });
  } else if (bare(lines[0] ?? '') === bare(title)) {
    say('description-is-summary', 'the description begins with the summary again');
  }
  if (text.includes('\t')) say('description-tab', 'the description has a tab');
  const dotted = lines.find((line) => line.startsWith('.'));
  if (dotted !== undefined) {
    say('description-dot', `the line "${dotted}" of the description begins with a dot, which a deb reads as its own`);
  }
  if (/\n[ \t]*\n[ \t]*\n/.test(text)) {
    say('description-blank-lines', 'the description has several blank lines in a row');
  }
  return found;
};

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The placeholders of `onepack init`, as they are in a plan. init/facts.ts writes them. */
const PLACEHOLDERS = {
  version: '0.0.0~dev',
  summary: 'Not described yet',
  description: 'What it does is not described yet.',
  maintainer: 'Not named yet <nobody@example.invalid>',
  license: 'LicenseRef-Unknown',
} as const;

const placeholders: Rule = ({ plan }) => {
  const keys = (Object.keys(PLACEHOLDERS) as (keyof typeof PLACEHOLDERS)[]).filter(
    (key) => plan[key] === PLACEHOLDERS[key],
  );
  const [first] = keys;
  if (first === undefined) return [];
  const message = `a placeholder of \`onepack init\` stands in ${keys.map((key) => `\`${key}\``).join(', ')}`;
  return [
    {
      code: 'placeholder',
      message,
      hint: 'fill in what is marked FILL IN',
      at: keys.includes('summary') ? ['summary'] : [first],
    },
  ];
};

export const textRules: readonly Rule[] = [summary, description, placeholders];

/* What is shipped to be read. */

// The contents of trees and the targets of links are not known here.
function mayHave({ contents }: Plan, path: RegExp, file: string): boolean {
  return contents.some(
    ({ dst, type }) => path.test(dst) || ((type === 'tree' || type === 'symlink') && isBelow(file, dst)),
  );
}

const copyright: Rule = ({ plan }) => {
  const { package: name, format, contents } = plan;
  const file = `/usr/share/doc/${name}/copyright`;
  const at: Finding['at'] = [];
  if (format === 'deb') {
    if (contents.some(({ dst }) => dst === file) || mayHave(plan, /^$/, file)) return [];
    return [{ code: 'no-copyright-file', message: `${name} contains no licence: a deb has it at ${file}`, at }];
  }
  const isMarked = contents.some((content) => 'mark' in content && content.mark !== undefined);
  if (isMarked || mayHave(plan, /^\/usr\/share\/(?:doc|licenses|man|info)\//, file)) return [];
  return [{ code: 'no-copyright-file', message: `${name} contains no licence, and no other documentation`, at }];
};

const PROGRAM = /^\/usr\/s?bin\/([^/]+)$/;

const manualPages: Rule = ({ plan }) =>
  plan.contents.flatMap((content): Finding[] => {
    const [, name] = PROGRAM.exec(unaliased(content.dst)) ?? [];
    if (name === undefined || content.type === 'dir' || content.type === 'tree') return [];
    const page = plan.contents.some(({ dst }) => {
      const [, file = ''] = /^\/usr\/share\/man\/(?:[^/]+\/)?man\d\/([^/]+)$/.exec(dst) ?? [];
      return file.startsWith(`${name}.`);
    });
    if (page || mayHave(plan, /^$/, `/usr/share/man/man1/${name}.1`)) return [];
    return [{ code: 'no-manual-page', message: `${name} has no manual page`, at: atContent(content) }];
  });

const changelog: Rule = ({ plan: { format }, texts: { changelog: source } }) => {
  if (source === undefined) return [];
  return judgeChangelog(parseChangelog(source.text), format).doubts.map(({ message, hint, start, end }) => ({
    code: 'changelog-doubtful',
    message,
    hint,
    place: { source, start, end },
    at: ['changelog'],
  }));
};

export const documentRules: readonly Rule[] = [copyright, manualPages, changelog];
