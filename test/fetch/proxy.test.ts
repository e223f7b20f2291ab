import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, deadlineOf } from '../../src/fetch/http.ts';
import { openCarrier } from '../../src/fetch/proxy.ts';
import { hastyNetwork } from './network.ts';
import { type ProxyServer, startProxy } from './proxy_server.ts';
import { type Mirror, startMirror } from './server.ts';

const noteOf = (url: string, environment: Record<string, string>): string =>
  openCarrier(environment, 1000).proxyNote(new URL(url));

describe('the proxy', () => {
  it.each<[string, Record<string, string>, string]>([
    ['http://a.example/', {}, ''],
    ['http://a.example/', { http_proxy: 'http://p:3128' }, '; http_proxy names http://p:3128'],
    ['http://a.example/', { HTTP_PROXY: 'http://p:3128' }, '; HTTP_PROXY names http://p:3128'],
    ['http://a.example/', { http_proxy: 'http://low:1', HTTP_PROXY: 'http://up:1' }, '; http_proxy names http://low:1'],
    ['http://a.example/', { http_proxy: '', HTTP_PROXY: 'http://up:1' }, '; HTTP_PROXY names http://up:1'],
    ['http://a.example/', { https_proxy: 'http://p:3128' }, ''],
    ['https://a.example/', { https_proxy: 'http://p:3128' }, '; https_proxy names http://p:3128'],
    ['https://a.example/', { http_proxy: 'http://p:3128' }, '; http_proxy names http://p:3128'],
    ['https://a.example/', { HTTPS_PROXY: 'https://p' }, '; HTTPS_PROXY names https://p'],
    ['https://a.example/', { https_proxy: 'p:3128' }, '; https_proxy names http://p:3128'],
    ['https://a.example/', { https_proxy: 'jo:secret@p:3128' }, '; https_proxy names http://p:3128'],
  ])('of %s, %j: %j', (url, environment, note) => {
    expect(noteOf(url, environment)).toBe(note);
  });

  it.each([
    ['socks5://jo:secret@p:1080', 'the proxy socks5://p:1080 of http_proxy is neither http nor https'],
    ['http://jo:100%@p', 'the name or password of the proxy in http_proxy has a % that stands for nothing'],
    ['http://', 'the proxy that http_proxy names is not a URL'],
  ])('cannot be %s', (value, message) => {
    expect(() => noteOf('http://a.example/', { http_proxy: value })).toThrow(message);
  });
});

describe('no_proxy', () => {
  let proxy: ProxyServer;
  let mirrors: Record<string, Mirror>;
  beforeAll(async () => {
    proxy = await startProxy();
    mirrors = { '127.0.0.1': await startMirror(), '[::1]': await startMirror(undefined, '::1') };
  });
  afterAll(() => {
    for (const server of [proxy, ...Object.values(mirrors)]) server.close();
  });

  it.each<[string, string, boolean]>([
    ['127.0.0.1', '', false],
    ['127.0.0.1', ',', false],
    ['127.0.0.1', '*', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', 'a.example, 127.0.0.1', true],
    ['127.0.0.1', 'a.example 127.0.0.1', true],
    ['127.0.0.1', '127.0.0.1:PORT', true],
    ['127.0.0.1', '127.0.0.1:1', false],
    ['127.0.0.1', '127.0.0.0/8', true],
    ['127.0.0.1', '10.0.0.0/8', false],
    ['127.0.0.1', '127.0.0.0/99', false],
    ['localhost', 'localhost', true],
    ['localhost', '.LocalHost', true],
    ['localhost', 'host', false],
    ['localhost', '127.0.0.0/8', false],
    ['[::1]', '::1', true],
    ['[::1]', '[::1]', true],
    ['[::1]', '::/64', true],
    ['[::1]', 'fd00::/8', false],
  ])('%s with %j goes without a proxy: %s', async (host, noProxy, isExempt) => {
    const mirror = mirrors[host] ?? mirrors['127.0.0.1'];
    const { port } = new URL(mirror?.url ?? '');
    for (const name of ['no_proxy', 'NO_PROXY']) {
      proxy.asked.length = 0;
      const environment = { http_proxy: `http://${proxy.host}`, [name]: noProxy.replace('PORT', port) };
      const network = hastyNetwork({ environment });
      const answer = await ask(`http://${host}:${port}/good`, { deadline: deadlineOf(network) }, network);
      answer.drop();
      expect([answer.status, proxy.asked.length]).toEqual([200, isExempt ? 0 : 1]);
    }
  });
});
