import { describe, expect, it } from '@jest/globals';
import type { KeyPath } from '../../src/problems/problem.ts';
import { HEAD, kubelet, load, mistakes, problemsOf, where, plannedMistakes } from './loading.ts';

const CONFIG = kubelet(`depends:
  iptables: ">= 1"
contents:
  - { src: files/a, dst: /a, mode: "0644" }
  - { src: files/d, dst: /d, only: deb }
  - { src: files/r, dst: /r, only: rpm, overrides: { rpm: { mode: "0600" } } }
overrides:
  rpm:
    summary: Node agent of an rpm
    contents: [{ dst: /a, mode: "0640" }]
`).replace('packages:', 'sources: { kubelet: { file: bin/kubelet } }\npackages:');

const OVERLAY = 'packages:\n  kubelet:\n    depends: { jq: "*" }\n    contents:\n      - { src: mine/a, dst: /a }\n';

describe('places after merging', () => {
  const layers = {
    overlays: ['vendor/o.yaml'],
    set: ['packages.kubelet.depends.mount=*,defaults.vendor=Acme'],
    version: 'v2',
  };
  const loaded = () => load({ 'packages.yaml': CONFIG, 'vendor/o.yaml': OVERLAY }, layers);

  it.each<[KeyPath, string, string]>([
    [['version'], '--version:1:1 v2', 'packages.yaml:2:1 version'],
    [['defaults', 'vendor'], '--set:1:50 Acme', '--set:1:43 vendor'],
    [['packages', 'kubelet', 'depends', 'mount'], '--set:1:32 *', '--set:1:26 mount'],
    [['packages', 'kubelet', 'depends', 'jq'], 'vendor/o.yaml:3:20 "*"', 'vendor/o.yaml:3:16 jq'],
    [['packages', 'kubelet', 'depends', 'iptables'], 'packages.yaml:9:17 ">= 1"', 'packages.yaml:9:7 iptables'],
    [['packages', 'kubelet', 'contents', 0, 'src'], 'vendor/o.yaml:5:16 mine/a', 'packages.yaml:11:11 src'],
    [['packages', 'kubelet', 'contents', 0, 'mode'], 'packages.yaml:11:40 "0644"', 'packages.yaml:11:34 mode'],
    // Of what is many lines, the key; of what is not there, the nearest above.
    [['packages', 'kubelet'], 'packages.yaml:6:3 kubelet', 'packages.yaml:6:3 kubelet'],
    [['packages', 'kubelet', 'license'], 'packages.yaml:6:3 kubelet', 'packages.yaml:6:3 kubelet'],
    [
      ['packages', 'kubelet', 'contents', 0, 'owner'],
      'packages.yaml:11:9 { src: files/a, dst: /a, mode: "0644" }',
      'packages.yaml:11:9 { src: files/a, dst: /a, mode: "0644" }',
    ],
  ])('%j', async (path, value, key) => {
    const { general } = await loaded();
    expect(where(general.locate(path))).toBe(value);
    expect(where(general.locateKey(path))).toBe(key);
  });

  it('are kept in a format, whose entries are its own', async () => {
    const rpm = (await loaded()).forFormat('rpm');
    expect(rpm.config.packages['kubelet']).toEqual({
      summary: 'Node agent of an rpm',
      depends: { iptables: '>= 1', jq: '*', mount: '*' },
      contents: [
        { src: 'mine/a', dst: '/a', mode: '0640' },
        { src: 'files/r', dst: '/r', mode: '0600' },
      ],
    });
    expect(where(rpm.locate(['packages', 'kubelet', 'contents', 0, 'mode']))).toBe('packages.yaml:17:37 "0640"');
    expect(where(rpm.locate(['packages', 'kubelet', 'contents', 1, 'mode']))).toBe('packages.yaml:13:71 "0600"');
    const deb = (await loaded()).forFormat('deb');
    expect(deb.config.packages['kubelet']?.contents?.map(({ dst }) => dst)).toEqual(['/a', '/d']);
  });

  it.each([
    ['packages: {kubelet: {depends: {xx: {verison: "1"}}}}', 'unknown-key o.yaml:1:37 verison'],
    ['packges: {}', 'unknown-key o.yaml:1:1 packges'],
    ['packages: {kubelet: {contents: [{dst: /a, mode: 0644}]}}', 'number-not-text o.yaml:1:49 0644'],
    ['packages: {kubelet: {contents: [{src: "@x", dst: /a}]}}', 'unknown-source o.yaml:1:41 x'],
    ['packages: {kubelet: {depends: {iptablse: null}}}', 'nothing-to-remove o.yaml:1:32 iptablse'],
    ['packages: {kubelet: {overrides: {rpm: {depends: {mount: null}}}}}', 'nothing-to-remove o.yaml:1:50 mount'],
    ['packages: {other: {contents: [{src: x, dst: /a}]}}', 'two-owners o.yaml:1:45 /a'],
  ])('of a mistake in an overlay: %s', async (overlay, expected) => {
    const files = { 'packages.yaml': CONFIG, 'o.yaml': `${overlay}\n` };
    expect(await plannedMistakes(files, { overlays: ['o.yaml'] })).toEqual([expected]);
  });

  it.each([
    ['packages.kublet.depends.jq=*', 'unknown-package --set:1:10 kublet'],
    ['packages.kubelet.dependz.jq=*', 'unknown-key --set:1:18 dependz'],
    ['packages.kubelet.depends.jk=null', 'nothing-to-remove --set:1:26 jk'],
    ['packages.kubelet.contents["/b"].mode=0600', 'no-such-item --set:1:26 ["/b"]'],
    ['packages.kubelet.contents["/a"].mode=9', 'not-allowed --set:1:38 9'],
    ['sources.kublet.file=x', 'unknown-source --set:1:9 kublet'],
    ['engine=fmp', 'not-allowed --set:1:8 fmp'],
    ['revision=1,defaults.vendor={a: 1}', 'wrong-type --set:1:28 {a: 1}'],
    ['nonsense', 'bad-set --set:1:9 '],
  ])('of a mistake in --set: %s', async (set, expected) => {
    expect(await mistakes(CONFIG, { set: [set] })).toEqual([expected]);
  });

  it('come in the order of the layers', async () => {
    const found = await mistakes(
      { 'packages.yaml': CONFIG.replace('summary', 'sumary'), 'o.yaml': 'x: 1\n' },
      { overlays: ['o.yaml'], set: ['y=1'], engine: 'z' },
    );
    expect(found.map((text) => text.split(' ')[1])).toEqual([
      'packages.yaml:7:5',
      'o.yaml:1:1',
      '--engine:1:1',
      '--set:1:1',
    ]);
  });
});

describe('layers', () => {
  it('are laid over each other: config, overlays, stamp, plain flags, set', async () => {
    const files = {
      'packages.yaml': CONFIG,
      'a.yaml': 'version: a\nrevision: a\n',
      'b.yaml': 'version: b\nrevision: b\n',
      status: 'STABLE_X c\n',
    };
    const version = async (layers: object): Promise<string> => (await load(files, layers)).general.config.version;
    const overlays = ['a.yaml', 'b.yaml'];
    const stamp = { file: 'status', key: 'STABLE_X' };
    expect(await version({ overlays })).toBe('b');
    expect(await version({ overlays, stamp })).toBe('c');
    expect(await version({ overlays, stamp, version: 'd' })).toBe('d');
    expect(await version({ overlays, stamp, version: 'd', set: ['version=e', 'version=f'] })).toBe('f');
  });

  it('have a stamp whose key must be there', async () => {
    const files = { 'packages.yaml': CONFIG, status: 'BUILD_HOST x\nSTABLE_BUILD_SCM_REVISON v1\nSTABLE_EMPTY \n' };
    const [missing] = await problemsOf(files, { stamp: { file: 'status', key: 'STABLE_BUILD_SCM_REVISION' } });
    expect(missing).toMatchObject({
      code: 'stamp-key',
      message: 'the workspace status file status has no key `STABLE_BUILD_SCM_REVISION`',
      hint: 'did you mean `STABLE_BUILD_SCM_REVISON`?',
    });
    const [empty] = await problemsOf(files, { stamp: { file: 'status', key: 'STABLE_EMPTY' } });
    expect(empty?.code).toBe('stamp-key');
  });

  it('may hold an overlay that says nothing', async () => {
    expect(await mistakes({ 'packages.yaml': CONFIG, 'o.yaml': '# nothing\n' }, { overlays: ['o.yaml'] })).toEqual([]);
  });

  it('must be readable', async () => {
    expect(await mistakes({ 'x.yaml': '' })).toEqual(['cannot-read']);
    expect(await mistakes({ 'packages.yaml': CONFIG }, { overlays: ['none.yaml', '.'] })).toEqual([
      'cannot-read',
      'cannot-read',
    ]);
    expect(await mistakes('')).toEqual(['empty packages.yaml:1:1 ']);
    expect(await mistakes({ 'packages.yaml': 'a: [\n', 'o.yaml': '- b\n' }, { overlays: ['o.yaml'] })).toHaveLength(2);
  });

  it('replace the file of a source that is there', async () => {
    const { general } = await load(CONFIG, { sources: [{ name: 'kubelet', path: 'out/kubelet' }] });
    expect(general.config.sources?.['kubelet']?.file).toBe('out/kubelet');
    expect(where(general.locate(['sources', 'kubelet', 'file']))).toBe('--source:1:9 out/kubelet');
    expect(await mistakes(CONFIG, { sources: [{ name: 'kublet', path: 'x' }] })).toEqual([
      'unknown-source --source:1:1 kublet',
    ]);
  });
});

describe('a relative path belongs to the file that wrote it', () => {
  const files = { 'pkgs/packages.yaml': CONFIG, 'vendor/o.yaml': OVERLAY };

  it.each<[KeyPath, string]>([
    [['packages', 'kubelet', 'contents', 0, 'src'], 'vendor'],
    [['packages', 'kubelet', 'contents', 1, 'src'], 'pkgs'],
    [['sources', 'kubelet', 'file'], '.'],
    [['packages', 'kubelet', 'scripts', 'preinstall'], '.'],
  ])('%j', async (path, folder) => {
    const layers = {
      config: 'pkgs/packages.yaml',
      overlays: ['vendor/o.yaml'],
      sources: [{ name: 'kubelet', path: 'x' }],
      set: ['packages.kubelet.scripts.preinstall=y'],
    };
    expect((await load(files, layers)).general.folderOf(path)).toBe(folder);
  });

  it('unless `base` says where its paths start', async () => {
    const based = { 'pkgs/packages.yaml': `base: other\n${CONFIG}`, 'vendor/o.yaml': `base: elsewhere\n${OVERLAY}` };
    const { general } = await load(based, { config: 'pkgs/packages.yaml', overlays: ['vendor/o.yaml'] });
    expect(general.folderOf(['packages', 'kubelet', 'contents', 0, 'src'])).toBe('elsewhere');
    expect(general.folderOf(['sources', 'kubelet', 'file'])).toBe('other');
  });

  it('and a config in the working directory starts there', async () => {
    expect((await load(`${HEAD}packages: {}\n`)).general.folderOf(['sources'])).toBe('.');
  });
});
