/** Which proxy the environment names for a URL, as curl reads it: https://curl.se/docs/manpage.html#ENVIRONMENT */
import { BlockList, isIP } from 'node:net';
import { DownloadError, shown } from './failure.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws a DownloadError where the variable names something that is no proxy of ours. */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const [variable, value] = setting(environment, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
  if (value === '' || isExempt(url, setting(environment, 'no_proxy')[1])) return undefined;
  const text = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(text)) throw new DownloadError(`the proxy that ${variable} names is not a URL`);
  const proxy = new URL(text);
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    throw new DownloadError(`the proxy ${shown(proxy)} of ${variable} is neither http nor https`);
  }
  return proxy;
}

/** How a message names a proxy: without its password. */
export function nameProxy(proxy: URL): string {
  return `the proxy ${shown(proxy).replace(/\/$/, '')}`;
}

// Lower case first, as everybody has it.
function setting(environment: Environment, name: string): [variable: string, value: string] {
  const variable = environment[name] ? name : name.toUpperCase();
  return [variable, environment[variable]?.trim() ?? ''];
}

/** https://curl.se/libcurl/c/CURLOPT_NOPROXY.html; a port and `*.` are what others than curl write. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = withoutBrackets(url.hostname).replace(/\.$/, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const entries = noProxy.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => {
    if (entry === '' || entry === '*') return entry === '*';
    const [, name = entry, wanted = port] = /^([^:]+|\[.*\]):(\d+)$/.exec(entry) ?? [];
    return wanted === port && (isIP(host) === 0 ? holdsName(name, host) : holdsAddress(withoutBrackets(name), host));
  });
}

function withoutBrackets(name: string): string {
  return name.replace(/^\[(.*)\]$/, '$1');
}

function holdsName(entry: string, host: string): boolean {
  const name = entry.replace(/^\*?\./, '').replace(/\.$/, '');
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

function holdsAddress(entry: string, host: string): boolean {
  const [network = '', bits] = entry.split('/');
  const family = isIP(network);
  if (family === 0 || family !== isIP(host)) return false;
  const longest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > longest) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(host, type);
}
