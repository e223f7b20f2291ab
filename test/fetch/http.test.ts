/** What comes between us and an answer: proxies, TLS, names. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { createServer } from 'node:net';
import { ask, deadlineOf, type Network, probe } from '../../src/fetch/http.ts';
import { hastyNetwork } from './network.ts';
import { type ProxyServer, startProxy } from './proxy_server.ts';
import { BODY, type Identity, listen, type Mirror, startMirror } from './server.ts';

let mirror: Mirror;
let network: Network;
const servers: { close(): void }[] = [];
function toClose<T extends { close(): void }>(server: T): T {
  servers.push(server);
  return server;
}

beforeEach(async () => {
  mirror = toClose(await startMirror());
  network = hastyNetwork();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function read(url: string, environment: Record<string, string> = {}): Promise<string> {
  const { silent } = network;
  network = { ...hastyNetwork({ environment }), silent };
  const answer = await ask(url, { deadline: deadlineOf(network) }, network);
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.body) pieces.push(piece);
  return `${answer.status} ${Buffer.concat(pieces).toString()}`;
}
const failure = (url: string, environment?: Record<string, string>): Promise<string> =>
  read(url, environment).then(
    () => '',
    (error: Error) => error.message,
  );

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}

describe('a host', () => {
  it('that refuses the connection is not asked again', async () => {
    const host = `127.0.0.1:${await closedPort()}`;
    expect(await failure(`http://${host}/a`)).toBe('the connection is refused');
    expect(await failure(`http://${host}/b`)).toBe(`${host} did not answer before`);
  });

  it('that there is not, or cannot be looked up', async () => {
    expect(await failure('http://nowhere.invalid/')).toMatch(/no such host|cannot be looked up/);
    expect(await failure('http://nowhere.invalid/')).toBe('nowhere.invalid did not answer before');
  });

  it('that cuts one connection may be asked for another', async () => {
    expect(await failure(`${mirror.url}/resets`)).toBe('the connection was cut');
    expect(await read(`${mirror.url}/good`)).toBe(`200 ${BODY}`);
  });

  it('that a redirect leads to, counts for itself', async () => {
    const host = `127.0.0.1:${await closedPort()}`;
    mirror.texts.set('/good', 'x');
    network.silent.add(host);
    expect(await failure(`http://${host}/`)).toBe(`${host} did not answer before`);
    expect(await read(`${mirror.url}/moved`)).toBe('200 x');
  });
});

describe('probe', () => {
  it('takes a refusal for an answer', async () => {
    await expect(probe(`${mirror.url}/good`, network)).resolves.toBeUndefined();
  });

  it('says that nothing listens', async () => {
    await expect(probe(`http://127.0.0.1:${await closedPort()}`, network)).rejects.toMatchObject({
      message: 'the connection is refused',
    });
  });
});

describe('a proxy for http', () => {
  let proxy: ProxyServer;
  beforeEach(async () => {
    proxy = toClose(await startProxy('jo:se%cret'));
  });

  it('forwards', async () => {
    expect(await read(`${mirror.url}/good`, { http_proxy: `http://jo:se%25cret@${proxy.host}` })).toBe(`200 ${BODY}`);
    expect(proxy.asked).toEqual([`GET ${mirror.url}/good`]);
  });

  it('is left out where no_proxy says so', async () => {
    const environment = { HTTP_PROXY: `http://${proxy.host}`, NO_PROXY: '127.0.0.0/8' };
    expect(await read(`${mirror.url}/good`, environment)).toBe(`200 ${BODY}`);
    expect(proxy.asked).toEqual([]);
  });

  it('is left out where nothing names it, whatever Node is told', async () => {
    process.env['http_proxy'] = `http://${proxy.host}`;
    expect(await read(`${mirror.url}/good`)).toBe(`200 ${BODY}`);
    delete process.env['http_proxy'];
    expect(proxy.asked).toEqual([]);
  });

  it('that refuses is named, without the password', async () => {
    const environment = { http_proxy: `http://jo:wrong@${proxy.host}` };
    expect(await failure(`${mirror.url}/good`, environment)).toBe(
      `the proxy refuses: 407 Proxy Authentication Required; http_proxy names http://${proxy.host}`,
    );
  });

  it('that does not answer is named, and not asked again', async () => {
    const http_proxy = `http://127.0.0.1:${await closedPort()}`;
    expect(await failure('http://mirror.example/a', { http_proxy })).toBe(
      `the connection is refused; http_proxy names ${http_proxy}`,
    );
    expect(await failure('http://mirror.example/b', { http_proxy })).toBe('mirror.example did not answer before');
  });

  it('is named where neither it nor what is behind it answers', async () => {
    const environment = { http_proxy: `http://jo:se%25cret@${proxy.host}` };
    expect(await failure(`${mirror.url}/silent`, environment)).toBe(
      `it did not answer: nothing for 1 s; http_proxy names http://${proxy.host}`,
    );
    expect(await read(`${mirror.url.replace('127.0.0.1', 'localhost')}/good`, environment)).toBe(`200 ${BODY}`);
  });
});

describe('TLS', () => {
  let folder: string;
  let self: Identity;
  let other: Identity;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onepack-tls-'));
    self = await identity('self', 'IP:127.0.0.1');
    other = await identity('other', 'DNS:mirror.example');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A certificate that nobody has signed but itself. */
  async function identity(name: string, altName: string): Promise<Identity> {
    const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${altName}`];
    await execa('openssl', ['req', ...kind, '-keyout', key, '-out', cert, ...subject]);
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  }

  /** In a process that trusts a certificate. */
  async function readTrusting(name: string, url: string, environment: Record<string, string> = {}): Promise<string> {
    const program = `
      import { ask, deadlineOf, DEFAULT_NETWORK, openNetwork } from '${resolve('src/fetch/http.ts')}';
      const network = openNetwork({ ...DEFAULT_NETWORK, environment: ${JSON.stringify(environment)} });
      try {
        const answer = await ask('${url}', { deadline: deadlineOf(network) }, network);
        let bytes = 0;
        for await (const piece of answer.body) bytes += piece.length;
        console.log(answer.status, bytes);
      } catch (error) {
        console.log(error.message);
      }`;
    const env = { NODE_EXTRA_CA_CERTS: join(folder, `${name}.crt`) };
    return (await execa('node', ['--input-type=module', '-e', program], { env })).stdout;
  }

  it('with a certificate that is trusted', async () => {
    const { url } = toClose(await startMirror(self));
    expect(await readTrusting('self', `${url}/good`)).toBe(`200 ${BODY.length}`);
  });

  it('with one that is not', async () => {
    const { url } = toClose(await startMirror(self));
    expect(await failure(`${url}/good`)).toBe(
      'its certificate is not trusted: its authority is not known here; NODE_EXTRA_CA_CERTS=FILE names a certificate authority of your own',
    );
  });

  it('with one of another host', async () => {
    const { url } = toClose(await startMirror(other));
    expect(await readTrusting('other', `${url}/good`)).toBe('its certificate is not trusted: it is for another host');
  });

  it('with a host that speaks none, and none with one that does', async () => {
    expect(await failure(mirror.url.replace('http:', 'https:'))).toBe('it does not speak TLS');
    const { url } = toClose(await startMirror(self));
    expect(await failure(url.replace('https:', 'http:'))).toMatch(/does not keep to HTTP|the connection was cut/);
  });

  it('through a tunnel', async () => {
    const proxy = toClose(await startProxy('jo:secret'));
    const { url } = toClose(await startMirror(self));
    const environment = { https_proxy: `http://jo:secret@${proxy.host}` };
    expect(await readTrusting('self', `${url}/good`, environment)).toBe(`200 ${BODY.length}`);
    expect(proxy.asked).toEqual([`CONNECT ${new URL(url).host}`]);
  });

  it.each([
    ['refuses', 'wrong', '407 Proxy Authentication Required'],
    ['finds nobody', 'secret', '502 Bad Gateway'],
  ])('through a proxy that %s', async (_name, password, message) => {
    const proxy = toClose(await startProxy('jo:secret'));
    const environment = { https_proxy: `http://jo:${password}@${proxy.host}` };
    const url = `https://127.0.0.1:${await closedPort()}/`;
    expect(await failure(url, environment)).toBe(
      `the proxy refuses: ${message}; https_proxy names http://${proxy.host}`,
    );
  });

  it('through a proxy that is none, or is not there, or says nothing', async () => {
    const failureThrough = (port: number): Promise<string> => {
      network.silent.clear();
      return failure('https://mirror.example/', { https_proxy: `http://127.0.0.1:${port}` });
    };
    const deaf = toClose(createServer((socket) => void servers.push({ close: () => socket.destroy() })));
    expect(await failureThrough(await listen(deaf))).toMatch(/^it did not answer: nothing for 1 s; https_proxy names /);
    const mute = toClose(createServer((socket) => socket.end()));
    expect(await failureThrough(await listen(mute))).toMatch(/^the connection was cut; https_proxy names /);
    const mail = toClose(createServer((socket) => socket.end('220 mail.example.com ESMTP\r\n')));
    expect(await failureThrough(await listen(mail))).toMatch(/^it does not keep to HTTP: .*; https_proxy names /);
    expect(await failureThrough(await closedPort())).toMatch(/^the connection is refused; https_proxy names /);
  });
});
