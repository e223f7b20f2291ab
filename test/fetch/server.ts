/** A mirror on the loopback that behaves well under some paths and badly under others. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const BODY = 'the bytes of a program\n'.repeat(5000);

export interface Mirror {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  /** Paths in the order in which they were asked for; HEAD requests are not counted. */
  readonly asked: string[];
  /** The most requests that were open at one time. */
  busiest(): number;
  close(): void;
}

const BEHAVIOURS: Readonly<Record<string, (answer: ServerResponse, request: IncomingMessage) => void>> = {
  good: (answer) => answer.writeHead(200, { 'content-length': BODY.length }).end(BODY),
  chunked: (answer) => answer.writeHead(200).end(BODY),
  slow: (answer) => setTimeout(() => answer.writeHead(200).end(BODY), 50),
  silent: () => undefined,
  stalls: (answer) => answer.writeHead(200, { 'content-length': BODY.length }).write(BODY.slice(0, 100)),
  cuts: (answer, request) => {
    answer.writeHead(200, { 'content-length': BODY.length }).write(BODY.slice(0, 100));
    setTimeout(() => request.socket.destroy(), 20);
  },
  'cuts-chunked': (answer, request) => {
    answer.writeHead(200).write(BODY.slice(0, 100));
    setTimeout(() => request.socket.destroy(), 20);
  },
  'says-more': (answer) => {
    answer.socket?.end(`HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length + 10}\r\nConnection: close\r\n\r\n${BODY}`);
  },
  'says-less': (answer) => {
    answer.socket?.end(`HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length - 10}\r\nConnection: close\r\n\r\n${BODY}`);
  },
  empty: (answer) => answer.writeHead(200).end(),
  'no-such-file': (answer) => answer.writeHead(404).end('not here'),
  gzipped: (answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(BODY),
  moved: (answer) => answer.writeHead(302, { location: '/good' }).end(),
  'moved-to-file': (answer) => answer.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  'moved-to-https': (answer) => answer.writeHead(302, { location: 'https://127.0.0.1/good' }).end(),
  circle: (answer) => answer.writeHead(302, { location: '/circle' }).end(),
};

/** The first part of the path names the behaviour: `/good/kubelet`. */
export async function startMirror(): Promise<Mirror> {
  const asked: string[] = [];
  let open = 0;
  let busiest = 0;
  const server: Server = createServer((request, answer) => {
    const path = request.url ?? '/';
    if (request.method === 'HEAD') return void answer.writeHead(405).end();
    asked.push(path);
    open += 1;
    busiest = Math.max(busiest, open);
    answer.on('close', () => (open -= 1));
    (BEHAVIOURS[path.split('/')[1] ?? ''] ?? BEHAVIOURS['no-such-file'])?.(answer, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, asked, busiest: () => busiest, close };
}
