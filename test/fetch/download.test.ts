import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { download } from '../../src/fetch/download.ts';
import { DiskError, DownloadError, onDisk } from '../../src/fetch/failure.ts';
import type { Network } from '../../src/fetch/http.ts';
import { hastyNetwork } from './network.ts';
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
  network = hastyNetwork();
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

  it('says how much of it has come, and of how much', async () => {
    const heard: (number | undefined)[][] = [];
    const file = join(folder, 'kubelet');
    await download({ url: `${mirror.url}/good`, file, onReceived: (...bytes) => heard.push(bytes) }, network);
    expect(heard.at(-1)).toEqual([BODY.length, BODY.length]);
  });
});

describe('anything else leaves nothing', () => {
  it.each([
    ['silent', /did not answer: nothing for 1 s/],
    ['stalls', /stopped sending after 100 bytes: nothing for 1 s/],
    ['cuts', /connection was cut/],
    ['cuts-chunked', /connection was cut/],
    ['resets', /connection was cut/],
    ['resets-midway', /connection was cut/],
    ['not-http', /does not keep to HTTP/],
    ['says-more', /connection was cut/],
    ['empty', /the file is empty/],
    ['no-such-file', /the answer is 404 Not Found/],
    ['part-unasked', /the answer is 206 Partial Content/],
    ['gzipped', /Content-Encoding gzip/],
    ['moved-to-file', /redirects to another scheme, file:\/\/\/etc\/passwd/],
    ['moved-to-https', /redirects to another scheme, https:/],
    ['circle', /redirects more than 10 times/],
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

describe('a server that is busy', () => {
  it('is asked again', async () => {
    expect(await get('busy')).toEqual({ bytes: BODY.length, sha256: SHA256 });
    expect(mirror.asked.slice(-3)).toEqual(['/busy', '/busy', '/busy']);
  });

  it.each(['busy-for-1s', 'busy-until'])('%s: is asked when it says', async (path) => {
    const start = Date.now();
    expect(await get(path)).toEqual({ bytes: BODY.length, sha256: SHA256 });
    expect(Date.now() - start).toBeGreaterThan(900);
  });

  it('is given up in the end', async () => {
    await expect(get('always-busy')).rejects.toThrow('the answer is 503 Service Unavailable');
    expect(mirror.asked.filter((path) => path === '/always-busy')).toHaveLength(4);
  });
});

describe('a limit', () => {
  const TIME = 'it was not all there after 2 s; --max-time=SECONDS gives it more';

  it.each(['trickles', 'busy-for-a-day', 'endless-hints'])('of time ends %s', async (path) => {
    network = hastyNetwork({ maxTime: 2 });
    await expect(get(path)).rejects.toThrow(TIME);
    expect(left()).toEqual([]);
  });

  it('of time leaves what came to the next run', async () => {
    network = hastyNetwork({ maxTime: 2 });
    await expect(get('trickles-resumable')).rejects.toThrow(TIME);
    expect(await get('trickles-resumable', SHA256)).toEqual({ bytes: BODY.length, sha256: SHA256 });
    expect(Number(/^bytes=(\d+)-$/.exec(mirror.ranges.at(-1) ?? '')?.[1])).toBeGreaterThan(40_000);
    expect(left()).toEqual(['kubelet']);
  });

  it('of size ends one that is endless', async () => {
    network = hastyNetwork({ maxFilesize: 500_000 });
    await expect(get('endless')).rejects.toThrow('it is larger than 500000 bytes; --max-filesize=SIZE takes more');
    expect(left()).toEqual([]);
  });

  it('of size hears what is announced', async () => {
    await expect(get('announces-5G')).rejects.toThrow('it is larger than 4G; --max-filesize=SIZE takes more');
    expect(left()).toEqual([]);
  });

  it('of size takes a file that just fits', async () => {
    network = hastyNetwork({ maxFilesize: BODY.length });
    expect(await get('good')).toEqual({ bytes: BODY.length, sha256: SHA256 });
    network = hastyNetwork({ maxFilesize: BODY.length - 1 });
    await expect(get('chunked')).rejects.toThrow(`it is larger than ${BODY.length - 1} bytes`);
  });

  it.each([
    ['endless-chunk', 'it stopped sending: nothing for 1 s'],
    ['endless-trailers', 'its headers are longer than 16384 bytes'],
    ['endless-headers', 'its headers are longer than 16384 bytes'],
    ['trickles-headers', 'it did not answer: nothing for 1 s'],
  ])('of headers and of silence ends %s', async (path, message) => {
    await expect(get(path)).rejects.toThrow(message);
    expect(left()).toEqual([]);
  });
});

it('takes what is announced of one that sends more', async () => {
  const { bytes } = (await get('says-less')) as { bytes: number };
  expect(bytes).toBe(BODY.length - 10);
});

describe('a disk that does not take it', () => {
  it('a file where its folder should be', async () => {
    writeFileSync(join(folder, 'bin'), '');
    const failure = await get('good').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DiskError);
    expect((failure as Error).message).toBe(
      `${folder}/bin/amd64/kubelet cannot be written: a file, or a link to nothing, is where a folder must be`,
    );
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
      import { download } from '${resolve('src/fetch/download.ts')}';
      import { DEFAULT_NETWORK, openNetwork } from '${resolve('src/fetch/http.ts')}';
      const network = openNetwork({ ...DEFAULT_NETWORK, environment: {} });
      await download({ url: '${mirror.url}/good', file: '${file}' }, network).catch((error) => console.log(error.message));
    `;
    const limited = 'ulimit -f 50; exec node --input-type=module -e "$0"';
    const { stdout } = await execa('bash', ['-c', limited, program]);
    expect(stdout).toBe(`${file} cannot be written: the file is larger than allowed here`);
    expect(readdirSync(folder)).toEqual([]);
  });
});
