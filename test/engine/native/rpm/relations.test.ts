import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Operator, Relation } from '../../../../src/format/format.ts';
import { headerRelations, isaOf, relationTags } from '../../../../src/engine/native/rpm/relations.ts';
import { RELATION_TAGS } from '../../../../src/engine/native/rpm/tags.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import { named, planOf } from '../../../support/packing.ts';

const NONE = { hasHardLinks: false, hasCapabilities: false, hasLargeFiles: false, payload: undefined };

/** What the header says that the package requires, `name flags version`, in its order. */
function required(relations: Plan['relations'], on: Relation[] = []): string[] {
  const scripts = on.map((one) => ({ kind: 'triggerin', on: one, text: Buffer.from('') }) as const);
  const gathered = { entries: [], scripts: new Map(), triggers: { directives: '', scripts } };
  const tags = relationTags(planOf({ format: 'rpm', relations }), gathered as never, NONE);
  const { name, flags, version } = RELATION_TAGS.Requires;
  const [names = [], numbers = [], versions = []] = [name, flags, version].map((tag) => {
    const value = tags.get(tag);
    return value !== undefined && 'values' in value ? value.values.map(String) : [];
  });
  return names.map((one, at) => [one, numbers[at], versions[at]].join(' ').trim());
}

describe('relations in a header', () => {
  // RPMSENSE_LESS, RPMSENSE_GREATER, RPMSENSE_EQUAL: https://rpm-software-management.github.io/rpm/manual/tags.html#dependency-flags
  it.each<[Operator, number]>([
    ['<', 2],
    ['<=', 10],
    ['=', 8],
    ['>=', 12],
    ['>', 4],
  ])('have the comparison %s as flags', (op, flags) => {
    expect(headerRelations(named('jq', [op, '1:1.5-2']))).toEqual([{ name: 'jq', flags, version: '1:1.5-2' }]);
    expect(headerRelations(named('jq', [op, '1']), 1 << 9)[0]?.flags).toBe(512 + flags);
  });

  it('are one for each bound, and one without any', () => {
    expect(headerRelations(named('jq', ['>=', '1'], ['<', '2'])).map(({ flags }) => flags)).toEqual([12, 2]);
    expect(headerRelations(named('/bin/sh'), 512)).toEqual([{ name: '/bin/sh', flags: 512, version: '' }]);
  });

  it('are one for alternatives, which stand in the name', () => {
    const any = [named('a', ['>=', '1'], ['<', '2']), named('b', ['=', '3'])];
    const name = '((a >= 1 with a < 2) or b = 3)';
    expect(headerRelations({ any }, 1024)).toEqual([{ name, flags: 1024, version: '' }]);
  });

  it('are sorted, each once, alternatives before names and what rpm must know between', () => {
    const depends = [named('zsh'), { any: [named('b'), named('a')] }, named('bash', ['>', '5']), named('zsh')];
    expect(required({ depends, 'requires(pre)': [named('zsh')] })).toEqual([
      '(b or a) 0',
      'bash 4 5',
      'rpmlib(CompressedFileNames) 16777226 3.0.4-1',
      'rpmlib(FileDigests) 16777226 4.6.0-1',
      'rpmlib(PayloadFilesHavePrefix) 16777226 4.0-1',
      'rpmlib(RichDependencies) 16777226 4.12.0-1',
      'zsh 0',
      'zsh 512',
    ]);
  });
});

describe('what rpm must know', () => {
  const features = (relations: Plan['relations'], on: Relation[] = []): string[] =>
    required(relations, on).flatMap((one) => /^rpmlib\((Rich|Tilde|Caret)/.exec(one)?.[1] ?? []);

  it.each<[string, Plan['relations'], string[]]>([
    ['plain', { depends: [named('a~b', ['>=', '1'])] }, []],
    ['~', { conflicts: [named('a', ['<', '1~rc'])] }, ['Tilde']],
    ['^', { provides: [named('a', ['=', '1^git'])] }, ['Caret']],
    ['alternatives of any kind', { recommends: [{ any: [named('a'), named('b~c')] }] }, ['Rich']],
    ['~ in an alternative', { suggests: [{ any: [named('a', ['>', '1~1']), named('b')] }] }, ['Rich', 'Tilde']],
    ['^ in an alternative', { depends: [{ any: [named('a'), named('b', ['=', '1^'])] }] }, ['Caret', 'Rich']],
  ])('follows from relations: %s', (_name, relations, expected) => {
    expect(features(relations)).toEqual(expected);
  });

  it('follows from triggers', () => {
    expect(features({}, [named('a', ['>=', '1~rc'])])).toEqual(['Tilde']);
  });
});

const PLATFORMS = '/usr/lib/rpm/platform';

describe('isaOf', () => {
  it.each(readdirSync(PLATFORMS))('says of %s what rpm says', (platform) => {
    const macros = readFileSync(join(PLATFORMS, platform, 'macros'), 'utf8');
    const macro = (name: string): string | undefined => new RegExp(`^%${name}\\s+(\\S+)`, 'm').exec(macros)?.[1];
    const name = macro('__isa_name');
    const expected = name === undefined ? undefined : `${name}-${macro('__isa_bits')}`;
    expect(isaOf(platform.replace(/-linux$/, ''))).toBe(expected);
  });
});
