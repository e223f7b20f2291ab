/** So many at a time, in the order in which they ask. */
import pLimit from 'p-limit';

export interface Semaphore {
  /** Waits for a place; the function that comes back gives it up. */
  acquire(): Promise<() => void>;
}

/** For what is held longer than one function runs: a block of memory, a thread. */
export function createSemaphore(count: number): Semaphore {
  const limit = pLimit(count);
  return {
    acquire: () =>
      new Promise((acquired) => {
        void limit(() => new Promise<void>((release) => acquired(release)));
      }),
  };
}

/** At most `limit` at a time, begun in order. One that fails stops none of the others. */
export function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  run: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const limited = pLimit(limit);
  return Promise.allSettled(items.map((item) => limited(run, item)));
}
