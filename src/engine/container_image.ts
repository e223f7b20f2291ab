/** Which image may be run: the one that the config or a flag names, else the one that `make image` recorded. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ToolError } from '../errors.ts';
import { type Tools, ownFiles } from './tools.ts';

const lock = z.strictObject({ image: z.string().regex(/^sha256:[0-9a-f]{64}$/) });

/** `sha256:…`, or `name@sha256:…`. Throws a ToolError where nobody named one. */
export async function acceptedImage(named: string | undefined, given: Tools | undefined): Promise<string> {
  if (named !== undefined) return named;
  if (given !== undefined) return given['image']?.version ?? fail();
  for (const file of await ownFiles('image.json')) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return readLock(text, file);
  }
  return fail();
}

function readLock(text: string, file: string): string {
  try {
    return lock.parse(JSON.parse(text)).image;
  } catch {
    throw new ToolError(`${file} does not name an image; to write it again: make image`);
  }
}

function fail(): never {
  throw new ToolError(
    'there is no image for the engine fpm-container yet; to build it: make image (or name one: `image: name@sha256:…`)',
  );
}
