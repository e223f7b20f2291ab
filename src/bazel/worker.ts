/**
 * A persistent worker: one process that runs many command lines, so that Bazel does not start Node for each package.
 * https://bazel.build/remote/creating: requests come on stdin and answers go to stdout, each a length and a message of
 * https://github.com/bazelbuild/bazel/blob/master/src/main/protobuf/worker_protocol.proto
 */
import { PbfReader, PbfWriter } from 'pbf';
import { ToolError } from '../problems/errors.ts';
import type { Io } from '../system/io.ts';

/** The flag that Bazel starts a worker with. */
export const WORKER_FLAG = '--persistent_worker';

export interface WorkRequest {
  readonly arguments: readonly string[];
  readonly requestId: number;
  /** It takes the request of this number back. */
  readonly isCancel: boolean;
}

/** `lines` are those of a file of arguments. */
export type Run = (lines: readonly string[], io: Io) => Promise<number>;

/** Answers requests until there are no more. What a command prints becomes the output of its answer. */
export async function work(
  requests: AsyncIterable<Uint8Array>,
  answer: (message: Uint8Array) => unknown,
  run: Run,
  cwd: string,
): Promise<void> {
  for await (const message of messagesOf(requests)) {
    const request = readRequest(message);
    // Requests are answered in turn, so the one that it means has its answer: https://bazel.build/remote/creating#cancellation
    if (request.isCancel) continue;
    let output = '';
    const say = (text: string): void => void (output += text);
    const exitCode = await run(request.arguments, { stdout: say, stderr: say, isTTY: false, cwd });
    answer(writeResponse({ exitCode, output, requestId: request.requestId }));
  }
}

async function* messagesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array = new Uint8Array();
  // What has come since, of a message that is not whole yet.
  let parts: Uint8Array[] = [];
  let missing = 1;
  for await (const chunk of chunks) {
    parts.push(chunk);
    missing -= chunk.length;
    if (missing > 0) continue;
    waiting = Buffer.concat([waiting, ...parts]);
    parts = [];
    let end = endOf(waiting);
    for (; end !== undefined && end.to <= waiting.length; end = endOf(waiting)) {
      yield waiting.subarray(end.from, end.to);
      waiting = waiting.subarray(end.to);
    }
    missing = end === undefined ? 1 : end.to - waiting.length;
  }
  if (waiting.length + parts.length > 0) throw noRequest('it ends in the middle');
}

/** Of a number of 64 bits: https://protobuf.dev/programming-guides/encoding/#varints */
const LONGEST_VARINT = 10;
/** Much more than the arguments and inputs of any action. */
const LONGEST_MESSAGE = 2 ** 31 - 1;

// The start and end of the first message, of which not all may be there; undefined until its length is.
function endOf(bytes: Uint8Array): { from: number; to: number } | undefined {
  const last = bytes.subarray(0, LONGEST_VARINT).findIndex((byte) => byte < 0x80);
  if (last === -1 && bytes.length < LONGEST_VARINT) return undefined;
  if (last === -1) throw noRequest(`its length has more than ${LONGEST_VARINT} bytes`);
  const length = new PbfReader(bytes).readVarint();
  if (length > LONGEST_MESSAGE) throw noRequest(`it would be of ${length} bytes`);
  return { from: last + 1, to: last + 1 + length };
}

function noRequest(why: string, cause?: unknown): ToolError {
  return new ToolError(`Bazel sent what is no request to a worker: ${why}`, { cause });
}

export function readRequest(message: Uint8Array): WorkRequest {
  const request = { arguments: [] as string[], requestId: 0, isCancel: false };
  try {
    const fields = new PbfReader(message);
    fields.readFields((tag, result, reader) => {
      if (tag === 1) result.arguments.push(reader.readString());
      if (tag === 3) result.requestId = reader.readVarint(true);
      if (tag === 4) result.isCancel = reader.readBoolean();
    }, request);
    if (fields.pos !== message.length) throw new Error('a field is cut short');
    return request;
  } catch (error) {
    throw noRequest((error as Error).message, error);
  }
}

function writeResponse(response: { exitCode: number; output: string; requestId: number }): Uint8Array {
  const message = new PbfWriter();
  message.writeVarintField(1, response.exitCode);
  message.writeStringField(2, response.output);
  message.writeVarintField(3, response.requestId);
  const bytes = message.finish();
  const length = new PbfWriter();
  length.writeVarint(bytes.length);
  return Buffer.concat([length.finish(), bytes]);
}
