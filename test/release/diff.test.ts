/** `onepack diff`: packages that differ in known ways, the exit status, and that one of dpkg-deb's lists differs where ours does. */
import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Said } from '../command_line/running.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';

const folder = temporaryFolder();
const HEAD = [
  'apiVersion: onepack/v1',
  'architectures: [all]',
  'sourceDateEpoch: 1700000000',
  'defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT, section: utils }',
];
const BEFORE = [
  ...HEAD,
  'version: v1.2.3',
  'packages:',
  '  hello:',
  '    summary: Greets',
  "    depends: { jq: '>= 1.5', curl: '*', hello-data: '= ${version}' }",
  '    contents:',
  '      - { src: a, dst: /usr/bin/hello, mode: "0755" }',
  '      - { src: a, dst: "/usr/lib/hello/libhello.so.${version}" }',
  '      - { src: a, dst: /etc/hello.conf, type: config }',
  '    scripts: { postinstall: post.sh }',
  '  hello-data: { summary: Data, contents: [{ src: a, dst: /usr/share/hello/a }] }',
];
const AFTER = BEFORE.map((line) =>
  line
    .replace('v1.2.3', 'v1.2.4')
    .replace('summary: Greets', 'summary: Greets everybody')
    .replace("jq: '>= 1.5', curl: '*'", "jq: '>= 1.6', wget: '*'")
    .replace('src: a, dst: /usr/bin/hello, mode: "0755"', 'src: b, dst: /usr/bin/hello, mode: "4755"')
    .replace('type: config', 'owner: root, group: adm')
    .replace('post.sh', 'other.sh')
    .replace('hello-data: {', 'hello-doc: {'),
);

async function pack(lines: readonly string[], out: string): Promise<void> {
  const text = lines.join('\n');
  writeFiles(folder, { [`${out}.yaml`]: `${text}\n`, a: 'one\n', b: 'other\n', 'post.sh': '#!/bin/sh\nset -e\necho one\n', 'other.sh': '#!/bin/sh\nset -e\necho two\n' }); // prettier-ignore
  const said = await run(['pack', `--config=${out}.yaml`, '--warnings=off', `--out=${out}`], { cwd: folder });
  expect(said).toMatchObject({ status: 0 });
}

const diff = (...args: string[]): Promise<Said> => run(['diff', ...args], { cwd: folder });

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await pack(BEFORE, 'before');
  await pack(AFTER.map((line) => line.replace("hello-data: '= ${version}'", "hello-doc: '= ${version}'")), 'after'); // prettier-ignore
});

describe('onepack diff', () => {
  it('tells of two folders which packages differ, and how', async () => {
    const { status, stdout } = await diff('before', 'after');
    expect(status).toBe(1);
    const deb = stdout.slice(stdout.indexOf('hello 1.2.3-0 -> 1.2.4-0 (all, deb)'));
    expect(deb.split('\n\n')[0]).toBe(
      [
        'hello 1.2.3-0 -> 1.2.4-0 (all, deb)',
        '  fields',
        '    ~ Description: Greets Greets -> Greets everybody Greets everybody',
        '  relations',
        '    - depends jq (>= 1.5)',
        '    - depends curl',
        '    - depends hello-data (>= 1.2.3-~)',
        '    - depends hello-data (<< 1.2.3-.)',
        '    + depends jq (>= 1.6)',
        '    + depends wget',
        '    + depends hello-doc (>= 1.2.4-~)',
        '    + depends hello-doc (<< 1.2.4-.)',
        '  files',
        '    ~ /etc/hello.conf: owner root:root -> root:adm, marks config -> none',
        '    ~ /usr/bin/hello: content, size 4 -> 6, mode 0755 -> 4755',
        '  scripts',
        '    ~ postinstall',
        '       #!/bin/sh',
        '       set -e',
        '      -echo one',
        '      +echo two',
        '  relations and paths that only follow the version: 1',
        '',
      ]
        .join('\n')
        .trimEnd(),
    );
    expect(stdout).toContain('- only in before: before/hello-data_1.2.3-0_all.deb\n');
    expect(stdout).toContain('+ only in after: after/hello-doc-1.2.4-0.noarch.rpm\n');
    expect(stdout).toMatch(/\n2 of 2 packages differ\n$/);
  });

  it('has nothing to tell of equal folders', async () => {
    expect(await diff('before', 'before')).toEqual({ status: 0, stdout: '4 packages, all the same\n', stderr: '' });
  });

  it('compares the formats of one package by what a config says of both', async () => {
    const { status, stdout } = await diff('before/hello_1.2.3-0_all.deb', 'before/hello-1.2.3-0.noarch.rpm');
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: [
        'hello 1.2.3-0: deb -> rpm',
        '  fields',
        '    - priority: optional',
        '  relations',
        '    - depends hello-data >= 1.2.3-~',
        '    - depends hello-data < 1.2.3-.',
        '    + depends hello-data = 1.2.3',
        '',
        '1 of 1 packages differ',
        '',
      ].join('\n'),
    });
  });

  it('gives a program the same as JSON', async () => {
    const { status, stdout } = await diff('--json', 'before', 'after');
    expect(status).toBe(1);
    const told = JSON.parse(stdout) as Record<string, unknown>;
    expect(told).toMatchObject({ problems: [], onlyBefore: expect.any(Array), differences: expect.any(Array) });
    expect(told['exitStatus']).toBeUndefined();
  });

  it('writes Markdown for a review', async () => {
    const { stdout } = await diff('--markdown', 'before/hello_1.2.3-0_all.deb', 'after/hello_1.2.4-0_all.deb');
    expect(stdout).toMatch(/^### hello 1\.2\.3-0 -> 1\.2\.4-0 \(all, deb\)\n\n```diff\nfields\n~ Description/);
    expect(stdout).toContain('\n- depends jq (>= 1.5)\n');
  });

  it('says what is no package', async () => {
    expect(await diff('a', 'after')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: a: it is neither a deb nor an rpm [package-bad]\n',
    });
  });
});
