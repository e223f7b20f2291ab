/** How a run goes, for somebody who waits: finished lines for everybody, and on a terminal one line that overwrites itself. */
import type { Io } from '../system/io.ts';

export interface Progress {
  /** A line that stays, in the place of the one that is shown: something is finished. */
  line(text: string): void;
  /** What is going on now. Only a terminal shows it, with the seconds that the run has taken. */
  show(text: string): void;
}

/** Milliseconds between two drawings of the line. */
const PAUSE = 100;
const ERASE = '\r\u001b[K';

/** Whatever `run` ends with, no line is left half-way. Nothing is said where the user wants it quiet. */
export async function withProgress<T>(io: Io, run: (progress: Progress) => Promise<T>): Promise<T> {
  if (io.isQuiet === true) return run({ line: () => undefined, show: () => undefined });
  const line = (text: string): void => io.stderr(`${text}\n`);
  if (!io.isTTY) return run({ line, show: () => undefined });
  const start = performance.now();
  let text = '';
  let shown = '';
  let drawnAt = -Infinity;
  const draw = (): void => {
    drawnAt = performance.now();
    const whole = text === '' ? '' : `${text}, ${Math.round((drawnAt - start) / 1000)} s`;
    if (whole === shown) return;
    shown = whole;
    io.stderr(`${ERASE}${cut(whole, (io.columns ?? 80) - 1)}`);
  };
  const clear = (): void => {
    text = '';
    draw();
  };
  const timer = setInterval(draw, PAUSE).unref();
  try {
    return await run({
      line(finished) {
        clear();
        line(finished);
      },
      show(now) {
        text = now;
        if (performance.now() - drawnAt >= PAUSE) draw();
      },
    });
  } finally {
    clearInterval(timer);
    clear();
  }
}

// A line that is wider than the terminal cannot be overwritten.
function cut(text: string, columns: number): string {
  // eslint-disable-next-line no-control-regex -- A terminal takes these for commands.
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD');
  return plain.length <= columns ? plain : `${plain.slice(0, Math.max(0, columns - 1))}…`;
}

/** `5 packages` */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `12 kB`, `4.7 MB`, `356 MB` */
export function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
}

/** `34 of 120 MB`, or how much has been done where the total is not known. */
export function partText(done: number, total: number | undefined): string {
  if (total === undefined) return bytesText(done);
  const [, unit = ''] = bytesText(total).split(' ');
  const [size = ''] = bytesText(total).split(' ');
  const part = unit === 'kB' ? Math.ceil(done / 1e3).toString() : (done / 1e6).toFixed(total < 1e8 ? 1 : 0);
  return `${part} of ${size} ${unit}`;
}

/** `0.4 s`, `62 s` */
export function secondsText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
}
