import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { formatKeyPath, type KeyPath } from '../../src/problems/problem.ts';
import { run } from '../command_line/running.ts';
import { folderOf } from '../config/loading.ts';

const CONFIG = `apiVersion: onepack/v1
version: v1.36.3
architectures: [amd64, arm64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT, vendor: Up }
vars: { dir: /usr/share }
sources:
  tool: { file: "bin/\${arch}/tool" }
packages:
  tool:
    summary: A tool
    depends:
      jq: ">= 1.5"
      libc: { only: deb }
      self: ">= \${major}.\${minor-1}"
      gated:
        - { when: "<1.36.0", none: true }
        - { when: ">=1.36.0", version: "= 2" }
    contents:
      - { src: "@tool", dst: "\${dir}/tool", mode: "0755" }
      - { src: conf, dst: /etc/tool.conf, overrides: { rpm: { dst: /etc/sysconfig/tool } } }
  other:
    version: v2.0.0-rc.1
    summary: Another
    description: |
      Many
      lines.
`;

const OVER = `architectures: [arm64]
packages:
  tool:
    depends: { jq: "*", libc: null }
    contents: { /etc/tool.conf: null }
`;

const cwd = folderOf({ 'p/packages.yaml': CONFIG, 'over.yaml': OVER });

/** What is printed, without the path and the config's name. */
async function said(...args: string[]): Promise<string[]> {
  const { status, stdout, stderr } = await run(['explain', '--config=p/packages.yaml', ...args], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
}

describe('explain', () => {
  it.each([
    ['version', [], 'version: v1.36.3  # p/packages.yaml:2'],
    ['version', ['--version=v2', '--set=version=v3'], 'version: v3  # --set=version=v3, was v2 (--version=v2), was v1.36.3 (p/packages.yaml:2)'],
    ['compression', [], 'compression: gzip  # by default'],
    ['formats', [], 'formats: deb, rpm  # by default'],
    ['packages.tool.vendor', [], 'packages.tool.vendor: Up  # from `defaults.vendor`, p/packages.yaml:4'],
    ['packages.tool.revision', [], 'packages.tool.revision: 0  # from `revision`, by default'],
    ['packages.tool.revision', ['--revision=7'], 'packages.tool.revision: 7  # from `revision`, --revision=7'],
    ['packages.tool.version', [], 'packages.tool.version: v1.36.3  # from `version`, p/packages.yaml:2'],
    ['packages.other.version', [], 'packages.other.version: v2.0.0-rc.1  # p/packages.yaml:22'],
    ['packages.tool.description', [], 'packages.tool.description: A tool  # from `packages.tool.summary`, p/packages.yaml:10'],
    ['packages.other.description', [], 'packages.other.description: "Many\\nlines.\\n"  # p/packages.yaml:24'],
    ['packages.tool.contents[0].dst', [], 'packages.tool.contents[0].dst: /usr/share/tool  # written ${dir}/tool, p/packages.yaml:19'],
    ['packages.tool.contents["/etc/sysconfig/tool"].dst', ['--format=rpm'], 'packages.tool.contents[1].dst: /etc/sysconfig/tool  # p/packages.yaml:20, was /etc/tool.conf (p/packages.yaml:20)'],
    ['packages.tool.contents[1].overrides.rpm', ['--format=rpm'], 'packages.tool.contents[1].overrides.rpm.dst: /etc/sysconfig/tool  # p/packages.yaml:20'],
    ['sources.tool.file', [], 'sources.tool.file: bin/${arch}/tool  # p/packages.yaml:7'],
    ['sources.tool.file', ['--arch=arm64'], 'sources.tool.file: bin/arm64/tool  # written bin/${arch}/tool, p/packages.yaml:7'],
    ['sources.tool', ['--source=tool=x'], 'sources.tool.file: x  # --source=tool=x, was bin/${arch}/tool (p/packages.yaml:7)'],
    ['packages.tool.contents[0].owner', [], 'packages.tool.contents[0].owner: (not set)  # Owning user, by name; `root` by default. In a deb, postinst gives files to a user that `sysusers` creates, since dpkg did not know the user yet; an entry of dpkg-statoverride takes precedence, and a conffile that exists already stays as it is.'],
    ['packages.tool.recommends.x', [], 'packages.tool.recommends.x: (not set)'],
    ['packages.tool.depends.jq', ['--overlay=over.yaml'], 'packages.tool.depends.jq: *  # over.yaml:4, was >= 1.5 (p/packages.yaml:12)'],
    ['packages.tool.depends.libc', ['--overlay=over.yaml'], 'packages.tool.depends.libc: (removed)  # over.yaml:4'],
    ['packages.tool.depends.self', [], 'packages.tool.depends.self: >= 1.35  # written >= ${major}.${minor-1}, p/packages.yaml:14'],
    ['packages.tool.depends.gated[">=1.36.0"].version', [], 'packages.tool.depends.gated[1].version: = 2  # p/packages.yaml:17'],
  ])('%s %j', async (path, flags, line) => {
    const [first, ...more] = await said(path, ...flags);
    expect(first?.replace(/ {2}# (?=(?:Owning|$))/, '  # ')).toBe(line);
    expect(more).toEqual([]);
  }); // prettier-ignore

  it('has a line for each scalar below a map or list, and for each that is gone', async () => {
    expect(await said('architectures', '--overlay=over.yaml')).toEqual([
      'architectures[0]: arm64  # over.yaml:1, was amd64 (p/packages.yaml:3)',
      'architectures[1]: (removed)  # over.yaml:1, was arm64 (p/packages.yaml:3)',
    ]);
    const lines = await said('packages.tool', '--overlay=over.yaml', '--set=packages.tool.depends.libc=*');
    expect(lines).toContain('packages.tool.contents["/etc/tool.conf"]: (removed)  # over.yaml:5');
    expect(lines).toContain('packages.tool.depends.libc: *  # --set=packages.tool.depends.libc=*');
    expect(lines.filter((line) => line.includes('libc'))).toHaveLength(1);
  });

  it('shows relations as the package has them, and what each is made of', async () => {
    expect(await said('packages.tool.depends', '--format=deb', '--arch=arm64')).toEqual([
      'packages.tool.depends.jq: jq (>= 1.5)  # written >= 1.5, p/packages.yaml:12',
      'packages.tool.depends.libc: libc  # p/packages.yaml:13',
      'packages.tool.depends.libc.only: deb  # p/packages.yaml:13',
      'packages.tool.depends.self: self (>= 1.35)  # written >= ${major}.${minor-1}, p/packages.yaml:14',
      'packages.tool.depends.gated: gated (>= 2-~), gated (<< 2-.)  # p/packages.yaml:15',
      'packages.tool.depends.gated[1].when: >=1.36.0  # p/packages.yaml:17',
      'packages.tool.depends.gated[1].version: = 2  # p/packages.yaml:17',
    ]);
    const rpm = await said('packages.tool.depends', '--format=rpm', '--version=v1.35.0');
    expect(rpm).toContain('packages.tool.depends.libc: (nothing)  # p/packages.yaml:13');
    expect(rpm).toContain('packages.tool.depends.gated: (nothing)  # p/packages.yaml:15');
    expect(rpm).toContain(
      'packages.tool.depends.self: self >= 1.34  # written >= ${major}.${minor-1}, p/packages.yaml:14',
    );
  });

  it('tells machines the same', async () => {
    const { values } = JSON.parse(
      (await said('packages.tool.vendor', '--set=defaults.vendor=Acme', '--json')).join(''),
    ) as {
      values: unknown;
    };
    expect(values).toEqual([
      {
        path: 'packages.tool.vendor',
        value: 'Acme',
        from: { flag: '--set', text: 'defaults.vendor=Acme', column: 17, key: 'defaults.vendor' },
        replaced: [{ value: 'Up', from: { file: 'p/packages.yaml', line: 4, column: 72 } }],
      },
    ]);
    const more = JSON.parse((await said('compression', '--json')).join('')) as { values: unknown };
    expect(more.values).toEqual([{ path: 'compression', value: 'gzip', from: { default: true }, replaced: [] }]);
  });

  it.each([
    ['packages.tol', 'no-such-path', 'did you mean `tool`? `packages` has tool, other'],
    ['packages.tool.dependz', 'no-such-path', 'did you mean `depends`?'],
    ['packges', 'no-such-path', 'did you mean `packages`?'],
    ['packages.tool.depends.jk', 'no-such-path', '`packages.tool.depends` has jq, libc, self, gated'],
    ['packages.tool.summary.x', 'no-such-path', '`packages.tool.summary` has no keys'],
    ['packages.tool.contents[7]', 'no-such-item', undefined],
    ['packages.tool.contents["/etc/tool.cnf"]', 'no-such-item', 'did you mean `/etc/tool.conf`?'],
    ['packages.tool.', 'bad-path', undefined],
    ['packages tool', 'bad-path', undefined],
  ])('answers %s with what there is', async (path, code, hint) => {
    const { status, stdout } = await run(['explain', '--config=p/packages.yaml', path, '--json'], { cwd });
    const { problems } = JSON.parse(stdout) as { problems: { code: string; hint?: string; file: string }[] };
    expect({ status, problems: problems.map(({ code, file }) => `${code} ${file}`) }).toEqual({
      status: 2,
      problems: [`${code} PATH`],
    });
    if (hint !== undefined) expect(problems[0]?.hint).toContain(hint);
  });

  it('knows the architectures and formats of the set', async () => {
    const { stderr, status } = await run(['explain', '--config=p/packages.yaml', '--arch=s390x'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('[unknown-architecture]');
  });

  it('says of a patched config the lines of that', async () => {
    await run(['patch', '--config=p/packages.yaml', '--out=patched.yaml', '--version=v9.1.0'], { cwd });
    const { stdout } = await run(['explain', '--config=patched.yaml', 'version'], { cwd });
    expect(stdout).toBe('version: v9.1.0  # patched.yaml:5\n');
  });
});

interface From {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly flag?: string;
  readonly text?: string;
}

interface Value {
  readonly path: string;
  readonly value?: unknown;
  readonly written?: string;
  readonly from: From;
  readonly replaced: readonly { value: unknown; from: From }[];
}

const ACME = `extends: packages.yaml
defaults: { vendor: Acme }
packages:
  kubelet:
    description: |
      Acme's kubelet,
      of two lines.
`;

const OVERLAY = `architectures: [arm64, amd64]
packages:
  kubelet:
    depends:
      iptables: { from 1.36.5: { none: null, version: '>= 1.8' } }
      util-linux: { rpm: util-linux-core }
      mount: null
    contents:
      - { src: "@kubelet", dst: /usr/bin/kubelet, mode: '0750' }
      - { src: files/acme, dst: /usr/share/acme }
`;

describe("every value of Kubernetes' patched config", () => {
  const flags = ['--overlay=build/pkgs/over.yaml', '--source=kubelet=/abs/kubelet'];
  const set =
    'packages.kubectl.depends.jq=>= 1.5,defaults.homepage=https://acme.example/a\\,b,sourceDateEpoch=1700000000';

  it.each([
    ['packages.yaml', '--version=v1.99.0-alpha.1'],
    ['packages.yaml', '--stamp=status'],
    ['acme.yaml', '--version=v1.99.0-alpha.1'],
  ])('of %s with %s is from where explain says', async (name, version) => {
    const folder = folderOf({ 'build/pkgs/acme.yaml': ACME, 'build/pkgs/over.yaml': OVERLAY, status: STATUS });
    cpSync('build/pkgs/packages.yaml', join(folder, 'build/pkgs/packages.yaml'));
    const config = `build/pkgs/${name}`;
    const all = [`--config=${config}`, ...flags, version, `--set=${set}`];
    const { stdout } = await run(['explain', ...all, '--json'], { cwd: folder });
    const { values } = JSON.parse(stdout) as { values: Value[] };
    await run(['patch', ...all, '--base=build/pkgs', '--out=patched.yaml'], { cwd: folder });
    const patched = parse(readFileSync(join(folder, 'patched.yaml'), 'utf8')) as Record<string, unknown>;

    const leaves = leavesOf(patched).filter(({ path }) => path !== 'base');
    expect(leaves.length).toBeGreaterThan(100);
    for (const { path, value } of leaves) {
      const found = values.filter((one) => one.path === path);
      expect({ path, found: found.map((one) => String(one.written ?? one.value)) }).toEqual({
        path,
        found: [String(value)],
      });
      const [{ from, replaced }] = found as [Value];
      for (const one of [{ value, from }, ...replaced]) {
        expect({ path, ...one.from, holds: textAt(folder, all, one.from, String(one.value)) }).toEqual({
          path,
          ...one.from,
          holds: String(one.value),
        });
      }
    }
    const names = new Set(leaves.map(({ path }) => nameOf(values.find((one) => one.path === path)?.from)));
    const wanted = [
      'build/pkgs/packages.yaml',
      'build/pkgs/over.yaml',
      '--source',
      '--set',
      version.replace(/=v.*|^.*=(?=status)/, ''),
    ];
    expect([...names].sort()).toEqual([...wanted, ...(name === 'acme.yaml' ? [config] : [])].sort());
  });
});

const STATUS = 'BUILD_HOST here\nSTABLE_BUILD_SCM_REVISION v1.98.0\n';

function nameOf(from: From | undefined): string {
  return from?.file ?? from?.flag ?? 'nowhere';
}

/** As much of the text at the place as the value should be; a flag must be one of the command line. */
function textAt(folder: string, args: readonly string[], from: From, value: string): string {
  const { file, flag, text = '', line = 1, column = 1 } = from;
  if (flag !== undefined) {
    const plain = text.slice(column - 1).replaceAll('\\,', ',');
    return args.includes(`${flag}=${text}`) ? plain.slice(0, value.length) : `no ${flag}=${text}`;
  }
  const lines = readFileSync(join(folder, file ?? ''), 'utf8').split('\n');
  const rest = (lines[line - 1] ?? '').slice(column - 1);
  if (!rest.startsWith('|')) return rest.replace(/^['"]/, '').slice(0, value.length);
  const indent = /^ */.exec(lines[line] ?? '')?.[0].length ?? 0;
  return lines.slice(line).map((one) => `${one.slice(indent)}\n`).join('').slice(0, value.length); // prettier-ignore
}

function leavesOf(node: unknown, path: KeyPath = []): { path: string; value: unknown }[] {
  if (typeof node !== 'object' || node === null) return [{ path: formatKeyPath(path), value: node }];
  const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  return entries.flatMap(([step, value]) => leavesOf(value, [...path, step]));
}
