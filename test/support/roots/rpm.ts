/** An empty root for rpms, with no distribution but stand-ins for what ours depend on, and dnf of the machine to install in it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTo, execute, openRoot, record, type Root } from './root.ts';

/** `standIns` are the packages that stand for a distribution's; one of them brings /bin/sh. */
export async function createRpmRoot(folder: string, standIns: readonly string[]): Promise<Root> {
  const beside = `${folder}.dnf`;
  mkdirSync(folder, { recursive: true });
  mkdirSync(beside, { recursive: true });
  // Debian's rpm keeps its database in the home of whoever calls it; other distributions' in the root.
  writeFileSync(join(beside, '.rpmmacros'), '%_dbpath /var/lib/rpm\n');
  const env = { HOME: beside };
  const repositories = { distribution: join(beside, 'distribution'), offered: join(beside, 'offered') };
  const options = [
    `--installroot=${folder}`,
    '--assumeyes',
    '--releasever=1',
    '--nogpgcheck',
    '--disablerepo=*',
    '--noplugins',
    ...Object.entries(repositories).map(([name, place]) => `--repofrompath=${name},file://${place}`),
    '--setopt=metadata_expire=0',
    '--setopt=clean_requirements_on_remove=False',
    '--setopt=install_weak_deps=False',
    `--setopt=reposdir=${beside}`,
  ];
  const dnf = async (...args: string[]): Promise<void> => {
    const said = await execute('dnf', [...options, ...args], env);
    // To dnf a scriptlet that fails is no failure.
    if (/scriptlet failed|rpm-tmp/.test(said)) throw new Error(said);
  };
  const repository = async (place: string, files: readonly string[]): Promise<void> => {
    copyTo(place, files);
    await execute('createrepo_c', ['--quiet', place]);
  };
  const plain = openRoot(folder);
  mkdirSync(join(folder, 'dev'));
  await execute('mknod', ['--mode=666', join(folder, 'dev/null'), 'c', '1', '3']);
  record(plain, ['systemctl']);
  await repository(repositories.distribution, standIns);
  await repository(repositories.offered, []);
  return {
    ...plain,
    offer: (files) => repository(repositories.offered, files),
    install: (...names) => dnf('install', ...names),
    upgrade: (...names) => dnf('upgrade', ...names),
    installFiles: (...files) => dnf('install', ...files),
    remove: (...names) => dnf('remove', ...names),
    // No user has a name there.
    verify: (...names) => execute('rpm', ['--root', folder, '--verify', '--nouser', '--nogroup', ...names], env),
    async version(name) {
      const query = ['--root', folder, '--query', '--queryformat', '%{VERSION}-%{RELEASE}', name];
      return execute('rpm', query, env).catch(() => undefined);
    },
  };
}
