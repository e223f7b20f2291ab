/** Rich relations: what we take and refuse is what rpmbuild takes and refuses, and what is spelled is what was written. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rpm } from '../../src/format/rpm.ts';
import { parseRich, type RichContext } from '../../src/plan/rich_relation.ts';
import { temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();

/** A tag that is read as part of an `and`, and one as part of an `or`. */
const TAGS: Readonly<Record<RichContext, string>> = { and: 'Requires', or: 'Conflicts' };

function rpmTakes(text: string, context: RichContext): boolean {
  const head = 'Name: r\nVersion: 1\nRelease: 1\nSummary: r\nLicense: MIT\n';
  const spec = join(folder, 'r.spec');
  writeFileSync(spec, `${head}${TAGS[context]}: ${text}\n%description\n%files\n`);
  return spawnSync('rpmspec', ['-q', spec], { encoding: 'utf8' }).status === 0;
}

const spelled = (text: string, context: RichContext = 'and'): string => {
  const parsed = parseRich(text, context);
  return 'message' in parsed ? parsed.message : rpm.spell(parsed).join(' | ');
};

describe('a rich relation', () => {
  it.each([
    '(a if b)',
    '(a if b else c)',
    '(a if (b or c))',
    '(a or b or c)',
    '(a with b < 2)',
    '(a >= 1 with a < 2)',
    '(a with (b or c))',
    '(a with (b without c))',
    '(a without b)',
    '(a and (b if c))',
    '(a or (b unless c))',
    '(x and (a or (b unless c)))',
    '(x or (y and (b if c)))',
    '((a with b) if c)',
    '((a if b) if c)',
    '(a if (b if c))',
    '(c if (a unless b) else d)',
    '(foo(x) if pkgconfig(y) >= 2)',
    '(perl(A::B) if /usr/bin/x)',
    '(a = 1:2-3~rc1 if b-c_d.e+f)',
  ])('%s is written as it stands', (text) => {
    expect(spelled(text)).toBe(text);
    expect(rpmTakes(text, 'and')).toBe(true);
  });

  it.each([
    '(a unless b)',
    '(a unless b else c)',
    '(a unless (b if c))',
    '(a and (b if c))',
    '(a unless b else (c unless d))',
  ])('%s is written where it keeps packages away', (text) => {
    expect(spelled(text, 'or')).toBe(text);
    expect(rpmTakes(text, 'or')).toBe(true);
  });

  it('has one blank between words, and parentheses once', () => {
    expect([' ( a  if b )', '((a))', '((a if b))', '(a == 1 if b)'].map((text) => spelled(text))).toEqual([
      '(a if b)',
      '(a)',
      '(a if b)',
      '(a = 1 if b)',
    ]);
  });

  it.each([
    ['(a unless b)', '"unless" cannot stand here'],
    ['(a and (b unless c))', '"unless" cannot stand here'],
    ['(a or (b if c))', '"if" cannot stand here'],
    ['(x or ((a if b)))', '"if" cannot stand here'],
    ['((a unless b) if c)', '"unless" cannot stand here'],
    ['(c if d else (a unless b))', '"unless" cannot stand here'],
    ['(a or b and c)', 'has "or" and "and" side by side'],
    ['(a if b if c)', 'has "if" and "if" side by side'],
    ['(a without b without c)', 'has "without" and "without" side by side'],
    ['(a if b else c else d)', 'has "if" and "else" and "else" side by side'],
    ['(a or b else c)', 'has "or" and "else" side by side'],
    ['(a with (b and c))', '"and" in "(a with (b and c))" is below "with"'],
    ['((a if b) with c)', '"if" in "((a if b) with c)" is below "with"'],
    ['()', 'a name is missing in "()" before ")"'],
    ['(a if )', 'a name is missing'],
    ['(a if b', 'is not closed'],
    ['(a IF b)', '"IF" in "(a IF b)" is none of'],
    ['(a, b if c)', '"a," in an rpm must be'],
    ['(a = if b)', 'the version after "a =" must be'],
    ['(a = 1 2 if b)', '"2" in "(a = 1 2 if b)" is none of'],
  ])('%s is refused, as by rpmbuild', (text, message) => {
    expect(spelled(text)).toContain(message);
    expect(rpmTakes(text, 'and')).toBe(false);
  });

  it.each([
    ['(a if b)', '"if" cannot stand here'],
    ['(a unless b else (c if d))', '"if" cannot stand here'],
    ['(a and (b unless c))', '"unless" cannot stand here'],
  ])('%s is refused where it keeps packages away', (text, message) => {
    expect(spelled(text, 'or')).toContain(message);
    expect(rpmTakes(text, 'or')).toBe(false);
  });

  // rpmbuild takes these for something that nobody means.
  it.each([
    ['a if b', '"a if b" is not in parentheses'],
    ['(a if b) else c', 'goes on after its last parenthesis'],
    ['(a>=1 if b)', '"a>=1" in an rpm must be'],
    ['(a else b)', '"else" in "(a else b)" stands without "if"'],
    ['(a => 1 if b)', '"=>" in "(a => 1 if b)" is none of'],
  ])('%s is refused', (text, message) => {
    expect(spelled(text)).toContain(message);
  });
});
