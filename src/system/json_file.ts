/**
 * Reads JSON files that another command, or somebody else, wrote. A missing file, bad JSON and a wrong shape are each a problem with a
 * place.
 */
import { readFile } from 'node:fs/promises';
import { isNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { formatKeyPath, type KeyPath, type Place, type Problem, type SourceText } from '../problems/problem.ts';
import { cannotRead, InputError } from '../problems/errors.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';

/** The text of the file at `path`, which the user calls `name`. Throws an InputError where it cannot be read. */
export async function readInput(path: string, name: string, code: ProblemCode): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw cannotRead(name, code, error);
  });
}

/** Parses JSON. Throws an InputError that points at the mistake. */
export function parseJson(text: string, name: string, code: ProblemCode): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    // V8 gives the position of some mistakes, quotes the source of others, and gives neither where the input ends too soon.
    const position = message.endsWith('end of JSON input') ? text.length : /at position (\d+)/.exec(message)?.[1];
    if (position === undefined) throw new InputError([{ code, message: `${name} is not JSON: ${message}` }]);
    const place = placeIn({ name, text }, Number(position), Number(position) + 1);
    throw new InputError([
      { code, message: `this is not JSON: ${message.replace(/(?: in JSON)? at position.*/, '')}`, place },
    ]);
  }
}

/**
 * Checks a parsed value against a schema. `text` is the JSON that it was parsed from. Throws an InputError that points at the first
 * mistake.
 */
export function checkJson<T>(
  value: unknown,
  {
    schema,
    text,
    name,
    ...problem
  }: Pick<Problem, 'code' | 'hint'> & {
    readonly schema: z.ZodType<T>;
    readonly text: string;
    readonly name: string;
  },
): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []) as KeyPath;
  const message = [formatKeyPath(path), issue?.message ?? ''].filter((part) => part !== '').join(': ');
  throw new InputError([{ ...problem, message, place: placeOf({ name, text }, path) }]);
}

// JSON is YAML, so the YAML parser finds places. A missing key gets the place of the object that it is missing from.
function placeOf(source: SourceText, path: KeyPath): Place {
  const document = parseDocument(source.text);
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range != null) return placeIn(source, node.range[0], node.range[1]);
  }
  return placeIn(source, 0, 1);
}

function placeIn(source: SourceText, start: number, end: number): Place {
  return { source, start: Math.min(start, source.text.length), end };
}
