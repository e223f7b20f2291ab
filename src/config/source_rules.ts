/** What must hold across the keys of `sources`. */
import type { KeyPath } from '../diagnostics.ts';
import type { Finding, Rule, RuleInput } from './rule.ts';
import { isLabel, labelFindings } from './label.ts';
import type { Config } from './schema.ts';

/** A source's name is part of a Bazel flag and of `@name/path`. */
export function isSourceName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}

function sourceNames({ general }: RuleInput): Finding[] {
  return Object.keys(general.config.sources ?? {})
    .filter((name) => !isSourceName(name))
    .map((name) => ({
      code: 'source-name',
      message: 'the name of a source is made of letters, digits, ".", "_" and "-"',
      path: ['sources', name],
      atKey: true,
    }));
}

/** https://csrc.nist.gov/pubs/fips/180-4/upd1/final: 256 bits, which are 64 hex digits. */
function checksums({ general }: RuleInput): Finding[] {
  const sources: Config['sources'] = general.config.sources ?? {};
  return Object.entries(sources).flatMap(([name, { sha256 }]) => {
    const path = ['sources', name, 'sha256'];
    const written: [KeyPath, string][] =
      typeof sha256 === 'string'
        ? [[path, sha256]]
        : Object.entries(sha256 ?? {}).map(([key, text]) => [[...path, key], text]);
    return written
      .filter(([, text]) => !text.includes('${') && !/^[0-9a-f]{64}$/i.test(text))
      .map(([at, text]) => ({
        code: 'sha256-syntax',
        message: `a sha256 must be 64 hex digits, and this has ${text.length} characters`,
        path: at,
      }));
  });
}

/** Bazel builds it: there is nothing to download. */
function builtSources({ general }: RuleInput): Finding[] {
  const sources: Config['sources'] = general.config.sources ?? {};
  return Object.entries(sources).flatMap(([name, { file, url }]): Finding[] => {
    if (!isLabel(file)) return [];
    const path = ['sources', name];
    const found = labelFindings(file, [...path, 'file']);
    if (url === undefined) return found;
    const message = `"${name}" is built by Bazel as ${file}, so it has no \`url\``;
    return [...found, { code: 'label-url', message, path: [...path, 'url'], atKey: true }];
  });
}

export const sourceRules: readonly Rule[] = [sourceNames, checksums, builtSources];
