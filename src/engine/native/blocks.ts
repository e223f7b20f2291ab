/** The memory that deflating may take: so many blocks, used again and again. New ones each time would keep the garbage collector busy. */

export const BLOCK_SIZE = 1024 * 1024;
/** How far back deflate can refer. */
export const WINDOW_SIZE = 32 * 1024;

export interface Block {
  /** What stood before, for the compressor to refer to. */
  readonly window: Buffer;
  readonly bytes: Buffer;
}

export interface Blocks {
  /** Waits until one is free. Whoever takes it gives it back. */
  take(): Promise<Block>;
  give(block: Block): void;
  /** Runs one after the other: what reads a file into blocks. The next begins while the last blocks of this are still in use. */
  inTurn<T>(run: () => Promise<T>): Promise<T>;
}

export function createBlocks(count: number): Blocks {
  const free: Block[] = [];
  const waiting: ((block: Block) => void)[] = [];
  let made = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    take() {
      const block = free.pop() ?? (made++ < count ? allocate() : undefined);
      return block === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(block);
    },
    give(block) {
      const next = waiting.shift();
      if (next === undefined) free.push(block);
      else next(block);
    },
    inTurn(run) {
      const result = turn.then(run);
      turn = result.catch(() => undefined);
      return result;
    },
  };
}

function allocate(): Block {
  return { window: Buffer.allocUnsafeSlow(WINDOW_SIZE), bytes: Buffer.allocUnsafeSlow(BLOCK_SIZE) };
}
