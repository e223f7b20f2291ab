/** Runs many downloads, a few at a time. */
import { isNativeError } from 'node:util/types';
import { hostOf } from './failure.ts';
import { noteFetched } from './fetched.ts';
import { DEFAULT_NETWORK, type Network, type NetworkSettings, openNetwork, probe } from './http.ts';
import type { OnReceived } from './download.ts';
import { type Download, type Downloaded, downloadFromAny } from './mirrors.ts';
import { type Environment } from './proxy.ts';

export type Outcome = { readonly wanted: Download } & (
  { readonly downloaded: Downloaded } | { readonly failure: string }
);

export interface FetchSettings extends NetworkSettings {
  readonly atOnce: number;
  readonly onReceived?: (wanted: Download, ...bytes: Parameters<OnReceived>) => void;
  readonly onOutcome?: (outcome: Outcome) => void;
}

export const DEFAULT_SETTINGS = { atOnce: 4, ...DEFAULT_NETWORK };

/** Returns the outcome of each download, in order; failures are not thrown. A host that once did not answer is not asked again. */
export async function fetchAll(downloads: readonly Download[], settings: FetchSettings): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const network = openNetwork(settings);
  const queue = downloads.entries();
  const worker = async (): Promise<void> => {
    for (const [index, wanted] of queue) {
      const outcome = await fetchOne(wanted, network, settings);
      outcomes[index] = outcome;
      settings.onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: settings.atOnce }, worker));
  return outcomes;
}

/** Asks every host whether it is there. Returns a line for each silent one that is needed, because no other host has its downloads. */
export async function silentHosts(
  downloads: readonly Download[],
  answerTimeout: number,
  environment: Environment,
): Promise<string[]> {
  const network = openNetwork({ ...DEFAULT_NETWORK, answerTimeout, environment });
  const urls = new Map(downloads.flatMap((wanted) => wanted.urls).map((url) => [hostOf(url), url]));
  const failures = new Map<string, string>();
  await Promise.all(
    [...urls].map(async ([host, url]) => {
      await probe(url, network).catch((error: unknown) => failures.set(host, wordsOf(error)));
    }),
  );
  const hopeless = downloads.filter(({ urls }) => urls.every((url) => failures.has(hostOf(url))));
  const hosts = new Set(hopeless.flatMap((wanted) => wanted.urls.map(hostOf)));
  return [...hosts].map((host) => `${host}: ${failures.get(host)}`);
}

async function fetchOne(wanted: Download, network: Network, { onReceived }: FetchSettings): Promise<Outcome> {
  try {
    const downloaded = await downloadFromAny(wanted, network, (...bytes) => onReceived?.(wanted, ...bytes));
    await noteFetched(wanted.file, downloaded);
    return { wanted, downloaded };
  } catch (error) {
    return { wanted, failure: wordsOf(error) };
  }
}

function wordsOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
