import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { download } from '../../src/fetch/download.ts';
import { DiskError, DownloadError, onDisk } from '../../src/fetch/failure.ts';
import type { Network } from '../../src/fetch/request.ts';
import { BODY, type Mirror, startMirror } from './server.ts';

const SHA256 = createHash('sha256').update(BODY).digest('hex');

let mirror: Mirror;
let folder: string;
let network: Network;
const folders: string[] = [];

beforeAll(async () => {
  mirror = await startMirror();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onepack-download-'));
  folders.push(folder);
  network = { answerTimeout: 1000, stallTimeout: 1000, environment: {}, silent: new Set() };
});
afterAll(() => {
  mirror.close();
  for (const each of folders) rmSync(each, { recursive: true });
});

const expecting = (sha256: string | undefined) =>
  sha256 === undefined ? {} : { expected: { sha256, by: 'the config' } };
const get = (path: string, sha256?: string): Promise<unknown> =>
  download({ url: `${mirror.url}/${path}`, file: join(folder, 'bin/amd64/kubelet'), ...expecting(sha256) }, network);
const left = (): string[] => readdirSync(join(folder, 'bin/amd64'));

describe('a whole answer', () => {
  it.each(['good', 'chunked', 'slow', 'moved', 'ranged'])('%s: leaves the file and nothing else', async (path) => {
    expect(await get(path, SHA256)).toEqual({ bytes: BODY.length, sha256: SHA256 });
    expect(readFileSync(join(folder, 'bin/amd64/kubelet'), 'utf8')).toBe(BODY);
    expect(left()).toEqual(['kubelet']);
  });

  it('is taken without a sha256', async () => {
    expect(await get('good')).toEqual({ bytes: BODY.length, sha256: SHA256 });
  });

  it('counts its bytes as they come', async () => {
    let seen = 0;
    const file = join(folder, 'kubelet');
    await download({ url: `${mirror.url}/good`, file, onBytes: (count) => (seen += count) }, network);
    expect(seen).toBe(BODY.length);
  });
});

describe('anything else leaves nothing', () => {
  it.each([
    ['silent', /did not answer: nothing for 1 s/],
    ['stalls', /stopped sending after 100 bytes: nothing for 1 s/],
    ['cuts', /connection was cut/],
    ['cuts-chunked', /connection was cut/],
    ['resets', /connection was cut/],
    ['not-http', /violates HTTP/],
    ['says-more', /connection was cut/],
    ['says-less', /sent more bytes than it announced/],
    ['empty', /the file is empty/],
    ['no-such-file', /the answer is 404 Not Found/],
    ['part-unasked', /the answer is 206 Partial Content/],
    ['gzipped', /Content-Encoding gzip/],
    ['moved-to-file', /redirects to another scheme, file:\/\/\/etc\/passwd/],
    ['moved-to-https', /redirects to another scheme, https:/],
    ['circle', /more than 10 redirects/],
  ])('%s', async (path, message) => {
    const failure = await get(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DownloadError);
    expect((failure as Error).message).toMatch(message);
    expect(left()).toEqual([]);
  });

  it('other bytes than the config says', async () => {
    await expect(get('good', '0'.repeat(64))).rejects.toThrow(`its sha256 is ${SHA256}, and the config says 0000`);
    expect(left()).toEqual([]);
  });

  it.each([
    ['file:///etc/passwd', /only http and https/],
    ['kubelet', /not a URL/],
  ])('%s', async (url, message) => {
    await expect(download({ url, file: join(folder, 'kubelet') }, network)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('an old file stays as it was', async () => {
    writeFileSync(join(folder, 'kubelet'), 'old');
    const target = { url: `${mirror.url}/cuts`, file: join(folder, 'kubelet') };
    await expect(download(target, network)).rejects.toThrow(DownloadError);
    expect(readFileSync(join(folder, 'kubelet'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['kubelet']);
  });
});

describe('a cut connection', () => {
  const rangesOf = (path: string): string[] => mirror.ranges.filter((_, index) => mirror.asked[index] === `/${path}`);

  it.each([
    ['cuts-twice', ['', 'bytes=40000-', 'bytes=80000-']],
    ['by-date', ['', 'bytes=40000-']],
    // Started again, for the reason in the name.
    ['changed', ['', 'bytes=40000-']],
    ['another-range', ['', 'bytes=40000-', '']],
    ['another-tag', ['', 'bytes=40000-', '']],
    ['no-range', ['', 'bytes=40000-', '']],
    ['spliced', ['', 'bytes=40000-', '']],
  ])('%s: becomes the whole file', async (path, ranges) => {
    expect(await get(path, SHA256)).toEqual({ bytes: BODY.length, sha256: SHA256 });
    expect(rangesOf(path)).toEqual(ranges);
    expect(left()).toEqual(['kubelet']);
  });

  it.each(['weak-tag', 'new-date', 'no-ranges'])('%s: is not continued, and not kept', async (path) => {
    await expect(get(path)).rejects.toThrow('the connection was cut');
    expect(rangesOf(path)).toEqual(['']);
    expect(left()).toEqual([]);
  });

  it('is given up after a few times', async () => {
    await expect(get('cuts-always')).rejects.toThrow('the connection was cut, the last of 6 times');
    expect(rangesOf('cuts-always').at(-1)).toBe('bytes=5000-');
  });

  it('is given up where nothing more comes', async () => {
    await expect(get('cuts-no-progress')).rejects.toThrow('the connection was cut, the last of 2 times');
  });

  it('keeps what came for the next run, under no name of its own', async () => {
    await expect(get('gone-after')).rejects.toThrow('the answer is 404 Not Found');
    expect(left()).toEqual([expect.stringMatching(/^\.kubelet\.[0-9a-f]{8}-\d+-[0-9a-f]{8}\.partial$/)]);
    const [name = ''] = left();
    expect(readFileSync(join(folder, 'bin/amd64', name, 'data'), 'utf8')).toBe(BODY.slice(0, 40_000));
    expect(readFileSync(join(folder, 'bin/amd64', name, 'note'), 'utf8')).toBe(`${mirror.url}/gone-after\n"one"\n`);
  });

  it('throws away what is not expected, kept or not', async () => {
    await expect(get('cuts-twice/wrong', '0'.repeat(64))).rejects.toThrow('and the config says 0000');
    expect(left()).toEqual([]);
  });
});

describe('a disk that does not take it', () => {
  it('a file where its folder should be', async () => {
    writeFileSync(join(folder, 'bin'), '');
    const failure = await get('good').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DiskError);
    expect((failure as Error).message).toBe(`${folder}/bin/amd64/kubelet cannot be written: its folder is a file`);
  });

  it('a folder of its name', async () => {
    mkdirSync(join(folder, 'bin/amd64/kubelet'), { recursive: true });
    await expect(get('good')).rejects.toThrow('cannot be written: a folder is there');
  });

  it('full', async () => {
    const file = join(folder, 'kubelet');
    const writing = onDisk(file, () => writeFile('/dev/full', BODY));
    await expect(writing).rejects.toThrow(`${file} cannot be written: the disk is full`);
  });

  it('a limit, in the middle of it', async () => {
    const file = join(folder, 'kubelet');
    const program = `
      import { execa } from 'execa';
import { download } from '${resolve('src/fetch/download.ts')}';
      const network = { answerTimeout: 5000, stallTimeout: 5000, environment: {}, silent: new Set() };
      await download({ url: '${mirror.url}/good', file: '${file}' }, network).catch((error) => console.log(error.message));
    `;
    const limited = 'ulimit -f 50; exec node --input-type=module -e "$0"';
    const { stdout } = await execa('bash', ['-c', limited, program]);
    expect(stdout).toBe(`${file} cannot be written: the file is larger than allowed here`);
    expect(readdirSync(folder)).toEqual([]);
  });
});
