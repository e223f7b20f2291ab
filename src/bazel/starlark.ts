/** Writes values as Starlark, formatted as buildifier does. */

export type StarlarkValue = string | boolean | readonly StarlarkValue[] | { readonly [key: string]: StarlarkValue };

const INDENT = '    ';

/** The Starlark of a value that will stand behind `key = ` in a call. */
export function starlark(value: StarlarkValue, indent = INDENT): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const inner = indent + INDENT;
  if (isList(value)) {
    const [first] = value;
    if (value.length === 1 && typeof first === 'string') return `[${quote(first)}]`;
    return block('[]', indent, value.map((item) => starlark(item, inner))); // prettier-ignore
  }
  return block('{}', indent, Object.entries(value).map(([key, item]) => `${quote(key)}: ${starlark(item, inner)}`)); // prettier-ignore
}

/** A string literal. UTF-8 stays as it is. Control characters are octal, because the oldest Bazel that reads this has no `\u`. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r');
  // eslint-disable-next-line no-control-regex -- This looks for control characters.
  return `"${escaped.replace(/[\x00-\x1f\x7f]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
}

function block(brackets: '[]' | '{}', indent: string, lines: readonly string[]): string {
  const [open, close] = brackets;
  if (lines.length === 0) return brackets;
  return `${open}\n${lines.map((line) => `${indent}${INDENT}${line},\n`).join('')}${indent}${close}`;
}

// `Array.isArray` does not narrow a readonly array.
function isList(value: StarlarkValue): value is readonly StarlarkValue[] {
  return Array.isArray(value);
}
