import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { download, DownloadError, probe } from '../../src/download.ts';
import { BODY, type Mirror, startMirror } from './server.ts';

const SHA256 = createHash('sha256').update(BODY).digest('hex');
const QUICK = { answerTimeout: 200, stallTimeout: 200 };

let mirror: Mirror;
let folder: string;
const folders: string[] = [];

beforeAll(async () => {
  mirror = await startMirror();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onepack-download-'));
  folders.push(folder);
});
afterAll(() => {
  mirror.close();
  for (const each of folders) rmSync(each, { recursive: true });
});

const get = (path: string, sha256?: string): Promise<unknown> =>
  download({ label: 'kubelet', url: `${mirror.url}/${path}`, file: join(folder, 'bin/amd64/kubelet'), sha256 }, QUICK);

describe('a whole answer', () => {
  it.each(['good', 'chunked', 'slow', 'moved'])('%s: leaves the file and nothing else', async (path) => {
    expect(await get(path, SHA256)).toEqual({ bytes: BODY.length, sha256: SHA256 });
    expect(readFileSync(join(folder, 'bin/amd64/kubelet'), 'utf8')).toBe(BODY);
    expect(readdirSync(join(folder, 'bin/amd64'))).toEqual(['kubelet']);
  });

  it('is taken without a sha256', async () => {
    expect(await get('good')).toEqual({ bytes: BODY.length, sha256: SHA256 });
  });

  it('counts its bytes as they come', async () => {
    let seen = 0;
    const file = join(folder, 'kubelet');
    await download(
      { label: 'kubelet', url: `${mirror.url}/good`, file },
      { ...QUICK, onBytes: (count) => (seen += count) },
    );
    expect(seen).toBe(BODY.length);
  });
});

describe('anything else leaves nothing', () => {
  it.each([
    ['silent', /did not answer: nothing for 0.2 s/],
    ['stalls', /stopped sending after 100 bytes: nothing for 0.2 s/],
    ['cuts', /connection was cut|another number of bytes/],
    ['cuts-chunked', /connection was cut/],
    ['says-more', /connection was cut|another number of bytes/],
    ['empty', /the file is empty/],
    ['no-such-file', /the answer is 404 Not Found/],
    ['gzipped', /Content-Encoding gzip/],
    ['moved-to-file', /redirects to another scheme, file:\/\/\/etc\/passwd/],
    ['moved-to-https', /redirects to another scheme, https:/],
    ['circle', /more than 10 redirects/],
  ])('%s', async (path, message) => {
    const failure = await get(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DownloadError);
    expect((failure as Error).message).toMatch(message);
    expect(readdirSync(join(folder, 'bin/amd64'))).toEqual([]);
  });

  it('a longer body than announced', async () => {
    // HTTP itself ends the body at its length; what is left is not what was asked for.
    await expect(get('says-less', SHA256)).rejects.toThrow(DownloadError);
    expect(readdirSync(join(folder, 'bin/amd64'))).toEqual([]);
  });

  it('other bytes than the config says', async () => {
    await expect(get('good', '0'.repeat(64))).rejects.toThrow(`its sha256 is ${SHA256}, and the config says 0000`);
    expect(readdirSync(join(folder, 'bin/amd64'))).toEqual([]);
  });

  it.each([
    ['file:///etc/passwd', /only http and https/],
    ['kubelet', /not a URL/],
  ])('%s', async (url, message) => {
    const wanted = { label: 'kubelet', url, file: join(folder, 'kubelet') };
    await expect(download(wanted, QUICK)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('an old file stays as it was', async () => {
    writeFileSync(join(folder, 'kubelet'), 'old');
    const wanted = { label: 'kubelet', url: `${mirror.url}/cuts`, file: join(folder, 'kubelet') };
    await expect(download(wanted, QUICK)).rejects.toThrow(DownloadError);
    expect(readFileSync(join(folder, 'kubelet'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['kubelet']);
  });
});

describe('probe', () => {
  it('takes a refusal for an answer', async () => {
    await expect(probe(`${mirror.url}/good`, 200)).resolves.toBeUndefined();
  });

  it('says that nothing listens', async () => {
    const closed = await startMirror();
    closed.close();
    const failure = await probe(closed.url, 1000).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: 'the connection is refused', unreachable: true });
  });
});
