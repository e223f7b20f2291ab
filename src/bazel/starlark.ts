/** Values as Starlark source, laid out as buildifier leaves them. */

export type StarlarkValue = string | boolean | readonly StarlarkValue[] | { readonly [key: string]: StarlarkValue };

const INDENT = '    ';

/** The source of a value that stands as `key = value` in a call. */
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

/** A string literal; UTF-8 stays as it is. The oldest Bazel that reads this has no `\u`, so control characters are octal. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r');
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
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
