/** Every script of the finished packages, read by shells that a node may have and by shellcheck. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { isThere } from '../support/roots/left_out.ts';
import { packKubernetes, standInSources } from '../support/roots/packing.ts';

const folder = temporaryFolder();
const scripts = join(folder, 'scripts');

const READERS = [
  ['sh', '-n'],
  ['dash', '-n'],
  ['bash', '--posix', '-n'],
  ['busybox', 'sh', '-n'],
  ['shellcheck', '--shell=sh'],
] as const;

const SCRIPTS = [
  'kubelet deb postinst',
  'kubelet deb postrm',
  'kubelet deb prerm',
  'kubelet rpm POSTIN',
  'kubelet rpm POSTUN',
  'kubelet rpm PREUN',
];

beforeAll(async () => {
  const version = 'v1.36.3';
  const packages = await packKubernetes(folder, standInSources(join(folder, 'sources'), version), { version });
  expect(packages).toHaveLength(10);
  for (const file of packages) writeFiles(scripts, await (file.endsWith('.deb') ? ofDeb(file) : ofRpm(file)));
}, 600_000);

describe('the scripts of the packages', () => {
  it('are those of kubelet, and of nothing else', () => {
    const names = readdirSync(scripts).map((name) => name.replace(/[-_]1\.36\.3-0.*\.(deb|rpm)\./, ' $1 '));
    expect(names.sort()).toEqual(SCRIPTS);
  });

  const missing = READERS.filter(([command]) => !isThere(command)).map(([command]) => command);
  if (missing.length > 0) console.log(`left out: reading the scripts with ${missing.join(', ')}, which are not here`);

  it.each(READERS.filter(([command]) => !missing.includes(command)))(
    'are read without a word by %s',
    async (...words) => {
      const [command, ...args] = words;
      for (const name of readdirSync(scripts)) expect(await run(command, [...args, join(scripts, name)])).toBe('');
    },
  );
});

/** By the name of the package and of the script. */
async function ofDeb(file: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const members = await run('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -t', 'sh', file]);
  for (const name of ['preinst', 'postinst', 'prerm', 'postrm', 'config']) {
    if (!members.split('\n').includes(`./${name}`)) continue;
    found[`${basename(file)}.${name}`] = `${await run('dpkg-deb', ['--info', file, name])}\n`;
  }
  return found;
}

async function ofRpm(file: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const tag of ['PREIN', 'POSTIN', 'PREUN', 'POSTUN', 'PRETRANS', 'POSTTRANS']) {
    const text = await run('rpm', ['-qp', '--nosignature', '--queryformat', `%{${tag}}`, file]);
    if (text !== '(none)') found[`${basename(file)}.${tag}`] = `${text}\n`;
  }
  return found;
}
