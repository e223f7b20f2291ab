/**
 * A persistent worker: one process that runs many command lines, so that Bazel does not start Node for each package.
 * https://bazel.build/remote/creating: requests come on stdin and answers go to stdout, each a length and a message of
 * https://github.com/bazelbuild/bazel/blob/master/src/main/protobuf/worker_protocol.proto
 */
import { PbfReader, PbfWriter } from 'pbf';
import type { Io } from '../system/io.ts';

/** The flag that Bazel starts a worker with. */
export const WORKER_FLAG = '--persistent_worker';

export interface WorkRequest {
  readonly arguments: readonly string[];
  readonly requestId: number;
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
    let output = '';
    const say = (text: string): void => void (output += text);
    const exitCode = await run(request.arguments, { stdout: say, stderr: say, isTTY: false, cwd });
    answer(writeResponse({ exitCode, output, requestId: request.requestId }));
  }
}

async function* messagesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    waiting = Buffer.concat([waiting, chunk]);
    for (let end = endOf(waiting); end !== undefined; end = endOf(waiting)) {
      yield waiting.subarray(end.from, end.to);
      waiting = waiting.subarray(end.to);
    }
  }
}

// The start and end of the first message; undefined until all of it has arrived.
function endOf(bytes: Uint8Array): { from: number; to: number } | undefined {
  const last = bytes.findIndex((byte) => byte < 0x80);
  if (last === -1) return undefined;
  const to = last + 1 + new PbfReader(bytes).readVarint();
  return to <= bytes.length ? { from: last + 1, to } : undefined;
}

export function readRequest(message: Uint8Array): WorkRequest {
  const request = { arguments: [] as string[], requestId: 0 };
  return new PbfReader(message).readFields((tag, result, reader) => {
    if (tag === 1) result.arguments.push(reader.readString());
    if (tag === 3) result.requestId = reader.readVarint(true);
  }, request);
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
