/** What a rule of this folder is given and gives, and where in the config a finding is: a plan knows no line numbers. */
import type { Config } from '../schema/schema.ts';
import type { KeyPath, Place, SourceText } from '../problems/problem.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { WarningCode } from '../problems/codes/codes.ts';
import type { Shipped } from './shipped.ts';
import type { LocatedConfig } from '../config/locate.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { lookUp } from '../system/look_up.ts';

export interface LintInput {
  readonly plan: Plan;
  /** Of the plan's format: what somebody wrote, where a plan does not tell that from what follows. */
  readonly config: Config;
  readonly shipped: Shipped;
  readonly texts: PlanTexts;
}

/** The texts of a package that tell paths and commands, as far as they have been read. */
export interface PlanTexts {
  /** Units and drop-ins of systemd, by where they land. */
  readonly units: ReadonlyMap<string, SourceText>;
  /** By kind: `postinstall`. */
  readonly scripts: ReadonlyMap<string, SourceText>;
}

export const NO_TEXTS: PlanTexts = { units: new Map(), scripts: new Map() };

export interface Finding {
  readonly code: WarningCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Where it is in a text that was read. Else `at` says where it is in the config. */
  readonly place?: Place;
  /**
   * A key of the package, `['summary']`, or what a key names: `['contents', dst, 'mode']`, `['depends', name]`. Empty for the
   * package as a whole.
   */
  readonly at: KeyPath;
}

export type Rule = (input: LintInput) => Finding[];

/** A rule that looks at each entry of contents for itself. */
export function eachContent(look: (content: PlanContent, plan: Plan) => readonly Finding[]): Rule {
  return ({ plan }) => plan.contents.flatMap((content) => look(content, plan));
}

/** At the key of an entry, or at its `dst` where it has no such key. */
export function atContent({ dst }: Pick<PlanContent, 'dst'>, key: 'dst' | 'src' | 'mode' | 'type' = 'dst'): KeyPath {
  return ['contents', dst, key];
}

/** Whether a path lies below a folder. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

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
