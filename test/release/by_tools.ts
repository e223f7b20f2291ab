/** What dpkg-deb and rpm say of a package, and what we say of it, in one form, so that the two can be compared. */
import { execa } from 'execa';
import type { FileFacts, PackageFacts } from '../../src/release/package_facts.ts';

export type Facts = Readonly<Record<string, unknown>>;

export async function factsByTools(path: string): Promise<Facts> {
  return path.endsWith('.deb') ? debFacts(path) : rpmFacts(path);
}

/** Ours, in the form of `factsByTools`. */
export function factsByUs(facts: PackageFacts): Facts {
  return facts.format === 'deb' ? ourDeb(facts) : ourRpm(facts);
}

async function debFacts(path: string): Promise<Facts> {
  const control = await run('dpkg-deb', ['--field', path]);
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of control.matchAll(/^([^\s:]+):[ \t]*((?:.*)(?:\n[ \t].*)*)/gm)) {
    fields[name] = value.trim().replace(/\n[ \t]/g, '\n').replace(/\n\.(?=\n|$)/g, '\n'); // prettier-ignore
  }
  const members = (await run('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -t', 'sh', path])).split('\n');
  const scripts: Record<string, string> = {};
  for (const member of ['preinst', 'postinst', 'prerm', 'postrm', 'config', 'triggers', 'conffiles']) {
    if (members.includes(`./${member}`) || members.includes(member)) {
      scripts[member] = await run('dpkg-deb', ['--info', path, member]);
    }
  }
  const list = await run('dpkg-deb', ['--contents', path]);
  return { fields, scripts: triggerLines(scripts), files: linesOf(list) }; // prettier-ignore
}

// Columns are as wide as their widest value; the top is no file of a package.
function linesOf(list: string): string[] {
  const lines = list.split('\n').map((line) => line.replace(/^(\S+ \S+) +(?=\d)/, '$1 '));
  return lines.filter((line) => line !== '' && !/ \.?\/$/.test(line)).sort();
}

// Comments and blank lines of `triggers` mean nothing.
function triggerLines({ triggers, conffiles, ...scripts }: Record<string, string>): Facts {
  const lines = (triggers ?? '').split('\n').map((line) => line.replace(/#.*/, '').trim().replace(/\s+/g, ' '));
  const said = lines.filter((line) => line !== '');
  const paths = (conffiles ?? '').split('\n').map((line) => line.trim());
  return { ...scripts, triggers: said, conffiles: paths.filter((line) => line.startsWith('/')).sort() };
}

const MEMBERS: Readonly<Record<string, string>> = { preinstall: 'preinst', postinstall: 'postinst', preremove: 'prerm', postremove: 'postrm', config: 'config' }; // prettier-ignore
const FIELDS: Readonly<Record<string, string>> = {
  depends: 'Depends', 'pre-depends': 'Pre-Depends', recommends: 'Recommends', suggests: 'Suggests', enhances: 'Enhances',
  conflicts: 'Conflicts', breaks: 'Breaks', replaces: 'Replaces', provides: 'Provides',
}; // prettier-ignore

function ourDeb(facts: PackageFacts): Facts {
  const fields: Record<string, string> = {
    Package: facts.name,
    Version: facts.version,
    Architecture: facts.architecture,
    ...Object.fromEntries(facts.fields.map(({ name, value }) => [name, value])),
  };
  for (const { kind, text } of facts.relations) {
    const name = FIELDS[kind] ?? kind;
    fields[name] = fields[name] === undefined ? text : `${fields[name]}, ${text}`;
  }
  const scripts = Object.fromEntries(
    facts.scripts.map(({ kind, text }) => [MEMBERS[kind] ?? kind, text.replace(/\n$/, '')]),
  );
  const conffiles = facts.files.filter(({ marks }) => marks.includes('config')).map(({ path }) => path);
  return {
    fields,
    scripts: { ...scripts, triggers: facts.triggers.map(({ kind, on }) => [kind, ...on].join(' ')), conffiles: conffiles.sort() },
    files: facts.files.map(lineOf).sort(),
  }; // prettier-ignore
}

// As `dpkg-deb --contents` has it.
function lineOf(file: FileFacts): string {
  const letter = { file: '-', dir: 'd', symlink: 'l', hardlink: 'h', ghost: '?', device: 'c', pipe: 'p', socket: 's' }[file.type]; // prettier-ignore
  const owner = `${file.owner}/${file.group}`;
  const size = file.type === 'hardlink' ? 0 : file.size;
  const end =
    file.type === 'symlink' ? ` -> ${file.target}` : file.type === 'hardlink' ? ` link to .${file.target}` : '';
  const time = new Date(file.mtime * 1000).toISOString().slice(0, 16).replace('T', ' ');
  const path = `.${file.path}${file.type === 'dir' ? '/' : ''}`;
  return `${letter}${permissions(Number.parseInt(file.mode, 8))} ${owner} ${size} ${time} ${path}${end}`;
}

function permissions(mode: number): string {
  const bits = [...'rwxrwxrwx'].map((letter, at) => ((mode >> (8 - at)) & 1 ? letter : '-'));
  const special: readonly (readonly [number, number, string])[] = [[0o4000, 2, 's'], [0o2000, 5, 's'], [0o1000, 8, 't']]; // prettier-ignore
  for (const [bit, at, letter] of special) {
    if ((mode & bit) !== 0) bits[at] = bits[at] === '-' ? letter.toUpperCase() : letter;
  }
  return bits.join('');
}

const RPM_FIELDS = ['Summary', 'Description', 'License', 'Packager', 'Vendor', 'Group', 'URL', 'BugURL', 'VCS', 'Distribution', 'DistTag', 'OS', 'Platform', 'SourceRPM', 'BuildHost', 'RPMVersion', 'OptFlags', 'Encoding']; // prettier-ignore
const RPM_RELATIONS = ['requires', 'provides', 'conflicts', 'obsoletes', 'recommends', 'suggests', 'supplements', 'enhances']; // prettier-ignore
const RPM_SCRIPTS: Readonly<Record<string, string>> = { preinstall: 'PREIN', postinstall: 'POSTIN', preremove: 'PREUN', postremove: 'POSTUN', pretrans: 'PRETRANS', posttrans: 'POSTTRANS', verify: 'VERIFYSCRIPT' }; // prettier-ignore
const END = '\u0001';

async function rpmFacts(path: string): Promise<Facts> {
  const query = async (format: string): Promise<string> => run('rpm', ['-qp', '--nosignature', '--nodigest', '--qf', format, path]); // prettier-ignore
  const each = async (names: readonly string[], tagOf: (name: string) => string): Promise<Facts> => {
    const values = (await query(names.map((name) => `%|${tagOf(name)}?{%{${tagOf(name)}}}:{${END}none}|${END}`).join(''))).split(END); // prettier-ignore
    const found: Record<string, string> = {};
    let at = 0;
    for (const name of names) {
      if (values[at] === '' && values[at + 1] === 'none') at += 2;
      else found[name] = values[at++] ?? '';
    }
    return found;
  };
  const relations = await Promise.all(
    RPM_RELATIONS.map(async (kind) => [kind, distinct((await run('rpm', ['-qp', '--nosignature', '--nodigest', `--${kind}`, path])).split('\n'))] as const),
  ); // prettier-ignore
  const list = await query(
    `[%{FILENAMES}\\t%{FILEMODES:octal}\\t%{FILEUSERNAME}\\t%{FILEGROUPNAME}\\t%{FILEMTIMES}\\t%{FILELINKTOS}\\t%{FILEDIGESTS}\\t%{FILEFLAGS:fflags}${END}]`,
  );
  return {
    identity: await query('%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %|SOURCEPACKAGE?{src}:{%{ARCH}}|'),
    fields: await each(RPM_FIELDS, (name) => name.toUpperCase()),
    relations: Object.fromEntries(relations),
    scripts: await each(Object.keys(RPM_SCRIPTS), (kind) => RPM_SCRIPTS[kind] ?? ''),
    interpreters: await programs(query),
    triggers: await triggers(query),
    files: list.split(END).filter((line) => line !== '').sort(),
    changelog: await query(`[%{CHANGELOGTIME:day}: %{CHANGELOGNAME}\\n%{CHANGELOGTEXT}${END}]`).then((text) => text.split(END).filter((entry) => entry !== '').length),
  }; // prettier-ignore
}

async function programs(query: (format: string) => Promise<string>): Promise<Facts> {
  const tags = Object.entries(RPM_SCRIPTS).map(([kind, tag]) => [kind, tag === 'VERIFYSCRIPT' ? 'VERIFYSCRIPTPROG' : `${tag}PROG`] as const); // prettier-ignore
  const values = (await query(tags.map(([, tag]) => `[%{${tag}} ]${END}`).join(''))).split(END);
  const said = tags.map(([kind], at) => [kind, (values[at] ?? '').trim()] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== '' && value !== '(none)'));
}

async function triggers(query: (format: string) => Promise<string>): Promise<string[]> {
  const families = [['', ''], ['FILE', 'file'], ['TRANSFILE', 'transfile']] as const; // prettier-ignore
  const found = await Promise.all(
    families.map(async ([tag, prefix]) => {
      const text = await query(`[%{${tag}TRIGGERTYPE}\t%{${tag}TRIGGERCONDS}\t%{${tag}TRIGGERSCRIPTPROG}\t%{${tag}TRIGGERSCRIPTS}${END}]`);
      return text.split(END).filter((line) => line !== '' && !line.startsWith('(none)')).map((line) => `${prefix}trigger${line}`);
    }),
  ); // prettier-ignore
  return found.flat();
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))].sort();
}

const KINDS: Readonly<Record<string, string>> = { depends: 'requires', replaces: 'obsoletes' };

function ourRpm(facts: PackageFacts): Facts {
  const fields = new Map(facts.fields.map(({ name, value }) => [name, value]));
  const byKind: Record<string, string[]> = Object.fromEntries(RPM_RELATIONS.map((kind) => [kind, []]));
  for (const { kind, text } of facts.relations) {
    const name = kind.startsWith('requires') ? 'requires' : (KINDS[kind] ?? kind);
    byKind[name]?.push(text);
  }
  const texts = facts.scripts.map(({ kind, text }) => [kind, text] as const);
  return {
    identity: `${facts.name} ${facts.version} ${facts.architecture}`,
    fields: Object.fromEntries(RPM_FIELDS.flatMap((name) => (fields.has(name) ? [[name, fields.get(name)]] : []))),
    relations: Object.fromEntries(Object.entries(byKind).map(([kind, all]) => [kind, distinct(all)])),
    scripts: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    interpreters: Object.fromEntries(facts.scripts.map(({ kind, interpreter }) => [kind, interpreter])),
    triggers: facts.triggers.map(({ kind, on, interpreter, text }) =>
      [kind, on.join(', '), interpreter, text].join('\t'),
    ),
    files: facts.files.map(rpmLineOf).sort(),
    changelog: facts.changelog.length,
  };
}

const TYPES: Readonly<Record<FileFacts['type'], number>> = { file: 0o100000, hardlink: 0o100000, dir: 0o040000, symlink: 0o120000, ghost: 0, device: 0o020000, pipe: 0o010000, socket: 0o140000 }; // prettier-ignore
/** In the order in which rpm prints them. */
const FLAGS: readonly (readonly [string, string])[] = [['doc', 'd'], ['config', 'c'], ['missingok', 'm'], ['noreplace', 'n'], ['ghost', 'g'], ['license', 'l'], ['readme', 'r'], ['artifact', 'a'], ['spec', 's']]; // prettier-ignore

function rpmLineOf(file: FileFacts): string {
  const marks = file.type === 'ghost' ? [...file.marks, 'ghost'] : file.marks;
  const flags = FLAGS.flatMap(([mark, letter]) => (marks.includes(mark) ? [letter] : [])).join('');
  const mode = (TYPES[file.type] | Number.parseInt(file.mode, 8)).toString(8);
  const target = file.type === 'symlink' ? file.target : '';
  return [file.path, file.type === 'ghost' ? '' : mode, file.owner, file.group, file.mtime, target, file.digest?.value ?? '', flags].join('\t'); // prettier-ignore
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execa(command, args, { env: { LC_ALL: 'C.UTF-8', TZ: 'UTC' } });
  return stdout;
}

/** The columns of files that a ghost's kind, which only its mode tells, makes different. */
export function withoutGhostModes(facts: Facts): Facts {
  const files = (facts['files'] as string[]).map((line) => (/\t[^\t]*g[^\t]*$/.test(line) ? line.replace(/^([^\t]*\t)[^\t]*/, '$1') : line)); // prettier-ignore
  return { ...facts, files };
}
