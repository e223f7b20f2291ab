import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fetchAll } from '../../src/fetch/fetch.ts';
import { missing } from '../../src/fetch/fetched.ts';
import type { Download } from '../../src/fetch/mirrors.ts';
import { HASTY } from './network.ts';
import { BODY, type Mirror, startMirror } from './server.ts';

let mirror: Mirror;
let folder: string;

beforeEach(async () => {
  mirror = await startMirror();
  folder = mkdtempSync(join(tmpdir(), 'onepack-fetched-'));
});
afterEach(() => {
  mirror.close();
  rmSync(folder, { recursive: true });
});

const wanted = (name: string, ...paths: string[]): Download => ({
  label: name,
  urls: paths.map((path) => `${mirror.url}/${path}`),
  file: join(folder, name),
});
const bring = (download: Download): Promise<unknown> => fetchAll([download], { ...HASTY, atOnce: 1 });

describe('missing', () => {
  it('leaves a file that is there', async () => {
    writeFileSync(join(folder, 'a'), "somebody's own");
    expect(await missing([wanted('a', 'good'), wanted('b', 'good')])).toEqual([wanted('b', 'good')]);
  });

  it('leaves a file that came from this URL', async () => {
    await bring(wanted('a', 'good/v1'));
    expect(await missing([wanted('a', 'good/v1')])).toEqual([]);
  });

  it('asks again for a file that came from another URL', async () => {
    await bring(wanted('a', 'good/v1'));
    expect(await missing([wanted('a', 'good/v2')])).toEqual([wanted('a', 'good/v2')]);
  });

  it('leaves a file that somebody put there since', async () => {
    await bring(wanted('a', 'good/v1'));
    writeFileSync(join(folder, 'a'), "somebody's own");
    expect(await missing([wanted('a', 'good/v2')])).toEqual([]);
  });

  it('notes where a file came from', async () => {
    await bring(wanted('a', 'good/v1'));
    const sha256 = createHash('sha256').update(BODY).digest('hex');
    expect(readFileSync(join(folder, '.a.fetched'), 'utf8')).toBe(`${mirror.url}/good/v1\n${sha256}\n`);
  });

  it('leaves a file that came from any of its mirrors', async () => {
    await bring(wanted('a', 'no-such-file', 'good/v1'));
    expect(await missing([wanted('a', 'no-such-file', 'good/v1')])).toEqual([]);
    expect(await missing([wanted('a', 'good/v1', 'another')])).toEqual([]);
  });

  it('asks again for a file that is not the one that the config has come to want', async () => {
    await bring(wanted('a', 'good/v1'));
    const other = { ...wanted('a', 'good/v1'), sha256: '0'.repeat(64) };
    expect(await missing([other])).toEqual([other]);
  });

  it('writes down no password', async () => {
    const url = `${mirror.url}/good/v1`.replace('//', '//jo:secret@');
    await bring({ ...wanted('a'), urls: [url] });
    expect(readFileSync(join(folder, '.a.fetched'), 'utf8')).toContain(`${mirror.url}/good/v1\n`);
    expect(await missing([{ ...wanted('a'), urls: [url] }])).toEqual([]);
  });
});
