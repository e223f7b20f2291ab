/** An answer, and its body as it comes. */
import type { IncomingMessage } from 'node:http';
import { lookUp } from '../look_up.ts';
import { codeOf, DownloadError } from './failure.ts';
import type { Watch } from './watch.ts';
import { explain, type Route } from './words.ts';

/** An answer whose body has not been read. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  header(name: string): string | undefined;
  /** The body, piece by piece, each in time; `eachPiece` may take as long as it likes. */
  read(eachPiece: (piece: Uint8Array) => Promise<void>): Promise<void>;
  /** Hangs up. */
  drop(): void;
}

interface Reading {
  readonly watch: Watch;
  readonly route: Route;
  /** Milliseconds that may pass with no byte. */
  readonly stallTimeout: number;
  /** What went wrong with the connection since the answer began. */
  readonly lateError: () => unknown;
}

export function answerOf(message: IncomingMessage, { watch, route, stallTimeout, lateError }: Reading): Answer {
  return {
    status: message.statusCode ?? 0,
    reason: statusOf(message),
    header: (name) => {
      const value = lookUp(message.headers, name);
      return Array.isArray(value) ? value.join(', ') : value;
    },
    drop: () => void message.destroy(),
    async read(eachPiece) {
      let bytes = 0;
      try {
        watch.expect('it stopped sending', stallTimeout);
        for await (const piece of message as AsyncIterable<Uint8Array>) {
          // The disk may take as long as it likes: only the network is timed.
          watch.stop();
          await eachPiece(piece);
          bytes += piece.length;
          watch.expect(`it stopped sending after ${bytes} bytes`, stallTimeout);
        }
        // HTTP ends a body at its length; Node's reader then finds that no answer begins there.
        if (codeOf(lateError()).startsWith('HPE_')) throw new DownloadError('it sent more bytes than it announced');
      } catch (error) {
        throw explain(error, watch, route, true);
      } finally {
        watch.stop();
        message.destroy();
      }
    },
  };
}

export function statusOf({ statusCode = 0, statusMessage = '' }: IncomingMessage): string {
  return `${statusCode} ${statusMessage}`.trim();
}
