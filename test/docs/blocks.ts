/** The fenced blocks of a page of Markdown, and what the comment before each says of how it is tried. CONTRIBUTING.md has the words. */

/** What a comment `<!-- test: … -->` says: a word, and what comes after it. */
export interface Directive {
  readonly word: Word;
  readonly rest: string;
}

export interface Block {
  /** Of the fence, from 1. */
  readonly line: number;
  /** The first word of the info string; empty where there is none. */
  readonly language: string;
  readonly text: string;
  readonly directive?: Directive;
}

/** Said of the block that follows. */
const OF_A_BLOCK = ['file', 'same as', 'fails', 'not run:'] as const;
/** Said where nothing follows. */
const ALONE = ['run', 'afresh', 'in', 'page:'] as const;
const WITHOUT_MORE: readonly Word[] = ['fails', 'afresh'];
type Word = (typeof OF_A_BLOCK)[number] | (typeof ALONE)[number];

/** In the order of the page: its blocks, and as a block of the language `hidden` each comment that stands alone. */
export function blocksOf(page: string): Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  let directive: Directive | undefined;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const start = at + 1;
    const fence = /^( *)(`{3,}|~{3,})\s*([^\s`]*)/.exec(line);
    if (fence !== null) {
      const [, indent = '', marks = '', language = ''] = fence;
      const end = lines.findIndex((other, index) => index > at && other.trim() === marks);
      if (end < 0) throw new Error(`line ${start}: nothing closes this block`);
      const text = lines.slice(at + 1, end).map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one));
      blocks.push({ line: start, language, text: text.join('\n'), ...(directive && { directive }) });
      directive = undefined;
      at = end + 1;
      continue;
    }
    if (directive !== undefined && line.trim() !== '')
      throw new Error(`line ${start}: expected the block of a comment`);
    if (line.trimStart().startsWith('<!-- test:')) {
      const end = lines.findIndex((other, index) => index >= at && other.trimEnd().endsWith('-->'));
      if (end < 0) throw new Error(`line ${start}: nothing closes this comment`);
      const said = directiveOf(lines.slice(at, end + 1).join('\n'), start);
      if (isAlone(said)) blocks.push({ line: start, language: 'hidden', text: said.rest, directive: said });
      else directive = said;
      at = end + 1;
      continue;
    }
    at += 1;
  }
  if (directive !== undefined) throw new Error(`the last comment has no block: ${directive.word} ${directive.rest}`);
  return blocks;
}

function isAlone({ word }: Directive): boolean {
  return ALONE.some((one) => one === word);
}

function directiveOf(comment: string, line: number): Directive {
  const said = comment
    .trim()
    .replace(/^<!-- test:\s*/, '')
    .replace(/\s*-->$/, '');
  const word = [...OF_A_BLOCK, ...ALONE].find((one) => said === one || new RegExp(`^${one}\\s`).test(said));
  const rest = said.slice(word?.length ?? 0).trim();
  if (word === undefined || (rest === '') !== WITHOUT_MORE.includes(word)) {
    const known = [...OF_A_BLOCK, ...ALONE].join(', ');
    throw new Error(`line ${line}: not a comment that is known: ${JSON.stringify(said)}; there are ${known}`);
  }
  return { word, rest };
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
