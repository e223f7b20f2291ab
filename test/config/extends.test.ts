import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Layers, loadConfig } from '../../src/config/load.ts';
import { folderOf, HEAD, kubelet, load, mistakes, problemsOf, where } from './loading.ts';

const UPSTREAM = `# Upstream's.
${kubelet(`description: Node agent.
depends: { iptables: ">= 1", mount: "*" }
contents:
  - { src: files/a, dst: /a, mode: "0644" }
`).replace('packages:', 'defaults: { vendor: Up } # theirs\nsources: { kubelet: { file: bin/kubelet } }\npackages:')}`;

const ACME = `# Acme's.
extends: ../upstream/packages.yaml
version: v1.36.3+acme
defaults: { vendor: Acme }
packages:
  kubelet:
    depends: { jq: "*", mount: null }
    contents:
      - { src: mine/a, dst: /a }
`;

const FILES = { 'upstream/packages.yaml': UPSTREAM, 'acme/packages.yaml': ACME };
const CONFIG: Partial<Layers> = { config: 'acme/packages.yaml' };

describe('extends', () => {
  it('lays the config over another one, whose paths stay its own', async () => {
    const { general, extended } = await load(FILES, CONFIG);
    expect(general.config).toMatchObject({
      version: 'v1.36.3+acme',
      architectures: ['amd64'],
      apiVersion: 'onepack/v1',
    });
    expect(general.config).not.toHaveProperty('extends');
    expect(general.config.packages['kubelet']).toEqual({
      summary: 'Node agent',
      description: 'Node agent.',
      depends: { iptables: '>= 1', jq: '*' },
      contents: [{ src: 'mine/a', dst: '/a', mode: '0644' }],
    });
    const entry = ['packages', 'kubelet', 'contents', 0];
    expect(where(general.locate([...entry, 'src']))).toBe('acme/packages.yaml:9:16 mine/a');
    expect(where(general.locate([...entry, 'mode']))).toBe('upstream/packages.yaml:13:40 "0644"');
    expect(general.folderOf([...entry, 'src'])).toBe('acme');
    expect(general.folderOf(['sources', 'kubelet', 'file'])).toBe('upstream');
    expect(extended.map(({ name, namedAt }) => `${name} ${where(namedAt)}`)).toEqual([
      'upstream/packages.yaml acme/packages.yaml:2:10 ../upstream/packages.yaml',
    ]);
  });

  it('lies below overlays and flags', async () => {
    const files = { ...FILES, 'o.yaml': 'defaults: { vendor: Over }\nrevision: "2"\n' };
    const { general } = await load(files, { ...CONFIG, overlays: ['o.yaml'], set: ['revision=3'] });
    expect(general.config).toMatchObject({ version: 'v1.36.3+acme', revision: '3', defaults: { vendor: 'Over' } });
  });

  it('takes each file once, what a file extends before the file, in the order of the list', async () => {
    const files = {
      'packages.yaml': `extends: [a.yaml, b.yaml]\nvars: { last: packages }\n`,
      'a.yaml': 'extends: ./common.yaml\nvars: { one: a, two: a, last: a }\n',
      'b.yaml': 'extends: [sub/../common.yaml, sub/c.yaml]\nvars: { two: b, last: b }\n',
      'sub/c.yaml': 'vars: { c: c, two: c }\n',
      'common.yaml': `${kubelet('')}\nvars: { zero: common, one: common, two: common }\n`,
    };
    const { general, extended } = await load(files);
    expect(general.config.vars).toEqual({ zero: 'common', one: 'a', two: 'b', c: 'c', last: 'packages' });
    expect(extended.map(({ name }) => name)).toEqual(['common.yaml', 'a.yaml', 'sub/c.yaml', 'b.yaml']);
  });

  it('asks of the whole what a config needs, and nothing of its parts', async () => {
    const files = { 'packages.yaml': `extends: part.yaml\n${HEAD}`, 'part.yaml': 'packages: { aa: { summary: A } }\n' };
    expect(await mistakes(files)).toEqual([]);
    expect(await mistakes({ ...files, 'part.yaml': '# nothing\n' })).toEqual(['missing-key packages.yaml:1:1 e']);
  });

  it('may be an absolute path', async () => {
    const cwd = folderOf({ 'b/base.yaml': kubelet('') });
    writeFileSync(join(cwd, 'packages.yaml'), `extends: ${cwd}/b/base.yaml\n`);
    const { general } = await loadConfig({ config: 'packages.yaml', cwd });
    expect(general.folderOf(['version'])).toBe(join(cwd, 'b'));
  });

  it('has no end where links make a circle, and is told so', async () => {
    const cwd = folderOf({ 'packages.yaml': 'extends: self/packages.yaml\n' });
    symlinkSync('.', join(cwd, 'self'));
    await expect(loadConfig({ config: 'packages.yaml', cwd })).rejects.toMatchObject({
      problems: [{ code: 'extends-cycle', message: expect.stringContaining('packages.yaml -> self/packages.yaml') }],
    });
  });

  it.each([
    ['extends: packages.yaml\n', 'extends-cycle packages.yaml:1:10 packages.yaml'],
    ['extends: none.yaml\n', 'cannot-read packages.yaml:1:10 none.yaml'],
    ['extends: ""\n', 'cannot-read packages.yaml:1:10 ""'],
    ['extends: [b.yaml, b.yaml, null]\n', 'wrong-type packages.yaml:1:27 null'],
    ['extends: { file: b.yaml }\n', 'wrong-type packages.yaml:1:10 { file: b.yaml }'],
    ['extends:\n', 'wrong-type packages.yaml:1:9 '],
    ['extends: b.yaml\ncompresion: xz\n', 'unknown-key packages.yaml:2:1 compresion'],
    ['extends: b.yaml\npackages: { kubelet: { depends: { jk: null } } }\n', 'nothing-to-remove packages.yaml:2:35 jk'],
    ['extends: wrong.yaml\n', 'not-allowed wrong.yaml:1:9 gcc'],
    ['extends: [wrong.yaml, b.yaml]\nengine: fpm\n', ''],
  ])('of %j is wrong where it is written', async (text, wanted) => {
    const files = { 'packages.yaml': text, 'b.yaml': kubelet(''), 'wrong.yaml': `engine: gcc\n${kubelet('')}` };
    expect(await mistakes(files)).toEqual(wanted === '' ? [] : [wanted]);
  });

  it('is not for overlays and flags', async () => {
    const files = { ...FILES, 'o.yaml': 'extends: x.yaml\n' };
    expect(await mistakes(files, { ...CONFIG, overlays: ['o.yaml'] })).toEqual([
      'extends-misplaced o.yaml:1:1 extends',
    ]);
    expect(await mistakes(files, { ...CONFIG, set: ['extends=x.yaml'] })).toEqual([
      'extends-misplaced --set:1:1 extends',
    ]);
    const [missing] = await problemsOf({ 'packages.yaml': 'extends: up/none.yaml\n' });
    expect(missing?.message).toBe('cannot read up/none.yaml: there is no such file');
  });
});

describe('the patched config of one that extends', () => {
  const patched = async (base: string): Promise<string> =>
    (await load(FILES, { ...CONFIG, set: ['packages.kubelet.depends.jq=>= 1'] })).patchedText(base);

  it('says of each value that is not of the lowest file where it is from', async () => {
    expect(await patched('acme')).toBe(PATCHED);
  });

  it('extends nothing, and means the same from anywhere', async () => {
    const cwd = folderOf({ ...FILES, 'deep/down/patched.yaml': await patched('acme') });
    const again = await loadConfig({ config: 'deep/down/patched.yaml', cwd });
    const { general, extended } = again;
    expect(extended).toEqual([]);
    expect(general.config.sources).toEqual({ kubelet: { file: '../upstream/bin/kubelet' } });
    expect(general.folderOf(['sources', 'kubelet', 'file'])).toBe('acme');
    expect(again.patchedText('acme')).toBe(await patched('acme'));
  });

  it('may itself be extended', async () => {
    const files = {
      ...FILES,
      'out/patched.yaml': await patched('acme'),
      'packages.yaml': 'extends: out/patched.yaml\n',
    };
    const { general } = await load(files);
    expect(general.folderOf(['sources', 'kubelet', 'file'])).toBe('acme');
    expect(general.config).not.toHaveProperty('base');
  });
});

const PATCHED = `# Generated by \`onepack patch\`; do not edit.

# What has no remark is from upstream/packages.yaml.

# Upstream's.
apiVersion: onepack/v1
base: acme
version: v1.36.3+acme # from acme/packages.yaml:3, was v1.36.3
architectures: [ amd64 ]
defaults:
  vendor: Acme # from acme/packages.yaml:4, was Up
  # theirs
sources: { kubelet: { file: ../upstream/bin/kubelet } }
packages:
  kubelet:
    summary: Node agent
    description: Node agent.
    depends:
      # mount: removed, from acme/packages.yaml:7
      iptables: ">= 1"
      jq: ">= 1" # set by --set, was *
    contents:
      - src: mine/a # from acme/packages.yaml:9, was files/a
        dst: /a
        mode: "0644"
`;
