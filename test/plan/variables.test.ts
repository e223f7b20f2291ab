import { describe, expect, it } from '@jest/globals';
import { type VariableMistake, checkVariables, expand } from '../../src/plan/variables.ts';

const values = { version: '1.9.1', major: '1', minor: '9', arch: 'arm64' };
const vars = {
  mirror: 'https://dl.example.com',
  release: '${mirror}/v${version}',
  zero: '0',
  round: '${about}',
  about: '${round}',
  broken: '${nope}',
};
const scope = { values, vars, varValues: { ...values, version: '1.36.3', minor: '36' } };

function run(text: string): { text: string | undefined; mistakes: VariableMistake[] } {
  const mistakes: VariableMistake[] = [];
  return { text: expand(text, ['a', 'b'], scope, (mistake) => mistakes.push(mistake)), mistakes };
}

describe('expand', () => {
  it.each([
    ['plain', 'plain'],
    ['${version}', '1.9.1'],
    ['${ version }', '1.9.1'],
    ['${major}.${minor-1}', '1.8'],
    ['${minor+1}', '10'],
    ['${minor+99999999999999999999991}', '100000000000000000000000'],
    ['${ minor - 9 }', '0'],
    ['${zero+1}', '1'],
    ['bin/${arch}/x', 'bin/arm64/x'],
    // What a var of the user's says of the version is the set's.
    ['${release}/${version}', 'https://dl.example.com/v1.36.3/1.9.1'],
    ['$${version}', '${version}'],
    ['$${a} ${arch}', '${a} arm64'],
    ['$version $ $$', '$version $ $$'],
    ['a } b', 'a } b'],
    ['', ''],
  ])('%s is %s', (text, expected) => {
    expect(run(text)).toEqual({ text: expected, mistakes: [] });
  });

  it.each([
    ['${verson}', 'unknown-variable', '${verson}'],
    ['x ${toString}', 'unknown-variable', '${toString}'],
    ['${patch}', 'variable-without-value', '${patch}'],
    ['${version+1}', 'variable-not-a-number', '${version+1}'],
    ['${minor-10}', 'variable-negative', '${minor-10}'],
    ['${minor*2}', 'variable-syntax', '${minor*2}'],
    ['${}', 'variable-syntax', '${}'],
    ['${minor', 'variable-syntax', '${minor'],
    ['${round}', 'variable-cycle', '${round}'],
    ['${broken}', 'unknown-variable', '${nope}'],
  ])('%s is a mistake: %s', (text, code, token) => {
    const { text: result, mistakes } = run(text);
    expect(result).toBeUndefined();
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({ code, token });
  });

  it('says which one of two is wrong, and what was meant', () => {
    const { mistakes } = run('${verion} ${arch} ${verion}');
    expect(mistakes.map(({ nth }) => nth)).toEqual([0, 1]);
    expect(mistakes[0]?.hint).toMatch('`version`');
  });

  it('puts a mistake in a var where the var is', () => {
    expect(run('${broken}').mistakes[0]?.path).toEqual(['vars', 'broken']);
  });
});

describe('checkVariables', () => {
  it.each([
    [{ a: '${b}', b: '${a}' }, ['variable-cycle', 'variable-cycle']],
    [{ a: '${a}' }, ['variable-cycle']],
    [{ version: '1' }, ['reserved-variable']],
    [{ 'a-b': '1' }, ['variable-name']],
    [{ a: '${nope}' }, ['unknown-variable']],
    [{ a: '${arch}/${minor-1}', b: '${a}' }, []],
  ])('%j', (own, codes) => {
    const found: string[] = [];
    checkVariables(own, ({ code }) => found.push(code));
    expect(found).toEqual(codes);
  });
});
