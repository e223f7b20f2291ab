/** A mirror on the loopback that behaves well under some paths and badly under others. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { BEHAVIOURS } from './behaviours.ts';

export { BODY, OTHER_BODY } from './behaviours.ts';

export interface Mirror {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  /** Paths in the order in which they were asked for; HEAD requests are not counted. */
  readonly asked: string[];
  /** The `Range` of each of them, empty where there is none. */
  readonly ranges: string[];
  /** Texts by path, which are answered before anything else. */
  readonly texts: Map<string, string>;
  /** The most requests that were open at one time. */
  busiest(): number;
  close(): void;
}

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** The first part of the path names the behaviour: `/good/kubelet`. With an identity it speaks TLS. */
export async function startMirror(identity?: Identity, host = '127.0.0.1'): Promise<Mirror> {
  const asked: string[] = [];
  const ranges: string[] = [];
  const texts = new Map<string, string>();
  let open = 0;
  let busiest = 0;
  const listener: RequestListener = (request, answer) => {
    const path = request.url ?? '/';
    if (request.method === 'HEAD') return void answer.writeHead(405).end();
    const before = asked.filter((other) => other === path).length;
    asked.push(path);
    ranges.push(request.headers.range ?? '');
    open += 1;
    busiest = Math.max(busiest, open);
    answer.on('close', () => (open -= 1));
    const text = texts.get(path);
    if (text !== undefined) return void answer.writeHead(200).end(text);
    const behave = BEHAVIOURS[path.split('/')[1] ?? ''] ?? BEHAVIOURS['no-such-file'];
    behave?.({ request, answer, before });
  };
  const server: Server = identity === undefined ? createServer(listener) : createTlsServer({ ...identity }, listener);
  const port = await listen(server, host);
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const scheme = identity === undefined ? 'http' : 'https';
  return {
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    asked,
    ranges,
    texts,
    busiest: () => busiest,
    close,
  };
}

interface Listening {
  listen(port: number, host: string, then: () => void): unknown;
}

export async function listen(server: Listening, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return ((server as Server).address() as AddressInfo).port;
}
