/** Resolves strings of a config: replaces variables, and collects problems with their places. */
import type { LocatedConfig } from '../config/locate.ts';
import { problemAt } from '../config/rule.ts';
import type { KeyPath, Place, Problem } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import { type Scope, expand } from './variables.ts';

/** A problem as the steps of resolution report it, by the path of a key; its place is found here. */
export interface Mistake {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly path: KeyPath;
  /** The wrong part of the string at `path`; if absent, all of it. `nth` counts equal parts from 0. */
  readonly token?: string;
  readonly nth?: number;
  /** Whether the key itself is wrong, not its value. */
  readonly atKey?: boolean;
  /** As that of a Finding. */
  readonly missed?: string;
}

export interface Resolver {
  readonly located: LocatedConfig;
  readonly report: (mistake: Mistake) => void;
  /** The string with its variables replaced; undefined if that is not possible, which is then reported. */
  resolve(text: string, path: KeyPath, scope: Scope): string | undefined;
}

/** In the order in which they were found. The same problem of several plans is there once, and has one name. */
export type Problems = Map<string, Problem>;

/** Problems are added to `problems`. Nothing more is reported about a value that was already refused. */
export function createResolver(located: LocatedConfig, problems: Problems): Resolver {
  const report = (mistake: Mistake): void => {
    const { code, message, path, token, nth = 0, atKey = false } = mistake;
    if (located.isRefused(path)) return;
    const whole = atKey ? located.locateKey(path) : located.locate(path);
    const place = whole !== undefined && token !== undefined ? within(whole, token, nth) : whole;
    const where = place === undefined ? path : [place.source.name, place.start];
    const name = JSON.stringify([code, message, where]);
    if (!problems.has(name)) problems.set(name, problemAt(located, mistake, place));
  };
  return { located, report, resolve: (text, path, scope) => expand(text, path, scope, report) };
}

// Escapes of YAML may hide the token; then the whole value is the place.
function within(place: Place, token: string, nth: number): Place {
  const text = place.source.text.slice(place.start, place.end);
  let found = -1;
  for (let left = nth; left >= 0; left--) {
    do found = text.indexOf(token, found + 1);
    while (found > 0 && text[found - 1] === '$');
    if (found === -1) return place;
  }
  return { source: place.source, start: place.start + found, end: place.start + found + token.length };
}
