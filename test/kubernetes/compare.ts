/** An expectation, as ours is to be, and what a finished package says: line by line where they differ. */
import type { EngineName } from '../../src/schema/schema.ts';
import type { Format } from '../../src/format/format.ts';
import { behaviourOf } from './behaviour.ts';
import {
  ADDED,
  AUTOMATIC,
  type Change,
  DIFFERENCES,
  type GenerationName,
  NOT_COMPARED,
  type ScriptChange,
} from './differences.ts';
import type { Facts } from './facts.ts';
import { type Observed, sha256 } from './observe.ts';

interface Wanted {
  readonly fields: Map<string, string>;
  readonly relations: Facts['relations'];
  readonly paths: Map<string, string>;
  readonly texts: Map<string, readonly string[]>;
  readonly sha256: Map<string, string>;
  readonly scripts: Map<string, Facts['scripts'][string]>;
}

/** The published facts with our differences in them. Throws where a difference has nothing to change. */
export function wanted(
  facts: Facts,
  of: GenerationName,
  { package: name, format, engine }: { readonly package: string; readonly format: Format; readonly engine: EngineName },
): Wanted {
  const result: Wanted = {
    fields: new Map(Object.entries(facts.fields)),
    relations: facts.relations,
    paths: new Map(Object.entries(facts.paths)),
    texts: new Map(Object.entries(facts.texts)),
    sha256: new Map(Object.entries(facts.sha256)),
    scripts: new Map(Object.entries(facts.scripts)),
  };
  for (const { what, changes } of [...DIFFERENCES, ...(ADDED[engine] ?? [])]) {
    for (const one of changes) {
      if (one.in !== of || one.package !== name || one.format !== format) continue;
      if (!apply(one.change, result))
        throw new Error(`${what}: ${name} ${format} has nothing of ${JSON.stringify(one)}`);
    }
  }
  return result;
}

function apply(change: Change['change'], result: Wanted): boolean {
  if ('field' in change) return replace(result.fields, change.field, change.ours);
  if ('script' in change) return applyScript(change, result.scripts);
  const { path, to } = change;
  if (to === undefined) return replace(result.paths, path, change.as);
  for (const facts of [result.texts, result.sha256]) move(facts as Map<string, unknown>, path, to);
  return move(result.paths, path, to);
}

function applyScript({ script, args, ours }: ScriptChange, scripts: Wanted['scripts']): boolean {
  const before = scripts.get(script);
  if (args === undefined || ours === undefined) return scripts.delete(script);
  scripts.set(script, { ...before, [args]: ours });
  return before?.[args] !== undefined && before[args].join('\n') !== ours.join('\n');
}

function replace<T>(facts: Map<string, T>, key: string, value: T | undefined): boolean {
  const before = facts.get(key);
  if (value === undefined) return facts.delete(key);
  facts.set(key, value);
  return before !== value;
}

function move<T>(facts: Map<string, T>, from: string, to: string): boolean {
  const value = facts.get(from);
  if (value === undefined) return false;
  facts.set(to, value);
  return facts.delete(from);
}

/** What is not as wanted; `-` is wanted and not there, `+` is there and not wanted. */
export async function differences(want: Wanted, seen: Observed, format: Format): Promise<string[]> {
  const { fields, paths } = want;
  const compared = Object.entries(seen.fields).filter(([name]) => NOT_COMPARED[format][name] === undefined);
  const found = [
    ...inMaps('field', fields, new Map(compared)),
    ...inRelations(want, seen, format),
    ...inMaps(
      'path',
      paths,
      format === 'deb' ? withoutLeading(seen.paths, paths) : new Map(Object.entries(seen.paths)),
    ),
    ...inMaps('script', names(want.scripts.keys()), names(Object.keys(seen.scripts))),
  ];
  // What is missing is told above.
  const isThere = (path: string): boolean => seen.paths[path]?.startsWith('file') === true;
  for (const [path, directives] of want.texts) {
    if (!isThere(path)) continue;
    found.push(...inLists(`text of ${path}`, directives, directivesOf(seen.read(path).toString())));
  }
  for (const [path, digest] of want.sha256) {
    if (isThere(path) && sha256(seen.read(path)) !== digest) found.push(`- sha256 of ${path}: ${digest}`);
  }
  for (const [script, behaviour] of want.scripts) {
    if (seen.scripts[script] === undefined) continue;
    for (const [args, calls] of Object.entries(behaviour)) {
      found.push(...inLists(`${script} ${args}`, calls, await behaviourOf(seen.scripts[script], args.split(' '))));
    }
  }
  return found;
}

function names(keys: Iterable<string>): Map<string, string> {
  return new Map([...keys].map((name) => [name, 'is there']));
}

function inMaps(what: string, want: ReadonlyMap<string, string>, seen: ReadonlyMap<string, string>): string[] {
  const keys = [...new Set([...want.keys(), ...seen.keys()])].sort();
  return keys.flatMap((key) => {
    const [left, right] = [want.get(key), seen.get(key)];
    if (left === right) return [];
    return [
      ...(left === undefined ? [] : [`- ${what} ${key}: ${left}`]),
      ...(right === undefined ? [] : [`+ ${what} ${key}: ${right}`]),
    ];
  });
}

function inRelations({ relations, fields }: Wanted, seen: Observed, format: Format): string[] {
  const own = format === 'deb' ? {} : { Provides: provided(fields) };
  const want: Facts['relations'] = { ...relations, ...own };
  const kinds = [...new Set([...Object.keys(want), ...Object.keys(seen.relations)])].sort();
  return kinds.flatMap((kind) => {
    const theirs = (seen.relations[kind] ?? []).filter((one) => format === 'deb' || !isAutomatic(one));
    return inSets(kind, want[kind] ?? [], theirs);
  });
}

export function isAutomatic(relation: string): boolean {
  return AUTOMATIC.some(([pattern]) => pattern.test(relation));
}

// rpmbuild itself writes both; `x86-64` is what rpm calls the ISA.
function provided(fields: ReadonlyMap<string, string>): string[] {
  const [name, version] = [fields.get('Name'), `${fields.get('Version')}-${fields.get('Release')}`];
  return [`${name} = ${version}`, `${name}(${fields.get('Arch')?.replace('_', '-')}) = ${version}`];
}

export function inSets(what: string, want: readonly string[], seen: readonly string[]): string[] {
  const extra = seen.filter((one, at) => !want.includes(one) || seen.indexOf(one) < at);
  return [
    ...want.filter((one) => !seen.includes(one)).map((one) => `- ${what}: ${one}`),
    ...extra.map((one) => `+ ${what}: ${one}`),
  ];
}

function inLists(what: string, want: readonly string[], seen: readonly string[]): string[] {
  if (want.join('\n') === seen.join('\n')) return [];
  return [...want.map((line) => `- ${what}: ${line}`), ...seen.map((line) => `+ ${what}: ${line}`)];
}

// A tar lists the folders that lead to a path. They are the package's own only where the expectation has them.
function withoutLeading(seen: Observed['paths'], want: ReadonlyMap<string, string>): Map<string, string> {
  const leads = new Set(Object.keys(seen).flatMap(parentsOf));
  return new Map(
    Object.entries(seen).filter(([path, is]) => want.has(path) || !(leads.has(path) && is === 'dir 0755 root:root')),
  );
}

function parentsOf(path: string): string[] {
  const steps = path.split('/').slice(1, -1);
  return ['/', ...steps.map((_, at) => `/${steps.slice(0, at + 1).join('/')}`)];
}

function directivesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}
