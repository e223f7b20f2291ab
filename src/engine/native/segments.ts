/** The deflated files of a run: each distinct content once, whatever files and packages have it. */
import { realpath, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../digest.ts';
import { createBlocks } from './blocks.ts';
import { type Segment, createSegment } from './segment.ts';

export interface Segments {
  /** Deflates the file where nobody has yet. `name` is for messages. */
  of(from: string, name: string): Promise<Segment>;
}

/**
 * `folder` gets the deflated files, and is the caller's to remove. `ready` are those that were deflated before. `atOnce` blocks
 * are in use at a time: one for each core, one that is read, and three that wait.
 */
export function createSegments(
  folder: string,
  ready: readonly Segment[] = [],
  atOnce = availableParallelism() + 4,
): Segments {
  const blocks = createBlocks(atOnce);
  const byPath = new Map<string, Promise<Segment>>();
  const bySize = new Map<number, Promise<Segment>[]>();
  const register = (size: number, segment: Promise<Segment>): void => {
    bySize.set(size, [...(bySize.get(size) ?? []), segment]);
  };
  for (const segment of ready) register(segment.size, Promise.resolve(segment));
  let count = 0;

  async function find(path: string, name: string): Promise<Segment> {
    const { size } = await stat(path);
    // What an archive brings lies elsewhere for each package: only files of one size can be the same.
    const alike = bySize.get(size) ?? [];
    const segment = sameAs(path, alike).then(
      (known) => known ?? createSegment(path, name, join(folder, `${count++}.deflated`), blocks),
    );
    register(size, segment);
    return segment;
  }

  return {
    async of(from, name) {
      const path = await realpath(from);
      const segment = byPath.get(path) ?? find(path, name);
      byPath.set(path, segment);
      return segment;
    },
  };
}

async function sameAs(path: string, alike: readonly Promise<Segment>[]): Promise<Segment | undefined> {
  if (alike.length === 0) return undefined;
  const sha256 = await digestOf(path);
  for (const other of alike) {
    // Whoever asked for a file that failed has heard of it.
    const segment = await other.catch(() => undefined);
    if (segment?.sha256 === sha256) return segment;
  }
  return undefined;
}
