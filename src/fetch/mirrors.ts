/** One file from the first of its addresses that has it. */
import { findSum, nameInList, readSums } from './published_sums.ts';
import { download, type Expected, type Received } from './download.ts';
import { DownloadError, shown } from './failure.ts';
import type { Network } from './http.ts';

export interface Download {
  /** What the user calls it: `kubelet for amd64`. */
  readonly label: string;
  /** In the order in which they are tried; at least one. */
  readonly urls: readonly string[];
  readonly file: string;
  /** 64 lower-case hex digits. */
  readonly sha256?: string | undefined;
  /** Where its sha256 is published, in the order in which they are tried. */
  readonly sha256Urls?: readonly string[] | undefined;
}

export interface Downloaded extends Received {
  /** Of those that were tried, the one that had it. */
  readonly url: string;
  /** Who says that these are the right bytes: `the config`, a URL, or nobody. */
  readonly vouchedBy?: string | undefined;
  /** What the addresses before it did. */
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  readonly url: string;
  readonly reason: string;
}

/** None of the addresses had it. */
export class NoMirrorError extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(describeRefusal).join('; '));
    this.name = 'NoMirrorError';
    this.refusals = refusals;
  }
}

export function describeRefusal({ url, reason }: Refusal): string {
  return `${reason} (${shown(url)})`;
}

/** Throws a NoMirrorError, or a DiskError, which no other address would help against. */
export async function downloadFromAny(
  wanted: Download,
  network: Network,
  onBytes?: (count: number) => void,
): Promise<Downloaded> {
  const expected = await expectedOf(wanted, network);
  const { file } = wanted;
  const { value, url, refusals } = await firstOf(wanted.urls, (url) =>
    download({ url, file, expected, onBytes }, network),
  );
  return { ...value, url, vouchedBy: expected?.by, refusals };
}

/** The config's sha256 counts, as long as nothing else is published; and a published one, which there must be, without it. */
async function expectedOf(wanted: Download, network: Network): Promise<Expected | undefined> {
  const { sha256, sha256Urls = [] } = wanted;
  const byConfig = sha256 === undefined ? undefined : { sha256, by: 'the config' };
  if (sha256Urls.length === 0) return byConfig;
  const published = await firstOf(sha256Urls, async (url) => {
    const names = [...new Set(wanted.urls.map(nameInList))];
    return findSum(await readSums(url, network), names);
  }).catch((error: unknown) => {
    if (!(error instanceof NoMirrorError)) throw error;
    if (byConfig !== undefined) return undefined;
    throw new NoMirrorError(
      error.refusals.map(({ url, reason }) => ({ url, reason: `its sha256 cannot be downloaded: ${reason}` })),
    );
  });
  if (published === undefined) return byConfig;
  const { value, url } = published;
  if (sha256 !== undefined && value !== sha256) {
    throw new NoMirrorError([{ url, reason: `the sha256 published is ${value}, and the config says ${sha256}` }]);
  }
  return byConfig ?? { sha256: value, by: shown(url) };
}

/** What `get` gives for the first address where it does not throw a DownloadError, with what the ones before did. */
async function firstOf<T>(
  urls: readonly string[],
  get: (url: string) => Promise<T>,
): Promise<{ value: T; url: string; refusals: Refusal[] }> {
  const refusals: Refusal[] = [];
  for (const url of urls) {
    try {
      return { value: await get(url), url, refusals };
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      refusals.push({ url, reason: error.message });
    }
  }
  throw new NoMirrorError(refusals);
}
