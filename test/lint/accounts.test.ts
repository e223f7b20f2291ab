/** The tables of accounts, and what Debian's base-passwd has where it is here. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BASE } from '../../src/lint/accounts.ts';

const FOLDER = '/usr/share/base-passwd';
const isHere = existsSync(FOLDER);
if (!isHere) console.log(`left out, not here: ${FOLDER}`);

(isHere ? describe : describe.skip)("the table of Debian's accounts", () => {
  it.each([
    ['owner', 'passwd.master'],
    ['group', 'group.master'],
  ] as const)('has each %s of base-passwd, and nothing else', (kind, file) => {
    const lines = readFileSync(`${FOLDER}/${file}`, 'utf8').trim().split('\n');
    expect([...BASE.deb[kind]].sort()).toEqual(lines.map((line) => line.split(':')[0]).sort());
  });
});

/** As a Fedora has it: https://github.com/samba-in-kubernetes/sambacc/blob/master/tests/test_passwd_loader.py */
describe("the table of Fedora's accounts", () => {
  it('has what setup, and the base system with it, creates', () => {
    expect([...BASE.rpm.owner].sort().join(' ')).toBe(
      'adm bin daemon ftp games halt lp mail nobody operator root shutdown sync',
    );
    expect([...BASE.rpm.group].sort().join(' ')).toBe(
      'adm audio bin cdrom daemon dialout disk floppy ftp games kmem lock lp mail man mem nobody root sys tape tty users utempter utmp video wheel',
    );
  });
});
