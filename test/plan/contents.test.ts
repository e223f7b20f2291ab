import { describe, expect, it } from '@jest/globals';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { loaded, mistakes, withPackages } from './located.ts';

const SOURCES = `sources:
  tool: {file: "bin/\${arch}/tool"}
  plugins: {file: "bin/\${arch}/plugins.tgz", extract: true}
  far: {file: /srv/far/../far}
  spare: {file: ../spare}
vars: { none: '' }
`;

function contents(entries: string, format: 'deb' | 'rpm' = 'rpm') {
  const config = withPackages(`  tool: {summary: A tool, contents: [${entries}]}\n`, SOURCES);
  const { plans, problems } = resolvePlans(loaded(config), { formats: [format] });
  expect(problems).toEqual([]);
  return plans[0];
}

const ROOT = { owner: 'root', group: 'root' };

describe('a content', () => {
  it.each([
    ['{src: "@tool", dst: /a}', { type: 'file', src: { source: 'tool' }, mode: '0644' }],
    ['{src: "@tool", dst: /a, mode: "755"}', { type: 'file', src: { source: 'tool' }, mode: '0755' }],
    ['{src: "@tool", dst: /a, mode: "04755"}', { type: 'file', src: { source: 'tool' }, mode: '4755' }],
    ['{src: files/x, dst: /a}', { type: 'file', src: { file: 'build/pkgs/files/x' }, mode: '0644' }],
    ['{src: ./files//x, dst: /a}', { type: 'file', src: { file: 'build/pkgs/files/x' }, mode: '0644' }],
    ['{src: ../x, dst: /a}', { type: 'file', src: { file: 'build/x' }, mode: '0644' }],
    ['{src: /srv/./x, dst: /a}', { type: 'file', src: { file: '/srv/x' }, mode: '0644' }],
    [
      '{src: x, dst: /a, type: config}',
      { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', config: 'replace' },
    ],
    [
      '{src: x, dst: /a, type: config|noreplace}',
      { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', config: 'noreplace' },
    ],
    [
      '{src: x, dst: /a, type: config|missingok}',
      { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', config: 'missingok' },
    ],
    ['{src: x, dst: /a, type: doc}', { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', mark: 'doc' }],
    [
      '{src: x, dst: /a, type: license}',
      { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', mark: 'license' },
    ],
    [
      '{src: x, dst: /a, type: licence}',
      { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', mark: 'license' },
    ],
    ['{src: x, dst: /a, type: readme}', { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', mark: 'readme' }],
    ['{dst: /a, type: ghost}', { type: 'ghost', mode: '0644' }],
    ['{dst: /a, type: ghost, mode: "0600"}', { type: 'ghost', mode: '0600' }],
    [
      '{src: "@tool", dst: /a, machine: any}',
      { type: 'file', src: { source: 'tool' }, mode: '0644', anyMachine: true },
    ],
    ['{src: "@plugins/x/y", dst: /a}', { type: 'file', src: { source: 'plugins', member: 'x/y' }, mode: '0644' }],
    ['{src: "@plugins/./y", dst: /a}', { type: 'file', src: { source: 'plugins', member: 'y' }, mode: '0644' }],
    ['{src: "@plugins", dst: /a, type: tree}', { type: 'tree', src: { source: 'plugins' } }],
    ['{src: "@plugins/x/", dst: /a, type: tree}', { type: 'tree', src: { source: 'plugins', member: 'x' } }],
    [
      '{src: files/, dst: /a, type: tree, mode: "0644"}',
      { type: 'tree', src: { file: 'build/pkgs/files' }, mode: '0644' },
    ],
    [
      '{src: files, dst: /a, type: tree, dirMode: "750", include: ["**/*.${arch}", "x y"], exclude: [a]}',
      {
        type: 'tree',
        src: { file: 'build/pkgs/files' },
        dirMode: '0750',
        include: ['**/*.amd64', 'x y'],
        exclude: ['a'],
      },
    ],
    [
      '{src: files, dst: /a, type: tree, fileType: config|noreplace}',
      { type: 'tree', src: { file: 'build/pkgs/files' }, config: 'noreplace' },
    ],
    [
      '{src: files, dst: /a, type: tree, fileType: license}',
      { type: 'tree', src: { file: 'build/pkgs/files' }, mark: 'license' },
    ],
    ['{dst: /a, type: dir, mtime: 2024-01-31T12:00:00Z}', { type: 'dir', mode: '0755', mtime: 1706702400 }],
    [
      '{src: b, dst: /a, type: symlink, mtime: "2024-01-31T14:00:00+02:00"}',
      { type: 'symlink', target: 'b', mtime: 1706702400 },
    ],
    ['{dst: /a, type: dir}', { type: 'dir', mode: '0755' }],
    ['{dst: /a, type: dir, mode: "0700"}', { type: 'dir', mode: '0700' }],
    ['{src: ../b, dst: /a, type: symlink}', { type: 'symlink', target: '../b' }],
    [
      '{src: "${package}-${version}-${deb_arch}", dst: /a, type: symlink}',
      { type: 'symlink', target: 'tool-1.36.3-amd64' },
    ],
  ])('%s', (entry, expected) => {
    expect(contents(entry)?.contents).toEqual([{ dst: '/a', ...ROOT, ...expected }]);
  });

  it.each([
    ['{src: bin/hello, dst: /usr/bin/}', '/usr/bin/hello'],
    ['{src: "files/@odd", dst: /a/}', '/a/@odd'],
    ['{src: "@tool", dst: /usr/bin/}', '/usr/bin/tool'],
    ['{src: "@plugins/x/bridge", dst: /usr/bin/}', '/usr/bin/bridge'],
    ['{src: "//cmd/kubelet", dst: /usr/bin/}', '/usr/bin/kubelet'],
    ['{src: "//cmd:kubeadm", dst: /usr/bin/}', '/usr/bin/kubeadm'],
    ['{src: "files/${package}.conf", dst: "/etc/${package}/", type: config}', '/etc/tool/tool.conf'],
    ['{src: files, dst: /opt/tool/, type: tree}', '/opt/tool'],
    ['{dst: /opt/tool/, type: dir}', '/opt/tool'],
    ['{src: files, dst: /, type: tree}', '/'],
  ])('%s lands at %s', (entry, expected) => {
    expect(contents(entry)?.contents.map(({ dst }) => dst)).toEqual([expected]);
  });

  it.each([
    ['{src: bin/hi, dst: /usr/bin}', 'write "/usr/bin/" for "/usr/bin/hi"'],
    ['{src: "@tool", dst: /sbin, type: config}', 'write "/sbin/" for "/sbin/tool"'],
    ['{src: hi.1, dst: /usr/share/man/man1, type: doc}', 'write "/usr/share/man/man1/" for "/usr/share/man/man1/hi.1"'],
    ['{src: hi, dst: /etc/cron.d, type: config}', 'write "/etc/cron.d/" for "/etc/cron.d/hi"'],
    ['{src: x.service, dst: /lib/systemd/system}', 'write "/lib/systemd/system/" for "/lib/systemd/system/x.service"'],
  ])('%s would take the place of a folder', (entry, hint) => {
    const config = withPackages(`  tool: {summary: A tool, contents: [${entry}]}\n`, SOURCES);
    const { problems } = resolvePlans(loaded(config), { formats: ['rpm'] });
    expect(problems.map((problem) => [problem.code, problem.hint])).toEqual([['content-path', hint]]);
  });

  it('is another name of a file, or of one in a tree', () => {
    const links = '{src: /a, dst: /b, type: hardlink}, {src: /t/x, dst: /c, type: hardlink}';
    const plan = contents(`{src: x, dst: /a}, {src: y, dst: /t, type: tree}, ${links}`);
    expect(plan?.contents.filter(({ type }) => type === 'hardlink')).toEqual([
      { type: 'hardlink', dst: '/b', target: '/a' },
      { type: 'hardlink', dst: '/c', target: '/t/x' },
    ]);
  });

  it('is nothing in a deb that dpkg does not know', () => {
    const entries = '{dst: /g, type: ghost}, {src: x, dst: /d, type: doc}, {src: x, dst: /l, type: license}';
    const plain = { type: 'file', src: { file: 'build/pkgs/x' }, mode: '0644', ...ROOT };
    expect(contents(entries, 'deb')?.contents).toEqual([
      { dst: '/d', ...plain },
      { dst: '/l', ...plain },
    ]);
  });

  it('has variables in its path', () => {
    expect(contents('{dst: "/opt/${package}/${minor}", type: dir}')?.contents[0]?.dst).toBe('/opt/tool/36');
  });

  it('can belong to others in an rpm', () => {
    expect(contents('{dst: /a, type: dir, owner: etcd, group: kube}')?.contents[0]).toMatchObject({
      owner: 'etcd',
      group: 'kube',
    });
  });

  it('is sorted by the bytes of its path', () => {
    const paths = ['/b', '/a', '/a/b', '/a-b', '/Z', '/é', '/z', '/a/B'];
    const entries = paths.map((dst) => `{dst: ${dst}, type: dir}`).join(', ');
    const sorted = ['/Z', '/a', '/a-b', '/a/B', '/a/b', '/b', '/z', '/é'];
    expect(contents(entries)?.contents.map(({ dst }) => dst)).toEqual(sorted);
  });

  it('names the sources that it needs and no others', () => {
    const plan = contents('{src: "@tool", dst: /a}, {src: "@plugins/y", dst: /b}, {src: "@far", dst: /c}');
    expect(plan?.sources).toEqual({
      far: { file: '/srv/far', extract: false },
      plugins: { file: 'build/pkgs/bin/amd64/plugins.tgz', extract: true },
      tool: { file: 'build/pkgs/bin/amd64/tool', extract: false },
    });
  });
});

describe('a mistake in a content', () => {
  it.each([
    ['{src: x, dst: a}', 'content-path a'],
    ['{src: x, dst: "${package}/a"}', 'content-path "${package}/a"'],
    ['{src: x, dst: /a/../b}', 'content-path /a/../b'],
    ['{src: x, dst: /a//b}', 'content-path /a//b'],
    ['{src: x, dst: /a/, type: symlink}', 'content-path /a/'],
    ['{dst: /a/, type: ghost}', 'content-path /a/'],
    ['{src: x, dst: /}', 'content-path /'],
    ['{src: x, dst: /a//}', 'content-path /a//'],
    ['{src: .., dst: /a/}', 'content-path /a/'],
    ['{src: bin/x, dst: /a/}, {src: y, dst: /a/x}', 'content-duplicate /a/x'],
    ['{dst: /, type: dir}', 'content-path /'],
    ['{src: x, dst: "/a\\nb"}', 'content-path "/a\\nb"'],
    ['{src: "@tol", dst: /a}', 'unknown-source tol'],
    ['{src: "@toString", dst: /a}', 'unknown-source toString'],
    ['{src: "@tool/x", dst: /a}', 'source-member "@tool/x"'],
    ['{src: "@tool", dst: /a, type: tree}', 'source-member "@tool"'],
    ['{src: "@plugins", dst: /a}', 'source-member "@plugins"'],
    ['{src: "@plugins/../x", dst: /a}', 'source-member "@plugins/../x"'],
    ['{src: "@plugins//etc/x", dst: /a}', 'source-member "@plugins//etc/x"'],
    ['{dst: /a}', 'content-key {dst: /a}'],
    ['{src: "", dst: /a}', 'content-key ""'],
    ['{src: "${none}", dst: /a, type: symlink}', 'content-key "${none}"'],
    ['{src: "@none", dst: /a}, {src: x, dst: /a}', 'unknown-source none', 'content-duplicate /a'],
    ['{src: "@none", dst: /a}, {src: /a, dst: /b, type: hardlink}', 'unknown-source none'],
    ['{dst: /a, type: symlink}', 'content-key {dst: /a, type: symlink}'],
    ['{src: x, dst: /a, type: dir}', 'content-key src'],
    ['{src: x, dst: /a, type: symlink, mode: "0777"}', 'content-key mode'],
    ['{dst: /a, type: dir, machine: any}', 'content-key machine'],
    ['{src: x, dst: /a, type: ghost}', 'content-key src'],
    ['{src: x, dst: /a}, {src: /a, dst: /b, type: hardlink, mode: "0600"}', 'content-key mode'],
    ['{src: x, dst: /a}, {src: /a, dst: /b, type: hardlink, owner: root}', 'content-key owner'],
    ['{dst: /b, type: hardlink}', 'content-key {dst: /b, type: hardlink}'],
    ['{src: x, dst: /a}, {src: /aa, dst: /b, type: hardlink}', 'hardlink-target /aa'],
    ['{src: x, dst: /a}, {src: a, dst: /b, type: hardlink}', 'hardlink-target a'],
    ['{src: /b, dst: /b, type: hardlink}', 'hardlink-target /b'],
    ['{dst: /a, type: dir}, {src: /a, dst: /b, type: hardlink}', 'hardlink-target /a'],
    ['{src: x, dst: /a, type: config}, {src: /a, dst: /b, type: hardlink}', 'hardlink-target /a'],
    ['{dst: /a, type: ghost}, {src: x, dst: /a/b}', 'content-inside-file /a/b'],
    ['{src: x, dst: /a, mtime: yesterday}', 'content-mtime yesterday'],
    ['{src: x, dst: /a, mtime: 2024-02-30T99:00:00Z}', 'content-mtime 2024-02-30T99:00:00Z'],
    ['{src: x, dst: /a, mtime: 1969-12-31T23:59:59Z}', 'content-mtime 1969-12-31T23:59:59Z'],
    ['{src: x, dst: /a, mtime: 2200-01-01T00:00:00Z}', 'content-mtime 2200-01-01T00:00:00Z'],
    ['{src: x, dst: /a, exclude: [y]}', 'content-key exclude'],
    ['{dst: /a, type: dir, include: [y]}', 'content-key include'],
    ['{src: x, dst: /a, fileType: config}', 'content-key fileType'],
    ['{dst: /a, type: dir, dirMode: "0700"}', 'content-key dirMode'],
    ['{src: x, dst: /a, type: tree, include: [/y]}', 'glob-syntax /y'],
    ['{src: x, dst: /a, type: tree, include: [y, ""]}', 'glob-syntax ""'],
    ['{src: x, dst: /a, type: tree, exclude: [y/]}', 'glob-syntax y/'],
    ['{src: x, dst: /a, type: tree, exclude: [y/../z]}', 'glob-syntax y/../z'],
    ['{src: x, dst: /a, type: tree, exclude: ["${nothing}"]}', 'unknown-variable ${nothing}'],
    ['{src: x, dst: /a, owner: "a b"}', 'content-owner "a b"'],
    ['{src: x, dst: /a, owner: "${nobody}"}', 'unknown-variable ${nobody}'],
    ['{src: x, dst: /a}, {src: y, dst: /a}', 'content-duplicate /a'],
    ['{src: x, dst: /a}, {src: y, dst: "/${arch}"}, {src: y, dst: /amd64}', 'content-duplicate /amd64'],
    ['{src: x, dst: /bin/a}, {src: y, dst: /usr/bin/a}', 'content-duplicate /usr/bin/a'],
    ['{src: x, dst: /a, type: tree}, {src: y, dst: /a}', 'content-duplicate /a'],
    ['{dst: /a, type: dir}, {dst: /a, type: dir}', 'content-duplicate /a'],
    ['{src: x, dst: /a}, {src: y, dst: /a/b/c}', 'content-inside-file /a/b/c'],
    ['{src: x, dst: /lib/a}, {src: y, dst: /usr/lib/a/b}', 'content-inside-file /usr/lib/a/b'],
    ['{src: /b, dst: /a, type: symlink}, {src: y, dst: /a/b}', 'content-inside-file /a/b'],
  ])('%s', (entries, ...expected) => {
    expect(mistakes(`contents: [${entries}]`, SOURCES, 'rpm')).toEqual(expected);
  });

  it.each([
    ['{src: x, dst: /a, owner: etcd}', 'engine-limit etcd'],
    ['{dst: /a, type: dir, group: etcd}', 'engine-limit etcd'],
    ['{src: x, dst: /usr/share/doc/tool/changelog.Debian.gz}', 'engine-limit /usr/share/doc/tool/changelog.Debian.gz'],
  ])('%s in a deb of fpm', (entries, expected) => {
    const fpm = `${SOURCES}engine: fpm\n`;
    expect(mistakes(`contents: [${entries}]`, fpm, 'deb')).toEqual([expected]);
    expect(mistakes(`contents: [${entries}]`, fpm, 'rpm')).toEqual([]);
    expect(mistakes(`contents: [${entries}]`, SOURCES, 'deb')).toEqual([]);
  });

  it.each([
    ['config', ['deb', 'rpm']],
    ['doc', ['rpm']],
  ])('is that the files of a tree are %s, where fpm packs them', (fileType, expected) => {
    const entries = `contents: [{src: x, dst: /a, type: tree, fileType: ${fileType}}]`;
    const refused = (['deb', 'rpm'] as const).filter(
      (format) => mistakes(entries, `${SOURCES}engine: fpm\n`, format).join() === `engine-limit ${fileType}`,
    );
    expect(refused).toEqual(expected);
  });
});

describe('two packages', () => {
  it.each([
    ['{src: x, dst: "/opt/${arch}"}', '{src: x, dst: /opt/amd64}', ['two-owners /opt/amd64']],
    ['{src: x, dst: /opt/1.36.3}', '{src: x, dst: "/opt/${version}"}', ['two-owners "/opt/${version}"']],
    ['{dst: "/opt/${arch}", type: dir}', '{dst: /opt/amd64, type: dir}', []],
    ['{dst: "/opt/${arch}", type: ghost}', '{dst: /opt/amd64, type: ghost}', []],
    ['{dst: "/opt/${arch}", type: ghost}', '{src: x, dst: /opt/amd64}', ['two-owners /opt/amd64']],
    ['{src: x, dst: "/opt/${package}"}', '{src: x, dst: "/opt/${package}"}', []],
    [
      '{src: x, dst: /lib/systemd/system/a}',
      '{src: x, dst: /usr/lib/systemd/system/a}',
      ['two-owners /usr/lib/systemd/system/a'],
    ],
    ['{src: x, dst: /usr/bin/a}', '{src: x, dst: /bin/a}', ['two-owners /bin/a']],
    ['{src: x, dst: /sbin/a}', '{src: x, dst: /usr/sbin/a}', ['two-owners /usr/sbin/a']],
    ['{src: x, dst: /lib64/a}', '{src: x, dst: /usr/lib64/a}', ['two-owners /usr/lib64/a']],
    ['{src: x, dst: /library/a}', '{src: x, dst: /usr/library/a}', []],
    ['{src: x, dst: /var/lock/a}', '{src: x, dst: /run/lock/a}', ['two-owners /run/lock/a']],
    ['{src: x, dst: /a}', '{src: x, dst: /a/b/c}', ['two-owners /a/b/c']],
    ['{src: x, dst: /a/b/c}', '{src: x, dst: /a}', ['two-owners /a']],
    ['{src: x, dst: /a, type: symlink}', '{src: x, dst: /a/b/c}', []],
    ['{src: x, dst: /a, type: tree}', '{src: x, dst: /a, type: tree}', []],
    ['{src: x, dst: /a, type: tree}', '{dst: /a, type: dir}', []],
    ['{src: x, dst: /a, type: tree}', '{src: x, dst: /a}', ['two-owners /a']],
    ['{src: x, dst: /, type: tree}', '{src: y, dst: /, type: tree}', []],
  ])('%s and %s', (one, other, expected) => {
    const packages = `  one: {summary: A, contents: [${one}]}\n  two: {summary: B, contents: [${other}]}\n`;
    const { problems } = resolvePlans(loaded(withPackages(packages)));
    const found = problems.map(({ code, place }) => `${code} ${place?.source.text.slice(place.start, place.end)}`);
    expect([...new Set(found)]).toEqual(expected);
  });

  it.each([
    ['conflicts: {two: "*"}', '', []],
    ['', 'conflicts: {one: "*"}', []],
    ['', 'conflicts: {one: "< 1"}', ['deb', 'rpm']],
    ['', 'conflicts: {one: "<= 1.36.3"}', []],
    ['', 'breaks: {one: "*"}', ['deb']],
    ['', 'replaces: {one: "*"}', ['deb']],
    ['', 'breaks: {one: "*"}, replaces: {one: "*"}', []],
    ['', 'obsoletes: {one: "*"}', []],
    ['', 'conflicts: {one: {only: rpm}}', ['deb']],
    ['provides: {greeter: "= 1"}', 'conflicts: {greeter: "*"}', []],
    ['provides: {greeter: "*"}', 'conflicts: {greeter: "> 2"}', ['deb']],
    ['provides: {greeter: "= 1"}', 'conflicts: {greeter: "> 2"}', ['deb', 'rpm']],
    ['provides: {greeter: "*"}', 'obsoletes: {greeter: "*"}', ['rpm']],
    ['depends: {two: "*"}', 'recommends: {one: "*"}', ['deb', 'rpm']],
  ])('may own one path where they are kept apart: {%s} and {%s}', (one, other, expected) => {
    const contents = 'contents: [{src: x, dst: /usr/bin/x}]';
    const said = [one, other].map((relations) => [contents, ...(relations === '' ? [] : [relations])].join(', '));
    const packages = `  one: {summary: A, ${said[0]}}\n  two: {summary: B, ${said[1]}}\n`;
    const refused = (['deb', 'rpm'] as const).filter((format) => {
      const { problems } = resolvePlans(loaded(`${withPackages(packages)}formats: [${format}]\n`));
      expect(problems.filter(({ code }) => code !== 'two-owners')).toEqual([]);
      return problems.length > 0;
    });
    expect(refused).toEqual(expected);
  });

  it('of which each is kept apart from the first collide with each other', () => {
    const entry = 'contents: [{src: x, dst: /usr/bin/x}]';
    const apart = 'conflicts: {one: "*"}';
    const packages = `  one: {summary: A, ${entry}}\n  two: {summary: B, ${entry}, ${apart}}\n  three: {summary: C, ${entry}, ${apart}}\n`;
    const { problems } = resolvePlans(loaded(withPackages(packages)));
    expect(problems.map(({ message }) => message)).toEqual([
      '"/usr/bin/x" is already in two; only one deb can own it',
      '"/usr/bin/x" is already in two; only one rpm can own it',
    ]);
  });
});
