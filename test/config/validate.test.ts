import { execa } from 'execa';
import { describe, expect, it } from '@jest/globals';
import { renderProblems } from '../../src/problems/problem.ts';
import { folderOf, HEAD, kubelet, load, mistakes, plannedProblemsOf, problemsOf } from './loading.ts';

describe('a mistake stands where it was written', () => {
  it.each([
    ['depends: {x: {verison: ">= 1"}}', 'unknown-key packages.yaml:7:19 verison'],
    ['depends: {x: [{when: ">=1", nonne: true}]}', 'unknown-key packages.yaml:7:33 nonne'],
    ['depends: {x: {rpm: {nam: y}}}', 'unknown-key packages.yaml:7:25 nam'],
    ['depends:\n  x:\n', 'wrong-type packages.yaml:8:7 x'],
    ['depends: {x: null}', 'wrong-type packages.yaml:7:18 null'],
    ['depends: {x: 1.10}', 'number-not-text packages.yaml:7:18 1.10'],
    ['depends: {x: true}', 'boolean-not-text packages.yaml:7:18 true'],
    ['depends: [x]', 'wrong-type packages.yaml:7:14 [x]'],
    ['depends: {x: {only: dep}}', 'not-allowed packages.yaml:7:25 dep'],
    ['depends: {x: {any: [a]}}', 'too-few packages.yaml:7:24 [a]'],
    ['depends: {x: [{version: "1"}]}', 'missing-key packages.yaml:7:19 {version: "1"}'],
    ['contents:\n  - src: a\n', 'missing-key packages.yaml:8:9 src: a'],
    ['contents: [{src: a, dst: /a, mode: 0755}]', 'number-not-text packages.yaml:7:40 0755'],
    ['contents: [{src: a, dst: /a, mode: "0999"}]', 'not-allowed packages.yaml:7:40 "0999"'],
    ['contents: [{src: a, dst: /a, type: confg}]', 'not-allowed packages.yaml:7:40 confg'],
    ['epoch: -1', 'not-allowed packages.yaml:7:12 -1'],
    ['epoch: 2147483648', 'not-allowed packages.yaml:7:12 2147483648'],
    ['epoch: one', 'wrong-type packages.yaml:7:12 one'],
    ['sumary: x', 'unknown-key packages.yaml:7:5 sumary'],
    ['overrides: {dep: {}}', 'unknown-key packages.yaml:7:17 dep'],
    ['overrides: {deb: {sction: x}}', 'unknown-key packages.yaml:7:23 sction'],
    ['scripts: postinst', 'wrong-type packages.yaml:7:14 postinst'],
  ])('%s', async (body, expected) => {
    expect(await mistakes(kubelet(`${body}\n`))).toEqual([expected]);
  });

  it('is one mistake where a key is missing because it is misspelt', async () => {
    expect(await mistakes(`${HEAD.replace('architectures', 'architctures')}packages: {}\n`)).toEqual([
      'unknown-key packages.yaml:3:1 architctures',
    ]);
  });

  it('is at the top of the file where a key at the top is missing', async () => {
    expect(await mistakes(HEAD)).toEqual(['missing-key packages.yaml:1:1 a']);
  });

  it('says what is allowed, and what was meant', async () => {
    const [unknown] = await problemsOf(kubelet('depends: {x: {verison: ">= 1"}}\n'));
    expect(unknown?.hint).toBe('did you mean `version`? allowed: version, deb, rpm, only, any, rich');
    const [empty] = await problemsOf(kubelet('depends: {x: null}\n'));
    expect(empty?.hint).toBe('"*" is any version');
    const [number] = await problemsOf(`${HEAD.replace('v1.36.3', '1.10')}packages: {}\n`);
    expect(number).toMatchObject({
      message: 'must be a string, and YAML reads `1.10` as a number',
      hint: 'put it in quotes: "1.10"',
    });
    const [type] = await problemsOf(kubelet('contents: [{src: a, dst: /a, type: fille}]\n'));
    expect(type?.message).toMatch(/^must be "file", "config", "config\|noreplace", .*, "tree", not "fille"$/);
    expect(type?.hint).toBe('did you mean `file`?');
  });

  it('takes null in overrides, where it removes', async () => {
    const loaded = await load(
      kubelet('depends: {mount: "*"}\noverrides: {rpm: {depends: {mount: null}, summary: null}}\n'),
    );
    expect(loaded.forFormat('rpm').config.packages['kubelet']).toEqual({ depends: {} });
    expect(loaded.forFormat('deb').config.packages['kubelet']?.depends).toEqual({ mount: '*' });
  });
});

const TEN = `apiVersion: onepack/v1
version: 1.10
architectures: [amd64, x86_64]
engine: fmp
defaults:
  maintainer: Kubernetes
  vendr: Acme
packages:
  Kubelet:
    summary: "two\\nlines"
    depends: { xx: { verison: ">= 1" }, y: }
    contents:
      - { src: "@kublet", dst: /usr//bin/kubelet }
`;

describe('ten mistakes in one file', () => {
  it('are shown together, each with its place, sorted', async () => {
    expect(renderProblems(await plannedProblemsOf(TEN))).toBe(
      `packages.yaml:2:10: error: must be a string, and YAML reads \`1.10\` as a number [number-not-text]
    version: 1.10
             ^^^^
  hint: put it in quotes: "1.10"

packages.yaml:3:24: error: a deb has no architecture "x86_64"; known: 386, all, amd64, arm, arm64, loong64, mips64le, ppc64le, riscv64, s390x [architecture-name]
    architectures: [amd64, x86_64]
                           ^^^^^^
  hint: write \`amd64\`: architectures have Go's names

packages.yaml:4:9: error: must be "fpm", "fpm-container", "native", not "fmp" [not-allowed]
    engine: fmp
            ^^^
  hint: did you mean \`fpm\`?

packages.yaml:6:15: error: a maintainer is written \`Name <mail@example.com>\` [maintainer]
      maintainer: Kubernetes
                  ^^^^^^^^^^

packages.yaml:7:3: error: unknown key \`vendr\` [unknown-key]
      vendr: Acme
      ^^^^^
  hint: did you mean \`vendor\`? allowed: maintainer, vendor, homepage, license, section, priority, changelog, overrides

packages.yaml:9:3: error: the name of a deb must be two or more of a-z, 0-9, "+", "-", "." and begin with a letter or digit, not "Kubelet" [package-name]
      Kubelet:
      ^^^^^^^
  hint: write \`kubelet\`

packages.yaml:10:14: error: this must be one line, but has a line break [field-newline]
        summary: "two\\nlines"
                 ^^^^^^^^^^^^

packages.yaml:11:22: error: unknown key \`verison\` [unknown-key]
        depends: { xx: { verison: ">= 1" }, y: }
                         ^^^^^^^
  hint: did you mean \`version\`? allowed: version, deb, rpm, only, any, rich

packages.yaml:11:41: error: must be a string, a map or a list, and is empty [wrong-type]
        depends: { xx: { verison: ">= 1" }, y: }
                                            ^
  hint: "*" is any version

packages.yaml:13:18: error: there is no source "kublet"; there are no sources [unknown-source]
          - { src: "@kublet", dst: /usr//bin/kubelet }
                     ^^^^^^

packages.yaml:13:32: error: "/usr//bin/kubelet" has a "//" in it [content-path]
          - { src: "@kublet", dst: /usr//bin/kubelet }
                                   ^^^^^^^^^^^^^^^^^
  hint: write "/usr/bin/kubelet"`,
    );
  });

  it('take less than half a second, the start of the program included', async () => {
    const cwd = folderOf({ 'packages.yaml': TEN });
    // The one file that people and Bazel run, not its two hundred sources.
    const bundle = `${cwd}/onepack.cjs`;
    await execa('node', ['hack/bundle.mjs', `--out=${bundle}`], { preferLocal: true });
    // Processor time, so that whatever else runs on the machine does not count: `times` has it of the children last.
    const script = '"$0" "$1" patch --config=packages.yaml --out=x 2>/dev/null; echo $?; times';
    const seconds: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const { stdout } = await execa('bash', ['-c', script, process.execPath, bundle], { cwd });
      const [status, , children = ''] = stdout.split('\n');
      expect(status).toBe('2');
      seconds.push([...children.matchAll(/0m([0-9.]+)s/g)].reduce((sum, match) => sum + Number(match[1]), 0));
    }
    expect(Math.min(...seconds)).toBeGreaterThan(0);
    expect(Math.min(...seconds)).toBeLessThan(0.5);
  });
});
