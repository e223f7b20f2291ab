/** What dpkg and rpm say of a package, as one text that a person can compare. Never a reader of ours. */
import { execa } from 'execa';

/** Control fields, members of the control archive, and the listing of the data archive. */
export async function describeDeb(path: string): Promise<string> {
  const control = await sh('dpkg-deb --ctrl-tarfile "$1" | tar -tf - | LC_ALL=C sort', path);
  const members = control.split('\n').filter((name) => !['./', './control', './md5sums'].includes(name));
  const sections = [
    section('fields', await run('dpkg-deb', ['--field', path])),
    section('contents', await sh('dpkg-deb --fsys-tarfile "$1" | tar -tvf - --full-time --utc', path)),
    section('md5sums', await sh('dpkg-deb --ctrl-tarfile "$1" | tar -xOf - ./md5sums | LC_ALL=C sort -k2', path)),
  ];
  for (const member of members) {
    sections.push(section(member, await run('dpkg-deb', ['--info', path, member.replace(/^\.\//, '')])));
  }
  return sections.join('\n');
}

/** Every tag that names what a user sees, the relations, the scriptlets, and each file with its mode, owner, flags and digest. */
export async function describeRpm(path: string): Promise<string> {
  const query = (...args: string[]): Promise<string> => run('rpm', ['-qp', '--nosignature', ...args, path]);
  const tags = RPM_TAGS.map((tag) => `${tag}: %{${tag}}\\n`).join('');
  const rare = RARE_RPM_TAGS.map((tag) => `${tag}: %{${tag}}\\n`).join('');
  const relations = RPM_RELATIONS.map(
    (kind) =>
      `[${kind.slice(0, -4)}: %{${kind}} %{${kind.slice(0, -4)}FLAGS:depflags} %{${kind.slice(0, -4)}VERSION}` +
      `${kind === 'REQUIRENAME' ? ' (%{REQUIREFLAGS:deptype})' : ''}\\n]`,
  ).join('');
  const file =
    '%{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILESIZES} %{FILEMTIMES:date} ' +
    '%{FILEFLAGS:fflags} %{FILENAMES} %{FILELINKTOS} %{FILEDIGESTS}';
  const triggers = await query('--triggers');
  const capabilities = (await query('--filecaps')).split('\n').filter((line) => /\t./.test(line));
  return [
    section('tags', (await query('--queryformat', tags)) + withoutNone(await query('--queryformat', rare))),
    section('relations', withoutPlainTypes(await query('--queryformat', relations))),
    section('files', await query('--queryformat', `[${file}\\n]`)),
    ...(capabilities.length === 0 ? [] : [section('capabilities', capabilities.join('\n'))]),
    section('scripts', await query('--scripts')),
    ...(triggers === '' ? [] : [section('triggers', triggers)]),
    section('changelog', await query('--changelog')),
  ].join('\n');
}

function withoutNone(tags: string): string {
  return `\n${tags}`.replace(/\n\w+: \(none\)(?=\n|$)/g, '');
}

// Of a requirement's type only that of a `Requires(post)` and its like is kept; `interp,post` is rpmbuild's own.
function withoutPlainTypes(relations: string): string {
  return relations.replace(/ \((?!(?:pre|post)(?:un|trans)?\))[a-z,]+\)$/gm, '');
}

const RPM_TAGS = [
  'NAME', 'EPOCH', 'VERSION', 'RELEASE', 'ARCH', 'OS', 'SUMMARY', 'DESCRIPTION', 'LICENSE', 'GROUP', 'URL', 'VENDOR', 'PACKAGER',
  'BUILDTIME', 'BUILDHOST', 'SOURCERPM', 'FILEDIGESTALGO', 'PAYLOADCOMPRESSOR', 'PREFIXES',
]; // prettier-ignore

/** Shown only where they are. */
const RARE_RPM_TAGS = [
  'DISTRIBUTION', 'BUGURL', 'VCS', 'DISTTAG', 'MODULARITYLABEL', 'TRANSLATIONURL', 'UPSTREAMRELEASES',
]; // prettier-ignore

const RPM_RELATIONS = [
  'REQUIRENAME', 'PROVIDENAME', 'CONFLICTNAME', 'OBSOLETENAME', 'RECOMMENDNAME', 'SUGGESTNAME',
  'ENHANCENAME', 'SUPPLEMENTNAME',
]; // prettier-ignore

function section(title: string, body: string): string {
  const trimmed = body
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
  return `== ${title}\n${trimmed}\n`;
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execa(command, args, { env: { LC_ALL: 'C', TZ: 'UTC' } });
  return stdout;
}

function sh(script: string, path: string): Promise<string> {
  return run('sh', ['-c', script, 'sh', path]);
}
