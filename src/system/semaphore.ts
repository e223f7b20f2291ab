/** Limits how many run at a time; the others wait in the order in which they asked. */
import pLimit from 'p-limit';

export interface Semaphore {
  /** Waits for a free place. The returned function frees it again. */
  acquire(): Promise<() => void>;
}

/** For resources that are held longer than one function call: a block of memory, a thread. */
export function createSemaphore(count: number): Semaphore {
  const limit = pLimit(count);
  return {
    acquire: () =>
      new Promise((acquired) => {
        void limit(() => new Promise<void>((release) => acquired(release)));
      }),
  };
}

/** Runs at most `limit` at a time, started in order. If one fails, the others still run. */
export function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  run: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const limited = pLimit(limit);
  return Promise.allSettled(items.map((item) => limited(run, item)));
}
