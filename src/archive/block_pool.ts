/** The memory that deflating may take: so many blocks, used again and again. New ones each time would keep the garbage collector busy. */
import { createSemaphore } from '../system/semaphore.ts';

export const BLOCK_SIZE = 1024 * 1024;
/** How far back deflate can refer. */
export const WINDOW_SIZE = 32 * 1024;

export interface Block {
  /** What stood before, for the compressor to refer to. */
  readonly window: Buffer;
  readonly bytes: Buffer;
  /** To be called once, by whoever took it. */
  readonly release: () => void;
}

export interface BlockPool {
  /** Waits until one is free. */
  acquire(): Promise<Block>;
  /** Runs one after the other: what reads a file into blocks. The next begins while the last blocks of this are still in use. */
  oneReader<T>(run: () => Promise<T>): Promise<T>;
}

export function createBlockPool(count: number): BlockPool {
  const free: Omit<Block, 'release'>[] = [];
  const semaphore = createSemaphore(count);
  const readers = createSemaphore(1);
  return {
    async acquire() {
      const end = await semaphore.acquire();
      const memory = free.pop() ?? allocate();
      const release = (): void => {
        free.push(memory);
        end();
      };
      return { ...memory, release: release };
    },
    async oneReader(run) {
      const end = await readers.acquire();
      return run().finally(end);
    },
  };
}

function allocate(): Omit<Block, 'release'> {
  return { window: Buffer.allocUnsafeSlow(WINDOW_SIZE), bytes: Buffer.allocUnsafeSlow(BLOCK_SIZE) };
}
