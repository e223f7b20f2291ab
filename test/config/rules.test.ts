import { describe, expect, it } from '@jest/globals';
import { RESERVED_NAMES } from '../../src/config/rules.ts';
import { HEAD, kubelet, mistakes, problemsOf } from './loading.ts';

const top = (text: string): string => `${HEAD}${text}\npackages: {}\n`;
const packages = (text: string): string => `${HEAD}packages:\n${text}`;

describe('a rule', () => {
  it.each([
    [packages('  Kubelet: {}\n'), 'package-name packages.yaml:5:3 Kubelet'],
    [packages('  k: {}\n'), 'package-name packages.yaml:5:3 k'],
    [packages('  "a b": {}\n'), 'package-name packages.yaml:5:3 "a b"'],
    [packages('  amd64: {}\n'), 'reserved-name packages.yaml:5:3 amd64'],
    [top('sources: {"a/b": {file: x}}'), 'source-name packages.yaml:4:11 "a/b"'],
    [top('defaults: {vendor: "a\\nb"}'), 'field-newline packages.yaml:4:20 "a\\nb"'],
    [top('defaults: {vendor: "a\\eb"}'), 'field-control packages.yaml:4:20 "a\\eb"'],
    [top('vars: {"a\\tb": x}'), 'field-control packages.yaml:4:8 "a\\tb"'],
    [kubelet('description: "a\\rb"\n'), 'field-control packages.yaml:7:18 "a\\rb"'],
    [kubelet('depends: {"a\\nb": "*"}\n'), 'field-newline packages.yaml:7:15 "a\\nb"'],
    [top('defaults: {maintainer: Kubernetes}'), 'maintainer packages.yaml:4:24 Kubernetes'],
    [kubelet('maintainer: <a@b.c>\n'), 'maintainer packages.yaml:7:17 <a@b.c>'],
    [kubelet('overrides: {deb: {maintainer: a b}}\n'), 'maintainer packages.yaml:7:35 a b'],
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
    [top('sources: {x: {file: a, sha256: abc}}'), 'sha256-syntax packages.yaml:4:32 abc'],
    [top('sources: {x: {file: a, sha256: {amd64: abc}}}'), 'sha256-syntax packages.yaml:4:40 abc'],
    [top(`sources: {x: {file: a, sha256: {amd: ${'a'.repeat(64)}}}}`), 'architecture-name packages.yaml:4:33 amd'],
    [kubelet('contents: [{src: a, dst: usr/bin/a}]\n'), 'content-path packages.yaml:7:30 usr/bin/a'],
    [kubelet('contents: [{src: a, dst: /usr/../a}]\n'), 'content-path packages.yaml:7:30 /usr/../a'],
    [kubelet('contents: [{src: a, dst: /usr//a}]\n'), 'content-path packages.yaml:7:30 /usr//a'],
    [kubelet('contents: [{src: a, dst: /usr/a/}]\n'), 'content-path packages.yaml:7:30 /usr/a/'],
    [kubelet('contents: [{dst: /, type: dir}]\n'), 'content-path packages.yaml:7:22 /'],
    [kubelet('contents: [{src: a, dst: /a}, {src: b, dst: /a}]\n'), 'content-duplicate packages.yaml:7:49 /a'],
    [
      kubelet('contents: [{src: a, dst: /a}, {src: b, dst: /b, overrides: {rpm: {dst: /a}}}]\n'),
      'content-duplicate packages.yaml:7:76 /a',
    ],
    [
      packages('  a1: {contents: [{src: x, dst: /x}]}\n  a2: {contents: [{src: x, dst: /x}]}\n'),
      'two-owners packages.yaml:6:33 /x',
    ],
    [
      packages('  a1: {contents: [{src: x, dst: /x}]}\n  a2: {contents: [{dst: /x, type: dir}]}\n'),
      'two-owners packages.yaml:6:25 /x',
    ],
    [
      packages('  a1: {architectures: [all], contents: [{src: x, dst: /x}]}\n  a2: {contents: [{src: x, dst: /x}]}\n'),
      'two-owners packages.yaml:6:33 /x',
    ],
    [kubelet('contents: [{dst: /a}]\n'), 'content-key packages.yaml:7:16 {dst: /a}'],
    [kubelet('contents: [{src: a, dst: /a, type: dir}]\n'), 'content-key packages.yaml:7:17 src'],
    [kubelet('contents: [{src: "@kublet", dst: /a}]\n'), 'unknown-source packages.yaml:7:22 "@kublet"'],
    [kubelet('contents: [{src: "@kublet/x", dst: /a}]\n'), 'unknown-source packages.yaml:7:22 "@kublet/x"'],
  ])('%j', async (text, expected) => {
    expect(await mistakes(text)).toEqual([expected]);
  });

  it("knows that a path with the name of the package in it is no other package's", async () => {
    const own = (name: string): string => `  ${name}: {contents: [{src: x, dst: "/\${package}"}]}\n`;
    expect(await mistakes(packages(own('a1') + own('a2')))).toEqual([]);
  });

  it.each(RESERVED_NAMES.filter((name) => /^[a-z]{2,}$/.test(name)))('keeps the name %s', async (name) => {
    expect(await mistakes(packages(`  ${name}: {}\n`))).toEqual([`reserved-name packages.yaml:5:3 ${name}`]);
  });

  it.each([
    [
      'ghosts in two packages',
      packages('  a1: {contents: [{dst: /x, type: ghost}]}\n  a2: {contents: [{dst: /x, type: ghost}]}\n'),
    ],
    [
      'folders in two packages',
      packages('  a1: {contents: [{dst: /x, type: dir}]}\n  a2: {contents: [{dst: /x, type: dir}]}\n'),
    ],
    ['a path in another format', kubelet('contents: [{src: a, dst: /a, only: deb}, {src: b, dst: /a, only: rpm}]\n')],
    ['a target that begins with @', kubelet('contents: [{src: "@x", dst: /a, type: symlink}]\n')],
    ['a path that a variable begins', kubelet('contents: [{src: a, dst: "${prefix}/a"}]\n')],
    ['an rpm alone, too, of one package', packages('  Kubelet_x: {formats: [rpm]}\n')],
    [
      'a path in packages for different architectures',
      packages(
        '  a1: {architectures: [amd64], contents: [{src: x, dst: /x}]}\n  a2: {architectures: [arm], contents: [{src: x, dst: /x}]}\n',
      ).replace('[amd64]', '[amd64, arm]'),
    ],
    ['an architecture of its own', top('architectureNames: {z80: {deb: z80, rpm: z80}}').replace('[amd64]', '[z80]')],
    ['a maintainer that a variable is', kubelet('maintainer: ${who}\n')],
    ['a description of lines', kubelet('description: |\n  a\n  b\n')],
    [
      'an rpm alone in what only a deb refuses',
      packages('  Kubelet_x: {}\n').replace('packages:', 'formats: [rpm]\npackages:'),
    ],
  ])('lets pass %s', async (_name, text) => {
    expect(await mistakes(text)).toEqual([]);
  });

  it('sees the source of an entry whose source has a mistake of its own', async () => {
    const text = kubelet('contents: [{src: "@x", dst: /a}]\n').replace(
      'packages:',
      'sources: {x: {fil: a}}\npackages:',
    );
    expect(await mistakes(text)).toEqual(['unknown-key packages.yaml:4:15 fil']);
  });

  it('gives the Go name of an architecture, and the name that is free', async () => {
    const [architecture] = await problemsOf(top('').replace('[amd64]', '[aarch64]'));
    expect(architecture?.hint).toBe("write `arm64`: architectures have Go's names");
    const [name] = await problemsOf(packages('  Cri_Tools: {}\n'));
    expect(name?.hint).toBe('write `cri-tools`');
  });
});
