/** One URL to one file. The file gets its name when its bytes are whole and are the ones expected, or not at all. */
import { hashFile } from '../digest.ts';
import type { Answer } from './answer.ts';
import { DownloadError, shown } from './failure.ts';
import { Partial } from './partial.ts';
import { judge, rangeHeaders, validatorOf } from './range.ts';
import { ask, type Network } from './request.ts';

export interface Target {
  readonly url: string;
  readonly file: string;
  readonly expected?: Expected | undefined;
  /** Called with the size of each piece that arrives. */
  onBytes?(count: number): void;
}

/** The sha256 that a file must have, and who says so. */
export interface Expected {
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** `the config`, or the URL that it is published at. */
  readonly by: string;
}

export interface Received {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Throws a DownloadError or a DiskError. What was received is then kept beside the file if the rest of it can be asked for another
 * time, unless it is not what is expected.
 */
export async function download(target: Target, network: Network): Promise<Received> {
  const { url, file, expected } = target;
  const partial = await Partial.take(file, shown(url));
  try {
    const isPieced = await receiveAll(target, partial, network);
    let received = await look(partial);
    const isWrong = (): boolean => expected !== undefined && received.sha256 !== expected.sha256;
    if (isPieced && isWrong()) {
      // The pieces may be of two files. What comes in one piece is what the server has.
      await partial.discard();
      await receive(target, partial, network);
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

async function look(partial: Partial): Promise<Received> {
  if (partial.size === 0) throw new DownloadError('the file is empty');
  return { bytes: partial.size, sha256: await hashFile(partial.data) };
}

const MOST_CUTS = 5;

/** Goes on where a connection was cut, as long as each one brings something. Whether the last one brought less than all. */
async function receiveAll(target: Target, partial: Partial, network: Network): Promise<boolean> {
  for (let cuts = 1; ; cuts += 1) {
    const before = partial.size;
    try {
      return await receive(target, partial, network);
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

/** One answer. Whether it was the rest of what was there. */
async function receive(target: Target, partial: Partial, network: Network): Promise<boolean> {
  const answer = await ask(target.url, rangeHeaders(partial), network);
  const verdict = judge(answer, partial);
  switch (verdict.kind) {
    case 'rest':
      await readInto(partial, answer, verdict.total, target);
      return true;
    case 'whole':
      await partial.begin(validatorOf(answer));
      await readInto(partial, answer, verdict.total, target);
      return false;
    case 'again':
      answer.drop();
      await partial.discard();
      return receive(target, partial, network);
    case 'refusal':
      answer.drop();
      throw new DownloadError(verdict.message);
  }
}

async function readInto(partial: Partial, answer: Answer, total: number | undefined, target: Target): Promise<void> {
  await answer.read(async (piece) => {
    await partial.write(piece);
    target.onBytes?.(piece.length);
  });
  if (total === undefined || partial.size === total) return;
  const message = `it sent ${partial.size} bytes and announced ${total}`;
  if (partial.size > total) await partial.discard();
  throw new DownloadError(message, { isCut: partial.size < total });
}
