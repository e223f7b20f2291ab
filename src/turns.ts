/** So many at a time, in the order in which they ask. */

export interface Turns {
  /** Waits for one. Whoever takes it gives it back, by the function that it gets. */
  take(): Promise<() => void>;
}

export function createTurns(count: number): Turns {
  const waiting: (() => void)[] = [];
  let free = count;
  const giveBack = (): void => {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  };
  return {
    async take() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return giveBack;
    },
  };
}
