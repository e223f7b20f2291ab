/** One package, once a deb and once an rpm, that has something of everything that fpm has a trap for. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packPlan } from '../../src/engine/pack.ts';
import type { Format } from '../../src/format/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { dir, file, named, planOf, symlink, writeFiles } from '../support/packing.ts';

export const MAINTAINER = 'Jörg Ødegård <joerg@example.org>';
export const SUMMARY = '100% sure of %{name}, it\'s "quoted" $HOME `id`';
export const DESCRIPTION = [
  'A first line with %{version} and %%.',
  '',
  '',
  '  Indented, after two blank lines.',
  'Ünïcode, back\\slash, and a trailing backslash \\',
  'License: a line that looks like a field',
  'Homepage: another',
].join('\n');

export const SCRIPT = `#!/bin/sh
set -e
name=a.tar.gz
test "\${name%%.*}" = a
date +%Y >/dev/null
printf '100%% %s\\n' "%{name}" %%
# %post and %files stay a comment

exit 0
`;

/** Names that shells, patterns of rpm, and macros all read something into. */
export const ODD_NAMES = ['a b', 'br[ack]et', 'per%cent%{name}', "quo'te", 'do$HOME', 'ünï', 'pl+us (x)', 'sta*r?'];

const CONTENTS: Plan['contents'] = [
  dir('/etc/sample', '0750'),
  file('/etc/sample/deep/er/plain.conf', 'plain.conf', { mode: '0640' }),
  file('/etc/sample/keep.conf', 'keep.conf', { config: 'noreplace', mode: '0600' }),
  file('/etc/sample/replace.conf', 'replace.conf', { config: 'replace' }),
  { type: 'tree', dst: '/opt/sample/tree', src: { file: 'tree' }, owner: 'root', group: 'root' },
  { type: 'tree', dst: '/opt/sample/unpacked', src: { source: 'archive' }, owner: 'root', group: 'root' },
  file('/usr/bin/sample', 'program', { mode: '0755' }),
  file('/usr/bin/sample-suid', 'program', { mode: '4755' }),
  symlink('/usr/bin/sample-link', 'sample'),
  symlink('/usr/share/sample/dangling', '/nowhere/at all'),
  dir('/var/lib/sample', '2770'),
];

const RELATIONS: Readonly<Record<Format, Plan['relations']>> = {
  deb: {
    depends: [
      named('libc6', ['>=', '2.3~rc1']),
      { any: [named('exim4'), named('mail-transport-agent')] },
      named('python3:any', ['<', '4']),
      named('foo', ['=', '1:1.0-1']),
      named('rpmlib-dev'),
    ],
    recommends: [named('jq', ['>=', '1.5'], ['<', '2'])],
    suggests: [named('bash-completion')],
    conflicts: [named('other', ['<=', '1'])],
    replaces: [named('old-sample', ['<', '1.0'])],
    provides: [named('libsample++', ['=', '1.0']), named('sample-api')],
  },
  rpm: {
    depends: [
      named('glibc', ['>=', '2.3~rc1']),
      { any: [named('exim'), named('postfix')] },
      named('Foo_bar', ['=', '1:1.0-1']),
      named('/bin/sh'),
      named('pkgconfig(zlib)'),
    ],
    recommends: [named('jq', ['>=', '1.5'], ['<', '2'])],
    suggests: [named('bash-completion')],
    conflicts: [named('other', ['<=', '1'])],
    replaces: [named('old-sample', ['<', '1.0'])],
    provides: [named('libsample++', ['=', '1.0']), named('sample-api')],
  },
};

export function samplePlan(format: Format, more: Partial<Plan> = {}): Plan {
  const owned: Plan['contents'] =
    format === 'deb' ? CONTENTS : [...CONTENTS, dir('/var/log/sample', '0700', 'daemon', 'daemon')];
  return planOf({
    format,
    package: 'sample',
    version: '1.32.0~beta.1',
    maintainer: MAINTAINER,
    vendor: "Acme's",
    priority: 'extra',
    summary: SUMMARY,
    description: DESCRIPTION,
    relations: RELATIONS[format],
    contents: owned,
    scripts: {
      preinstall: 'scripts/any',
      postinstall: 'scripts/any',
      preremove: 'scripts/any',
      postremove: 'scripts/any',
    },
    sources: { archive: { file: 'archive.tar.gz', extract: true } },
    ...more,
  });
}

/** The least that a package can say: no homepage, section or vendor, and in a deb no licence. */
export function barePlan(format: Format, more: Partial<Plan> = {}): Plan {
  const plan: Partial<Plan> = planOf({ format, package: 'bare', ...more });
  delete plan.homepage;
  delete plan.section;
  if (format === 'deb') delete plan.license;
  return plan as Plan;
}

/** Writes the files that the sample is made of. Modes follow the umask, as those of a checkout do. */
export function writeSampleInputs(folder: string): void {
  writeFiles(folder, {
    'plain.conf': 'plain\n',
    'keep.conf': 'keep\n',
    'replace.conf': 'replace\n',
    'scripts/any': SCRIPT,
    'tree/sub/file': 'below\n',
    ...Object.fromEntries(ODD_NAMES.map((name) => [`tree/${name}`, name])),
    'packed/bin/tool': '#!/bin/sh\n',
    'packed/empty/.keep': '',
  });
  // A real program, with a build id, which rpmbuild would link to.
  copyFileSync('/bin/true', join(folder, 'program'));
  mkdirSync(join(folder, 'packed/hollow'));
  symlinkSync('bin/tool', join(folder, 'packed/link'));
  symlinkSync('sub/file', join(folder, 'tree/link'));
  execFileSync('tar', [
    '-C',
    join(folder, 'packed'),
    '--mode=u=rwx,go=rx',
    '--mtime=@0',
    '--sort=name',
    '-czf',
    join(folder, 'archive.tar.gz'),
    '.',
  ]);
}

export interface Packages {
  readonly deb: string;
  readonly rpm: string;
}

/** Both samples, and their inputs, in `folder`. */
export async function packSample(folder: string, more: Partial<Plan> = {}): Promise<Packages> {
  writeSampleInputs(folder);
  const [deb, rpm] = await Promise.all([
    packIn(folder, samplePlan('deb', more)),
    packIn(folder, samplePlan('rpm', more)),
  ]);
  return { deb, rpm };
}

/** Packs a plan whose files lie in `folder`, and returns the path of the package. */
export async function packIn(folder: string, plan: Plan, directory = folder): Promise<string> {
  const { artifact } = await packPlan(plan, { sources: {}, out: { directory }, cwd: folder });
  return artifact;
}
