/** The shells and the checker of shell that are here; what is not, is said. */
import { execaSync } from 'execa';

function isHere(name: string): boolean {
  return execaSync('sh', ['-c', 'command -v "$1"', 'sh', name], { reject: false }).exitCode === 0;
}

const KNOWN = [['dash'], ['bash', '--posix'], ['busybox', 'sh']] as const;
const missing = KNOWN.map(([name]) => name).filter((name) => !isHere(name));
if (missing.length > 0) console.log(`left out, not installed: ${missing.join(', ')}`);

/** A command each. */
export const SHELLS: readonly (readonly string[])[] = KNOWN.filter(([name]) => isHere(name));

export const hasShellcheck = isHere('shellcheck');
if (!hasShellcheck) console.log('left out, not installed: shellcheck');
