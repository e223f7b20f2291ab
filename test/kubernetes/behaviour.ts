/** What a maintainer script or scriptlet does: it is run, with stand-ins for the commands that it may call. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

const COMMANDS = ['systemctl', 'deb-systemd-helper', 'deb-systemd-invoke', 'mkdir'] as const;

/** The commands that it runs, in order, on a machine with systemd; its exit status last where that is not 0. */
export async function behaviourOf(text: string, args: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'onepack-script-'));
  try {
    const bin = join(folder, 'bin');
    const calls = join(folder, 'calls');
    mkdirSync(bin);
    writeFileSync(calls, '');
    for (const command of COMMANDS) {
      writeFileSync(join(bin, command), `#!/bin/sh\necho "${command} $*" >>"${calls}"\n`);
      chmodSync(join(bin, command), 0o755);
    }
    // Where systemd runs, this folder is there.
    const systemd = join(folder, 'run');
    mkdirSync(systemd);
    writeFileSync(join(folder, 'script'), text.replaceAll('/run/systemd/system', systemd));
    const { exitCode } = await execa('/bin/sh', [join(folder, 'script'), ...args], {
      env: { PATH: bin },
      extendEnv: false,
      reject: false,
    });
    const lines = readFileSync(calls, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    return exitCode === 0 ? lines : [...lines, `exit ${exitCode}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
