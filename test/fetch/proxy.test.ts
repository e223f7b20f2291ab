import { describe, expect, it } from '@jest/globals';
import { nameProxy, proxyFor } from '../../src/fetch/proxy.ts';

const proxyOf = (url: string, environment: Record<string, string>): string | undefined =>
  proxyFor(new URL(url), environment)?.href;

describe('proxyFor', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['http://a.example/', {}, undefined],
    ['http://a.example/', { http_proxy: 'http://p:3128' }, 'http://p:3128/'],
    ['http://a.example/', { HTTP_PROXY: 'http://p:3128' }, 'http://p:3128/'],
    ['http://a.example/', { http_proxy: 'http://low:1', HTTP_PROXY: 'http://up:1' }, 'http://low:1/'],
    ['http://a.example/', { http_proxy: '', HTTP_PROXY: 'http://up:1' }, 'http://up:1/'],
    ['http://a.example/', { https_proxy: 'http://p:3128' }, undefined],
    ['https://a.example/', { https_proxy: 'http://p:3128' }, 'http://p:3128/'],
    ['https://a.example/', { HTTPS_PROXY: 'https://p' }, 'https://p/'],
    ['https://a.example/', { https_proxy: 'p:3128' }, 'http://p:3128/'],
    ['https://a.example/', { https_proxy: 'jo:secret@p:3128' }, 'http://jo:secret@p:3128/'],
  ])('%s %j: %s', (url, environment, proxy) => {
    expect(proxyOf(url, environment)).toBe(proxy);
  });

  it.each<[string, string, boolean]>([
    ['http://a.example/', 'a.example', true],
    ['http://b.a.example/', 'a.example', true],
    ['http://a.example/', '.a.example', true],
    ['http://b.a.example/', '*.a.example', true],
    ['http://ba.example/', 'a.example', false],
    ['http://a.example.com/', 'a.example', false],
    ['http://A.Example/', 'a.EXAMPLE.', true],
    ['http://a.example./', 'a.example', true],
    ['http://a.example/', 'b.example, a.example', true],
    ['http://a.example/', 'b.example a.example', true],
    ['http://a.example/', '*', true],
    ['http://a.example/', ',', false],
    ['http://a.example:8080/', 'a.example:8080', true],
    ['http://a.example/', 'a.example:8080', false],
    ['https://a.example/', 'a.example:443', true],
    ['http://10.1.2.3/', '10.1.2.3', true],
    ['http://10.1.2.3/', '10.0.0.0/8', true],
    ['http://11.1.2.3/', '10.0.0.0/8', false],
    ['http://10.1.2.3/', '10.0.0.0/99', false],
    ['http://10.1.2.3:81/', '10.1.2.3:80', false],
    ['http://10.1.2.3/', '2.3', false],
    ['http://[::1]/', '::1', true],
    ['http://[::1]:80/', '[::1]', true],
    ['http://[fd00::1]/', 'fd00::/8', true],
    ['http://[fe00::1]/', 'fd00::/8', false],
  ])('%s with no_proxy %j goes without: %s', (url, noProxy, isExempt) => {
    const environment = { http_proxy: 'http://p', https_proxy: 'http://p' };
    expect(proxyOf(url, { ...environment, no_proxy: noProxy }) === undefined).toBe(isExempt);
    expect(proxyOf(url, { ...environment, NO_PROXY: noProxy }) === undefined).toBe(isExempt);
  });

  it.each([
    ['socks5://jo:secret@p:1080', 'the proxy socks5://p:1080 of http_proxy is neither http nor https'],
    ['http://', 'the proxy that http_proxy names is not a URL'],
  ])('refuses %s', (value, message) => {
    expect(() => proxyOf('http://a.example/', { http_proxy: value })).toThrow(message);
  });
});

it('names a proxy without its password', () => {
  expect(nameProxy(new URL('http://jo:secret@p:3128'))).toBe('the proxy http://p:3128');
});
