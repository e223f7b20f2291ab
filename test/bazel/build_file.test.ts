import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { CONFIG_FLAGS, settingName } from '../../src/config/flags.ts';
import { RESERVED_NAMES } from '../../src/config/rules.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { sourcesOf } from '../../src/plan/sources.ts';
import { renderBuildFile } from '../../src/bazel/build_file.ts';
import { labelOf } from '../../src/bazel/label.ts';
import { type View, filesOutside, targetNames, viewOf } from '../../src/bazel/view.ts';
import { loaded } from '../plan/located.ts';

describe('viewOf', () => {
  it('says once what the targets of a package need, with the files that this package names and no other', () => {
    const { facts, targets } = view();
    expect(targets.filter((target) => target.package === 'hello').map(({ name }) => name)).toEqual([
      'hello_amd64_deb',
      'hello_amd64_rpm',
      'hello_arm64_deb',
      'hello_arm64_rpm',
    ]);
    expect(facts.formats).toEqual({ deb: {}, rpm: { amd64: 'x86_64', arm64: 'aarch64' } });
    expect(facts.packages).toEqual([
      { name: 'hello', sources: ['hello'], srcs: ['files/hello.conf', 'files/hello.sh'], trees: ['share'] },
      { name: 'c++', sources: ['hello'], srcs: [], trees: [] },
      { name: 'c--', sources: [], srcs: [], trees: [] },
    ]);
  });

  it.each<[string, object[]]>([
    ['formats: [deb]', [{ formats: ['deb'], srcs: ['x'] }]],
    ['architectures: [all]', [{ architectures: ['all'], srcs: ['x'] }]],
    ['architectures: [arm64]', [{ architectures: ['arm64'], srcs: ['x'] }]],
    ['formats: [rpm, deb]', [{ srcs: ['x'] }]],
  ])('tells targets apart that need something else: %s', (line, blocks) => {
    const { facts } = view(undefined, [], new Map(), EXTRA.replace('LINE', line));
    const shared = { name: 'xx', sources: [], trees: [] };
    expect(facts.packages.filter(({ name }) => name === 'xx')).toEqual(
      blocks.map((block) => ({ ...shared, ...block })),
    );
  });

  it('leaves out a source that no package takes', () => {
    expect(view().facts.sources).toEqual([
      {
        name: 'hello',
        flag: 'source_hello',
        file: 'bin/${arch}/hello',
        files: { amd64: 'bin/amd64/hello', arm64: 'bin/arm64/hello' },
      },
    ]);
  });

  it('knows the files that lie outside the package', () => {
    expect(filesOutside(view())).toEqual([]);
    expect(filesOutside(view('src: ../LICENSE'))).toEqual(['../LICENSE']);
  });

  it('takes files of other packages by their labels, which their folders tell', () => {
    const { facts } = view('src: ../../up/files/x', ['build/pkgs/b.yaml', 'up/p.yaml']);
    expect(facts).toMatchObject({ extends: ['b.yaml', '//up:p.yaml'], others: ['up'] });
    expect(facts.packages[0]?.srcs).toEqual(['//up:files/x', 'files/hello.sh']);
    expect(filesOutside(view('src: files/x', ['build/p.yaml', 'up/p.yaml']))).toEqual(['../p.yaml']);
  });

  it.each(CONFIG_FLAGS.filter(({ bazel }) => bazel.setting === 'string').map(({ name }) => name))(
    'has the flag %s, whose name no package may have',
    (name) => {
      expect(view().facts.flags).toContain(name);
      expect(RESERVED_NAMES).toContain(settingName(name));
    },
  );

  it('refuses every name that all sets have as the name of a package', () => {
    const fixed = targetNames(view()).filter(({ is }) => is === 'a target that every set has');
    expect(fixed.map(({ name }) => name).filter((name) => !RESERVED_NAMES.includes(name))).toEqual([]);
  });
});

describe('renderBuildFile', () => {
  it('is one call, without what is empty', () => {
    const text = renderBuildFile(view());
    expect(text.match(/^\w+\(/gm)).toEqual(['load(', 'package(', 'onepack_set(']);
    expect(text).not.toMatch(/^ {4}(extends|links|others|platforms) =/m);
    expect(text).toContain(`        {
            "name": "c--",
        },
`);
  });

  it('records the links of a tree', () => {
    const links = new Map([['build/pkgs/share', new Map([['m', '..'], ['l', '/etc/shadow']])]]); // prettier-ignore
    expect(renderBuildFile(view(undefined, [], links))).toContain(`    links = {
        "share": {
            "l": "/etc/shadow",
            "m": "..",
        },
    },
`);
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
  more = '',
): View {
  const config = loaded(CONFIG.replace('src: files/hello.conf', src) + more);
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
    sources: architectures.flatMap((arch) => sourcesOf(config.general, arch).sources),
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

const EXTRA = `  xx:
    summary: X
    contents: [{ src: x, dst: /usr/share/x }]
    LINE
`;
