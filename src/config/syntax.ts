/** Turns the errors of yaml's parser into problems, in our words and at the place of the mistake. */
import { type Document, isMap, isScalar, isSeq, type YAMLError, Lexer } from 'yaml';
import type { Problem, SourceText } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';

/** Problems in the order of the text, without those that only follow from an earlier mistake. */
export function syntaxProblems(errors: readonly YAMLError[], source: SourceText, document: Document.Parsed): Problem[] {
  return withoutEchoes(errors.map((error) => syntaxProblem(error, source, document)));
}

// After a stray bracket or quote the parser complains about every line, so only the first complaint counts.
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const inOrder = [...problems].sort((a, b) => (a.place?.start ?? 0) - (b.place?.start ?? 0));
  const first = inOrder.findIndex(({ code }) => code === 'yaml-syntax' || code === 'tab');
  // A bracket may be open only because a quote after it is.
  const quote = inOrder.findIndex(({ message }) => UNCLOSED_QUOTE.test(message));
  if (quote > first && UNCLOSED_BRACKET.test(inOrder[first]?.message ?? '')) {
    return [...inOrder.slice(0, first), ...inOrder.slice(quote, quote + 1)];
  }
  return first === -1 ? inOrder : inOrder.slice(0, first + 1);
}

const UNCLOSED_QUOTE = /^this ["'] is not closed$/;
const UNCLOSED_BRACKET = /^this [[{] is not closed$/;

const SYNTAX_CODES: Readonly<Record<string, ProblemCode>> = {
  TAB_AS_INDENT: 'tab',
  MULTIPLE_DOCS: 'several-documents',
  TAG_RESOLVE_FAILED: 'unknown-tag',
};

function syntaxProblem(error: YAMLError, source: SourceText, document: Document.Parsed): Problem {
  // A mistake in the indentation is shown at the text that is indented.
  const blanks =
    /^[ \t]*(?=[^ \t\r\n])/.exec(source.text.slice(...error.pos) + restOfLine(source.text, error.pos[1]))?.[0] ?? '';
  const start = error.code === 'TAB_AS_INDENT' ? error.pos[0] : error.pos[0] + blanks.length;
  const end = Math.max(error.pos[1], start + 1);
  const code = SYNTAX_CODES[error.code] ?? 'yaml-syntax';
  const place = { source, start, end };
  const token = /^[^\s:,{}[\]]+/.exec(source.text.slice(start))?.[0] ?? '';
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { code, message: 'YAML cannot be indented with tabs', place, hint: 'use spaces' };
    case 'MULTIPLE_DOCS':
      return {
        code,
        message: 'there must be one YAML document, but another one begins here',
        place: { source, start, end: start + 3 },
      };
    case 'BAD_SCALAR_START':
      return {
        code,
        message: `a value cannot begin with \`${source.text.charAt(start)}\` unless it is in quotes`,
        place: { source, start, end: start + Math.max(1, token.length) },
        hint: `write "${token}"`,
      };
    case 'TAG_RESOLVE_FAILED':
      return { code, message: `the tag \`${token}\` means nothing here`, place, hint: 'leave it out' };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY': {
      const value = restOfLine(source.text, start).replace(/\s+(?:#.*)?$/, '');
      const [, key = '', rest = ''] = /^([A-Za-z][A-Za-z0-9_-]*)(?: +(.*))?$/.exec(value) ?? [];
      if (key !== '' && !rest.includes(':')) {
        const hint = `write \`${`${key}: ${rest}`.trimEnd()}\``;
        return {
          code,
          message: 'a key needs a `:` behind it',
          place: { source, start, end: start + key.length },
          hint,
        };
      }
      if (!/: /.test(value) || /["'`]/.test(value)) return { code, message: lowerFirst(error.message), place };
      const message = 'a value with `: ` in it needs quotes';
      return { code, message, place: { source, start, end: start + value.length }, hint: `write "${value}"` };
    }
    case 'BLOCK_IN_FLOW': {
      const message = 'inside `{ }` and `[ ]` a `,` is needed between this and what comes before it';
      return { code, message, place };
    }
    case 'BAD_INDENT': {
      const closing = /end with a ([\]}])/.exec(error.message)?.[1];
      const opened = closing === undefined ? undefined : lastOpen(document, source.text, closing, error.pos[0]);
      if (opened !== undefined) {
        const message = `this ${source.text.charAt(opened)} is not closed`;
        return { code, message, place: { source, start: opened, end: opened + 1 } };
      }
      const message = /must start at the same column/.test(error.message)
        ? 'this is not aligned with the keys or items before it'
        : lowerFirst(error.message);
      return { code, message, place };
    }
    case 'MISSING_CHAR': {
      if (error.message.startsWith('Sequence item without')) {
        return { code, message: 'this is not aligned with the keys or items before it', place };
      }
      const quote = /^Missing closing (["'])/.exec(error.message)?.[1];
      const opened = quote === undefined ? undefined : lastQuote(document, quote, start);
      if (opened === undefined) return { code, message: lowerFirst(error.message), place };
      return { code, message: `this ${quote} is not closed`, place: { source, start: opened, end: opened + 1 } };
    }
    case 'UNEXPECTED_TOKEN': {
      const from = source.text.lastIndexOf('${', start);
      if (from === -1 || start - from > 1) return { code, message: lowerFirst(error.message), place };
      const value = /^[^\s,]+/.exec(source.text.slice(from))?.[0] ?? '${';
      const message = 'inside `{ }` and `[ ]` a value with `${` needs quotes';
      return { code, message, place: { source, start: from, end: from + value.length }, hint: `write "${value}"` };
    }
    default:
      return { code, message: lowerFirst(error.message), place };
  }
}

// The start of the last string in such quotes before an offset.
function lastQuote(document: Document.Parsed, quote: string, before: number): number | undefined {
  const type = quote === '"' ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE';
  const starts = nodesOf(document).flatMap((node) =>
    isScalar(node) && node.type === type ? [node.range?.[0] ?? -1] : [],
  );
  const last = Math.max(-1, ...starts.filter((start) => start < before));
  return last === -1 ? undefined : last;
}

// The last opening bracket before an offset that this character should close.
function lastOpen(document: Document.Parsed, text: string, closing: string, before: number): number | undefined {
  const starts = nodesOf(document).flatMap((node) => {
    if (!(isMap(node) || isSeq(node)) || node.flow !== true) return [];
    const [start = 0, end = 0] = node.range ?? [];
    return text.charAt(start) === (closing === ']' ? '[' : '{') && text.charAt(end - 1) !== closing ? [start] : [];
  });
  const last = Math.max(-1, ...starts.filter((start) => start <= before));
  return last === -1 ? undefined : last;
}

function restOfLine(text: string, start: number): string {
  return text.slice(start).split(/\r?\n/, 1)[0] ?? '';
}

function nodesOf(document: Document.Parsed): unknown[] {
  const found: unknown[] = [];
  const pending: unknown[] = [document.contents];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    if (isSeq(node)) pending.push(...node.items);
    if (isMap(node)) pending.push(...node.items.flatMap((pair) => [pair.key, pair.value]));
  }
  return found;
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/* How deeply a text is nested, found without recursion: a parser that recurses must never see one that is too deep. */

/** How deep brackets may be nested. */
const DEEPEST_FLOW = 100;
/** The highest indentation. Each level takes at least one column. */
const WIDEST_INDENT = 200;

/** The offset at which the text is nested too deeply; undefined if it is not. */
export function tooDeepAt(text: string): number | undefined {
  let at = 0;
  let open = 0;
  let lineStart = 0;
  let isIndent = true;
  for (const token of new Lexer().lex(text)) {
    if (NO_SOURCE.includes(token)) continue;
    if (token === '[' || token === '{') open += 1;
    if (token === ']' || token === '}') open = Math.max(0, open - 1);
    if (isIndent && !INDENT.test(token)) {
      isIndent = false;
      if (at - lineStart > WIDEST_INDENT && !token.startsWith('#')) return lineStart;
    }
    if (open > DEEPEST_FLOW) return at;
    at += token.length;
    if (token.endsWith('\n')) {
      lineStart = at;
      isIndent = true;
    }
  }
  return undefined;
}

/** Tokens of the lexer that are not in the text: a document or a scalar begins, a flow collection ends too early. */
const NO_SOURCE = ['\u0002', '\u0018', '\u001f'];
/** Spaces, and the characters that begin an item or a key on the same line. */
const INDENT = /^(?:[ \t]*|[-?:]|[ \t]*\r?\n)$/;
