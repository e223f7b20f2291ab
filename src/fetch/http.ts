/** Asks one address for a file, from the connection to the last byte. Whatever goes wrong is a DownloadError in plain words. */
import { maxHeaderSize, STATUS_CODES } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { type Dispatcher, request } from 'undici';
import { lookUp } from '../system/look_up.ts';
import { codeOf, decoded, DownloadError, shown } from './failure.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { type Carrier, type Environment, openCarrier } from './proxy.ts';

/** All times are in milliseconds. */
export interface NetworkSettings extends Limits {
  /** How long to wait for a connection, and then for the headers of the answer. */
  readonly answerTimeout: number;
  /** How long to wait for the next byte. */
  readonly stallTimeout: number;
  /** How long to wait before a busy server is asked again; doubled each time. */
  readonly retryDelay: number;
  /** The environment variables, which may name a proxy. */
  readonly environment: Environment;
}

export const DEFAULT_NETWORK = { answerTimeout: 10_000, stallTimeout: 30_000, retryDelay: 1000, ...DEFAULT_LIMITS };

export interface Network extends NetworkSettings, Carrier {
  /** The hosts that did not answer in this run. They are not asked again. */
  readonly silent: Set<string>;
}

export function openNetwork(settings: NetworkSettings): Network {
  return { ...settings, ...openCarrier(settings.environment, settings.answerTimeout), silent: new Set() };
}

export interface Answer {
  readonly status: number;
  /** `404 Not Found` */
  readonly reason: string;
  header(name: string): string | undefined;
  /** The body, as it arrives. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection. */
  drop(): void;
}

interface Asking {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  /** When the answer must be complete, including its body. */
  readonly deadline: AbortSignal;
}

/** Starts the clock for all requests to one address. */
export function deadlineOf({ maxTime }: Network): AbortSignal {
  return AbortSignal.timeout(maxTime * 1000);
}

const MOST_REDIRECTS = 10;

/** Asks for a file. Throws a DownloadError if no answer comes. */
export async function ask(start: string, asking: Asking, network: Network): Promise<Answer> {
  let url = httpUrl(start);
  // Redirects are followed here, because one from https to http would give up the protection that the config's URL promises.
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const answer = await askPatiently(url, asking, network);
    const location = answer.header('location');
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
    answer.drop();
    if (!URL.canParse(location, url.href))
      throw new DownloadError(`it redirects to something that is not a URL, ${location}`);
    const next = new URL(location, url);
    if (next.protocol !== url.protocol) {
      throw new DownloadError(
        `it redirects to another scheme, ${shown(next)}; put that URL in the config if it is intended`,
      );
    }
    url = next;
  }
  throw new DownloadError(`it redirects more than ${MOST_REDIRECTS} times`);
}

const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const MOST_RETRIES = 3;
/** The longest wait, in milliseconds, that a busy server may ask for. */
const LONGEST_WAIT = 30_000;

/**
 * Asks a busy server again, after the time that it names. undici's own retries are not used: after a broken connection they continue
 * without checking that the file is still the same.
 */
async function askPatiently(url: URL, asking: Asking, network: Network): Promise<Answer> {
  for (let retries = 0; ; retries += 1) {
    const answer = await askOnce(url, asking, network);
    if (!BUSY.has(answer.status) || retries === MOST_RETRIES) return answer;
    answer.drop();
    const wait = retryAfter(answer) ?? network.retryDelay * 2 ** retries;
    const { deadline } = asking;
    await setTimeout(Math.min(wait, LONGEST_WAIT), undefined, { signal: deadline }).catch((error: unknown) => {
      throw explain(error, { url, deadline, network }, undefined);
    });
  }
}

/** Milliseconds: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function retryAfter(answer: Answer): number | undefined {
  const value = answer.header('retry-after') ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? wait : undefined;
}

/** Throws a DownloadError if a host does not answer. Any answer is enough, even a refusal. */
export async function probe(url: string, network: Network): Promise<void> {
  (await askOnce(httpUrl(url), { method: 'HEAD', deadline: deadlineOf(network) }, network)).drop();
}

function httpUrl(text: string): URL {
  if (!URL.canParse(text)) throw new DownloadError('this is not a URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new DownloadError('only http and https URLs are fetched');
  return url;
}

async function askOnce(url: URL, { method = 'GET', headers, deadline }: Asking, network: Network): Promise<Answer> {
  if (network.silent.has(url.host)) throw new DownloadError(`${url.host} did not answer before`);
  const place = { url, deadline, network };
  try {
    const {
      statusCode,
      headers: answered,
      body,
    } = await request(shown(url), {
      method,
      dispatcher: network.dispatcherFor(url),
      signal: deadline,
      headersTimeout: network.answerTimeout,
      bodyTimeout: network.stallTimeout,
      // `identity`, so that the server sends the bytes of the file itself.
      headers: { 'user-agent': 'onepack', accept: '*/*', 'accept-encoding': 'identity', ...login(url), ...headers },
    });
    return {
      status: statusCode,
      reason: reasonOf(statusCode),
      header: (name) => {
        const value = lookUp(answered, name);
        return Array.isArray(value) ? value.join(', ') : value;
      },
      body: piecesOf(body, place),
      drop: () => void body.on('error', () => undefined).destroy(),
    };
  } catch (error) {
    throw explain(error, place, undefined);
  }
}

function login({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = decoded(`${username}:${password}`);
  if (pair === undefined)
    throw new DownloadError('its name or password has a % that stands for nothing; a % itself is %25');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function reasonOf(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

async function* piecesOf(body: Dispatcher.ResponseData['body'], place: Place): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      yield piece;
    }
  } catch (error) {
    throw explain(error, place, bytes);
  }
}

interface Place {
  readonly url: URL;
  readonly deadline: AbortSignal;
  readonly network: Network;
}

/** `bytes`: how much of the body had arrived; undefined if there was no answer yet. */
function explain(thrown: unknown, { url, deadline, network }: Place, bytes: number | undefined): unknown {
  // undici wraps an error that happens on the way to a proxy.
  const error = codeOf(thrown).startsWith('UND_ERR_PRX') ? (thrown as Error).cause : thrown;
  const failure = (message: string, isCut = false): DownloadError =>
    new DownloadError(`${message}${network.proxyNote(url)}`, { isCut, cause: error });
  if (deadline.aborted) {
    return failure(`it was not all there after ${network.maxTime} s; --max-time=SECONDS gives it more`);
  }
  if (!isNativeError(error)) return error;
  const code = codeOf(error);
  const silence = lookUp(SILENCE, code);
  if (silence !== undefined && bytes === undefined) {
    network.silent.add(url.host);
    return failure(silence === NO_ANSWER ? `${silence}: nothing for ${network.answerTimeout / 1000} s` : silence);
  }
  if (code === 'UND_ERR_BODY_TIMEOUT') {
    const after = bytes === 0 ? '' : ` after ${bytes} bytes`;
    return failure(`it stopped sending${after}: nothing for ${network.stallTimeout / 1000} s`, true);
  }
  if (CUT.has(code) || (bytes !== undefined && error.message.includes('EOF'))) {
    return failure('the connection was cut', bytes !== undefined);
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return failure(`its headers are longer than ${maxHeaderSize} bytes`);
  if (error.name === 'HTTPParserError') return failure(`it does not keep to HTTP: ${error.message}`);
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return failure('it does not speak TLS');
  if (/CERT|SIGNATURE/.test(code)) return failure(`its certificate is not trusted: ${certificateReason(code, error)}`);
  // undici gives a proxy's answer only in the message.
  const [, status] = /^Proxy .*\((\d+)\)/.exec(error.message) ?? [];
  return failure(status === undefined ? error.message : `the proxy refuses: ${reasonOf(Number(status))}`);
}

const NO_ANSWER = 'it did not answer';

/** With these errors a host is not asked again in this run. https://nodejs.org/api/errors.html#common-system-errors */
const SILENCE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ECONNREFUSED: 'the connection is refused',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: NO_ANSWER,
  UND_ERR_CONNECT_TIMEOUT: NO_ANSWER,
  UND_ERR_HEADERS_TIMEOUT: NO_ANSWER,
};

const CUT: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function certificateReason(code: string, { message }: Error): string {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'it is for another host';
  if (!/SELF_SIGNED|ISSUER|LEAF_SIGNATURE/.test(code)) return message;
  return 'its authority is not known here; NODE_EXTRA_CA_CERTS=FILE names a certificate authority of your own';
}
