import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Download, type Downloaded, downloadFromAny } from '../../src/fetch/mirrors.ts';
import type { Network } from '../../src/fetch/http.ts';
import { hastyNetwork } from './network.ts';
import { BODY, type Mirror, OTHER_BODY, startMirror } from './server.ts';

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
const SHA256 = sum(BODY);

let mirror: Mirror;
let folder: string;
let file: string;
let network: Network;

beforeEach(async () => {
  mirror = await startMirror();
  folder = mkdtempSync(join(tmpdir(), 'onepack-mirrors-'));
  file = join(folder, 'kubelet');
  network = hastyNetwork();
});
afterEach(() => {
  mirror.close();
  rmSync(folder, { recursive: true });
});

const at = (path: string): string => `${mirror.url}/${path}`;
const get = (paths: string[], more: Partial<Download> = {}): Promise<Downloaded> =>
  downloadFromAny({ label: 'kubelet', urls: paths.map(at), file, ...more }, network);

describe('mirrors', () => {
  it('are tried in their order, and no further than is needed', async () => {
    const { url, refusals } = await get(['no-such-file', 'good/1', 'good/2']);
    expect(url).toBe(at('good/1'));
    expect(refusals).toEqual([{ url: at('no-such-file'), reason: 'the answer is 404 Not Found' }]);
    expect(mirror.asked).toEqual(['/no-such-file', '/good/1']);
  });

  it.each([
    'cuts',
    'stalls',
    'says-more',
    'empty',
    'gzipped',
    'resets',
    'moved-to-https',
    'other',
    'silent',
    'gone-after',
  ])('the next one makes good for one that does this: %s', async (behaviour) => {
    // Another port is another host: one that did not answer is not asked again.
    const second = await startMirror();
    await downloadFromAny({ label: 'x', urls: [at(behaviour), `${second.url}/good`], file, sha256: SHA256 }, network);
    second.close();
    expect(readFileSync(file, 'utf8')).toBe(BODY);
    expect(readdirSync(folder).filter((name) => name !== 'kubelet' && !name.endsWith('.partial'))).toEqual([]);
  });

  it('are all named, each with its reason, where none has it', async () => {
    await expect(get(['no-such-file', 'other', 'cuts'], { sha256: SHA256 })).rejects.toThrow(
      `the answer is 404 Not Found (${at('no-such-file')}); ` +
        `its sha256 is ${sum(OTHER_BODY)}, and the config says ${SHA256} (${at('other')}); ` +
        `the connection was cut (${at('cuts')})`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that did not answer are not asked again, wherever a redirect leads', async () => {
    await expect(get(['silent/1', 'silent/2'])).rejects.toThrow(
      /did not answer: nothing for 1 s .*; 127.*did not answer before/,
    );
    expect(mirror.asked).toEqual(['/silent/1']);
  });

  it('go unasked where the disk is at fault', async () => {
    await expect(get(['good/1', 'good/2'], { file: '/proc/kubelet' })).rejects.toThrow(
      '/proc/kubelet cannot be written: ',
    );
    expect(mirror.asked.length).toBeLessThan(2);
  });

  it('hear the name and password of their URL', async () => {
    const from = (login: string): Promise<Downloaded> => get([], { urls: [at('login').replace('//', `//${login}@`)] });
    await expect(from('jo:wrong')).rejects.toThrow('the answer is 401 Unauthorized');
    await expect(from('jo:se%cret')).rejects.toThrow('its name or password has a % that stands for nothing');
    expect((await from('jo:se%25cret')).sha256).toBe(SHA256);
  });

  it('show no password', async () => {
    const url = at('no-such-file').replace('//', '//jo:secret@');
    await expect(get([], { urls: [url] })).rejects.toThrow(`(${at('no-such-file')})`);
  });
});

describe('a published sha256', () => {
  const published = (text: string, more: Partial<Download> = {}): Promise<Downloaded> => {
    mirror.texts.set('/sums', text);
    return get(['good/kubelet'], { sha256Urls: [at('sums')], ...more });
  };

  it.each([
    ['bare', SHA256],
    ['bare, with a line break, in capitals', `${SHA256.toUpperCase()}\n`],
    ['in a list', `${'0'.repeat(64)}  kubeadm\n${SHA256}  kubelet\n`],
    ['in a list of binary files', `${SHA256} *kubelet\r\n`],
    ['in a list of a folder', `${SHA256}  ./kubelet\n`],
  ])('%s, vouches for a file', async (_name, text) => {
    expect(await published(text)).toMatchObject({ sha256: SHA256, vouchedBy: at('sums') });
  });

  it.each([
    ['has another sha256', '0'.repeat(64), `its sha256 is ${SHA256}, and http`],
    ['has no line for it', `${SHA256}  kubeadm\n`, 'its sha256 cannot be downloaded: it has no line for kubelet'],
    ['has two', `${SHA256}  kubelet\n${'0'.repeat(64)}  kubelet\n`, 'it has two different lines for kubelet'],
    ['is a page', '<html>Not here</html>', 'it holds no sha256'],
    ['is large', 'x'.repeat(1_100_000), 'it is larger than 1 MB'],
  ])('that %s, fetches nothing', async (_name, text, message) => {
    await expect(published(text)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that cannot be had, fetches nothing and asks for nothing', async () => {
    const failing = get(['good/kubelet'], { sha256Urls: [at('no-such-file'), at('cuts')] });
    await expect(failing).rejects.toThrow(
      /its sha256 cannot be downloaded: the answer is 404 .*; its sha256 cannot be downloaded: the conn/,
    );
    expect(mirror.asked).not.toContain('/good/kubelet');
  });

  it.each([
    ['endless', 'its sha256 cannot be downloaded: it is larger than 1 MB'],
    ['trickles', 'its sha256 cannot be downloaded: it was not all there after 2 s; --max-time=SECONDS gives it more'],
  ])('that is %s, ends', async (path, message) => {
    network = hastyNetwork({ maxTime: 2 });
    await expect(get(['good/kubelet'], { sha256Urls: [at(path)] })).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is had from the second mirror too', async () => {
    mirror.texts.set('/sums', SHA256);
    const { vouchedBy } = await get(['good/kubelet'], { sha256Urls: [at('no-such-file'), at('sums')] });
    expect(vouchedBy).toBe(at('sums'));
  });

  it('that says the same as the config, leaves the word to the config', async () => {
    expect(await published(SHA256, { sha256: SHA256 })).toMatchObject({ vouchedBy: 'the config' });
  });

  it('that says something else than the config, fetches nothing', async () => {
    const message = `the sha256 published is ${'0'.repeat(64)}, and the config says ${SHA256} (${at('sums')})`;
    await expect(published('0'.repeat(64), { sha256: SHA256 })).rejects.toThrow(message);
    expect(existsSync(file)).toBe(false);
    expect(mirror.asked).toEqual(['/sums']);
  });

  it('that is nowhere, is not missed where the config has one', async () => {
    const { vouchedBy } = await get(['good/kubelet'], { sha256: SHA256, sha256Urls: [at('no-such-file')] });
    expect(vouchedBy).toBe('the config');
  });
});
