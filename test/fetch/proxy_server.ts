/** A proxy on the loopback: it forwards plain requests, and makes tunnels. */
import { createServer, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { listen } from './server.ts';

export interface ProxyServer {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** `GET http://…` and `CONNECT host:port`. */
  readonly asked: string[];
  close(): void;
}

/** With `login`, `name:password`, it refuses everybody else. */
export async function startProxy(login?: string): Promise<ProxyServer> {
  const asked: string[] = [];
  const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  const isRefused = (asked: IncomingMessage): boolean =>
    wanted !== undefined && asked.headers['proxy-authorization'] !== wanted;
  const server = createServer((incoming, answer) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (isRefused(incoming)) return void answer.writeHead(407).end();
    const onward = request(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 0, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end()).end();
  });
  server.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (isRefused(incoming)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const { hostname, port } = new URL(`http://${incoming.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    socket.on('error', () => onward.destroy());
  });
  const host = `127.0.0.1:${await listen(server)}`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { host, asked, close };
}
