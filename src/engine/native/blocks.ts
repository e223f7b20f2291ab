/** The memory that deflating may take: so many blocks, used again and again. New ones each time would keep the garbage collector busy. */
import { createTurns } from '../../turns.ts';

export const BLOCK_SIZE = 1024 * 1024;
/** How far back deflate can refer. */
export const WINDOW_SIZE = 32 * 1024;

export interface Block {
  /** What stood before, for the compressor to refer to. */
  readonly window: Buffer;
  readonly bytes: Buffer;
  /** To be called once, by whoever took it. */
  readonly giveBack: () => void;
}

export interface Blocks {
  /** Waits until one is free. */
  take(): Promise<Block>;
  /** Runs one after the other: what reads a file into blocks. The next begins while the last blocks of this are still in use. */
  inTurn<T>(run: () => Promise<T>): Promise<T>;
}

export function createBlocks(count: number): Blocks {
  const free: Omit<Block, 'giveBack'>[] = [];
  const turns = createTurns(count);
  const readers = createTurns(1);
  return {
    async take() {
      const end = await turns.take();
      const memory = free.pop() ?? allocate();
      const giveBack = (): void => {
        free.push(memory);
        end();
      };
      return { ...memory, giveBack };
    },
    async inTurn(run) {
      const end = await readers.take();
      return run().finally(end);
    },
  };
}

function allocate(): Omit<Block, 'giveBack'> {
  return { window: Buffer.allocUnsafeSlow(WINDOW_SIZE), bytes: Buffer.allocUnsafeSlow(BLOCK_SIZE) };
}
