/** Values as Starlark source, laid out as buildifier leaves them. */

export type StarlarkValue = string | readonly string[] | Readonly<Record<string, string>> | StarlarkGlob;

/** Files by name, and others by pattern: `["a"] + glob(["b/**"])`. */
export interface StarlarkGlob {
  readonly files: readonly string[];
  readonly patterns: readonly string[];
  /** What the patterns match and is left out; absent where they match nothing too much. */
  readonly excludes?: readonly string[];
}

const INDENT = '    ';

/** The source of a value that stands as `key = value` in a call. */
export function starlark(value: StarlarkValue): string {
  if (typeof value === 'string') return quote(value);
  if (isList(value)) return list(value);
  return isGlob(value) ? glob(value) : dict(value);
}

/** A string literal; UTF-8 stays as it is. The oldest Bazel that reads this has no `\u`, so control characters are octal. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r');
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  return `"${escaped.replace(/[\x00-\x1f\x7f]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
}

function list(items: readonly string[], indent = INDENT): string {
  if (items.length <= 1) return `[${items.map(quote).join('')}]`;
  return `[\n${items.map((item) => `${indent}${INDENT}${quote(item)},\n`).join('')}${indent}]`;
}

function dict(entries: Readonly<Record<string, string>>): string {
  const lines = Object.entries(entries).map(([key, value]) => `${INDENT}${INDENT}${quote(key)}: ${quote(value)},\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${INDENT}}`;
}

function glob({ files, patterns, excludes = [] }: StarlarkGlob): string {
  if (patterns.length === 0) return list(files);
  const found = excludes.length === 0 ? `glob(${list(patterns)})` : globExcept(patterns, excludes);
  return files.length === 0 ? found : `${list(files)} + ${found}`;
}

// Bazel 8 takes it for a mistake where nothing is left.
function globExcept(patterns: readonly string[], excludes: readonly string[]): string {
  const inner = INDENT + INDENT;
  const lines = [list(patterns, inner), 'allow_empty = True', `exclude = ${list(excludes, inner)}`];
  return `glob(\n${lines.map((line) => `${inner}${line},\n`).join('')}${INDENT})`;
}

// `Array.isArray` does not narrow a readonly array.
function isList(value: StarlarkValue): value is readonly string[] {
  return Array.isArray(value);
}

function isGlob(value: StarlarkGlob | Readonly<Record<string, string>>): value is StarlarkGlob {
  return typeof value['patterns'] === 'object';
}
