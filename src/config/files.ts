/** The texts that a config is made of, read from files. The only file of config/ that reads any. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem, SourceText } from '../diagnostics.ts';
import { failOnProblems } from '../errors.ts';
import { decodeText, readYaml, type YamlText } from './document.ts';

/** The names of the files, as the user gave them: from the working directory, or absolute. */
export interface FileNames {
  readonly config: string;
  readonly overlays?: readonly string[];
  readonly stamp?: { readonly file: string } | undefined;
}

export interface Files {
  readonly config: YamlText;
  readonly overlays: readonly YamlText[];
  readonly stamp: SourceText | undefined;
  /** What leaves a tree to go on with, as a key that is there twice. */
  readonly problems: readonly Problem[];
}

export async function readFiles(names: FileNames, cwd: string): Promise<Files> {
  const problems: Problem[] = [];
  const read = async (name: string): Promise<SourceText | undefined> => {
    try {
      const bytes = await readBytes(resolve(cwd, name));
      if (bytes === undefined) {
        problems.push({ code: 'too-large', message: `${name} is larger than ${MOST_BYTES / 1e6} MB` });
        return undefined;
      }
      const decoded = decodeText(name, bytes);
      problems.push(...decoded.problems);
      return decoded.problems.length > 0 ? undefined : decoded.source;
    } catch (error) {
      problems.push({ code: 'cannot-read', message: `cannot read ${name}: ${reason(error)}` });
      return undefined;
    }
  };
  const yaml = async (name: string): Promise<YamlText> => {
    const source = await read(name);
    const text = source === undefined ? { source: { name, text: '' }, problems: [] } : readYaml(source);
    problems.push(...text.problems);
    return text;
  };
  const config = await yaml(names.config);
  const overlays: YamlText[] = [];
  for (const name of names.overlays ?? []) overlays.push(await yaml(name));
  const stamp = names.stamp === undefined ? undefined : await read(names.stamp.file);
  if (config.root === undefined && problems.length === 0) {
    const place = { source: config.source, start: 0, end: 0 };
    problems.push({ code: 'empty', message: 'the config is empty', place });
  }
  if (problems.length > 0 && [config, ...overlays].some(({ root }) => root === undefined)) failOnProblems(problems);
  if (stamp === undefined && names.stamp !== undefined) failOnProblems(problems);
  return { config, overlays, stamp, problems };
}

/** A config of a thousand packages has less. */
const MOST_BYTES = 2e6;

// Undefined where there are more; the rest is not read, so the file can be without end.
async function readBytes(path: string): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createReadStream(path, { end: MOST_BYTES })) chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  return bytes.length > MOST_BYTES ? undefined : bytes;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
};

function reason(error: unknown): string {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  return REASONS[code] ?? message;
}
