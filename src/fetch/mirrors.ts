/** Downloads a file from the first of its addresses that has it. */
import { findSum, nameInList, readSums } from './published_sums.ts';
import { download, type Expected, type OnReceived, type Received } from './download.ts';
import { DownloadError, shown } from './failure.ts';
import type { Network } from './http.ts';

export interface Download {
  /** What messages call it: `kubelet for amd64`. */
  readonly label: string;
  /** At least one, in the order in which they are tried. */
  readonly urls: readonly string[];
  readonly file: string;
  /** 64 lower-case hex digits. */
  readonly sha256?: string | undefined;
  /** Where the sha256 is published, in the order in which the addresses are tried. */
  readonly sha256Urls?: readonly string[] | undefined;
}

export interface Downloaded extends Received {
  /** The address that had the file. */
  readonly url: string;
  /** Where the expected sha256 came from: `the config` or a URL; undefined if there was none. */
  readonly vouchedBy?: string | undefined;
  /** How the addresses before it failed. */
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  readonly url: string;
  readonly reason: string;
}

/** No address had the file. */
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

/** Throws a NoMirrorError, or a DiskError at once, since no other address would help. */
export async function downloadFromAny(
  wanted: Download,
  network: Network,
  onReceived?: OnReceived,
): Promise<Downloaded> {
  const expected = await expectedOf(wanted, network);
  const { file } = wanted;
  const { value, url, refusals } = await firstOf(wanted.urls, (url) =>
    download({ url, file, expected, onReceived }, network),
  );
  return { ...value, url, vouchedBy: expected?.by, refusals };
}

/**
 * The config's sha256, which a published one must equal if it can be read; or the published one, which must be there if the config has
 * none.
 */
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

/** The result of `get` for the first address for which it throws no DownloadError, with the failures of the ones before. */
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
