/** What an error of the network means, in words for the user. */
import { isNativeError } from 'node:util/types';
import { codeOf, DiskError, DownloadError } from './failure.ts';
import { lateness, type Watch } from './watch.ts';

/** Who is asked. */
export interface Route {
  readonly host: string;
  /** As messages name it. */
  readonly proxy: string | undefined;
}

/** What comes from elsewhere than the network stays as it is. */
export function explain(error: unknown, watch: Watch, route: Route, hasAnswered: boolean): unknown {
  if (error instanceof DownloadError || error instanceof DiskError || !isNativeError(error)) return error;
  const { host, proxy } = route;
  const through = proxy === undefined ? '' : `, through ${proxy}`;
  // Two clocks run while a proxy makes a tunnel.
  const expired = watch.expired ?? tunnelExpired(error);
  if (expired !== undefined) {
    const silent = hasAnswered ? undefined : host;
    return new DownloadError(`${expired}${through}`, { silent, isCut: hasAnswered, cause: error });
  }
  const code = codeOf(error);
  if (code === 'ERR_PROXY_TUNNEL') return new DownloadError(`${proxy}${noTunnel(error)}`, { cause: error });
  const connection = CONNECTION[code];
  if (connection?.isSilence === true && !hasAnswered) {
    const who = proxy === undefined ? '' : `${proxy}: `;
    return new DownloadError(`${who}${connection.means}`, { silent: proxy ?? host, cause: error });
  }
  const means = connection?.means ?? certificateReason(code) ?? protocolReason(code, error);
  if (means === undefined) return error;
  const isCut = connection !== undefined && hasAnswered;
  return new DownloadError(`${means}${through}`, { isCut, cause: error });
}

interface Reason {
  readonly means: string;
  /** The host is as good as gone for this run. */
  readonly isSilence?: true;
}

/** https://nodejs.org/api/errors.html#common-system-errors */
const CONNECTION: Readonly<Record<string, Reason>> = {
  ENOTFOUND: { means: 'there is no such host', isSilence: true },
  EAI_AGAIN: { means: 'the name of the host cannot be looked up', isSilence: true },
  ECONNREFUSED: { means: 'the connection is refused', isSilence: true },
  EHOSTUNREACH: { means: 'there is no route to the host', isSilence: true },
  ENETUNREACH: { means: 'there is no network', isSilence: true },
  ETIMEDOUT: { means: 'it did not answer', isSilence: true },
  ECONNRESET: { means: 'the connection was cut' },
  EPIPE: { means: 'the connection was cut' },
  EPROTO: { means: 'it does not speak TLS' },
};

const ELSEWHERE = 'NODE_EXTRA_CA_CERTS=FILE names a certificate authority of your own';

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_REVOKED: 'it is revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: `it is self-signed; ${ELSEWHERE}`,
  SELF_SIGNED_CERT_IN_CHAIN: `its authority is not known here; ${ELSEWHERE}`,
  UNABLE_TO_GET_ISSUER_CERT: `its authority is not known here; ${ELSEWHERE}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `its authority is not known here; ${ELSEWHERE}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its authority is not known here; ${ELSEWHERE}`,
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another host',
};

function certificateReason(code: string): string | undefined {
  const reason = CERTIFICATE[code];
  return reason === undefined ? undefined : `its certificate is not trusted: ${reason}`;
}

// https://github.com/nodejs/llhttp: the errors of Node's reader of HTTP begin with HPE_.
function protocolReason(code: string, { message }: Error): string | undefined {
  if (code.startsWith('HPE_')) return `it violates HTTP: ${message}`;
  return code === '' ? undefined : message;
}

// The proxy was asked for a way to the host. Node tells its answer by the message alone.
function noTunnel({ message }: Error): string {
  const [, status] = /: HTTP\/\S+ (.*)$/s.exec(message) ?? [];
  return status === undefined ? ' does not answer like a proxy' : ` refuses: ${status.trim()}`;
}

function tunnelExpired(error: Error): string | undefined {
  const { proxyTunnelTimeout } = error as { readonly proxyTunnelTimeout?: number };
  return proxyTunnelTimeout === undefined ? undefined : lateness('it did not answer', proxyTunnelTimeout);
}
