import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { RESERVED_NAMES } from '../../src/config/rules.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { resolveSources } from '../../src/plan/sources.ts';
import { renderBuildFile } from '../../src/render/build_file.ts';
import { labelOf } from '../../src/render/label.ts';
import { type View, filesOutside, targetNames, viewOf } from '../../src/render/view.ts';
import { loaded } from '../plan/located.ts';

describe('viewOf', () => {
  it('has a target for each plan, with the files that this package names and no other', () => {
    const [hello] = view().packages;
    expect(hello?.targets.map(({ name }) => name)).toEqual([
      'hello_amd64_deb',
      'hello_amd64_rpm',
      'hello_arm64_deb',
      'hello_arm64_rpm',
    ]);
    expect(hello?.targets[1]).toEqual({
      rule: 'onepack_rpm',
      name: 'hello_amd64_rpm',
      out: 'hello_x86_64.rpm',
      package: 'hello',
      architecture: 'amd64',
      srcs: { files: ['files/hello.conf', 'files/hello.sh'], patterns: ['share/**'] },
      sources: { ':source_hello_amd64': 'hello' },
    });
  });

  it('names the packages that need a source, and leaves out a source that none needs', () => {
    expect(view().needs).toEqual({ ':source_hello': 'hello,c++' });
    expect(view().sources).toEqual([
      {
        flag: 'source_hello',
        architectures: ['amd64', 'arm64'],
        extract: false,
        files: { amd64: 'bin/amd64/hello', arm64: 'bin/arm64/hello' },
      },
    ]);
  });

  it('knows the files that lie outside the package', () => {
    expect(filesOutside(view())).toEqual([]);
    expect(filesOutside(view('src: ../LICENSE'))).toEqual(['../LICENSE']);
  });

  it('takes files of other packages by their labels, which their folders tell', () => {
    const { extends: extended, others, packages } = view('src: ../../up/files/x', ['build/pkgs/b.yaml', 'up/p.yaml']);
    expect({ extended, others }).toEqual({ extended: ['b.yaml', '//up:p.yaml'], others: ['up'] });
    expect(packages[0]?.targets[0]?.srcs?.files).toEqual(['files/hello.sh', '//up:files/x']);
    expect(filesOutside(view('src: files/x', ['build/p.yaml', 'up/p.yaml']))).toEqual(['../p.yaml']);
  });

  it('lists every target that the file declares', () => {
    const declared = [...renderBuildFile(view()).matchAll(/^ {4}name = "(.*)"/gm)].map(([, name]) => name);
    const listed = targetNames(view()).map(({ name }) => name);
    expect(declared.filter((name) => !listed.includes(name ?? ''))).toEqual([]);
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('refuses every name that all sets have as the name of a package', () => {
    const fixed = targetNames(view()).filter(({ is }) => is === 'a target that every set has');
    expect(fixed.map(({ name }) => name).filter((name) => !RESERVED_NAMES.includes(name))).toEqual([]);
  });
});

describe('renderBuildFile', () => {
  it('records the links of a tree, and keeps them from the glob', () => {
    const links = new Map([['build/pkgs/share', new Map([['m', '..'], ['l', '/etc/shadow']])]]); // prettier-ignore
    const text = renderBuildFile(view(undefined, [], links));
    expect(text).toContain(`    links = {
        "share/l": "/etc/shadow",
        "share/m": "..",
    },
`);
    expect(text).toContain(`        allow_empty = True,
        exclude = [
            "share/l",
            "share/l/**",
            "share/m",
            "share/m/**",
        ],
`);
    expect(renderBuildFile(view())).toContain('] + glob(["share/**"]),');
  });

  it.each<[string, () => View]>([
    ['of files, here and elsewhere', () => view('src: ../../up/files/x', ['build/pkgs/base.yaml', 'up/p.yaml'])],
    ['of a tree', () => view()],
    ['of a tree with links', () => view(undefined, [], new Map([['build/pkgs/share', new Map([['sub/l', '/etc/shadow'], ['m', '..']])]]))], // prettier-ignore
  ])('writes what buildifier would leave: %s', async (_, shown) => {
    const folder = await mkdtemp(join(tmpdir(), 'onepack-build-file-'));
    try {
      const file = join(folder, 'BUILD.bazel');
      await writeFile(file, renderBuildFile(shown()));
      const buildifier = join(import.meta.dirname, '../../node_modules/.bin/buildifier');
      const args = ['-mode=diff', '-diff_command=diff -u', '-lint=warn', file];
      const { exitCode, all } = await execa(buildifier, args, { all: true, reject: false });
      expect({ exitCode, all }).toEqual({ exitCode: 0, all: '' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function isPackage(folder: string): boolean {
  return folder === '/w/up';
}

function view(
  src = 'src: files/hello.conf',
  extended: string[] = [],
  links = new Map<string, Map<string, string>>(),
): View {
  const config = loaded(CONFIG.replace('src: files/hello.conf', src));
  const { plans, problems } = resolvePlans(config);
  expect(problems).toEqual([]);
  const { architectures } = config.general.config;
  return viewOf({
    config: 'packages.yaml',
    folder: '/w/build/pkgs',
    cwd: '/w',
    bazelPackage: 'build/pkgs',
    labelOf: (file) => labelOf(file, { folder: '/w/build/pkgs', workspace: '/w', isPackage }),
    extended,
    defs: '//bazel:defs.bzl',
    engine: 'fpm',
    plans,
    links,
    platforms: {},
    written: Object.fromEntries(
      Object.entries(config.general.config.sources ?? {}).map(([name, { file }]) => [name, file]),
    ),
    sources: architectures.flatMap((arch) => resolveSources(config.general, arch).sources),
  });
}

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64, arm64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
sources:
  hello: { file: "bin/\${arch}/hello" }
  unused: { file: nothing }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: "@hello", dst: /usr/bin/hello, mode: "0755" }
      - { src: files/hello.conf, dst: /etc/hello.conf, type: config }
      - { src: share, dst: /usr/share/hello, type: tree }
    scripts: { postinstall: files/hello.sh }
  c++:
    summary: A name with signs
    contents: [{ src: "@hello", dst: /usr/bin/c++ }]
  c-- :
    summary: Nothing of its own
    contents: [{ dst: /srv/c, type: dir }]
`;
