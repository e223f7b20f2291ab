/** Rules for the names of `sources`. Their values are resolved in plan/sources.ts. */
import type { LocatedConfig } from './locate.ts';
import type { Finding, Rule } from './rule.ts';

/** A source's name is part of a Bazel flag and of `@name/path`. */
export function isSourceName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}

function sourceNames({ config }: LocatedConfig): Finding[] {
  return Object.keys(config.sources ?? {})
    .filter((name) => !isSourceName(name))
    .map((name) => ({
      code: 'source-name',
      message: 'the name of a source is made of letters, digits, ".", "_" and "-"',
      path: ['sources', name],
      atKey: true,
    }));
}

export const sourceRules: readonly Rule[] = [sourceNames];
