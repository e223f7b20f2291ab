import { describe, expect, it } from '@jest/globals';
import { RESERVED_NAMES } from '../../src/config/rules.ts';
import { HEAD, kubelet, mistakes, problemsOf } from './loading.ts';

const top = (text: string): string => `${HEAD}${text}\npackages: {}\n`;
const packages = (text: string): string => `${HEAD}packages:\n${text}`;

describe('a rule', () => {
  it.each([
    [packages('  amd64: {}\n'), 'reserved-name packages.yaml:5:3 amd64'],
    [top('sources: {"a/b": {file: x}}'), 'source-name packages.yaml:4:11 "a/b"'],
    [top('defaults: {vendor: "a\\nb"}'), 'field-newline packages.yaml:4:20 "a\\nb"'],
    [top('defaults: {vendor: "a\\eb"}'), 'field-control packages.yaml:4:20 "a\\eb"'],
    [top('vars: {"a\\tb": x}'), 'field-control packages.yaml:4:8 "a\\tb"'],
    [kubelet('description: "a\\rb"\n'), 'field-control packages.yaml:7:18 "a\\rb"'],
    [kubelet('depends: {"a\\nb": "*"}\n'), 'field-newline packages.yaml:7:15 "a\\nb"'],
    [top('').replace('[amd64]', '[amd64, x86_64]'), 'architecture-name packages.yaml:3:24 x86_64'],
    [top('').replace('[amd64]', '[../x]'), 'architecture-name packages.yaml:3:17 ../x'],
    [top('').replace('[amd64]', '[amd64, amd64]'), 'listed-twice packages.yaml:3:24 amd64'],
    [top('').replace('[amd64]', '[amd64, all]'), 'architecture-all packages.yaml:3:24 all'],
    [kubelet('architectures: [arm64]\n'), 'architecture-not-in-set packages.yaml:7:21 arm64'],
    [kubelet('architectures: [all, amd64]\n'), 'architecture-all packages.yaml:7:21 all'],
    [kubelet('architectures: [amd64, amd64]\n'), 'listed-twice packages.yaml:7:28 amd64'],
    [kubelet('architectures: []\n'), 'too-few packages.yaml:7:20 []'],
    [kubelet('formats: [deb, deb]\n'), 'listed-twice packages.yaml:7:20 deb'],
    [`formats: [deb]\n${kubelet('formats: [rpm]\n')}`, 'format-not-in-set packages.yaml:8:15 rpm'],
    [top('architectureNames: {amd64: {deb: AMD}}'), 'architecture-name packages.yaml:4:34 AMD'],
    [top('architectureNames: {amd46: {deb: amd}}'), 'architecture-not-in-set packages.yaml:4:21 amd46'],
    [top('formats: [deb, deb]'), 'listed-twice packages.yaml:4:16 deb'],
    [top(`sources: {x: {file: a, sha256: {amd: ${'a'.repeat(64)}}}}`), 'architecture-name packages.yaml:4:33 amd'],
  ])('%j', async (text, expected) => {
    expect(await mistakes(text)).toEqual([expected]);
  });

  it.each(RESERVED_NAMES.filter((name) => /^[a-z]{2,}$/.test(name)))('keeps the name %s', async (name) => {
    expect(await mistakes(packages(`  ${name}: {}\n`))).toEqual([`reserved-name packages.yaml:5:3 ${name}`]);
  });

  it('gives the Go name of an architecture', async () => {
    const [architecture] = await problemsOf(top('').replace('[amd64]', '[aarch64]'));
    expect(architecture?.hint).toBe("write `arm64`: architectures have Go's names");
  });
});
