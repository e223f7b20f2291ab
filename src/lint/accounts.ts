/** Finds owners and groups of files that no package creates. */
import type { Format } from '../format/format.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { atContent, type Finding } from './finding.ts';
import { isMisspelling } from './shipped.ts';

type Kind = 'owner' | 'group';

/**
 * What every system has: passwd.master and group.master of Debian's base-passwd 3.6.1, without `gnats`, which ended with 3.6.0:
 * https://salsa.debian.org/debian/base-passwd/-/blob/3.6.1/passwd.master; and /etc/passwd and /etc/group of Fedora's setup, with
 * `utmp` and `utempter`, which come with its base system: https://pagure.io/setup/blob/master/f/uidgid.
 */
export const BASE: Readonly<Record<Format, Readonly<Record<Kind, readonly string[]>>>> = {
  deb: {
    owner: [
      'root', 'daemon', 'bin', 'sys', 'sync', 'games', 'man', 'lp', 'mail', 'news', 'uucp', 'proxy', 'www-data', 'backup', 'list', 'irc',
      '_apt', 'nobody',
    ],
    group: [
      'root', 'daemon', 'bin', 'sys', 'adm', 'tty', 'disk', 'lp', 'mail', 'news', 'uucp', 'man', 'proxy', 'kmem', 'dialout', 'fax', 'voice',
      'cdrom', 'floppy', 'tape', 'sudo', 'audio', 'dip', 'www-data', 'backup', 'operator', 'list', 'irc', 'src', 'shadow', 'utmp',
      'video', 'sasl', 'plugdev', 'staff', 'games', 'users', 'nogroup',
    ],
  },
  rpm: {
    owner: [
      'root', 'bin', 'daemon', 'adm', 'lp', 'sync', 'shutdown', 'halt', 'mail', 'operator', 'games', 'ftp', 'nobody',
    ],
    group: [
      'root', 'bin', 'daemon', 'sys', 'adm', 'tty', 'disk', 'lp', 'mem', 'kmem', 'wheel', 'cdrom', 'mail', 'man', 'dialout', 'floppy', 'games',
      'utmp', 'tape', 'video', 'ftp', 'lock', 'audio', 'users', 'nobody', 'utempter',
    ],
  },
}; // prettier-ignore

/** What systemd creates in both: https://github.com/systemd/systemd/tree/main/sysusers.d */
const SYSTEMD: readonly string[] = [
  'systemd-journal', 'systemd-network', 'systemd-resolve', 'systemd-timesync', 'systemd-coredump', 'systemd-oom', 'input', 'kvm', 'render',
  'sgx',
]; // prettier-ignore

/** The accounts of D-Bus, on which systemd depends. */
const DBUS: Readonly<Record<Format, string>> = { deb: 'messagebus', rpm: 'dbus' };

const SYSTEM: Readonly<Record<Format, string>> = { deb: "Debian's", rpm: "Fedora's" };

/** `set`: all plans of the set, because any of its packages may create an account. */
export function unknownAccounts(plan: Plan, set: readonly Plan[]): Finding[] {
  const together = set.filter(({ format }) => format === plan.format);
  // Accounts that a script or a file of the user's creates are not known here.
  if (plan.scripts.preinstall !== undefined || together.some(shipsAccounts)) return [];
  const found = new Map<string, Finding>();
  for (const content of plan.contents) {
    for (const kind of ['owner', 'group'] as const) {
      const finding = unknownAccount(content, kind, plan.format, knownIn(together, kind, plan.format));
      if (finding !== undefined) found.set(finding.message, found.get(finding.message) ?? finding);
    }
  }
  return [...found.values()];
}

function shipsAccounts({ contents, sysusers }: Plan): boolean {
  return sysusers === undefined && contents.some(({ dst }) => /^(?:\/usr\/lib|\/etc)\/sysusers\.d\//.test(dst));
}

function knownIn(set: readonly Plan[], kind: Kind, format: Format): string[] {
  const created = set.flatMap(({ sysusers }) =>
    (kind === 'owner' ? (sysusers?.users ?? []) : (sysusers?.groups ?? [])).map(({ name }) => name),
  );
  return [...BASE[format][kind], ...SYSTEMD, DBUS[format], ...created];
}

function unknownAccount(
  content: PlanContent,
  kind: Kind,
  format: Format,
  known: readonly string[],
): Finding | undefined {
  const name = kind in content ? (content as Readonly<Record<Kind, string>>)[kind] : 'root';
  if (known.includes(name) || /^[0-9]+$/.test(name)) return undefined;
  const called = kind === 'owner' ? 'user' : 'group';
  const at = atContent(content, kind);
  const [meant] = known.filter((other) => isMisspelling(name, other)).sort();
  if (meant !== undefined) {
    const message = `nothing creates the ${called} "${name}"`;
    return {
      code: 'misspelled-name',
      message,
      hint: `did you mean \`${meant}\`?`,
      at,
    };
  }
  const message = `neither ${SYSTEM[format]} base system nor \`sysusers\` of the set has the ${called} "${name}"`;
  return { code: 'unknown-account', message, hint: 'create it with `sysusers`', at };
}
