/** Downloads one URL to one file. The file gets its name only when it is complete and has the expected sha256. */
import { hashFile } from '../system/hash.ts';
import { DownloadError, shown } from './failure.ts';
import { type Answer, ask, deadlineOf, type Network } from './http.ts';
import { sizeText } from './limits.ts';
import { Partial } from './partial.ts';

export interface Target {
  readonly url: string;
  readonly file: string;
  readonly expected?: Expected | undefined;
  readonly onReceived?: OnReceived | undefined;
}

/** Called with how many bytes of the file have arrived, and with its size where the server says that. */
export type OnReceived = (received: number, total: number | undefined) => void;

/** The sha256 that a file must have, and where it comes from. */
export interface Expected {
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** `the config`, or the URL where it is published. */
  readonly by: string;
}

export interface Received {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Throws a DownloadError or a DiskError. Then the bytes received so far are kept beside the file if the server can send the rest later,
 * but not if they turned out to be wrong.
 */
export async function download(target: Target, network: Network): Promise<Received> {
  const { url, file, expected } = target;
  const deadline = deadlineOf(network);
  const partial = await Partial.take(file, shown(url));
  try {
    const isPieced = await receiveAll(target, partial, { network, deadline });
    let received = await look(partial);
    const isWrong = (): boolean => expected !== undefined && received.sha256 !== expected.sha256;
    if (isPieced && isWrong()) {
      // The parts may come from two versions of the file, so it is downloaded again in one answer.
      await partial.discard();
      await receive(target, partial, { network, deadline });
      received = await look(partial);
    }
    if (expected !== undefined && isWrong()) {
      await partial.discard();
      throw new DownloadError(`its sha256 is ${received.sha256}, and ${expected.by} says ${expected.sha256}`);
    }
    await partial.finish();
    return received;
  } finally {
    await partial.leave();
  }
}

interface Way {
  readonly network: Network;
  readonly deadline: AbortSignal;
}

async function look(partial: Partial): Promise<Received> {
  if (partial.size === 0) throw new DownloadError('the file is empty');
  return { bytes: partial.size, sha256: await hashFile(partial.data) };
}

const MOST_CUTS = 5;

/** Resumes after each broken connection, as long as each brings some bytes. Returns whether the bytes came in more than one answer. */
async function receiveAll(target: Target, partial: Partial, way: Way): Promise<boolean> {
  for (let cuts = 1; ; cuts += 1) {
    const before = partial.size;
    try {
      return await receive(target, partial, way);
    } catch (error) {
      if (!(error instanceof DownloadError && error.isCut)) throw error;
      const canGoOn = partial.validator !== undefined && partial.size > before;
      if (!canGoOn || cuts > MOST_CUTS) throw cuts === 1 ? error : counted(error, cuts);
    }
  }
}

function counted(error: DownloadError, cuts: number): DownloadError {
  return new DownloadError(`${error.message}, the last of ${cuts} times`, { isCut: true, cause: error });
}

/** Receives one answer. Returns whether it was only the rest of a file that had been begun. */
async function receive(target: Target, partial: Partial, way: Way): Promise<boolean> {
  const { network, deadline } = way;
  const answer = await ask(target.url, { headers: rangeHeaders(partial), deadline }, network);
  const content = judge(answer, partial);
  if (content === 'not the rest') {
    answer.drop();
    await partial.discard();
    return receive(target, partial, way);
  }
  if (content.total !== undefined && content.total > network.maxFilesize) {
    answer.drop();
    throw tooLarge(network);
  }
  if (!content.isRest) await partial.begin(validatorOf(answer));
  await readInto(partial, answer, content.total, target, network);
  return content.isRest;
}

async function readInto(
  partial: Partial,
  answer: Answer,
  total: number | undefined,
  { onReceived }: Target,
  network: Network,
): Promise<void> {
  for await (const piece of answer.body) {
    const size = partial.size + piece.length;
    const isMoreThanSaid = total !== undefined && size > total;
    if (isMoreThanSaid || size > network.maxFilesize) {
      await partial.discard();
      throw isMoreThanSaid ? new DownloadError('it sent more bytes than it announced') : tooLarge(network);
    }
    await partial.write(piece);
    onReceived?.(partial.size, total);
  }
  if (total === undefined || partial.size === total) return;
  throw new DownloadError(`it sent ${partial.size} bytes and announced ${total}`, { isCut: true });
}

function tooLarge({ maxFilesize }: Network): DownloadError {
  return new DownloadError(`it is larger than ${sizeText(maxFilesize)}; --max-filesize=SIZE takes more`);
}

/** What was received before: the number of bytes, and the validator of the version that they are from. */
type Before = Pick<Partial, 'size' | 'validator'>;

/** Headers that ask for the rest of the file, or for all of it if it has changed. */
function rangeHeaders({ size, validator }: Before): Record<string, string> {
  return size === 0 || validator === undefined ? {} : { range: `bytes=${size}-`, 'if-range': validator };
}

/** A value for `If-Range`, which must be a strong validator: https://www.rfc-editor.org/rfc/rfc9110#section-8.8 */
function validatorOf(answer: Answer): string | undefined {
  if (answer.header('accept-ranges') === 'none') return undefined;
  const tag = answer.header('etag');
  if (tag !== undefined) return /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(tag) ? tag : undefined;
  const modified = answer.header('last-modified') ?? '';
  // A file may change twice within a second, so a time is a strong validator only if the answer is at least a second younger.
  const age = Date.parse(answer.header('date') ?? '') - Date.parse(modified);
  return age >= 1000 ? modified : undefined;
}

interface Content {
  readonly isRest: boolean;
  /** The size of the whole file in bytes; undefined if the server does not say. */
  readonly total: number | undefined;
}

/**
 * Which part of the file the body of an answer is: https://www.rfc-editor.org/rfc/rfc9110#section-14. Throws a DownloadError if it is
 * none.
 */
export function judge(answer: Answer, before: Before): Content | 'not the rest' {
  const hasAskedForRest = 'range' in rangeHeaders(before);
  if (hasAskedForRest && answer.status === 416) return 'not the rest';
  const encoding = answer.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    answer.drop();
    throw new DownloadError(`it is sent with Content-Encoding ${encoding}, so its original bytes are not known`);
  }
  if (answer.status === 200) return { isRest: false, total: lengthOf(answer) };
  if (hasAskedForRest && answer.status === 206) return judgeRest(answer, before);
  answer.drop();
  throw new DownloadError(`the answer is ${answer.reason}`);
}

// https://www.rfc-editor.org/rfc/rfc9110#section-14.4
function judgeRest(answer: Answer, { size, validator }: Before): Content | 'not the rest' {
  const found = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(answer.header('content-range') ?? '');
  const tag = answer.header('etag');
  const isOther = tag !== undefined && validator?.startsWith('"') === true && tag !== validator;
  if (found === null || Number(found[1]) !== size || Number(found[2]) < size || isOther) return 'not the rest';
  return { isRest: true, total: found[3] === '*' ? undefined : Number(found[3]) };
}

function lengthOf(answer: Answer): number | undefined {
  const text = answer.header('content-length');
  return text === undefined ? undefined : Number(text);
}
