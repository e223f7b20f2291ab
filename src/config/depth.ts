/** How deeply a text is nested, found without recursion: a parser that recurses must never see one that is too deep. */
import { Lexer } from 'yaml';

/** Brackets in brackets. */
const DEEPEST_FLOW = 100;
/** The column where a line begins to say something; each level of indentation takes one or more. */
const WIDEST_INDENT = 200;

/** The offset at which the text is too deep; undefined where it is not. */
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

/** What the lexer says beside the text: a document or a scalar begins, a flow collection ends too early. */
const NO_SOURCE = ['\u0002', '\u0018', '\u001f'];
/** Blanks, and the signs that begin an item or a key on the same line. */
const INDENT = /^(?:[ \t]*|[-?:]|[ \t]*\r?\n)$/;
