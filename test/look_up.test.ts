import { ESLint } from 'eslint';
import { describe, expect, it } from '@jest/globals';
import { lookUp } from '../src/look_up.ts';

describe('what a record has', () => {
  it.each(Object.getOwnPropertyNames(Object.prototype))('is not %s, unless it is', (name) => {
    expect(lookUp({}, name)).toBeUndefined();
    expect(lookUp(undefined, name)).toBeUndefined();
    expect(lookUp(Object.fromEntries([[name, 1]]), name)).toBe(1);
  });
});

describe('the lint rule onepack/look-up', () => {
  const eslint = new ESLint();
  const found = async (code: string): Promise<(string | undefined)[]> => {
    const text = `declare const record: Record<string, string>;\ndeclare const name: string;\nexport default ${code};\n`;
    const [result] = await eslint.lintText(text, { filePath: 'src/look_up.ts' });
    return (result?.messages ?? [])
      .filter(({ ruleId }) => ruleId === 'onepack/look-up')
      .map(({ messageId }) => messageId);
  };

  it.each([
    ['record[name]', ['read']],
    ['record[`${name}.x`]', ['read']],
    ['record[name as never as any]', ['read']],
    ['(record[name] = name)', ['write']],
    ['(record[name] ??= name)', ['write']],
    ['(name in record)', ['read']],
    ['(({ [name]: x }: typeof record) => x)(record)', ['read']],
    ['(<K extends string>(key: K) => record[key])', ['read']],
    ["record['name']", []],
    ["('file' in record)", []],
    ['[name][0]', []],
    ['name[0]', []],
    ["((key: 'deb' | 'rpm') => record[key])", []],
    ['({ [name]: name })', []],
  ])('of %s', async (code, messages) => {
    expect(await found(code)).toEqual(messages);
  });
});
