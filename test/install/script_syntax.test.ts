/** Every script of the finished packages, of today and of 1.14.3, read by shells that a node may have and by shellcheck. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { writeInputs } from '../kubernetes/inputs.ts';
import { packAll } from '../kubernetes/packing.ts';
import { plansOf } from '../kubernetes/plans.ts';
import { CNI_PLUGINS } from '../kubernetes/proposal.ts';
import { run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { hasShellcheck, SHELLS } from '../support/shells.ts';
import { packKubernetes, standInSources } from '../support/roots/packing.ts';

const folder = temporaryFolder();
const scripts = join(folder, 'scripts');

const READERS: readonly (readonly string[])[] = [
  ['sh', '-n'],
  ...SHELLS.map((shell) => [...shell, '-n']),
  ...(hasShellcheck ? [['shellcheck', '--shell=sh']] : []),
];

const SCRIPTS = [
  'kubeadm 1.14.3 deb postinst',
  'kubelet 1.14.3 deb postinst',
  'kubelet 1.14.3 deb postrm',
  'kubelet 1.14.3 deb prerm',
  'kubelet 1.36.3 deb postinst',
  'kubelet 1.36.3 deb postrm',
  'kubelet 1.36.3 deb prerm',
  'kubelet 1.36.3 rpm POSTIN',
  'kubelet 1.36.3 rpm POSTUN',
  'kubelet 1.36.3 rpm PREUN',
];

beforeAll(async () => {
  const version = 'v1.36.3';
  const today = await packKubernetes(folder, standInSources(join(folder, 'sources'), version), { version });
  const plans = await plansOf({ config: 'examples/kubernetes-1.14/packages.yaml' });
  const old = await packAll(plans, writeInputs(join(folder, 'in'), CNI_PLUGINS, []), join(folder, 'out'));
  const packages = [...today, ...old];
  expect(packages).toHaveLength(20);
  for (const file of packages) writeFiles(scripts, await (file.endsWith('.deb') ? ofDeb(file) : ofRpm(file)));
}, 600_000);

describe('the scripts of the packages', () => {
  it('are those of kubelet and, in 1.14.3, of the deb of kubeadm', () => {
    const names = readdirSync(scripts).map((name) => name.replace(/[-_](1\.[0-9.]+)-0.*\.(deb|rpm)\./, ' $1 $2 '));
    expect(names.sort()).toEqual(SCRIPTS);
  });

  it.each(READERS.map((reader) => [reader.join(' '), reader]))('are read without a word by %s', async (_, reader) => {
    const [command = '', ...args] = reader;
    for (const name of readdirSync(scripts)) expect(await run(command, [...args, join(scripts, name)])).toBe('');
  });
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
