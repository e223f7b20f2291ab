/** The deflated files of a run: each distinct file once, whatever packages have it. */
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { createBlocks } from './blocks.ts';
import { type Segment, createSegment } from './segment.ts';

export interface Segments {
  /** Deflates the file where nobody has yet. `name` is for messages. */
  of(from: string, name: string): Promise<Segment>;
}

/** `folder` gets the deflated files, and is the caller's to remove. `atOnce` blocks are deflated at a time. */
export function createSegments(folder: string, atOnce: number): Segments {
  const blocks = createBlocks(atOnce);
  const known = new Map<string, Promise<Segment>>();
  return {
    async of(from, name) {
      const path = await realpath(from);
      const segment = known.get(path) ?? createSegment(path, name, join(folder, `${known.size}.deflated`), blocks);
      known.set(path, segment);
      return segment;
    },
  };
}
