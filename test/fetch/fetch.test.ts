import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Download } from '../../src/download.ts';
import { fetchAll, missing, type Outcome, silentHosts } from '../../src/fetch.ts';
import { BODY, type Mirror, startMirror } from './server.ts';

const SETTINGS = { atOnce: 4, answerTimeout: 500, stallTimeout: 500 };
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

let mirror: Mirror;
let folder: string;

beforeEach(async () => {
  mirror = await startMirror();
  folder = mkdtempSync(join(tmpdir(), 'onepack-fetch-'));
});
afterEach(() => {
  mirror.close();
  rmSync(folder, { recursive: true });
});

const wanted = (name: string, path: string): Download => ({
  label: name,
  url: `${mirror.url}/${path}`,
  file: join(folder, name),
});
const failures = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap((outcome) => ('failure' in outcome ? [`${outcome.wanted.label}: ${outcome.failure}`] : []));

describe('fetchAll', () => {
  it('brings all, four at once, in the order asked', async () => {
    const outcomes = await fetchAll(
      NAMES.map((name) => wanted(name, `slow/${name}`)),
      SETTINGS,
    );
    expect(outcomes.map((outcome) => outcome.wanted.label)).toEqual(NAMES);
    expect(failures(outcomes)).toEqual([]);
    expect(mirror.busiest()).toBe(4);
  });

  it('goes on after a failure', async () => {
    const outcomes = await fetchAll([wanted('a', 'no-such-file'), wanted('b', 'good')], SETTINGS);
    expect(failures(outcomes)).toEqual(['a: the answer is 404 Not Found']);
    expect(readFileSync(join(folder, 'b'), 'utf8')).toBe(BODY);
  });

  it('asks a host that does not answer once', async () => {
    const one = { ...SETTINGS, atOnce: 1, answerTimeout: 200 };
    const outcomes = await fetchAll(
      NAMES.map((name) => wanted(name, `silent/${name}`)),
      one,
    );
    expect(mirror.asked).toEqual(['/silent/a']);
    expect(failures(outcomes)[0]).toMatch(/^a: it did not answer/);
    expect(failures(outcomes)[7]).toMatch(/^h: 127.0.0.1:\d+ did not answer before$/);
  });

  it('says what the disk says', async () => {
    writeFileSync(join(folder, 'file'), '');
    const outcomes = await fetchAll([{ ...wanted('a', 'good'), file: join(folder, 'file/a') }], SETTINGS);
    expect(failures(outcomes)[0]).toMatch(/^a: (ENOTDIR|EEXIST)/);
  });
});

describe('missing', () => {
  it('leaves a file that is there', async () => {
    writeFileSync(join(folder, 'a'), "somebody's own");
    expect(await missing([wanted('a', 'good'), wanted('b', 'good')])).toEqual([wanted('b', 'good')]);
  });

  it('leaves a file that came from this URL', async () => {
    await fetchAll([wanted('a', 'good/v1')], SETTINGS);
    expect(await missing([wanted('a', 'good/v1')])).toEqual([]);
  });

  it('asks again for a file that came from another URL', async () => {
    await fetchAll([wanted('a', 'good/v1')], SETTINGS);
    expect(await missing([wanted('a', 'good/v2')])).toEqual([wanted('a', 'good/v2')]);
  });

  it('leaves a file that somebody put there since', async () => {
    await fetchAll([wanted('a', 'good/v1')], SETTINGS);
    writeFileSync(join(folder, 'a'), "somebody's own");
    expect(await missing([wanted('a', 'good/v2')])).toEqual([]);
  });

  it('notes where a file came from', async () => {
    await fetchAll([wanted('a', 'good/v1')], SETTINGS);
    const sha256 = createHash('sha256').update(BODY).digest('hex');
    expect(readFileSync(join(folder, '.a.fetched'), 'utf8')).toBe(`${mirror.url}/good/v1\n${sha256}\n`);
  });
});

describe('silentHosts', () => {
  it('names each host that does not answer, within the time-out', async () => {
    const deaf = createServer(() => undefined);
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/x`;
    const downloads = [wanted('a', 'good'), { label: 'b', url, file: 'b' }, { label: 'c', url, file: 'c' }];
    expect(await silentHosts(downloads, 200)).toEqual([`127.0.0.1:${port}: it did not answer: nothing for 0.2 s`]);
    deaf.close();
  });

  it('is empty where all answer', async () => {
    expect(await silentHosts([wanted('a', 'good')], 200)).toEqual([]);
  });
});
