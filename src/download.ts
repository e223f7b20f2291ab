/** One URL to one file. The file gets its name when its bytes are whole and are the ones expected, or not at all. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { writeFileWhole } from './output.ts';

export interface Download {
  /** What the user calls it: `kubelet for amd64`. */
  readonly label: string;
  readonly url: string;
  readonly file: string;
  /** 64 lower-case hex digits. */
  readonly sha256?: string | undefined;
}

export interface DownloadOptions {
  /** Milliseconds until the headers of the answer must be there. */
  readonly answerTimeout: number;
  /** Milliseconds that may pass with no byte. */
  readonly stallTimeout: number;
  /** Called with the size of each piece that arrives. */
  onBytes?(count: number): void;
}

export interface Downloaded {
  readonly bytes: number;
  readonly sha256: string;
}

/** Why a download failed, in words for the user. `unreachable`: the host did not answer at all. */
export class DownloadError extends Error {
  readonly unreachable: boolean;

  constructor(message: string, details: { unreachable?: boolean; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = 'DownloadError';
    this.unreachable = details.unreachable ?? false;
  }
}

/** Throws a DownloadError, or the file system's own error; either way nothing of it is left. */
export async function download(wanted: Download, options: DownloadOptions): Promise<Downloaded> {
  let received: Downloaded = { bytes: 0, sha256: '' };
  await writeFileWhole(wanted.file, async (temporary) => {
    const target = await open(temporary, 'wx');
    try {
      received = await receive(wanted.url, target, options);
    } finally {
      await target.close();
    }
    if (wanted.sha256 !== undefined && received.sha256 !== wanted.sha256) {
      throw new DownloadError(`its sha256 is ${received.sha256}, and the config says ${wanted.sha256}`);
    }
  });
  return received;
}

/** Throws an unreachable DownloadError where the host of a URL does not answer. Any answer will do, a refusal too. */
export async function probe(url: string, answerTimeout: number): Promise<void> {
  const watch = new Watch();
  watch.expect('it did not answer', answerTimeout);
  try {
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: watch.signal });
    await answer.body?.cancel();
  } catch (error) {
    throw explain(error, watch, true);
  } finally {
    watch.stop();
  }
}

async function receive(url: string, target: FileHandle, options: DownloadOptions): Promise<Downloaded> {
  const watch = new Watch();
  let answered = false;
  try {
    watch.expect('it did not answer', options.answerTimeout);
    const answer = await follow(url, watch.signal, () => (answered = true));
    const length = expectedLength(answer);
    const hash = createHash('sha256');
    let bytes = 0;
    watch.expect('it stopped sending', options.stallTimeout);
    for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      // The disk may take as long as it likes: only the network is timed.
      watch.stop();
      hash.update(piece);
      await writeAll(target, piece);
      bytes += piece.length;
      options.onBytes?.(piece.length);
      watch.expect(`it stopped sending after ${bytes} bytes`, options.stallTimeout);
    }
    if (bytes === 0) throw new DownloadError('the file is empty');
    if (length !== undefined && bytes !== length)
      throw new DownloadError(`it sent ${bytes} bytes and announced ${length}`);
    return { bytes, sha256: hash.digest('hex') };
  } catch (error) {
    throw explain(error, watch, !answered);
  } finally {
    watch.stop();
  }
}

const MOST_REDIRECTS = 10;

// Redirects are followed by hand: one to another scheme could drop the protection that the config's URL promises.
async function follow(start: string, signal: AbortSignal, onAnswer: () => void): Promise<Response> {
  let url = httpUrl(start);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    // `identity`: the bytes on the wire are the bytes of the file.
    const answer = await fetch(url, { redirect: 'manual', signal, headers: { 'accept-encoding': 'identity' } });
    onAnswer();
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null) return accept(answer);
    await answer.body?.cancel();
    const next = new URL(location, url);
    if (next.protocol !== url.protocol) {
      throw new DownloadError(`it redirects to another scheme, ${next.href}; put that in the config if it is meant`);
    }
    url = next;
  }
  throw new DownloadError(`more than ${MOST_REDIRECTS} redirects`);
}

function httpUrl(text: string): URL {
  if (!URL.canParse(text)) throw new DownloadError('this is not a URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new DownloadError('only http and https URLs are fetched');
  return url;
}

async function accept(answer: Response): Promise<Response> {
  const encoding = answer.headers.get('content-encoding') ?? 'identity';
  const refusal =
    answer.status !== 200
      ? `the answer is ${`${answer.status} ${answer.statusText}`.trim()}`
      : encoding !== 'identity'
        ? `it is sent with Content-Encoding ${encoding}, so that its bytes are not known`
        : undefined;
  if (refusal === undefined) return answer;
  await answer.body?.cancel();
  throw new DownloadError(refusal);
}

function expectedLength(answer: Response): number | undefined {
  const text = answer.headers.get('content-length');
  return text === null ? undefined : Number(text);
}

async function writeAll(target: FileHandle, piece: Uint8Array): Promise<void> {
  let written = 0;
  while (written < piece.length) {
    written += (await target.write(piece, written)).bytesWritten;
  }
}

/** Aborts its signal when what is expected has not come in time. */
class Watch {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  expect(message: string, milliseconds: number): void {
    this.stop();
    const expired = (): void => this.#controller.abort(`${message}: nothing for ${milliseconds / 1000} s`);
    this.#timer = setTimeout(expired, milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** https://nodejs.org/api/errors.html#common-system-errors and undici's, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no network',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'it sent another number of bytes than it announced',
};

function explain(error: unknown, watch: Watch, unreachable: boolean): unknown {
  if (error instanceof DownloadError) return error;
  if (watch.signal.aborted) return new DownloadError(String(watch.signal.reason), { unreachable, cause: error });
  // fetch says "fetch failed" or "terminated" and keeps the reason in `cause`.
  if (!isNativeError(error) || error.name !== 'TypeError') return error;
  const cause = isNativeError(error.cause) ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  const detail = cause.message === '' ? error.message : cause.message;
  return new DownloadError(REASONS[code] ?? detail, { unreachable, cause: error });
}
