/** What is in a package, for people. */
import { RELATION_KINDS } from '../format/relations.ts';
import type { FileFacts, PackageFacts, ScriptFacts, TriggerFacts } from './package_facts.ts';

export function showText(facts: PackageFacts): string {
  const { archive } = facts;
  const head = `${facts.name} ${facts.version} (${facts.architecture}, ${facts.format})\n`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['fields', facts.fields.map(({ name, value }) => entry(name, value))],
    ['relations', relationLines(facts)],
    ['files', fileLines(facts.files)],
    ['scripts', facts.scripts.map(scriptText)],
    ['triggers', facts.triggers.map(triggerText)],
    ['control files', facts.controlFiles.map(({ name, text }) => indented(name, text))],
    ['changelog', facts.changelog.map(({ version, date, author, text }) => indented(`${version === undefined ? '' : `${version}, `}${date}, ${author}`, text))],
    ['archive', [entry('file', facts.file), entry('size', `${archive.size} bytes, ${archive.compression}`), entry('sha256', archive.sha256), ...archive.damages.map((damage) => entry('damaged', damage))]],
  ]; // prettier-ignore
  const shown = sections.filter(([, lines]) => lines.length > 0);
  return head + shown.map(([title, lines]) => `\n${title}\n${lines.join('\n')}\n`).join('');
}

const COLUMN = 18;

function entry(name: string, value: string): string {
  const [first = '', ...more] = value.split('\n');
  return [`  ${name.padEnd(COLUMN)} ${first}`.trimEnd(), ...more.map((line) => `${' '.repeat(COLUMN + 3)}${line}`.trimEnd())].join('\n'); // prettier-ignore
}

function indented(title: string, text: string): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  return [`  ${title}`, ...(text === '' ? [] : lines.map((line) => `    ${line}`.trimEnd()))].join('\n');
}

// By kind, those that the tools of the format add by themselves last.
function relationLines({ relations, format }: PackageFacts): string[] {
  return RELATION_KINDS.flatMap((kind) => {
    const mine = relations.filter((relation) => relation.kind === kind);
    const said = mine.filter(({ isImplied }) => isImplied !== true).map(({ text }) => text);
    const implied = mine.filter(({ isImplied }) => isImplied === true).map(({ text }) => `${text}  [by ${format}]`);
    const all = [...new Set([...said, ...implied])];
    return all.length === 0 ? [] : [entry(kind, all.join('\n'))];
  });
}

const LETTERS: Readonly<Record<FileFacts['type'], string>> = {
  file: '-', dir: 'd', symlink: 'l', hardlink: 'h', ghost: 'g', device: 'c', pipe: 'p', socket: 's',
}; // prettier-ignore

function fileLines(files: readonly FileFacts[]): string[] {
  const owners = files.map(({ owner, group }) => `${owner}/${group}`);
  const ownerWidth = Math.max(0, ...owners.map(({ length }) => length));
  const sizeWidth = Math.max(0, ...files.map(({ size }) => String(size).length));
  return files.map((file, at) => {
    const notes = [...file.marks, ...(file.capabilities === undefined ? [] : [file.capabilities.trim()])];
    const arrow = file.target === undefined ? '' : ` -> ${file.target}`;
    const remark = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
    const columns = [`${LETTERS[file.type]}${file.mode}`, (owners[at] ?? '').padEnd(ownerWidth), String(file.size).padStart(sizeWidth), timeText(file.mtime)]; // prettier-ignore
    return `  ${columns.join(' ')} ${file.path}${arrow}${remark}`;
  });
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

function scriptText({ kind, interpreter, text }: ScriptFacts): string {
  return indented(`${kind}, ${interpreter}`, text);
}

function triggerText({ kind, on, interpreter, text }: TriggerFacts): string {
  const title = `${kind} ${on.join(', ')}${interpreter === undefined ? '' : `, ${interpreter}`}`;
  return indented(title, text ?? '');
}
