import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isaOf } from '../../../../src/engine/native/rpm/relations.ts';

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
