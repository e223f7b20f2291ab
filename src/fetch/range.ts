/** Asking for the rest of a file, and what the answer to that is: https://www.rfc-editor.org/rfc/rfc9110#section-14 */
import type { Answer } from './answer.ts';

/** What was received before: so many bytes of what this validator stands for. */
export interface Received {
  readonly size: number;
  readonly validator: string | undefined;
}

/** The headers that ask for the rest, or for all of it where it is not the same any more. */
export function rangeHeaders({ size, validator }: Received): Record<string, string> {
  return size === 0 || validator === undefined ? {} : { range: `bytes=${size}-`, 'if-range': validator };
}

/** What `If-Range` may have: a strong validator, https://www.rfc-editor.org/rfc/rfc9110#section-8.8 */
export function validatorOf(answer: Answer): string | undefined {
  if (answer.header('accept-ranges') === 'none') return undefined;
  const tag = answer.header('etag');
  if (tag !== undefined) return /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(tag) ? tag : undefined;
  const modified = answer.header('last-modified') ?? '';
  // A second may have held two versions, so the answer must be younger than that.
  const age = Date.parse(answer.header('date') ?? '') - Date.parse(modified);
  return age >= 1000 ? modified : undefined;
}

export type Verdict =
  /** The rest, of a file of so many bytes. */
  | { readonly kind: 'rest'; readonly total: number | undefined }
  /** All of it. */
  | { readonly kind: 'whole'; readonly total: number | undefined }
  /** What was asked for cannot be had: ask for all of it. */
  | { readonly kind: 'again' }
  | { readonly kind: 'refusal'; readonly message: string };

export function judge(answer: Answer, received: Received): Verdict {
  const asked = 'range' in rangeHeaders(received);
  const encoding = answer.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    return {
      kind: 'refusal',
      message: `it is sent with Content-Encoding ${encoding}, so its original bytes are not known`,
    };
  }
  if (answer.status === 200) return { kind: 'whole', total: lengthOf(answer) };
  if (asked && answer.status === 416) return { kind: 'again' };
  if (asked && answer.status === 206) return judgeRest(answer, received);
  return { kind: 'refusal', message: `the answer is ${answer.reason}` };
}

// https://www.rfc-editor.org/rfc/rfc9110#section-14.4
function judgeRest(answer: Answer, { size, validator }: Received): Verdict {
  const found = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(answer.header('content-range') ?? '');
  const tag = answer.header('etag');
  const isOther = tag !== undefined && validator?.startsWith('"') === true && tag !== validator;
  if (found === null || Number(found[1]) !== size || Number(found[2]) < size || isOther) return { kind: 'again' };
  return { kind: 'rest', total: found[3] === '*' ? undefined : Number(found[3]) };
}

function lengthOf(answer: Answer): number | undefined {
  const text = answer.header('content-length');
  return text === undefined ? undefined : Number(text);
}
