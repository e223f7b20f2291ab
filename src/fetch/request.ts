/** One address asked, from the connection to the headers of the answer. What became of an error is said in words. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type Answer, answerOf, statusOf } from './answer.ts';
import { DownloadError, shown } from './failure.ts';
import { type Environment, nameProxy, proxyFor } from './proxy.ts';
import { Watch } from './watch.ts';
import { explain } from './words.ts';

export interface Network {
  /** Milliseconds until the headers of the answer must be there. */
  readonly answerTimeout: number;
  /** Milliseconds that may pass with no byte. */
  readonly stallTimeout: number;
  /** Where a proxy may be named. */
  readonly environment: Environment;
  /** The hosts and proxies that did not answer in this run; they are not asked again. */
  readonly silent: Set<string>;
}

type Headers = Readonly<Record<string, string>>;

const MOST_REDIRECTS = 10;

/** Asks for a file. Throws a DownloadError where no answer comes. */
export async function ask(start: string, headers: Headers, network: Network): Promise<Answer> {
  let url = httpUrl(start);
  // Redirects are followed here: one to another scheme could drop the protection that the config's URL promises.
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const answer = await askOnce(url, 'GET', headers, network);
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
  throw new DownloadError(`more than ${MOST_REDIRECTS} redirects`);
}

/** Throws a DownloadError where a host does not answer. Any answer will do, a refusal too. */
export async function probe(url: string, network: Network): Promise<void> {
  (await askOnce(httpUrl(url), 'HEAD', {}, network)).drop();
}

function httpUrl(text: string): URL {
  if (!URL.canParse(text)) throw new DownloadError('this is not a URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new DownloadError('only http and https URLs are fetched');
  return url;
}

async function askOnce(url: URL, method: 'GET' | 'HEAD', headers: Headers, network: Network): Promise<Answer> {
  const proxy = proxyFor(url, network.environment);
  const route = { host: url.host, proxy: proxy === undefined ? undefined : nameProxy(proxy) };
  const gone = [route.proxy, route.host].find((name) => name !== undefined && network.silent.has(name));
  if (gone !== undefined) throw new DownloadError(`${gone} did not answer before`);
  const watch = new Watch();
  watch.expect('it did not answer', network.answerTimeout);
  try {
    const { message, lateError } = await send(url, {
      method,
      headers,
      proxy,
      signal: watch.signal,
      timeout: network.answerTimeout,
    });
    if (message.statusCode === 407 && route.proxy !== undefined) {
      message.destroy();
      throw new DownloadError(`${route.proxy} refuses: ${statusOf(message)}`);
    }
    return answerOf(message, { watch, route, stallTimeout: network.stallTimeout, lateError });
  } catch (error) {
    const failure = explain(error, watch, route, false);
    if (failure instanceof DownloadError && failure.silent !== undefined) network.silent.add(failure.silent);
    throw failure;
  } finally {
    watch.stop();
  }
}

interface Sent {
  readonly method: string;
  readonly headers: Headers;
  readonly proxy: URL | undefined;
  readonly signal: AbortSignal;
  readonly timeout: number;
}

interface Begun {
  readonly message: IncomingMessage;
  readonly lateError: () => unknown;
}

function send(url: URL, { method, headers, proxy, signal, timeout }: Sent): Promise<Begun> {
  // A connection for each file: one that is kept can be closed by the other side just when it is used again.
  const settings = proxy === undefined ? {} : { proxyEnv: { http_proxy: proxy.href, https_proxy: proxy.href } };
  const agent = url.protocol === 'https:' ? new HttpsAgent(settings) : new HttpAgent(settings);
  const options = {
    method,
    agent,
    signal,
    // Of the tunnel that a proxy is to make: until it is there, Node hears no signal.
    timeout,
    // `identity`: the bytes on the wire are the bytes of the file.
    headers: { 'user-agent': 'onepack', accept: '*/*', 'accept-encoding': 'identity', ...headers },
  };
  let late: unknown;
  return new Promise((resolve, reject) => {
    const asked = url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options);
    asked.on('error', (error) => {
      late = error;
      reject(error);
    });
    asked.on('response', (message) => resolve({ message, lateError: () => late }));
    signal.addEventListener('abort', () => reject(new Error('too late')));
    asked.end();
  });
}
