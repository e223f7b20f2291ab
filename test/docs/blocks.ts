/** The fenced blocks of a page of Markdown, and the commands that a `console` block shows. */

export interface Block {
  /** Of the fence, from 1. */
  readonly line: number;
  /** The first word of the info string; empty where there is none. */
  readonly language: string;
  readonly text: string;
  /** The heading that the block is under; empty before the first one. */
  readonly heading: string;
}

/** The blocks of a page, in their order. */
export function blocksOf(page: string): Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  let heading = '';
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const fence = /^( *)(`{3,}|~{3,})\s*([^\s`]*)/.exec(line);
    if (fence === null) {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      at += 1;
      continue;
    }
    const [, indent = '', marks = '', language = ''] = fence;
    const end = lines.findIndex((other, index) => index > at && other.trim() === marks);
    if (end < 0) throw new Error(`line ${at + 1}: nothing closes this block`);
    const text = lines.slice(at + 1, end).map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one));
    blocks.push({ line: at + 1, language, text: text.join('\n'), heading });
    at = end + 1;
  }
  return blocks;
}

/** A command of a `console` block and the lines that it is said to print. */
export interface Session {
  readonly command: string;
  readonly output: readonly string[];
}

/** `$ ` begins a command, which goes on in the next line after a `\`. */
export function sessionsOf(text: string): Session[] {
  const sessions: { command: string; output: string[] }[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const last = sessions.at(-1);
    if (isOpen && last !== undefined) last.command += `\n${line}`;
    else if (line.startsWith('$ ')) sessions.push({ command: line.slice(2), output: [] });
    else if (last === undefined) throw new Error(`expected "$ " and a command: ${line}`);
    else last.output.push(line);
    isOpen = (isOpen || line.startsWith('$ ')) && line.endsWith('\\');
  }
  return sessions;
}

/** The block anew, with what its commands print now, but where `…` stands for some of it. */
export function told(sessions: readonly (Session & { readonly printed: string })[]): string {
  return sessions
    .map(({ command, output, printed }) => {
      const now = isAsShown(output, printed) ? output.join('\n') : printed.trimEnd();
      return now === '' ? `$ ${command}` : `$ ${command}\n${now}`;
    })
    .join('\n');
}

/** Whether a text is what is shown of it: `…` is any text of a line, and alone in a line any lines. Blank lines at the end are nothing. */
export function isAsShown(shown: readonly string[], text: string): boolean {
  const wanted = shown.join('\n').trimEnd().split('\n');
  const source = wanted.map((line) =>
    line.trim() === '…' ? '(?:.*\n)*?' : `${line.split('…').map(escape).join('.*')}\n`,
  );
  return new RegExp(`^${source.join('')}$`).test(`${text.trimEnd()}\n`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
