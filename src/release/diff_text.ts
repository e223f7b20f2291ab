/** Differences between packages, for people: as text for a terminal, or as Markdown for a review. */
import { structuredPatch } from 'diff';
import type { Change, Differences, FileChange } from './differences.ts';
import type { FileFacts } from './package_facts.ts';

/** Of one pair of packages. Lines begin with `-` for what is gone, `+` for what is new, `~` for what changed. */
export function diffText(differences: Differences): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['fields', differences.fields.map(fieldLine)],
    ['relations', differences.relations.map(listed)],
    ['files', fileLines(differences.files)],
    ['scripts', differences.texts.flatMap(textLines)],
    ['changelog', differences.changelog.map(({ before, after }) => (before === undefined ? `+ ${after}` : `- ${before}`))],
  ]; // prettier-ignore
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const { followVersion } = differences;
  const followed = followVersion === 0 ? [] : [`  relations and paths that only follow the version: ${followVersion}`];
  return [titleOf(differences), ...shown.flatMap(([title, lines]) => [`  ${title}`, ...lines.map((line) => `    ${line}`)]), ...followed, ''].join('\n'); // prettier-ignore
}

export function diffMarkdown(differences: Differences): string {
  const [title = '', ...lines] = diffText(differences).trimEnd().split('\n');
  return `### ${title}\n\n${lines.length === 0 ? '' : `\`\`\`diff\n${lines.map((line) => line.replace(/^ {2,4}/, '')).join('\n')}\n\`\`\`\n`}`;
}

function titleOf({ before, after }: Differences): string {
  if (before.format !== after.format) return `${before.name} ${before.version}: ${before.format} -> ${after.format}`;
  const version = before.version === after.version ? before.version : `${before.version} -> ${after.version}`;
  const name = before.name === after.name ? before.name : `${before.name} -> ${after.name}`;
  return `${name} ${version} (${after.architecture}, ${after.format})`;
}

function fieldLine({ what, before, after }: Change): string {
  if (before === undefined) return `+ ${what}: ${oneLine(after)}`;
  if (after === undefined) return `- ${what}: ${oneLine(before)}`;
  return `~ ${what}: ${oneLine(before)} -> ${oneLine(after)}`;
}

const LONGEST = 100;

function oneLine(text = ''): string {
  const line = text.replace(/\n/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function listed({ what, before, after }: Change): string {
  return before === undefined ? `+ ${what} ${after}` : `- ${what} ${before}`;
}

/** From so many files on, the same small change of each is one line. */
const MANY = 3;

function fileLines(files: readonly FileChange[]): string[] {
  const times = new Map<string, number>();
  for (const { changes } of files) for (const change of changes) if (change.what === 'time') times.set(timeText(change), (times.get(timeText(change)) ?? 0) + 1); // prettier-ignore
  const common = [...times].filter(([, count]) => count >= MANY);
  const isCommon = (change: Change): boolean => change.what === 'time' && common.some(([text]) => text === timeText(change)); // prettier-ignore
  const lines = files.flatMap((file) => {
    if (file.before === undefined || file.after === undefined) {
      return [`${file.before === undefined ? '+' : '-'} ${described(file.after ?? file.before)}`];
    }
    const own = file.changes.filter((change) => !isCommon(change));
    return own.length === 0 ? [] : [`~ ${file.path}: ${own.map(detail).join(', ')}`];
  });
  return [...lines, ...common.map(([text, count]) => `~ ${count} files: ${text}`)];
}

function described(file: FileFacts | undefined): string {
  if (file === undefined) return '';
  const arrow = file.target === undefined ? '' : ` -> ${file.target}`;
  const marks = file.marks.length === 0 ? '' : ` (${file.marks.join(', ')})`;
  const size = file.type === 'file' ? `, ${file.size} bytes` : '';
  return `${file.path}${arrow}, ${file.type}, ${file.mode} ${file.owner}:${file.group}${size}${marks}`;
}

function detail(change: Change): string {
  const { what, before, after } = change;
  if (what === 'content') return 'content';
  if (what === 'time') return timeText(change);
  return `${what} ${before === undefined || before === '' ? 'none' : before} -> ${after === undefined || after === '' ? 'none' : after}`;
}

function timeText({ before, after }: Change): string {
  return `time ${dateOf(before)} -> ${dateOf(after)}`;
}

function dateOf(seconds = '0'): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

function textLines({ what, before, after }: Change): string[] {
  if (before === undefined) return [`+ ${what}`, ...numbered('+', after)];
  if (after === undefined) return [`- ${what}`, ...numbered('-', before)];
  const { hunks } = structuredPatch(what, what, before, after, '', '', { context: 2 });
  return [`~ ${what}`, ...hunks.flatMap(({ lines }) => lines.map((line) => `  ${line}`))];
}

function numbered(sign: string, text = ''): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n').map((line) => `  ${sign}${line}`); // prettier-ignore
}
