/** What differs between two packages, in one vocabulary whatever their formats. */
import { RELATION_KINDS } from '../format/relations.ts';
import type { FileFacts, PackageFacts, RelationFacts } from './package_facts.ts';

/** A value that one of the packages does not have is undefined. */
export interface Change {
  readonly what: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface FileChange {
  readonly path: string;
  readonly before: FileFacts | undefined;
  readonly after: FileFacts | undefined;
  /** Of a file that both have: `content`, `mode`, `owner`, `target`, … */
  readonly changes: readonly Change[];
}

export interface Differences {
  readonly before: PackageFacts;
  readonly after: PackageFacts;
  readonly fields: readonly Change[];
  /** `what` is the kind, such as `depends`. */
  readonly relations: readonly Change[];
  readonly files: readonly FileChange[];
  /** Texts, line for line: scripts, triggers, control files. */
  readonly texts: readonly Change[];
  /** Entries of changelogs that only one has, by their first lines. */
  readonly changelog: readonly Change[];
  /** Relations and paths that are the same but for the version of the package in them. */
  readonly followVersion: number;
}

export function differencesOf(before: PackageFacts, after: PackageFacts): Differences {
  const isOneFormat = before.format === after.format;
  const follow = versionFollower(before, after);
  const relations = relationChanges(before, after, isOneFormat, follow);
  const files = fileChanges(before, after, isOneFormat, follow);
  return {
    before,
    after,
    fields: fieldChanges(before, after, isOneFormat),
    relations: relations.changes,
    files: files.changes,
    texts: isOneFormat ? textChanges(before, after) : scriptsOfOne(before, after),
    changelog: changelogChanges(before, after),
    followVersion: relations.followed + files.followed,
  };
}

/** Whether there is nothing to tell. A version alone is something. */
export function isSame({
  before,
  after,
  fields,
  relations,
  files,
  texts,
  changelog,
  followVersion,
}: Differences): boolean {
  const lists = [fields, relations, files, texts, changelog];
  const isEmpty = lists.every((list) => list.length === 0) && followVersion === 0;
  return isEmpty && before.version === after.version && before.name === after.name;
}

type Follow = (text: string) => string;

/** Gives a text of the package before with the version of the package after. */
function versionFollower(before: PackageFacts, after: PackageFacts): Follow {
  if (before.version === after.version) return (text) => text;
  const pairs = [
    [before.version, after.version],
    [withoutEpoch(before.version), withoutEpoch(after.version)],
    [upstream(before.version), upstream(after.version)],
  ].filter(([from, to]) => from !== to);
  return (text) => {
    const [from, to] = pairs.find(([old = '']) => text.includes(old)) ?? [];
    return from === undefined || to === undefined ? text : text.replaceAll(from, to);
  };
}

function withoutEpoch(version: string): string {
  return version.replace(/^\d+:/, '');
}

function upstream(version: string): string {
  return withoutEpoch(version).replace(/-[^-]*$/, '');
}

function fieldChanges(before: PackageFacts, after: PackageFacts, isOneFormat: boolean): Change[] {
  const [left, right] = [before, after].map((facts) => new Map(isOneFormat ? namedFields(facts) : keyedFields(facts))) as [Map<string, string>, Map<string, string>]; // prettier-ignore
  // The release of an rpm is in the name of its source package.
  const names = new Set([...left.keys(), ...right.keys()].filter((name) => name !== 'SourceRPM'));
  return [...names].flatMap((what) => changeOf(what, left.get(what), right.get(what)));
}

function namedFields({ fields }: PackageFacts): [string, string][] {
  return fields.map(({ name, value }) => [name, value]);
}

// By the keys of a config, which are the same for both formats. A deb has the summary and the description in one field.
function keyedFields({ fields, format }: PackageFacts): [string, string][] {
  return fields.flatMap(({ key, value }): [string, string][] => {
    if (key === undefined || value === '') return [];
    if (format !== 'deb' || key !== 'summary') return [[key, value]];
    const [summary = '', ...description] = value.split('\n');
    return [['summary', summary], ['description', description.join('\n') || summary]]; // prettier-ignore
  });
}

function changeOf(what: string, before: string | undefined, after: string | undefined): Change[] {
  return before === after ? [] : [{ what, before, after }];
}

function relationChanges(
  before: PackageFacts,
  after: PackageFacts,
  isOneFormat: boolean,
  follow: Follow,
): { changes: Change[]; followed: number } {
  const implied = new Set(before.relations.filter((relation) => relation.isImplied === true).map(({ text }) => text));
  const isImplied = (text: string): boolean => implied.has(text);
  const changes: Change[] = [];
  let followed = 0;
  for (const kind of RELATION_KINDS) {
    const [left, right] = [before, after].map((facts) => textsOf(facts.relations, kind, isOneFormat));
    const gone = [...(left ?? [])].filter((text) => !right?.has(text));
    const come = new Set([...(right ?? [])].filter((text) => !left?.has(text)));
    for (const text of gone) {
      if (come.delete(follow(text))) followed += isImplied(text) ? 0 : 1;
      else changes.push({ what: kind, before: text, after: undefined });
    }
    for (const text of come) changes.push({ what: kind, before: undefined, after: text });
  }
  return { changes, followed };
}

// Between formats only what a config says, in one spelling.
function textsOf(relations: readonly RelationFacts[], kind: string, isOneFormat: boolean): Set<string> {
  const mine = relations.filter((relation) => relation.kind === kind && (isOneFormat || relation.isImplied !== true));
  return new Set(mine.map(({ text }) => (isOneFormat ? text : neutral(text))));
}

/** A relation as an rpm spells it: `a (>= 1) | b` is `(a >= 1 or b)`. */
function neutral(text: string): string {
  const entries = text.split('|').map((entry) => entry.trim().replace(/^(\S+) \((\S+) (\S+)\)$/, (_, name: string, op: string, version: string) => `${name} ${op.replace(/^(<|>)\1$/, '$1')} ${version}`)); // prettier-ignore
  return entries.length === 1 ? (entries[0] ?? '') : `(${entries.join(' or ')})`;
}

function fileChanges(
  before: PackageFacts,
  after: PackageFacts,
  isOneFormat: boolean,
  follow: Follow,
): { changes: FileChange[]; followed: number } {
  const right = new Map(after.files.map((file) => [file.path, file]));
  const changes: FileChange[] = [];
  let followed = 0;
  for (const file of before.files) {
    const moved = right.has(file.path) ? file.path : follow(file.path);
    const other = right.get(moved);
    right.delete(moved);
    if (other !== undefined && moved !== file.path) followed += 1;
    const details = other === undefined ? [] : detailsOf(file, other, isOneFormat);
    if (other === undefined || details.length > 0) {
      changes.push({ path: file.path, before: file, after: other, changes: details });
    }
  }
  for (const file of right.values()) changes.push({ path: file.path, before: undefined, after: file, changes: [] });
  // A deb lists each folder that leads to its files, an rpm its own alone.
  const isShown = ({ before: old, after: now }: FileChange): boolean =>
    isOneFormat || (old !== undefined && now !== undefined) || (old ?? now)?.type !== 'dir';
  return { changes: changes.filter(isShown).sort((a, b) => (a.path < b.path ? -1 : 1)), followed };
}

function detailsOf(before: FileFacts, after: FileFacts, isOneFormat: boolean): Change[] {
  const hasOneHash = before.digest?.algorithm === after.digest?.algorithm;
  const marks = isOneFormat ? [] : ['config'];
  const marked = ({ marks: all }: FileFacts): string => all.filter((mark) => isOneFormat || marks.includes(mark)).join(', '); // prettier-ignore
  return [
    ...changeOf('type', before.type, after.type),
    ...(hasOneHash ? changeOf('content', before.digest?.value, after.digest?.value) : []),
    ...changeOf('size', String(before.size), String(after.size)),
    ...changeOf('mode', before.mode, after.mode),
    ...changeOf('owner', `${before.owner}:${before.group}`, `${after.owner}:${after.group}`),
    ...changeOf('target', before.target, after.target),
    ...changeOf('marks', marked(before), marked(after)),
    ...changeOf('capabilities', before.capabilities, after.capabilities),
    ...changeOf('time', String(before.mtime), String(after.mtime)),
  ];
}

function textChanges(before: PackageFacts, after: PackageFacts): Change[] {
  const [left, right] = [before, after].map(textsByName) as [Map<string, string>, Map<string, string>];
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].flatMap((what) => changeOf(what, left.get(what), right.get(what)));
}

function textsByName({ scripts, triggers, controlFiles }: PackageFacts): Map<string, string> {
  return new Map([
    ...scripts.map(({ kind, interpreter, text }) => [kind, interpreted(interpreter, text)] as const),
    ...triggers.map(({ kind, on, interpreter, text }) => [`${kind} ${on.join(', ')}`, text === undefined ? '' : interpreted(interpreter, text)] as const),
    ...controlFiles.map(({ name, text }) => [name, text] as const),
  ]); // prettier-ignore
}

// The interpreter of an rpm's script is not in its text.
function interpreted(interpreter = '', text: string): string {
  return text.startsWith('#!') || interpreter === '' ? text : `#!${interpreter}\n${text}`;
}

/** Scripts do the same in other words in the other format: only which there are is compared. */
function scriptsOfOne(before: PackageFacts, after: PackageFacts): Change[] {
  const kinds = (facts: PackageFacts): Set<string> => new Set(facts.scripts.map(({ kind }) => kind));
  const [left, right] = [kinds(before), kinds(after)];
  const said = (has: boolean): string | undefined => (has ? '' : undefined);
  return [...new Set([...left, ...right])].flatMap((kind) =>
    changeOf(kind, said(left.has(kind)), said(right.has(kind))),
  );
}

function changelogChanges(before: PackageFacts, after: PackageFacts): Change[] {
  const [left, right] = [before, after].map(
    ({ changelog }) => new Set(changelog.map(({ version, date, text }) => [version, date, text.split('\n')[0]].join(' ').trim())),
  ) as [Set<string>, Set<string>]; // prettier-ignore
  return [
    ...[...left].filter((entry) => !right.has(entry)).map((entry) => ({ what: 'entry', before: entry, after: undefined })),
    ...[...right].filter((entry) => !left.has(entry)).map((entry) => ({ what: 'entry', before: undefined, after: entry })),
  ]; // prettier-ignore
}
