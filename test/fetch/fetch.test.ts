import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fetchAll, type Outcome, silentHosts } from '../../src/fetch/fetch.ts';
import type { Download } from '../../src/fetch/mirrors.ts';
import { HASTY } from './network.ts';
import { BODY, type Mirror, startMirror } from './server.ts';

const SETTINGS = { ...HASTY, atOnce: 4, answerTimeout: 5000 };
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
  urls: [`${mirror.url}/${path}`],
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
    expect(failures(outcomes)).toEqual([`a: the answer is 404 Not Found (${mirror.url}/no-such-file)`]);
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
    expect(failures(outcomes)[7]).toMatch(/^h: 127.0.0.1:\d+ did not answer before \(http:.*\/silent\/h\)$/);
  });

  it('says what the disk says', async () => {
    writeFileSync(join(folder, 'file'), '');
    const outcomes = await fetchAll([{ ...wanted('a', 'good'), file: join(folder, 'file/a') }], SETTINGS);
    expect(failures(outcomes)[0]).toBe(
      `a: ${folder}/file/a cannot be written: a file, or a link to nothing, is where a folder must be`,
    );
  });
});

describe('silentHosts', () => {
  it('names each host that does not answer, within the time-out', async () => {
    const deaf = createServer(() => undefined);
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/x`;
    const downloads = [
      wanted('a', 'good'),
      { label: 'b', urls: [url], file: 'b' },
      { label: 'c', urls: [url], file: 'c' },
    ];
    expect(await silentHosts(downloads, 200, {})).toEqual([`127.0.0.1:${port}: it did not answer: nothing for 0.2 s`]);
    deaf.close();
  });

  it('does not count one that has another mirror', async () => {
    const { port } = await closedPort();
    const dead = `http://127.0.0.1:${port}`;
    const both = { label: 'a', urls: [`${dead}/a`, `${mirror.url}/good`], file: 'a' };
    expect(await silentHosts([both], 1000, {})).toEqual([]);
    const none = { label: 'b', urls: [`${dead}/b`], file: 'b' };
    expect(await silentHosts([both, none], 1000, {})).toEqual([`127.0.0.1:${port}: the connection is refused`]);
  });

  it('is empty where all answer', async () => {
    expect(await silentHosts([wanted('a', 'good')], 200, {})).toEqual([]);
  });
});

async function closedPort(): Promise<AddressInfo> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return address;
}
