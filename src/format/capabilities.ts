/**
 * File capabilities as text: what cap_from_text(3) reads, and what cap_to_text(3) of libcap writes, which is what rpmbuild's `%caps`
 * puts into an rpm. https://man7.org/linux/man-pages/man3/cap_from_text.3.html
 */
import { didYouMean } from '../problems/suggest.ts';

/** By number: https://github.com/torvalds/linux/blob/master/include/uapi/linux/capability.h */
const NAMES = [
  'cap_chown', 'cap_dac_override', 'cap_dac_read_search', 'cap_fowner', 'cap_fsetid', 'cap_kill', 'cap_setgid', 'cap_setuid',
  'cap_setpcap', 'cap_linux_immutable', 'cap_net_bind_service', 'cap_net_broadcast', 'cap_net_admin', 'cap_net_raw', 'cap_ipc_lock',
  'cap_ipc_owner', 'cap_sys_module', 'cap_sys_rawio', 'cap_sys_chroot', 'cap_sys_ptrace', 'cap_sys_pacct', 'cap_sys_admin',
  'cap_sys_boot', 'cap_sys_nice', 'cap_sys_resource', 'cap_sys_time', 'cap_sys_tty_config', 'cap_mknod', 'cap_lease',
  'cap_audit_write', 'cap_audit_control', 'cap_setfcap', 'cap_mac_override', 'cap_mac_admin', 'cap_syslog', 'cap_wake_alarm',
  'cap_block_suspend', 'cap_audit_read', 'cap_perfmon', 'cap_bpf', 'cap_checkpoint_restore',
] as const; // prettier-ignore

/** The bits of each set, as libcap has them. */
const BITS = { e: 1, p: 2, i: 4 } as const;
/** In the order in which they are written. */
const LETTERS = ['e', 'i', 'p'] as const;

/** For each capability, by number, the sets that it is in; at the end for those that only later kernels name, which `all` means too. */
type Sets = readonly number[];

export interface CapabilityMistake {
  readonly message: string;
  readonly hint?: string;
}

/** Takes away what an archive says of a file. */
export const NO_CAPABILITIES = 'none' as const;

/** `CAP_KILL+ep cap_chown+ep` is `cap_chown,cap_kill=ep`; `none` is itself. */
export function parseCapabilities(text: string): { readonly text: string } | CapabilityMistake {
  if (text.trim() === NO_CAPABILITIES) return { text: NO_CAPABILITIES };
  const clauses = text.trim().split(/\s+/);
  let sets: Sets = [...NAMES, 'later'].map(() => 0);
  for (const clause of clauses) {
    const next = applyClause(sets, clause);
    if ('message' in next) return next;
    sets = next;
  }
  const mistake = mistakeIn(sets);
  return mistake ?? { text: spell(sets) };
}

const LOOKS = 'capabilities are written as `cap_net_bind_service,cap_net_raw=ep`: names, and then "=", "+" or "-" with letters of "eip"'; // prettier-ignore

function applyClause(sets: Sets, clause: string): Sets | CapabilityMistake {
  const [, names = '', actions = ''] = /^([^=+-]*)((?:[=+-][eip]*)+)$/.exec(clause) ?? [];
  if (actions === '') return { message: `${LOOKS}, not "${clause}"` };
  const changes = [...actions.matchAll(/([=+-])([eip]*)/g)].map(([, sign = '', letters = '']) => ({ sign, letters }));
  if (changes.some(({ sign }, at) => sign === '=' && at > 0)) {
    return { message: `in a clause "=" stands only at the front, not as in "${clause}"` };
  }
  if (names === '' && changes[0]?.sign !== '=') {
    return { message: `"${clause}" names no capability`, hint: `write \`all${clause}\` for all of them` };
  }
  const changed = new Set<number>();
  for (const name of (names === '' ? 'all' : names.toLowerCase()).split(',')) {
    const at = NAMES.findIndex((known) => known === name);
    if (name === 'all') sets.forEach((_, each) => changed.add(each));
    else if (at === -1) return unknown(name);
    else changed.add(at);
  }
  return sets.map((set, at) => (changed.has(at) ? changes.reduce(change, set) : set));
}

function change(set: number, { sign, letters }: { readonly sign: string; readonly letters: string }): number {
  const bits = LETTERS.filter((letter) => letters.includes(letter)).reduce((sum, letter) => sum | BITS[letter], 0);
  if (sign === '=') return bits;
  return sign === '+' ? set | bits : set & ~bits;
}

function unknown(name: string): CapabilityMistake {
  const numbered = /^\d+$/.test(name) ? NAMES[Number(name)] : undefined;
  const whole = NAMES.find((known) => known === `cap_${name}`);
  const hint =
    numbered !== undefined || whole !== undefined ? `write \`${numbered ?? whole}\`` : didYouMean(name, NAMES);
  const message = `there is no capability "${name}": see capabilities(7)`;
  return { message, ...(hint === undefined ? {} : { hint }) };
}

/** https://man7.org/linux/man-pages/man7/capabilities.7.html: of a file, "effective" is one bit for all. */
function mistakeIn(sets: Sets): CapabilityMistake | undefined {
  const given = sets.filter((set) => (set & (BITS.p | BITS.i)) !== 0);
  if (given.length === 0) {
    const hint = `write them with "ep", as in \`cap_net_raw=ep\`, or \`${NO_CAPABILITIES}\` where there are to be none`;
    return { message: 'these capabilities give a program nothing', hint };
  }
  const effective = sets.filter((set) => (set & BITS.e) !== 0);
  if (effective.length === 0 || sets.every((set) => ((set & BITS.e) !== 0) === ((set & (BITS.p | BITS.i)) !== 0))) {
    return undefined;
  }
  const message = 'of a file either all capabilities are effective or none, and here "e" stands with some of them';
  return { message, hint: 'write "e" with each of them, or with none' };
}

// As cap_to_text does: what the unnamed ones are in comes first, without names, unless that is nothing.
function spell(sets: Sets): string {
  const base = sets.at(-1) ?? 0;
  const clauses = [7, 6, 5, 4, 3, 2, 1, 0].flatMap((set) => {
    const names = NAMES.filter((_, at) => sets[at] === set).join(',');
    return set === base || names === '' ? [] : [{ names, plus: letters(set & ~base), minus: letters(base & ~set) }];
  });
  const spelled = clauses.map(({ names, plus, minus }, at) => {
    const sign = base === 0 && at === 0 ? '=' : '+';
    return `${names}${plus === '' ? '' : sign + plus}${minus === '' ? '' : `-${minus}`}`;
  });
  return [...(base === 0 ? [] : [`=${letters(base)}`]), ...spelled].join(' ');
}

/**
 * The extended attribute `security.capability` as text; undefined where it is of a version that is not known. Whose user namespace it is
 * for has no place in a text. https://github.com/torvalds/linux/blob/master/include/uapi/linux/capability.h: vfs_cap_data
 */
export function readCapabilities(attribute: Buffer): string | undefined {
  const version = attribute.length < 4 ? undefined : attribute[3];
  const words = version === 1 ? 1 : 2;
  if (version === undefined || LENGTHS[version] !== attribute.length) return undefined;
  const isEffective = ((attribute[0] ?? 0) & 1) !== 0;
  const has = (bit: number, word: number): boolean => {
    const at = Math.floor(bit / 32);
    return at < words && (attribute.readUInt32LE(4 + 8 * at + 4 * word) >>> (bit % 32)) % 2 === 1;
  };
  const sets = [...NAMES.keys(), LAST_BIT].map((bit) => {
    const set = (has(bit, 0) ? BITS.p : 0) | (has(bit, 1) ? BITS.i : 0);
    return isEffective && set !== 0 ? set | BITS.e : set;
  });
  return sets.every((set) => set === 0) ? NO_CAPABILITIES : spell(sets);
}

/** In bytes, by version. */
const LENGTHS: Readonly<Record<number, number>> = { 1: 12, 2: 20, 3: 24 };
/** No kernel has a name for it. */
const LAST_BIT = 63;

function letters(set: number): string {
  return LETTERS.filter((letter) => (set & BITS[letter]) !== 0).join('');
}
