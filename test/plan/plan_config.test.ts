/** What is wrong with a config is said once, whether its text shows it or only what its strings become. */
import { describe, expect, it } from '@jest/globals';
import {
  folderOf,
  HEAD,
  kubelet,
  plannedMistakes as mistakes,
  plannedProblemsOf as problemsOf,
} from '../config/loading.ts';
import type { InputError } from '../../src/problems/errors.ts';
import { planConfig } from '../../src/plan/plan_config.ts';

const top = (text: string): string => `${HEAD}${text}\npackages: {}\n`;
const packages = (text: string): string => `${HEAD}packages:\n${text}`;

describe('a mistake in what a string becomes', () => {
  it.each([
    [packages('  Kubelet: {}\n'), 'package-name packages.yaml:5:3 Kubelet'],
    [packages('  k: {}\n'), 'package-name packages.yaml:5:3 k'],
    [packages('  "a b": {}\n'), 'package-name packages.yaml:5:3 "a b"'],
    [
      top('defaults: {maintainer: Kubernetes}').replace('{}', '{kubelet: {}}'),
      'maintainer packages.yaml:4:24 Kubernetes',
    ],
    [kubelet('maintainer: <a@b.c>\n'), 'maintainer packages.yaml:7:17 <a@b.c>'],
    [kubelet('overrides: {deb: {maintainer: a b}}\n'), 'maintainer packages.yaml:7:35 a b'],
    [top('sources: {x: {file: a, sha256: abc}}'), 'sha256-syntax packages.yaml:4:32 abc'],
    [top('sources: {x: {file: a, sha256: {amd64: abc}}}'), 'sha256-syntax packages.yaml:4:40 abc'],
    [kubelet('contents: [{src: a, dst: usr/bin/a}]\n'), 'content-path packages.yaml:7:30 usr/bin/a'],
    [kubelet('contents: [{src: a, dst: /usr/../a}]\n'), 'content-path packages.yaml:7:30 /usr/../a'],
    [kubelet('contents: [{src: a, dst: /usr//a}]\n'), 'content-path packages.yaml:7:30 /usr//a'],
    [kubelet('contents: [{src: a, dst: /usr/a/, type: symlink}]\n'), 'content-path packages.yaml:7:30 /usr/a/'],
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
    [kubelet('contents: [{src: "@kublet", dst: /a}]\n'), 'unknown-source packages.yaml:7:24 kublet'],
    [kubelet('contents: [{src: "@kublet/x", dst: /a}]\n'), 'unknown-source packages.yaml:7:24 kublet'],
    [
      packages('  a1: {contents: [{src: x, dst: /x}]}\n  a2: {architectures: [all], contents: [{src: x, dst: /x}]}\n'),
      'two-owners packages.yaml:6:55 /x',
    ],
    [
      packages(
        ['a1: {contents: [{dst: /x, type: dir}]}', 'a2: {contents: [{src: x, dst: /x, type: tree}]}']
          .concat('a3: {contents: [{src: x, dst: /x}]}')
          .map((line) => `  ${line}\n`)
          .join(''),
      ),
      'two-owners packages.yaml:7:33 /x',
    ],
    [kubelet('contents: [{src: //a:/b, dst: /a}]\n'), 'label-syntax packages.yaml:7:22 //a:/b'],
    [top('vars: {x: /b}\nsources: {x: {file: "//a:${x}"}}'), 'label-syntax packages.yaml:5:21 "//a:${x}"'],
    [top('sources: {x: {file: //a:b, url: "https://a/b"}}'), 'label-url packages.yaml:4:28 url'],
    [
      top('vars: {who: Jo}\ndefaults: {maintainer: "${who}"}').replace('{}', '{kubelet: {}}'),
      'maintainer packages.yaml:5:24 "${who}"',
    ],
  ])('%j', async (text, expected) => {
    expect(await mistakes(text)).toEqual([expected]);
  });

  it("knows that a path with the name of the package in it is no other package's", async () => {
    const own = (name: string): string => `  ${name}: {contents: [{src: x, dst: "/\${package}"}]}\n`;
    expect(await mistakes(packages(own('a1') + own('a2')))).toEqual([]);
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
    [
      'a path that a variable begins',
      kubelet('contents: [{src: a, dst: "${prefix}/a"}]\n').replace('packages:', 'vars: {prefix: /opt}\npackages:'),
    ],
    ['an rpm alone, too, of one package', packages('  Kubelet_x: {formats: [rpm]}\n')],
    [
      'a path in packages for different architectures',
      packages(
        '  a1: {architectures: [amd64], contents: [{src: x, dst: /x}]}\n  a2: {architectures: [arm], contents: [{src: x, dst: /x}]}\n',
      ).replace('[amd64]', '[amd64, arm]'),
    ],
    ['an architecture of its own', top('architectureNames: {z80: {deb: z80, rpm: z80}}').replace('[amd64]', '[z80]')],
    [
      'a maintainer that a variable is',
      kubelet('maintainer: ${who}\n').replace('packages:', 'vars: {who: Jo <jo@example.com>}\npackages:'),
    ],
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

  it('gives the name that is free', async () => {
    const [name] = await problemsOf(packages('  Cri_Tools: {}\n'));
    expect(name?.hint).toBe('write `cri-tools`');
  });
});

describe('what was refused', () => {
  const sources = (text: string, body: string): string =>
    kubelet(body).replace('packages:', `sources: ${text}\npackages:`);
  it.each([
    ['a source', sources('{x: [a]}', 'contents: [{src: "@x", dst: /a}]\n'), 'wrong-type packages.yaml:4:14 [a]'],
    ['all sources', sources('[a]', 'contents: [{src: "@x", dst: /a}]\n'), 'wrong-type packages.yaml:4:10 [a]'],
    [
      'a variable',
      kubelet('homepage: "https://${x}"\n').replace('packages:', 'vars: {x: [a]}\npackages:'),
      'wrong-type packages.yaml:4:11 [a]',
    ],
    ['one of a sha256', sources('{x: {file: a, sha256: {amd64: []}}}', ''), 'wrong-type packages.yaml:4:40 []'],
    ['a range', kubelet('depends: {jq: [{when: [], version: ">= 1"}]}\n'), 'wrong-type packages.yaml:7:27 []'],
    ['a src', kubelet('contents: [{src: [a], dst: /a}]\n'), 'wrong-type packages.yaml:7:22 [a]'],
    ['a key that means src', kubelet('contents: [{scr: a, dst: /a}]\n'), 'unknown-key packages.yaml:7:17 scr'],
    [
      'the file that a hard link leads to',
      kubelet('contents: [{src: a, dst: [/a]}, {src: /a, dst: /b, type: hardlink}]\n'),
      'wrong-type packages.yaml:7:30 [/a]',
    ],
    ['a number', kubelet('depends: {jq: 1.5}\n'), 'number-not-text packages.yaml:7:19 1.5'],
    [
      'a variable of two lines',
      kubelet('homepage: "${x}"\n').replace('packages:', 'vars: {x: "a\\nb"}\npackages:'),
      'field-newline packages.yaml:4:11 "a\\nb"',
    ],
    [
      'a variable of two lines by the name of the one key that has lines',
      kubelet('homepage: "${description}"\n').replace('packages:', 'vars: {description: "a\\nb"}\npackages:'),
      'field-newline packages.yaml:4:21 "a\\nb"',
    ],
    [
      'a path of two lines',
      kubelet('contents: [{src: a, dst: "/a\\n"}]\n'),
      'field-newline packages.yaml:7:30 "/a\\n"',
    ],
    [
      'an architecture',
      kubelet('homepage: "https://a/${deb_arch}"\n').replace('[amd64]', '[amd46]'),
      'architecture-name packages.yaml:3:17 amd46',
    ],
  ])('is not missed by what uses it: %s', async (_name, text, expected) => {
    expect(await mistakes(text)).toEqual([expected]);
  });

  it.each([
    ['maintainer: 7', 'number-not-text'],
    ['maintainer: [Jo]', 'wrong-type'],
    ['maintaner: Jo <jo@example.com>', 'unknown-key'],
  ])('is not missing: %s', async (key, code) => {
    const text = `${HEAD}defaults: {license: MIT, ${key}}\npackages: {hello: {summary: Hello}}\n`;
    const cwd = folderOf({ 'packages.yaml': text });
    const failed: unknown = await planConfig({ config: 'packages.yaml', cwd }).catch((error: unknown) => error);
    expect((failed as InputError).problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('hides no other mistake', async () => {
    const text = kubelet('homepage: 7\ncontents: [{src: "@x", dst: a}]\n').replace('[amd64]', '[amd46]');
    expect(await mistakes(text)).toEqual([
      'architecture-name packages.yaml:3:17 amd46',
      'number-not-text packages.yaml:7:15 7',
      'unknown-source packages.yaml:8:24 x',
      'content-path packages.yaml:8:33 a',
    ]);
  });
});
