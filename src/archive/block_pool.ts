/**
 * Limits the memory for deflating to a number of blocks that are reused. Allocating new ones each time would keep the garbage collector
 * busy.
 */
import { createSemaphore } from '../system/semaphore.ts';

export const BLOCK_SIZE = 1024 * 1024;
/** How far back deflate can refer. */
export const WINDOW_SIZE = 32 * 1024;

export interface Block {
  /** The bytes before the block, to which the compressor may refer. */
  readonly window: Buffer;
  readonly bytes: Buffer;
  /** Gives the block back. Whoever took it calls this once. */
  readonly release: () => void;
}

export interface BlockPool {
  /** Waits for a free block. */
  acquire(): Promise<Block>;
  /**
   * Runs tasks that read a file into blocks, one after the other. The next one starts while the last blocks of this one are still in use.
   */
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
