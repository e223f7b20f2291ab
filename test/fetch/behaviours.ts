/** What a mirror of the tests does with a request, by the first step of the path. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export const BODY = Array.from({ length: 5000 }, (_, line) => `line ${line} of a program\n`).join('');
/** Of the same length. */
export const OTHER_BODY = BODY.replaceAll('program', 'PROGRAM');

export interface Asked {
  readonly request: IncomingMessage;
  readonly answer: ServerResponse;
  /** How often this path was asked for before. */
  readonly before: number;
}

type Behaviour = (asked: Asked) => unknown;

const PIECE = 40_000;

/** Answers with the rest that is asked for, as long as `If-Range` has the tag; `cutAt` is where the connection ends. */
function rest({ request, answer }: Asked, tag: string, body: string, cutAt = body.length): void {
  const from = request.headers['if-range'] === tag ? startOf(request) : 0;
  const headers = {
    etag: tag,
    'content-length': body.length - from,
    ...(from === 0 ? {} : { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
  };
  answer.writeHead(from === 0 ? 200 : 206, headers).write(body.slice(from, Math.max(from, cutAt)));
  if (cutAt < body.length) hangUp(request);
  else answer.end();
}

function startOf(request: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
}

// When what was written has had time to arrive.
function hangUp(request: IncomingMessage): void {
  setTimeout(() => request.socket.destroy(), 150);
}

/** Cuts the first answer, and leaves the next ones to `then`. */
function cutFirst(then: Behaviour, headers: Record<string, string> = { etag: '"one"' }): Behaviour {
  return (asked) => {
    if (asked.before > 0) return then(asked);
    asked.answer.writeHead(200, { ...headers, 'content-length': BODY.length }).write(BODY.slice(0, PIECE));
    hangUp(asked.request);
  };
}

const WHOLE: Readonly<Record<string, Behaviour>> = {
  good: ({ answer }) => answer.writeHead(200, { 'content-length': BODY.length }).end(BODY),
  other: ({ answer }) => answer.writeHead(200, { 'content-length': BODY.length, etag: '"other"' }).end(OTHER_BODY),
  chunked: ({ answer }) => answer.writeHead(200).end(BODY),
  slow: ({ answer }) => setTimeout(() => answer.writeHead(200).end(BODY), 50),
  login: ({ request, answer }) => {
    const isKnown = request.headers.authorization === `Basic ${Buffer.from('jo:se%cret').toString('base64')}`;
    answer.writeHead(isKnown ? 200 : 401).end(BODY);
  },
  moved: ({ answer }) => answer.writeHead(302, { location: '/good' }).end(),
};

const BROKEN: Readonly<Record<string, Behaviour>> = {
  silent: () => undefined,
  stalls: ({ answer }) => answer.writeHead(200, { 'content-length': BODY.length }).write(BODY.slice(0, 100)),
  cuts: ({ answer, request }) => {
    answer.writeHead(200, { 'content-length': BODY.length }).write(BODY.slice(0, 100));
    hangUp(request);
  },
  'cuts-chunked': ({ answer, request }) => {
    answer.writeHead(200).write(BODY.slice(0, 100));
    hangUp(request);
  },
  'resets-midway': ({ answer, request }) => {
    answer.writeHead(200, { 'content-length': BODY.length }).write(BODY.slice(0, 100));
    setTimeout(() => request.socket.resetAndDestroy(), 150);
  },
  resets: ({ request }) => request.socket.resetAndDestroy(),
  'not-http': ({ answer }) => answer.socket?.end('220 mail.example.com ESMTP\r\n'),
  'says-more': ({ answer }) =>
    answer.socket?.end(`HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length + 10}\r\nConnection: close\r\n\r\n${BODY}`),
  'says-less': ({ answer }) =>
    answer.socket?.end(`HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length - 10}\r\nConnection: close\r\n\r\n${BODY}`),
  empty: ({ answer }) => answer.writeHead(200).end(),
  'no-such-file': ({ answer }) => answer.writeHead(404).end('not here'),
  'part-unasked': ({ answer }) => answer.writeHead(206, { 'content-range': 'bytes 0-3/9' }).end('part'),
  gzipped: ({ answer }) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(BODY),
  'moved-to-file': ({ answer }) => answer.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  'moved-to-https': ({ answer }) => answer.writeHead(302, { location: 'https://127.0.0.1/good' }).end(),
  circle: ({ answer }) => answer.writeHead(302, { location: '/circle' }).end(),
  'no-proxy-for-you': ({ answer }) => answer.writeHead(407).end(),
};

/** Gives `write` a turn again and again, until somebody hangs up. */
function forever({ request }: Asked, pause: number, write: () => unknown): void {
  const timer = setInterval(write, pause);
  request.socket.on('close', () => clearInterval(timer)).on('error', () => undefined);
}

/** What never ends of itself. */
const ENDLESS: Readonly<Record<string, Behaviour>> = {
  trickles: (asked) => {
    asked.answer.writeHead(200);
    forever(asked, 100, () => asked.answer.write('x'));
  },
  'trickles-resumable': (asked) => {
    if (asked.before > 0) return rest(asked, '"one"', BODY);
    asked.answer.writeHead(200, { etag: '"one"' }).write(BODY.slice(0, PIECE));
    let at = PIECE;
    forever(asked, 100, () => asked.answer.write(BODY[at++]));
  },
  endless: (asked) => {
    asked.answer.writeHead(200, { etag: '"one"' });
    forever(asked, 1, () => asked.answer.write(BODY));
  },
  'endless-headers': (asked) => {
    asked.answer.socket?.write('HTTP/1.1 200 OK\r\n');
    forever(asked, 1, () => asked.answer.socket?.write(`x: ${'y'.repeat(1000)}\r\n`));
  },
  'trickles-headers': (asked) => {
    asked.answer.socket?.write('HTTP/1.1 200 OK\r\n');
    forever(asked, 100, () => asked.answer.socket?.write('x: y\r\n'));
  },
  'endless-hints': (asked) => {
    forever(asked, 50, () => asked.answer.socket?.write('HTTP/1.1 103 Early Hints\r\nx: y\r\n\r\n'));
  },
  'endless-chunk': (asked) => {
    asked.answer.socket?.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;');
    forever(asked, 5, () => asked.answer.socket?.write('y'.repeat(50_000)));
  },
  'endless-trailers': (asked) => {
    asked.answer.socket?.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n');
    forever(asked, 5, () => asked.answer.socket?.write(`x: ${'y'.repeat(1000)}\r\n`));
  },
  'announces-5G': ({ answer }) => answer.writeHead(200, { 'content-length': 5 * 2 ** 30 }).write(BODY),
  'always-busy': ({ answer }) => answer.writeHead(503).end(),
  'busy-for-a-day': ({ answer }) => answer.writeHead(503, { 'retry-after': '86400' }).end(),
};

/** Good once it has been asked often enough. */
const BUSY: Readonly<Record<string, Behaviour>> = {
  busy: ({ before, answer }) => answer.writeHead(before < 2 ? 503 : 200).end(BODY),
  'busy-for-1s': ({ before, answer }) => answer.writeHead(before < 1 ? 429 : 200, { 'retry-after': '1' }).end(BODY),
  'busy-until': ({ before, answer }) =>
    answer.writeHead(before < 1 ? 503 : 200, { 'retry-after': new Date(Date.now() + 2000).toUTCString() }).end(BODY),
};

const OLD = 'Wed, 21 Oct 2015 07:28:00 GMT';

/** How servers take it to be asked for the rest. */
const RESUMED: Readonly<Record<string, Behaviour>> = {
  ranged: (asked) => rest(asked, '"one"', BODY),
  'cuts-always': (asked) => rest(asked, '"one"', BODY, startOf(asked.request) + 1000),
  'cuts-twice': (asked) => rest(asked, '"one"', BODY, asked.before < 2 ? startOf(asked.request) + PIECE : undefined),
  'cuts-no-progress': (asked) => rest(asked, '"one"', BODY, PIECE),
  'by-date': cutFirst(
    ({ request, answer }) => {
      const isSame = request.headers['if-range'] === OLD;
      answer.writeHead(206, { 'content-range': `bytes ${PIECE}-${BODY.length - 1}/*` });
      answer.end(isSame ? BODY.slice(PIECE) : 'not what was asked');
    },
    { 'last-modified': OLD },
  ),
  'weak-tag': cutFirst(({ answer }) => answer.writeHead(500).end(), { etag: 'W/"one"', 'last-modified': OLD }),
  'new-date': (asked) =>
    cutFirst(({ answer }) => answer.writeHead(500).end(), { 'last-modified': new Date().toUTCString() })(asked),
  'no-ranges': cutFirst(({ answer }) => answer.writeHead(500).end(), { etag: '"one"', 'accept-ranges': 'none' }),
  changed: cutFirst((asked) => rest(asked, '"two"', BODY)),
  'another-range': cutFirst(({ request, answer }) =>
    request.headers.range === undefined
      ? answer.writeHead(200).end(BODY)
      : answer.writeHead(206, { 'content-range': `bytes 0-${BODY.length - 1}/${BODY.length}` }).end(BODY),
  ),
  'another-tag': cutFirst(({ request, answer }) =>
    request.headers.range === undefined
      ? answer.writeHead(200).end(BODY)
      : answer
          .writeHead(206, { etag: '"two"', 'content-range': `bytes ${PIECE}-${BODY.length - 1}/${BODY.length}` })
          .end(OTHER_BODY.slice(PIECE)),
  ),
  'no-range': cutFirst(({ request, answer }) =>
    request.headers.range === undefined ? answer.writeHead(200).end(BODY) : answer.writeHead(416).end(),
  ),
  spliced: cutFirst(({ request, answer }) =>
    request.headers.range === undefined
      ? answer.writeHead(200).end(BODY)
      : answer
          .writeHead(206, { etag: '"one"', 'content-range': `bytes ${PIECE}-${BODY.length - 1}/${BODY.length}` })
          .end(OTHER_BODY.slice(PIECE)),
  ),
  pauses: (asked) => {
    if (asked.before > 0) return rest(asked, '"one"', BODY);
    asked.answer.writeHead(200, { etag: '"one"', 'content-length': BODY.length }).write(BODY.slice(0, PIECE));
  },
  'gone-after': cutFirst(({ answer }) => answer.writeHead(404).end()),
};

export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  ...WHOLE,
  ...BROKEN,
  ...ENDLESS,
  ...BUSY,
  ...RESUMED,
};
