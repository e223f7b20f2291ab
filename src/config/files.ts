/** Reads the files that a config is made of. No other file of config/ reads from the disk. */
import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import type { Place, Problem, SourceText } from '../problems/problem.ts';
import { failOnProblems } from '../problems/errors.ts';
import { lookUp } from '../system/look_up.ts';
import { decodeText, readYaml, type YamlText } from './document.ts';
import { extendsInOverlay, extendsOf } from './extends.ts';

/** The names of the files as the user gave them: absolute, or from the working directory. */
export interface FileNames {
  readonly config: string;
  readonly overlays?: readonly string[];
  readonly stamp?: { readonly file: string } | undefined;
}

export interface Files {
  readonly config: YamlText;
  /** The files that the config extends: each once, and after those that it extends itself. */
  readonly extended: readonly ExtendedText[];
  readonly overlays: readonly YamlText[];
  readonly stamp: SourceText | undefined;
  /** Problems that do not stop the run, such as a key that is there twice. */
  readonly problems: readonly Problem[];
}

export interface ExtendedText extends YamlText {
  /** The value in the config that names the file. */
  readonly namedAt: Place;
}

/** Throws an InputError if a file does not exist or is not YAML at all. */
export async function readFiles(names: FileNames, cwd: string): Promise<Files> {
  const problems: Problem[] = [];
  const yaml = async (name: string, namedAt?: Place): Promise<YamlText> => {
    const source = await readText(name, cwd, problems, { namedAt });
    const text = source === undefined ? { source: { name, text: '' }, problems: [] } : readYaml(source);
    problems.push(...text.problems);
    return text;
  };
  const config = await yaml(names.config);
  const extended = await readExtended(config, cwd, problems, yaml);
  const overlays: YamlText[] = [];
  for (const name of names.overlays ?? []) overlays.push(await yaml(name));
  for (const { root } of overlays) problems.push(...extendsInOverlay(root));
  const stamp = names.stamp === undefined ? undefined : await readText(names.stamp.file, cwd, problems);
  if (config.root === undefined && problems.length === 0) {
    const place = { source: config.source, start: 0, end: 0 };
    problems.push({ code: 'empty', message: 'the config is empty', place });
  }
  const texts = [config, ...extended, ...overlays];
  if (problems.length > 0 && texts.some(({ root }) => root === undefined)) failOnProblems(problems);
  if (stamp === undefined && names.stamp !== undefined) failOnProblems(problems);
  return { config, extended, overlays, stamp, problems };
}

// Depth first. Throws if the extended files cannot be determined: otherwise everything that they should bring would be reported as missing.
async function readExtended(
  config: YamlText,
  cwd: string,
  problems: Problem[],
  yaml: (name: string, namedAt: Place) => Promise<YamlText>,
): Promise<ExtendedText[]> {
  const extended: ExtendedText[] = [];
  const known = new Set<string>();
  const wrong: Problem[] = [];
  const follow = async ({ root, source }: YamlText, way: readonly { id: string; name: string }[]): Promise<void> => {
    for (const { text, place } of extendsOf(root, wrong)) {
      const name = posix.isAbsolute(text) ? posix.normalize(text) : posix.join(posix.dirname(source.name), text);
      const id = await identity(resolve(cwd, name));
      const start = way.findIndex((above) => above.id === id);
      if (start !== -1) {
        const circle = [...way.slice(start).map((above) => above.name), name].join(' -> ');
        wrong.push({ code: 'extends-cycle', message: `this closes a circle: ${circle}`, place });
      } else if (!known.has(id)) {
        known.add(id);
        const next = await yaml(name, place);
        await follow(next, [...way, { id, name }]);
        extended.push({ ...next, namedAt: place });
      }
    }
  };
  const { name } = config.source;
  await follow(config, [{ id: await identity(resolve(cwd, name)), name }]);
  if (wrong.length > 0) failOnProblems([...problems, ...wrong]);
  return extended;
}

// The real path identifies a file, so that links cannot make an endless chain.
function identity(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function readText(
  name: string,
  cwd: string,
  problems: Problem[],
  { namedAt, most = MOST_BYTES }: { readonly namedAt?: Place | undefined; readonly most?: number } = {},
): Promise<SourceText | undefined> {
  const where = namedAt === undefined ? {} : { place: namedAt };
  try {
    const bytes = await readBytes(resolve(cwd, name), most);
    if (bytes === undefined) {
      problems.push({ code: 'too-large', message: `${name} is larger than ${most / 1e6} MB`, ...where });
      return undefined;
    }
    const decoded = decodeText(name, bytes);
    problems.push(...decoded.problems);
    return decoded.problems.length > 0 ? undefined : decoded.source;
  } catch (error) {
    problems.push({ code: 'cannot-read', message: `cannot read ${name}: ${reason(error)}`, ...where });
    return undefined;
  }
}

/** A text that is no part of the config; undefined where it cannot be read. */
export function readOther(name: string, cwd: string): Promise<SourceText | undefined> {
  return readText(name, cwd, [], { most: Infinity });
}

/** In bytes. A config of a thousand packages is smaller. */
const MOST_BYTES = 2e6;

// Undefined if there are more bytes. The rest is not read, so the file may be endless.
async function readBytes(path: string, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createReadStream(path, { end: most })) chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  return bytes.length > most ? undefined : bytes;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
};

function reason(error: unknown): string {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  return lookUp(REASONS, code) ?? message;
}
