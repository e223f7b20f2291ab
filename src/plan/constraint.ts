/** The neutral grammar of a version constraint: `>= 1.2`, `>= 1.2, < 2`, `= 1.2`, `== 1.2-3`, `*`. */
import { type BoundedName, type Constraint, type Format, OPERATORS, type Requirement } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { lookUp } from '../system/look_up.ts';
import type { OwnPackage } from './own_packages.ts';
import { upstreamVersion } from './version.ts';

/** What was wrong with a text, and what to write. */
export interface SyntaxMistake {
  readonly error: string;
  readonly hint?: string;
}

/**
 * Constraints that all hold; none for `*`. A version of another's package is as it stands. One of a package of the set, `own`, gets
 * the epoch of that package, and the spelling that a package of that version has (`1.32.0~alpha.1` for `v1.32.0-alpha.1`), but for
 * `==`. A `-` before a digit begins a revision, as in `>= 1.2-3`.
 */
export function parseConstraints(text: string, own?: OwnPackage): { constraints: Constraint[] } | SyntaxMistake {
  if (text.trim() === '*') return { constraints: [] };
  const constraints: Constraint[] = [];
  for (const part of text.split(',')) {
    const parsed = parseConstraint(part.trim(), own);
    if ('error' in parsed) return parsed;
    constraints.push(parsed);
  }
  return { constraints };
}

/** An alternative: `containerd`, `containerd >= 1.6, < 2`. */
export function parseRequirement(
  text: string,
  ownOf: (name: string) => OwnPackage | undefined = () => undefined,
): Requirement | SyntaxMistake {
  const [, name, rest] = /^([^\s<>=!~,|]+)\s*(.*)$/s.exec(text.trim()) ?? [];
  if (name === undefined || rest === undefined) return { error: `"${text}" is not "name" or "name OP version"` };
  const unwrapped = /^\((.*)\)$/.exec(rest)?.[1];
  if (unwrapped !== undefined)
    return { error: `"${text}" has brackets`, hint: `write "${name} ${neutral(unwrapped)}"` };
  if (rest === '') return { name, constraints: [] };
  const parsed = parseConstraints(rest, ownOf(name));
  return 'error' in parsed ? parsed : { name, constraints: parsed.constraints };
}

/** What a plan of the format has of it. */
export function boundedName({ name, constraints }: Requirement, format: Format): BoundedName {
  return { name, bounds: constraints.flatMap(formats[format].bounds) };
}

/** What people write in other grammars, and what it is here. */
const FOREIGN: Readonly<Record<string, string>> = { '<<': '<', '>>': '>', '=<': '<=', '=>': '>=', '===': '==' };

function parseConstraint(text: string, own: OwnPackage | undefined): Constraint | SyntaxMistake {
  const unwrapped = /^\((.*)\)$/.exec(text)?.[1];
  if (unwrapped !== undefined) return { error: `"${text}" has brackets`, hint: `write "${neutral(unwrapped)}"` };
  const [, symbols = '', version = ''] = /^([<>=!~^]*)\s*(.*)$/s.exec(text) ?? [];
  const op = [...OPERATORS, '==' as const].find((known) => known === symbols);
  if (op === undefined) return { error: `"${text}" ${WANTED}`, ...operatorHint(symbols, version) };
  if (version === '' || /[\s()<>=]/.test(version)) return { error: `"${text}" ${WANTED}` };
  if (op === '==') return { op, version: withEpoch(version, own) };
  if (own === undefined && /^v[0-9]/.test(version)) {
    const error = `"${version}" is a git tag, and no version of a package begins with "v"`;
    return {
      error,
      hint: `write "${op} ${spellVersion(version)}"; only versions of packages of the set are translated`,
    };
  }
  const spelled = own === undefined ? version : withEpoch(spellVersion(version), own);
  const dash = spelled.lastIndexOf('-');
  if (op === '=' && dash !== -1) {
    const hint = `write "== ${version}", or "= ${spelled.slice(0, dash)}" for any revision`;
    return { error: `"=" means any revision, but "${version}" has one`, hint };
  }
  return { op, version: spelled };
}

// What is meant of a package with an epoch has it: without one, every version of that package would be newer.
function withEpoch(version: string, own: OwnPackage | undefined): string {
  return own === undefined || own.epoch === 0 || /^[0-9]+:/.test(version) ? version : `${own.epoch}:${version}`;
}

const WANTED =
  'is not a version constraint: write an operator (<, <=, =, ==, >=, >) and a version, several of them separated by commas, or *';

function operatorHint(symbols: string, version: string): { hint?: string } {
  if (!/^v?[0-9]/.test(version)) return {};
  if (symbols === '') return { hint: `write ">= ${version}", or "= ${version}" for exactly this one` };
  const neutralOperator = lookUp(FOREIGN, symbols);
  return neutralOperator === undefined ? {} : { hint: `write "${neutralOperator} ${version}"` };
}

function neutral(text: string): string {
  return text.replace(/^[<>=]+/, (symbols) => lookUp(FOREIGN, symbols) ?? symbols);
}

// The revision is put aside, so that its `-` does not become a part of the upstream version. The `-3+0a1b2c3d` of a commit
// after a release, which `${version}` may bring, is none.
function spellVersion(version: string): string {
  const [, epoch = '', rest = ''] = /^([0-9]+:)?(.*)$/s.exec(version) ?? [];
  const [, upstream = rest, revision = ''] = /^(.*?)(-(?![0-9]+\+[0-9a-f]{7,}$)[0-9][^-]*)$/.exec(rest) ?? [];
  return epoch + upstreamVersion(upstream) + revision;
}
