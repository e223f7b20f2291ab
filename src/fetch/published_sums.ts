/** Reads a published sha256: a bare one, or one in a list as sha256sum writes it. */
import { judge } from './download.ts';
import { decoded, DownloadError, shown } from './failure.ts';
import { ask, deadlineOf, type Network } from './http.ts';

/** In bytes. A list of a few thousand files is shorter. */
const LONGEST = 1_000_000;

/** Downloads the text at a URL. Throws a DownloadError. */
export async function readSums(url: string, network: Network): Promise<string> {
  const answer = await ask(url, { deadline: deadlineOf(network) }, network);
  judge(answer, { size: 0, validator: undefined });
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body) {
    bytes += piece.length;
    if (bytes > LONGEST)
      throw new DownloadError(`it is larger than ${LONGEST / 1e6} MB, so it is not a list of checksums`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * The sha256, in lower case, of the file that has one of these names. Throws a DownloadError if the text has none or several.
 * https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
 */
export function findSum(text: string, names: readonly string[]): string {
  const bare = /^\s*([0-9a-f]{64})\s*$/i.exec(text)?.[1];
  if (bare !== undefined) return bare.toLowerCase();
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const [, sum, name] = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/i.exec(line) ?? [];
    return sum === undefined || name === undefined ? [] : [{ sum: sum.toLowerCase(), name }];
  });
  if (lines.length === 0) throw new DownloadError('it holds no sha256');
  const found = new Set(lines.filter(({ name }) => names.includes(name)).map(({ sum }) => sum));
  const [sum] = found;
  if (sum === undefined) throw new DownloadError(`it has no line for ${names.join(' or ')}`);
  if (found.size > 1) throw new DownloadError(`it has two different lines for ${names.join(' or ')}`);
  return sum;
}

/** What a list calls the file at a URL: the last step of the path. */
export function nameInList(url: string): string {
  const step = new URL(url).pathname.split('/').at(-1) ?? '';
  const name = decoded(step);
  if (name === undefined) throw new DownloadError(`${shown(url)} has a % in its name that is not a percent-encoding`);
  return name;
}
