/** The named inputs of a config for one architecture, with their variables replaced. */
import { isLabel, labelMistake } from '../bazel/label.ts';
import type { LocatedConfig } from '../config/locate.ts';
import type { KeyPath, Problem } from '../problems/problem.ts';
import { lookUp } from '../system/look_up.ts';
import { resolvePath } from './paths.ts';
import { type Problems, type Resolver, createResolver } from './resolver.ts';
import { type SetScope, architectureValues, resolveSet, scopeOfSet } from './scope.ts';
import type { Scope } from './variables.ts';

export interface ResolvedSource {
  readonly name: string;
  readonly architecture: string;
  /** The path of the file: absolute, or from the working directory. */
  readonly file: string;
  /** The addresses of the file, in the order in which they are tried; none if the file must already exist. */
  readonly urls: readonly string[];
  /** The sha256 of the file: 64 lower-case hex digits. */
  readonly sha256?: string;
  /** Where its sha256 is published, in the order in which they are tried. */
  readonly sha256Urls: readonly string[];
  readonly extract: boolean;
}

/** Every source, or those of these names, in the order of the config. */
export function sourcesOf(
  located: LocatedConfig,
  architecture: string,
  names?: readonly string[],
): { sources: ResolvedSource[]; problems: Problem[] } {
  const problems: Problems = new Map();
  const resolver = createResolver(located, problems);
  const sources = resolveSources(resolver, resolveSet(resolver), architecture, names);
  return { sources, problems: [...problems.values()] };
}

/** As `resolveSources`, for a caller that has resolved the set already. A source with a problem is left out. */
export function resolveSources(
  resolver: Resolver,
  set: SetScope,
  architecture: string,
  names?: readonly string[],
): ResolvedSource[] {
  const { config } = resolver.located;
  const scope = scopeOfSet(set, architectureValues(config, architecture));
  const wanted = Object.keys(config.sources ?? {}).filter((name) => names?.includes(name) ?? true);
  return wanted.flatMap((name) => resolveSource(resolver, scope, name, architecture) ?? []);
}

function resolveSource(
  resolver: Resolver,
  scope: Scope,
  name: string,
  architecture: string,
): ResolvedSource | undefined {
  const { located } = resolver;
  const source = lookUp(located.config.sources, name);
  if (source === undefined) return undefined;
  const path = ['sources', name];
  const filePath = [...path, 'file'];
  const file = resolver.resolve(source.file, filePath, scope);
  const urls = resolveUrls(resolver, scope, source.url, [...path, 'url']);
  const sha256Urls = resolveUrls(resolver, scope, source.sha256Url, [...path, 'sha256Url']);
  const sha256 = resolveSha256(resolver, scope, name, architecture);
  if (file === undefined) return undefined;
  if (isLabel(file)) reportLabel(name, file, resolver);
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

// Bazel builds it, so there is nothing to download.
function reportLabel(name: string, label: string, resolver: Resolver): void {
  const path = ['sources', name];
  const mistake = labelMistake(label);
  if (mistake !== undefined) resolver.report({ code: 'label-syntax', message: mistake, path: [...path, 'file'] });
  if (lookUp(resolver.located.config.sources, name)?.url === undefined) return;
  const message = `"${name}" is built by Bazel as ${label}, so it has no \`url\``;
  resolver.report({ code: 'label-url', message, path: [...path, 'url'], atKey: true });
}

function resolveUrls(
  resolver: Resolver,
  scope: Scope,
  written: string | readonly string[] | undefined,
  path: KeyPath,
): string[] {
  const texts: [KeyPath, string][] =
    typeof written === 'string' ? [[path, written]] : (written ?? []).map((text, index) => [[...path, index], text]);
  return texts.flatMap(([at, text]) => {
    const url = resolver.resolve(text, at, scope);
    if (url === undefined) return [];
    if (/^https?:\/\/[^/]/i.test(url) && URL.canParse(url)) return [url];
    resolver.report({ code: 'source-url', message: `"${url}" is not an http or https URL`, path: at });
    return [];
  });
}

function resolveSha256(resolver: Resolver, scope: Scope, name: string, architecture: string): string | undefined {
  const written = lookUp(resolver.located.config.sources, name)?.sha256;
  if (written === undefined) return undefined;
  const path = ['sources', name, 'sha256'];
  const isOne = typeof written === 'string';
  const digest = isOne ? written : lookUp(written, architecture);
  if (digest === undefined) {
    if (resolver.located.holdsRefused(path)) return undefined;
    const message = `${name} has no sha256 for ${architecture}; it has one for ${Object.keys(written).join(', ')}`;
    resolver.report({ code: 'sha256-missing', message, path });
    return undefined;
  }
  const at = isOne ? path : [...path, architecture];
  const text = resolver.resolve(digest, at, scope)?.toLowerCase();
  if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text;
  const found = text.length === 64 ? `not "${text}"` : `and this is ${text.length} characters`;
  resolver.report({ code: 'sha256-syntax', message: `a sha256 is 64 hex digits, ${found}`, path: at });
  return undefined;
}
