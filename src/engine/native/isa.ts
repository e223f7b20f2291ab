/** What rpm calls the instruction set behind an architecture, as in `kubelet(x86-64)`: the macro `__isa` of its platforms. */
const ISA: Readonly<Record<string, readonly string[]>> = {
  'aarch-64': ['aarch64'],
  'alpha-64': ['alpha', 'alphaev5', 'alphaev56', 'alphaev6', 'alphaev67', 'alphapca56'],
  'armv7hl-32': ['armv7hl', 'armv7hnl'],
  'ia-64': ['ia64'],
  'mips-32': ['mips', 'mipsel'],
  'mips-64': ['mips64', 'mips64el'],
  'mipsr6-32': ['mipsr6', 'mipsr6el'],
  'mipsr6-64': ['mips64r6', 'mips64r6el'],
  'ppc-32': [
    'ppc', 'ppc32dy4', 'ppc64iseries', 'ppc64pseries', 'ppc8260', 'ppc8560', 'ppciseries', 'ppcpseries',
  ], // prettier-ignore
  'ppc-64': ['ppc64', 'ppc64le', 'ppc64p7'],
  'riscv-64': ['riscv64'],
  's390-32': ['s390'],
  's390-64': ['s390x'],
  'sh-32': ['sh', 'sh3', 'sh4', 'sh4a'],
  'sparc-32': ['sparc', 'sparcv8', 'sparcv9', 'sparcv9v'],
  'sparc-64': ['sparc64', 'sparc64v'],
  'x86-32': ['athlon', 'geode', 'i386', 'i486', 'i586', 'i686', 'pentium3', 'pentium4'],
  'x86-64': ['amd64', 'ia32e', 'x86_64'],
};

const BY_ARCHITECTURE = new Map(Object.entries(ISA).flatMap(([isa, names]) => names.map((name) => [name, isa])));

/** Undefined for `noarch`, and for what rpm has no platform of. Others are called as the architecture is. */
export function isaOf(architecture: string): string | undefined {
  if (/^(?:armv[3-8]|m68k$)/.test(architecture)) return BY_ARCHITECTURE.get(architecture) ?? `${architecture}-32`;
  return architecture === 'loongarch64' ? 'loongarch64-64' : BY_ARCHITECTURE.get(architecture);
}
