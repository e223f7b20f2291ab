/** The packages that bring what runs a script. A system of either format has sh and bash, and what a deb may rely on has perl. */
import { interpreterOf } from '../stanza/interpreter.ts';
import { lookUp } from '../system/look_up.ts';

/** The name in a deb, and in an rpm where it is another one. */
export interface InterpreterPackage {
  readonly name: string;
  readonly rpm?: string;
}

const PACKAGES: Readonly<Record<string, InterpreterPackage>> = {
  dash: { name: 'dash' },
  fish: { name: 'fish' },
  gawk: { name: 'gawk' },
  guile: { name: 'guile-3.0', rpm: 'guile30' },
  ksh: { name: 'ksh' },
  node: { name: 'nodejs' },
  nodejs: { name: 'nodejs' },
  perl: { name: 'perl' },
  php: { name: 'php-cli' },
  python: { name: 'python-is-python3', rpm: 'python-unversioned-command' },
  python3: { name: 'python3' },
  Rscript: { name: 'r-base-core', rpm: 'R-core' },
  ruby: { name: 'ruby' },
  tclsh: { name: 'tcl' },
  zsh: { name: 'zsh' },
};

/** Of a script's first bytes, as latin1; undefined where every system has its interpreter, and for one that is not known. */
export function interpreterPackage(text: string): InterpreterPackage | undefined {
  const interpreter = interpreterOf(text);
  if (interpreter === undefined) return undefined;
  const isEnv = /\/env$/.test(interpreter.path);
  const command = isEnv ? /^(?:-S[ \t]+)?(\S+)/.exec(interpreter.argument ?? '')?.[1] : interpreter.path;
  return lookUp(PACKAGES, (command ?? '').replace(/^.*\//, ''));
}
