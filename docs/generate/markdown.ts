/** What the pages of docs/ are made of. */

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** In a cell of a table; a `|` in it would end the cell. */
export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replaceAll('|', '\\|')}${fence}`;
}

/** Several lines of output in one cell. */
export function codeLines(lines: readonly string[]): string {
  return lines.map(code).join('<br>');
}

export function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
