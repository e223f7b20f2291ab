/** Where in the config a finding is: a plan knows no line numbers. */
import type { LocatedConfig } from '../config/located.ts';
import type { KeyPath, Place } from '../diagnostics.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { lookUp } from '../look_up.ts';

/** `at` as a finding has it. Of the package where nothing better is there. */
export function placeOf(at: KeyPath, name: string, located: LocatedConfig): Place | undefined {
  const own = ['packages', name];
  const { packages, defaults = {} } = located.config;
  const [key, item, inner] = at;
  const has = (map: object | undefined, step: unknown): boolean => Object.hasOwn(map ?? {}, String(step));
  if (key === undefined) return located.locateKey(own);
  if (key === 'contents') return placeOfContent(String(item), String(inner), own, located);
  if (RELATION_KINDS.some((kind) => kind === key)) return placeOfRelation([...own, key], String(item), located);
  if (key === 'scripts') return located.locate([...own, ...at]);
  if (has(lookUp(packages, name), key)) return located.locate([...own, key]);
  if (has(defaults, key)) return located.locate(['defaults', key]);
  if (key === 'version') return located.locate(['version']);
  return key === 'revision' ? placeOfRevision(located) : located.locateKey(own);
}

// Of the set; of the version where the set says none.
function placeOfRevision(located: LocatedConfig): Place | undefined {
  const whole = located.locateKey([]);
  const place = located.locate(['revision']);
  return place?.source === whole?.source && place?.start === whole?.start ? located.locate(['version']) : place;
}

function placeOfContent(dst: string, key: string, own: readonly string[], located: LocatedConfig): Place | undefined {
  const contents = lookUp(located.config.packages, own[1] ?? '')?.contents ?? [];
  const exact = contents.findIndex((entry) => entry.dst === dst);
  const index = exact === -1 ? contents.findIndex((entry) => mayBe(entry.dst, dst)) : exact;
  const entry = contents[index];
  if (entry === undefined) return located.locateKey([...own, 'contents']);
  return located.locate([...own, 'contents', index, Object.hasOwn(entry, key) ? key : 'dst']);
}

// What a variable stands for may be anything.
function mayBe(written: string, dst: string): boolean {
  if (!written.includes('${')) return false;
  const [first = '', ...rest] = written.split(/\$\{[^}]*\}/);
  return dst.startsWith(first) && dst.endsWith(rest.at(-1) ?? '');
}

function placeOfRelation(path: KeyPath, name: string, located: LocatedConfig): Place | undefined {
  const map = path.reduce<unknown>(
    (found, step) => lookUp(found as Readonly<Record<string, unknown>> | undefined, String(step)),
    located.config,
  );
  const key = Object.entries(map ?? {}).find(([own, value]) => own === name || isCalled(value, name))?.[0];
  return located.locateKey(key === undefined ? path : [...path, key]);
}

// In one of the formats.
function isCalled(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => isCalled(item, name));
  if (typeof value !== 'object' || value === null) return false;
  const { deb, rpm } = value as Readonly<Record<string, unknown>>;
  return [deb, rpm].some((other) => other === name || (other as { name?: unknown } | undefined)?.name === name);
}
