/** The named inputs of a config for one architecture, with their variables replaced. */
import { isLabel } from '../config/label.ts';
import type { LocatedConfig } from '../config/located.ts';
import type { KeyPath, Problem } from '../diagnostics.ts';
import { lookUp } from '../look_up.ts';
import { resolvePath } from './paths.ts';
import { type Reader, createReader } from './reader.ts';
import { type SetScope, architectureValues, readSet, scopeOfSet } from './scope.ts';
import type { Scope } from './variables.ts';

export interface ResolvedSource {
  readonly name: string;
  readonly architecture: string;
  /** From the working directory, or absolute. */
  readonly file: string;
  /** Where the file comes from if it is not there, in the order in which they are tried; none where it must be there. */
  readonly urls: readonly string[];
  /** Of the file, 64 lower-case hex digits. */
  readonly sha256?: string;
  /** Where its sha256 is published, in the order in which they are tried. */
  readonly sha256Urls: readonly string[];
  readonly extract: boolean;
}

/** Every source, or those of these names, in the order of the config. */
export function resolveSources(
  located: LocatedConfig,
  architecture: string,
  names?: readonly string[],
): { sources: ResolvedSource[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const reader = createReader(located, problems);
  const set = readSet(reader);
  const sources = set === undefined ? [] : readSources(reader, set, architecture, names);
  return { sources, problems };
}

/** As `resolveSources`, for a caller that has read the set already. A source with a problem is left out. */
export function readSources(
  reader: Reader,
  set: SetScope,
  architecture: string,
  names?: readonly string[],
): ResolvedSource[] {
  const { config } = reader.located;
  const scope = scopeOfSet(set, architectureValues(config, architecture));
  const wanted = Object.keys(config.sources ?? {}).filter((name) => names?.includes(name) ?? true);
  return wanted.flatMap((name) => readSource(reader, scope, name, architecture) ?? []);
}

function readSource(reader: Reader, scope: Scope, name: string, architecture: string): ResolvedSource | undefined {
  const { located } = reader;
  const source = lookUp(located.config.sources, name);
  if (source === undefined) return undefined;
  const path = ['sources', name];
  const filePath = [...path, 'file'];
  const file = reader.read(source.file, filePath, scope);
  const urls = readUrls(reader, scope, source.url, [...path, 'url']);
  const sha256Urls = readUrls(reader, scope, source.sha256Url, [...path, 'sha256Url']);
  const sha256 = readSha256(reader, scope, name, architecture);
  if (file === undefined) return undefined;
  return {
    name,
    architecture,
    file: isLabel(file) ? file : resolvePath(located.folderOf(filePath), file),
    extract: source.extract ?? false,
    urls,
    sha256Urls,
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

function readUrls(
  reader: Reader,
  scope: Scope,
  written: string | readonly string[] | undefined,
  path: KeyPath,
): string[] {
  const texts: [KeyPath, string][] =
    typeof written === 'string' ? [[path, written]] : (written ?? []).map((text, index) => [[...path, index], text]);
  return texts.flatMap(([at, text]) => {
    const url = reader.read(text, at, scope);
    if (url === undefined) return [];
    if (/^https?:\/\/[^/]/i.test(url) && URL.canParse(url)) return [url];
    reader.report({ code: 'source-url', message: `"${url}" is not an http or https URL`, path: at });
    return [];
  });
}

function readSha256(reader: Reader, scope: Scope, name: string, architecture: string): string | undefined {
  const written = lookUp(reader.located.config.sources, name)?.sha256;
  if (written === undefined) return undefined;
  const path = ['sources', name, 'sha256'];
  const isOne = typeof written === 'string';
  const digest = isOne ? written : lookUp(written, architecture);
  if (digest === undefined) {
    const message = `${name} has no sha256 for ${architecture}; it has one for ${Object.keys(written).join(', ')}`;
    reader.report({ code: 'sha256-missing', message, path });
    return undefined;
  }
  const at = isOne ? path : [...path, architecture];
  const text = reader.read(digest, at, scope)?.toLowerCase();
  if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text;
  reader.report({ code: 'sha256-syntax', message: `a sha256 must be 64 hex digits, not "${text}"`, path: at });
  return undefined;
}
