/** What the schema says of its keys, against the schema. */
import { describe, expect, it } from '@jest/globals';
import { keysAllowedAt } from '../../src/schema/allowed.ts';
import type { KeyMeta } from '../../src/schema/key.ts';
import { ANY, keysWith, metaAt, type Pattern } from '../../src/schema/walk.ts';

const written = (at: Pattern): string => at.map((step) => (step === ANY ? '*' : step)).join('.');
// Any index is a name, too.
const below = (at: Pattern, ...more: number[]): string[] =>
  keysAllowedAt([...at.map((step) => (step === ANY ? 0 : step)), ...more]) ?? [];
/** Those of which it is not so. */
const wrong = (said: keyof KeyMeta, isSo: (at: Pattern, meta: KeyMeta) => boolean): string[] =>
  keysWith(said).flatMap(({ at, meta }) => (isSo(at, meta) ? [] : [written(at)]));

describe('what is said of a key', () => {
  it('names keys that are there', () => {
    const hasAll = (at: Pattern, names: readonly string[] = [], ...more: number[]): boolean =>
      names.every((name) => below(at, ...more).includes(name));
    expect(wrong('shortFor', (at, { shortFor }) => hasAll(at, shortFor))).toEqual([]);
    expect(wrong('mergeBy', (at, { mergeBy }) => hasAll(at, mergeBy, 0))).toEqual([]);
    expect(wrong('isOverrides', (at) => hasAll(at, ['deb', 'rpm']))).toEqual([]);
  });

  it('gives no name to a key that another key has', () => {
    const isFree = (at: Pattern, { otherNames = [] }: KeyMeta): boolean =>
      !otherNames.some((name) => below(at.slice(0, -1)).includes(name));
    expect(wrong('otherNames', isFree)).toEqual([]);
  });

  it('holds in overrides', () => {
    expect(metaAt(['packages', 'p', 'overrides', 'rpm', 'contents'])).toMatchObject({ mergeBy: ['dst', 'only'] });
    expect(metaAt(['packages', 'p', 'overrides', 'rpm', 'depends', 'x'])).toMatchObject({ shortFor: ['version'] });
    expect(metaAt(['packages', 'p', 'overrides', 'rpm', 'scripts', 'config'])).toMatchObject({ isPath: true });
    expect(metaAt(['packages', 'p', 'summry'])).toEqual({});
  });

  it('finds every path that a file of the config wrote', () => {
    const paths = keysWith('isPath').map(({ at }) => written(at));
    expect(paths).toEqual([...new Set(paths)]);
    expect(paths.filter((path) => !path.includes('overrides'))).toEqual([
      'defaults.changelog',
      'sources.*.file',
      'packages.*.triggers.rpm.triggerprein.*.script',
      'packages.*.triggers.rpm.triggerin.*.script',
      'packages.*.triggers.rpm.triggerun.*.script',
      'packages.*.triggers.rpm.triggerpostun.*.script',
      'packages.*.changelog',
      'packages.*.contents.*.src',
      'packages.*.systemd.units.*',
      'packages.*.systemd.units.*.src',
      ...[
        'preinstall',
        'postinstall',
        'preremove',
        'postremove',
        'pretrans',
        'posttrans',
        'verify',
        'config',
        'templates',
      ].map((kind) => `packages.*.scripts.${kind}`),
    ]);
  });
});
