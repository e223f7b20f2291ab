import { describe, expect, it } from '@jest/globals';
import { PbfReader, PbfWriter } from 'pbf';
import { main, mainOfLines } from '../../src/main.ts';
import { argumentsOf, linesOf, paramFileOf } from '../../src/bazel/parameter_file.ts';
import { ToolError } from '../../src/problems/errors.ts';
import { type Run, work } from '../../src/bazel/worker.ts';

// As https://github.com/bazelbuild/bazel/blob/master/src/main/protobuf/worker_protocol.proto has it, inputs and all.
function request(args: readonly string[], requestId = 0): Buffer {
  const message = new PbfWriter();
  for (const argument of args) message.writeStringField(1, argument);
  message.writeMessage(2, (_, writer) => writer.writeStringField(1, 'build/pkgs/packages.yaml'), {});
  if (requestId !== 0) message.writeVarintField(3, requestId);
  const bytes = message.finish();
  const length = new PbfWriter();
  length.writeVarint(bytes.length);
  return Buffer.concat([length.finish(), bytes]);
}

interface Answer {
  exitCode: number;
  output: string;
  requestId: number;
}

async function answersTo(chunks: readonly Uint8Array[], run: Run): Promise<Answer[]> {
  const said: Uint8Array[] = [];
  async function* requests(): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    yield* chunks;
  }
  await work(requests(), (message) => said.push(message), run, '/execroot');
  return said.map((message) => {
    const reader = new PbfReader(message);
    expect(reader.readVarint()).toBe(message.length - reader.pos);
    const nothing: Answer = { exitCode: 0, output: '', requestId: 0 };
    return reader.readFields((tag, answer, field) => {
      if (tag === 1) answer.exitCode = field.readVarint();
      if (tag === 2) answer.output = field.readString();
      if (tag === 3) answer.requestId = field.readVarint();
    }, nothing);
  });
}

describe('a worker', () => {
  const echo: Run = (argv, io) => {
    io.stdout(argv.join(' '));
    io.stderr(` in ${io.cwd}`);
    return Promise.resolve(argv.length);
  };

  it('answers each command line with its exit status and all that it says', async () => {
    const answers = await answersTo([request(['pack', '--plan=ü']), request(['patch'], 7)], echo);
    expect(answers).toEqual([
      { exitCode: 2, output: 'pack --plan=ü in /execroot', requestId: 0 },
      { exitCode: 1, output: 'patch in /execroot', requestId: 7 },
    ]);
  });

  it('reads requests however they are cut, also long ones', async () => {
    const long = 'x'.repeat(300);
    const bytes = Buffer.concat([request([long]), request(['b'])]);
    const whole = await answersTo([bytes], echo);
    const cut = await answersTo(
      Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)),
      echo,
    );
    expect(whole.map(({ output }) => output)).toEqual([`${long} in /execroot`, 'b in /execroot']);
    expect(cut).toEqual(whole);
  });

  it('gives no answer to a request that takes another back, which has its own', async () => {
    const cancel = new PbfWriter();
    cancel.writeVarintField(3, 7);
    cancel.writeBooleanField(4, true);
    const message = Buffer.from(cancel.finish());
    const taken = Buffer.concat([Buffer.from([message.length]), message]);
    const answers = await answersTo([request(['a'], 7), taken, request(['b'], 8)], echo);
    expect(answers.map(({ requestId, exitCode }) => [requestId, exitCode])).toEqual([
      [7, 1],
      [8, 1],
    ]);
  });

  it('takes a length that is written longer than it need be', async () => {
    const bytes = request(['a']);
    const long = Buffer.concat([Buffer.from([(bytes[0] ?? 0) | 0x80, 0x80, 0x00]), bytes.subarray(1)]);
    expect((await answersTo([long, request(['b'])], echo)).map(({ output }) => output)).toEqual(
      ['a', 'b'].map((name) => `${name} in /execroot`),
    );
  });

  it.each<[string, Buffer, RegExp]>([
    ['of a length that does not end', Buffer.alloc(30, 0x80), /its length has more than 10 bytes/],
    ['of a length beyond all messages', Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), /it would be of \d+ bytes/],
    ['that is cut short', request(['a']).subarray(0, 3), /it ends in the middle/],
    ['of a field that is cut short', Buffer.from([2, 0x0a, 0x7f]), /no request to a worker/],
    ['of an unknown kind of field', Buffer.from([1, 0x0f]), /no request to a worker/],
  ])('ends with one sentence at a request %s', async (_, bytes, message) => {
    const failure: unknown = await answersTo([bytes], echo).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ToolError);
    expect((failure as Error).message).toMatch(message);
  }); // prettier-ignore

  it('does one after the other', async () => {
    const order: string[] = [];
    const slow: Run = async ([name = '']) => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, name === 'a' ? 20 : 0));
      order.push(`${name} ends`);
      return 0;
    };
    await answersTo([Buffer.concat([request(['a']), request(['b'])])], slow);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});

describe('a command line in a file', () => {
  it('is one argument a line, in which \\n and \\r are line breaks', () => {
    const lines = linesOf('é\npatch\n--set=description="a\\r\\nb \\\\n"\n--out=o\n');
    expect(argumentsOf(lines)).toEqual(['patch', '--set=description="a\r\nb \\n"', '--out=o']);
  });

  it('is only what stands alone', () => {
    expect(paramFileOf(['@params'])).toBe('params');
    expect(paramFileOf(['pack', '@kubelet'])).toBeUndefined();
  });

  it('is answered like any other, also where it cannot be read', async () => {
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    const io = { stdout: say, stderr: say, isTTY: false, cwd: '/' };
    const gone = (): string[] => {
      throw Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' });
    };
    expect(await mainOfLines(() => ['é', '--version'], io)).toBe(await main(['--version'], io));
    expect(await mainOfLines(() => ['pack'], io)).toBe(2);
    expect(await mainOfLines(gone, io)).toBe(1);
    expect(said).toEqual([
      'from source\n',
      'from source\n',
      'error: an argument file is written by Bazel, and begins with é [bad-flag]\n',
      'error: no such file\n',
    ]);
  });

  it('is what it was, where Bazel encodes it twice', () => {
    const twice = (text: string): string => Buffer.from(text).toString('latin1');
    expect(argumentsOf(['é', 'pack', 'Ã© é 日'])).toEqual(['pack', 'Ã© é 日']);
    expect(argumentsOf([twice('é'), 'pack', twice('Ã© é 日')])).toEqual(['pack', 'Ã© é 日']);
    expect(() => argumentsOf(['pack'])).toThrow('begins with é');
  });
});
