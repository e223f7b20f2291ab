/** `systemd`: the units of a package, and the entries of its contents that bring their files. */
import type { ContentConfig } from '../../schema/contents.ts';
import { didYouMean } from '../../problems/suggest.ts';
import {
  isTemplate,
  type PlanSystemd,
  type PlanUnit,
  type SystemdConfig,
  type UnitConfig,
  UNIT_DEFAULTS,
  type UnitSettings,
} from './schema.ts';
import type { KeyPath } from '../../problems/problem.ts';
import { isBelow } from '../../plan/paths.ts';
import { type Installed, installedPaths, type LocatedContent } from '../../plan/content_path.ts';
import { resolveSrc } from '../../plan/content_source.ts';
import type { Resolver } from '../../plan/resolver.ts';
import type { ResolvedStanza, StanzaContext } from '../stanza.ts';

/** The implied contents are the files of those units that `contents` do not have. */
export function resolveSystemd(
  written: SystemdConfig,
  path: KeyPath,
  context: StanzaContext,
): ResolvedStanza<PlanSystemd> | undefined {
  const { resolver, format } = context;
  const installed = installedPaths(context.contents, context.scope);
  const contents: LocatedContent[] = [];
  const units: PlanUnit[] = [];
  for (const [index, item] of written.units.entries()) {
    const at = [...path, 'units', index];
    const unit: UnitConfig = typeof item === 'string' ? { src: item } : item;
    // A text stands for its own `src`.
    const name = resolveName(unit, at, context);
    if (name === undefined) continue;
    if (units.some((other) => other.name === name)) {
      resolver.report({ code: 'unit-twice', message: `the unit ${name} is in the list twice`, path: at });
      continue;
    }
    const entry = findContent(unit, name, at, installed, context);
    if (entry === undefined) continue;
    if (entry !== 'installed') contents.push(entry);
    units.push({ name, ...resolveSettings(unit, written, name, at, resolver) });
  }
  if (units.length === 0) return undefined;
  const style = format === 'deb' ? { style: written.style ?? 'deb-systemd-helper' } : {};
  return { value: { ...style, units }, contents };
}

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html; a device and a scope have no file. */
const UNIT_TYPES = ['service', 'socket', 'timer', 'path', 'target', 'mount', 'automount', 'swap', 'slice'] as const;
const NAME = /^[A-Za-z0-9:_.\\-]+(?:@[A-Za-z0-9:_.\\-]*)?\.([A-Za-z]+)$/;

function resolveName(unit: UnitConfig, path: KeyPath, { resolver, scope }: StanzaContext): string | undefined {
  const key = unit.name === undefined ? 'src' : 'name';
  const written = unit[key];
  if (written === undefined) {
    const message = 'a unit needs its file, `src`, or the `name` of a unit that is in `contents`';
    resolver.report({ code: 'systemd-unit', message, path });
    return undefined;
  }
  const text = resolver.resolve(written, [...path, key], scope);
  if (text === undefined) return undefined;
  const name = text.replace(/^.*\//s, '');
  const [, type] = (key === 'name' && name !== text ? null : NAME.exec(name)) ?? [];
  if (UNIT_TYPES.some((known) => known === type) && name.length <= LONGEST) return name;
  const hint =
    key === 'src' && /^@[^/]*$/.test(text)
      ? `the name of a source is not the name of a unit: write \`{src: "${text}", name: …}\``
      : type === undefined
        ? undefined
        : didYouMean(type, UNIT_TYPES);
  const message = `the name of a unit ends in ${UNIT_TYPES.map((known) => `.${known}`).join(', ')}, not "${text}"`;
  resolver.report({ code: 'systemd-unit', message, path: [...path, key], ...(hint === undefined ? {} : { hint }) });
  return undefined;
}

/** https://github.com/systemd/systemd/blob/main/src/basic/unit-def.h: UNIT_NAME_MAX counts the end, too. */
const LONGEST = 255;

export const UNIT_FOLDER = '/usr/lib/systemd/system';
const UNIT_FOLDERS = [UNIT_FOLDER, '/lib/systemd/system', '/etc/systemd/system'];

function findContent(
  unit: UnitConfig,
  name: string,
  path: KeyPath,
  installed: readonly Installed[],
  { resolver }: StanzaContext,
): LocatedContent | 'installed' | undefined {
  const { src } = unit;
  const found = installed.find(({ dst }) => UNIT_FOLDERS.some((folder) => dst === `${folder}/${name}`));
  if (found !== undefined && (src === undefined || isSame(src, path, found, resolver))) return 'installed';
  if (found !== undefined) {
    const message = `contents install ${name} at ${found.dst} from another file`;
    const hint = `write \`{ name: ${name} }\` for the unit in contents`;
    resolver.report({ code: 'unit-file', message, path: [...path, 'src'], hint });
    return undefined;
  }
  if (src !== undefined) {
    const entry: ContentConfig = { src, dst: `${UNIT_FOLDER}/${name}`, mode: '0644' };
    return { entry, path, isImplied: true };
  }
  if (installed.some(isTreeOfUnits)) return 'installed';
  const names = installed.flatMap(({ dst }) => {
    const folder = UNIT_FOLDERS.find((one) => dst.startsWith(`${one}/`) && !dst.slice(one.length + 1).includes('/'));
    return folder === undefined ? [] : [dst.slice(folder.length + 1)];
  });
  const ofUsers = installed.find(({ dst }) => dst.endsWith(`/systemd/user/${name}`));
  if (ofUsers !== undefined) {
    const message = `${name} is installed at ${ofUsers.dst}, but \`systemd\` is for units of the system, not of users`;
    const hint = `take it out of \`systemd\`, and enable it in \`postinstall\`: \`deb-systemd-helper --user enable ${name}\` in a deb, \`systemctl --global preset ${name}\` in an rpm`;
    resolver.report({ code: 'unknown-unit', message, path: [...path, 'name'], hint });
    return undefined;
  }
  const message = `no entry of contents installs a unit ${name} in ${UNIT_FOLDER}`;
  const hint =
    didYouMean(name, names) ?? (names.length === 0 ? 'name its file: `src`' : `there is ${names.join(', ')}`);
  resolver.report({ code: 'unknown-unit', message, path: [...path, 'name'], hint });
  return undefined;
}

// Which files it has is known only once it is opened.
function isTreeOfUnits({ entry, dst }: Installed): boolean {
  return entry.type === 'tree' && UNIT_FOLDERS.some((folder) => folder === dst || isBelow(folder, dst));
}

function isSame(src: string, path: KeyPath, { entry, path: at }: Installed, resolver: Resolver): boolean {
  const quiet: Resolver = { ...resolver, report: () => undefined };
  const [mine, other] = [
    resolveSrc(src, false, [...path, 'src'], quiet),
    resolveSrc(entry.src ?? '', false, [...at, 'src'], quiet),
  ];
  return JSON.stringify(mine) === JSON.stringify(other);
}

function resolveSettings(
  unit: UnitConfig,
  ofAll: SystemdConfig,
  name: string,
  path: KeyPath,
  resolver: Resolver,
): UnitSettings {
  if (unit.start === true && isTemplate(name)) {
    const message = `${name} is a template, which cannot be started; only its instances can`;
    resolver.report({ code: 'systemd-template', message, path: [...path, 'start'] });
  }
  const keys = Object.keys(UNIT_DEFAULTS) as (keyof UnitSettings)[];
  const settings = Object.fromEntries(keys.map((key) => [key, unit[key] ?? ofAll[key] ?? UNIT_DEFAULTS[key]]));
  const { start, ...others } = settings as UnitSettings;
  return { ...others, start: start && !isTemplate(name) };
}
