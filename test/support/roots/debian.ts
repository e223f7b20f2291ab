/** A Debian 12 of its own, with apt, which knows the packages that are offered and what a node needs of Debian. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { copyTo, execute, openRoot, record, type Root } from './root.ts';

export interface DebianRoot extends Root {
  /** Removes what `remove` leaves: conffiles, and what a postrm does then. */
  purge(...names: string[]): Promise<void>;
}

export async function createDebianRoot(folder: string): Promise<DebianRoot> {
  const { stdout: pristine } = await execa('hack/debian-root', { stderr: 'inherit' });
  await execute('cp', ['--archive', '--reflink=auto', pristine, folder]);
  const plain = openRoot(folder);
  const apt = (...args: string[]): Promise<string> => plain.run('apt-get', '--quiet', '--yes', ...OPTIONS, ...args);
  record(plain);
  await index(join(folder, 'debian'));
  plain.write('/etc/apt/sources.list', 'deb [trusted=yes] file:/debian ./\ndeb [trusted=yes] file:/offered ./\n');
  const root: DebianRoot = {
    ...plain,
    async offer(files) {
      copyTo(join(folder, 'offered'), files);
      await index(join(folder, 'offered'));
      await apt('update');
    },
    install: async (...names) => void (await apt('install', ...names)),
    upgrade: async (...names) => void (await apt('install', '--only-upgrade', ...names)),
    async installFiles(...files) {
      copyTo(join(folder, 'given'), files);
      await apt('install', '--allow-downgrades', ...files.map((file) => `/given/${basename(file)}`));
    },
    remove: async (...names) => void (await apt('remove', ...names)),
    purge: async (...names) => void (await apt('purge', ...names)),
    verify: (...names) => plain.run('dpkg', '--verify', ...names),
    async version(name) {
      const query = ['--showformat', '${db:Status-Status} ${Version}', '--show', name];
      const said = await plain.run('dpkg-query', ...query).catch(() => '');
      return /^installed (.*)$/.exec(said)?.[1];
    },
  };
  await root.offer([]);
  return root;
}

// A changed conffile stays as its owner left it, which is what dpkg does where nobody answers.
const OPTIONS = ['--no-install-recommends', '--option=Dpkg::Use-Pty=0', '--option=APT::Sandbox::User='];

/** https://wiki.debian.org/DebianRepository/Format#A.22Packages.22_Indices */
async function index(folder: string): Promise<void> {
  const stanzas = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.deb'))) {
    const fields = await execute('dpkg-deb', ['--field', join(folder, name)]);
    const digest = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    stanzas.push(`${fields}\nFilename: ./${name}\nSize: ${statSync(join(folder, name)).size}\nSHA256: ${digest}\n`);
  }
  writeFileSync(join(folder, 'Packages'), stanzas.join('\n'));
}
