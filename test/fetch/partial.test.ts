import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Partial } from '../../src/fetch/partial.ts';

const URL = 'http://127.0.0.1/kubelet';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onepack-partial-'));
  file = join(folder, 'kubelet');
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = (text: string): Uint8Array => Buffer.from(text);

async function leave(text: string, url = URL): Promise<string> {
  const partial = await Partial.take(file, url);
  await partial.begin('"one"');
  await partial.write(bytes(text));
  await partial.leave();
  return readdirSync(folder).find((name) => name.endsWith('.partial')) ?? '';
}

async function sizeTaken(url = URL): Promise<number> {
  const partial = await Partial.take(file, url);
  const { size } = partial;
  await partial.leave();
  return size;
}

describe('Partial', () => {
  it('goes on from what an earlier try left', async () => {
    await leave('the first ');
    const partial = await Partial.take(file, URL);
    expect(partial).toMatchObject({ size: 10, validator: '"one"' });
    await partial.write(bytes('and the rest'));
    await partial.finish();
    expect(readFileSync(file, 'utf8')).toBe('the first and the rest');
    expect(readdirSync(folder)).toEqual(['kubelet']);
  });

  it('starts from nothing for another URL, and keeps what it finds', async () => {
    await leave('the first ');
    expect(await sizeTaken(`${URL}-2`)).toBe(0);
    expect(await sizeTaken()).toBe(10);
  });

  it('takes nothing from one that is being written', async () => {
    await leave('the first ');
    const one = await Partial.take(file, URL);
    const two = await Partial.take(file, URL);
    expect([one.size, two.size]).toEqual([10, 0]);
    await two.begin('"one"');
    await two.write(bytes('by two'));
    await one.write(bytes('by one'));
    await two.finish();
    expect(readFileSync(file, 'utf8')).toBe('by two');
    await one.finish();
    expect(readFileSync(file, 'utf8')).toBe('the first by one');
    expect(readdirSync(folder)).toEqual(['kubelet']);
  });

  it('sweeps away what was left of other URLs when it is done', async () => {
    await leave('of yesterday', `${URL}-1`);
    const partial = await Partial.take(file, URL);
    await partial.begin(undefined);
    await partial.write(bytes('of today'));
    await partial.finish();
    expect(readdirSync(folder)).toEqual(['kubelet']);
  });

  it('leaves what cannot be continued to nobody', async () => {
    const partial = await Partial.take(file, URL);
    await partial.begin(undefined);
    await partial.write(bytes('the first '));
    await partial.leave();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes one of a process that is gone, and none of one that lives', async () => {
    const name = await leave('the first ');
    const own = /-(\d+)-/.exec(name)?.[1] ?? '';
    const child = spawn('sleep', ['60']);
    const theirs = name.replace(`-${own}-`, `-${child.pid}-`);
    renameSync(join(folder, name), join(folder, theirs));
    expect(await sizeTaken()).toBe(0);
    await new Promise((done) => child.on('exit', done).kill('SIGKILL'));
    expect(await sizeTaken()).toBe(10);
  });

  it('takes one of another host when it has not been written for long', async () => {
    const name = await leave('the first ');
    const theirs = name.replace(/\.[0-9a-f]{8}-/, '.00000000-');
    renameSync(join(folder, name), join(folder, theirs));
    expect(await sizeTaken()).toBe(0);
    const before = new Date(Date.now() - 6 * 60_000);
    utimesSync(join(folder, theirs, 'data'), before, before);
    expect(await sizeTaken()).toBe(10);
  });

  it('makes nothing of one without a note, or without bytes', async () => {
    const name = await leave('the first ');
    rmSync(join(folder, name, 'data'));
    expect(await sizeTaken()).toBe(0);
    rmSync(join(folder, await leave('the first '), 'note'));
    expect(await sizeTaken()).toBe(0);
  });
});

// What kills nobody hears of, and what is heard: neither may take what was received.
describe.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('leaves it to the next process', async () => {
    const program = `
      import { Partial } from '${resolve('src/fetch/partial.ts')}';
      import { atSignal } from '${resolve('src/system/output.ts')}';
      atSignal(() => undefined);
      const partial = await Partial.take('${file}', '${URL}');
      await partial.begin('"one"');
      await partial.write(Buffer.from('the first '));
      console.log('written');
      setInterval(() => undefined, 1000);
    `;
    const child = spawn('node', ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((written) => child.stdout.once('data', written));
    await new Promise((gone) => child.on('exit', gone).kill(signal));
    expect(existsSync(file)).toBe(false);
    expect(await sizeTaken()).toBe(10);
  });
});

it('is whole, whoever of several processes comes last', async () => {
  const program = `
    import { Partial } from '${resolve('src/fetch/partial.ts')}';
    for (let round = 0; round < 20; round++) {
      const partial = await Partial.take('${file}', '${URL}');
      for (let at = partial.size; at < 50; at++) {
        if (partial.size === 0) await partial.begin('"one"');
        await partial.write(Buffer.from(String(at % 10)));
        if (Math.random() < 0.02) break;
      }
      if (partial.size === 50) await partial.finish();
      await partial.leave();
    }
  `;
  const runs = Array.from({ length: 4 }, () =>
    spawn('node', ['--input-type=module', '-e', program], { stdio: 'inherit' }),
  );
  const codes = await Promise.all(runs.map((child) => new Promise((done) => child.on('exit', done))));
  expect(codes).toEqual([0, 0, 0, 0]);
  const wanted = createHash('sha256').update('0123456789'.repeat(5)).digest('hex');
  expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(wanted);
});
