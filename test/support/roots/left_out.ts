/** Whether the machine can make roots; where it cannot, the reason is printed. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';

const TOOLS = {
  deb: ['mmdebstrap', 'chroot', 'flock', 'dpkg-deb'],
  rpm: ['dnf', 'createrepo_c', 'chroot', 'rpm'],
};

export type RootKind = keyof typeof TOOLS;

/** `describe` where all of the kinds can be made, else one that skips. */
export function describeIn(...kinds: RootKind[]): typeof describe | typeof describe.skip {
  const reasons = [
    ...(process.getuid?.() === 0 ? [] : ['root']),
    ...kinds.flatMap((kind) => TOOLS[kind].filter((tool) => !isThere(tool))),
  ];
  if (reasons.length === 0) return describe;
  console.log(`left out: installing in a root (${kinds.join(', ')}), which needs ${reasons.join(', ')}`);
  return describe.skip;
}

export function isThere(tool: string): boolean {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return places.some((place) => {
    try {
      accessSync(join(place, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
