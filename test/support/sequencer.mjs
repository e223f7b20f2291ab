/**
 * Which test file starts first. Jest remembers what each took, and starts the slowest first; before the first run, in a fresh clone,
 * these are known to be slow. A long file that starts last would leave all cores but one idle at the end.
 */
import Sequencer from '@jest/test-sequencer';

/** The slowest first; a name that ends with a slash is a whole folder. */
const SLOW = [
  'bazel/one_server.test.ts',
  'e2e/',
  'golden/',
  'artifact/native.test.ts',
  'install/',
  'kubernetes/',
  'equivalence/',
  'random/',
  'front_door/sources.test.ts',
  'artifact/',
  'archive/codecs/',
  'container/',
  'docs/snippets.test.ts',
  'debian_root/',
  'lint/tools.test.ts',
  'init/linters.test.ts',
  'prototype_names.test.ts',
];

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isRemembered = sorted.some(({ duration }) => typeof duration === 'number');
    return isRemembered ? sorted : sorted.sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ path }) {
  const at = SLOW.findIndex((name) => path.includes(`/test/${name}`));
  return at === -1 ? SLOW.length : at;
}
