/** Chooses how a request is sent: directly, or through the proxy that the environment names. */
import { BlockList, isIP } from 'node:net';
import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { lookUp } from '../system/look_up.ts';
import { ToolError } from '../problems/errors.ts';
import { decoded, shown } from './failure.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Carrier {
  dispatcherFor(url: URL): Dispatcher;
  /** The end of a message about a failure at a URL: `; https_proxy names http://proxy:3128`, or nothing if no proxy is used. */
  proxyNote(url: URL): string;
}

/** `timeout`: milliseconds to wait for a connection. Throws a ToolError if a variable does not name a proxy. */
export function openCarrier(environment: Environment, timeout: number): Carrier {
  const httpProxy = proxyIn(environment, 'http_proxy');
  const httpsProxy = proxyIn(environment, 'https_proxy') ?? httpProxy;
  const noProxy = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';

  // No HTTP/2: there, one broken connection would end several downloads.
  const connect = { timeout, allowH2: false };
  const options = {
    connect,
    requestTls: connect,
    proxyTls: connect,
    allowH2: false,
    // One connection for each request, because the other side may close a kept one at the moment when it is used again.
    pipelining: 0,
    // A proxy forwards plain http, since many make tunnels only to port 443.
    proxyTunnel: false,
    // For the request that asks a proxy for a tunnel.
    clientFactory: (origin: URL, given: object) => new Pool(origin, { ...given, headersTimeout: timeout }),
  };
  const direct = new Agent(options);
  // An empty string keeps undici from reading the environment itself.
  const proxies = { httpProxy: httpProxy?.url ?? '', httpsProxy: httpsProxy?.url ?? '', noProxy };
  const proxied = new EnvHttpProxyAgent({ ...options, ...proxies });
  return {
    dispatcherFor: (url) => (isExemptAddress(url, noProxy) ? direct : proxied),
    proxyNote: (url) => {
      const proxy = url.protocol === 'https:' ? httpsProxy : httpProxy;
      return proxy === undefined ? '' : `; ${proxy.variable} names ${shown(proxy.url).replace(/\/$/, '')}`;
    },
  };
}

interface Proxy {
  readonly variable: string;
  readonly url: string;
}

// Lower case first, as in curl: https://curl.se/docs/manpage.html#ENVIRONMENT
function proxyIn(environment: Environment, name: string): Proxy | undefined {
  const variable = lookUp(environment, name) ? name : name.toUpperCase();
  const value = lookUp(environment, variable)?.trim() ?? '';
  if (value === '') return undefined;
  const url = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(url)) throw new ToolError(`the proxy that ${variable} names is not a URL`);
  if (!/^https?:/i.test(url)) {
    throw new ToolError(`the proxy ${shown(url)} of ${variable} is neither http nor https`);
  }
  const { username, password } = new URL(url);
  if (decoded(`${username}:${password}`) === undefined) {
    throw new ToolError(
      `the name or password of the proxy in ${variable} has a % that stands for nothing; a % itself is %25`,
    );
  }
  return { variable, url };
}

/** Whether `no_proxy` lists an address or a range with it, such as 10.0.0.0/8. undici itself compares only names. */
function isExemptAddress(url: URL, noProxy: string): boolean {
  const host = withoutBrackets(url.hostname);
  if (isIP(host) === 0) return false;
  const exempt = new BlockList();
  for (const entry of noProxy.split(/[\s,]+/)) {
    const [address = '', bits] = withoutBrackets(entry).split('/');
    const longest = isIP(address) === 4 ? 32 : 128;
    const prefix = Number(bits ?? longest);
    if (isIP(address) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > longest) continue;
    exempt.addSubnet(address, prefix, longest === 32 ? 'ipv4' : 'ipv6');
  }
  return exempt.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
}

function withoutBrackets(name: string): string {
  return name.replace(/^\[(.*)\]$/, '$1');
}
