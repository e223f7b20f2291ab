/** Everything that dpkg-deb and rpm print of a package, by name, so that two packages can be compared fact by fact. */
import { execa } from 'execa';

/** A name, as `tag REQUIRENAME` or `member ./postinst`, and what the reader printed. */
export type Facts = Readonly<Record<string, string>>;

export async function factsOf(path: string): Promise<Facts> {
  return path.endsWith('.deb') ? debFacts(path) : rpmFacts(path);
}

async function debFacts(path: string): Promise<Facts> {
  const fields = await run('dpkg-deb', ['--field', path]);
  const members = (await sh('dpkg-deb --ctrl-tarfile "$1" | tar -tf - | grep -v /$', path)).split('\n');
  const facts: Record<string, string> = {
    'members of the archive': await run('ar', ['tv', path]),
    'control.tar': await sh('dpkg-deb --ctrl-tarfile "$1" | tar -tvf - --full-time --utc', path),
    'data.tar': await sh('dpkg-deb --fsys-tarfile "$1" | tar -tvf - --full-time --utc --numeric-owner', path),
    'names of owners': await sh(
      'dpkg-deb --fsys-tarfile "$1" | tar -tvf - | awk "{print \\$2}" | sort | uniq -c',
      path,
    ),
  };
  for (const [, name = '', value = ''] of fields.matchAll(/^(\S+?): ?((?:.*)(?:\n .*)*)/gm))
    facts[`field ${name}`] = value;
  const changelog = /^.* (\.\/usr\/share\/doc\/[^/]+\/changelog\.Debian\.gz)$/m.exec(facts['data.tar'] ?? '')?.[1];
  if (changelog !== undefined) {
    facts['text of the changelog'] = await sh(
      'dpkg-deb --fsys-tarfile "$1" | tar -xOf - "$2" | gunzip',
      path,
      changelog,
    );
  }
  for (const member of members) {
    facts[`member ${member}`] = await sh('dpkg-deb --ctrl-tarfile "$1" | tar -xOf - "$2" | base64', path, member);
  }
  return facts;
}

// Signs that no tag has.
const ITEM = '\u0001';
const END = '\u0002';

async function rpmFacts(path: string): Promise<Facts> {
  const tags = (await run('rpm', ['--querytags'])).split('\n').sort();
  const format = tags.map((tag) => `tag ${tag}\\t[%{${tag}}${ITEM}]${END}`).join('');
  const facts: Record<string, string> = { payload: await sh('rpm2cpio "$1" | cpio --quiet -tvn', path) };
  const printed = await run('rpm', ['-qp', '--nosignature', '--queryformat', format, path]);
  for (const entry of printed.split(END)) {
    const at = entry.indexOf('\t');
    if (at !== -1) facts[entry.slice(0, at)] = entry.slice(at + 1);
  }
  return facts;
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execa(command, args, { env: { LC_ALL: 'C', TZ: 'UTC' } });
  return stdout;
}

function sh(script: string, ...args: string[]): Promise<string> {
  return run('sh', ['-c', script, 'sh', ...args]);
}
