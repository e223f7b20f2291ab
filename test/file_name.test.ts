import { describe, expect, it } from '@jest/globals';
import { InputError } from '../src/errors.ts';
import { fileNameMistake, pathIn, shortName } from '../src/file_name.ts';

describe('a name of an output', () => {
  it.each(['kubelet_1.36.3-0_amd64.deb', 'a-1.2~rc.1+git3^x-0.x86_64.rpm', '_', '7zip', 'x'.repeat(255)])(
    'can be %s',
    (name) => {
      expect(fileNameMistake(name)).toBeUndefined();
      expect(pathIn('/out', name)).toBe(`/out/${name}`);
    },
  );

  it.each([
    '', '.', '..', '../x', '/x', 'a/b', 'a/', '.x', '-x', '~x', 'a b', 'a\\b', 'a\nb', 'a\n', 'a\0', 'a\u0007', 'a\u007f',
    'ä', 'x'.repeat(256),
  ])('cannot be %j', (name) => {
    expect(fileNameMistake(name)).toEqual(expect.any(String));
    expect(() => pathIn('/out', name)).toThrow(InputError);
  }); // prettier-ignore

  it('is cut by its bytes, between characters', () => {
    expect(shortName('x'.repeat(300))).toBe('x'.repeat(200));
    expect(shortName('語'.repeat(85))).toBe('語'.repeat(66));
    expect(shortName('x')).toBe('x');
  });
});
