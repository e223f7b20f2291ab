/**
 * Programs that launchers name and nobody ships: desktops show no such application, and D-Bus starts no such service.
 * https://specifications.freedesktop.org/desktop-entry-spec/latest/
 */
import { basename } from 'node:path/posix';
import type { SourceText } from '../problems/problem.ts';
import { suggest } from '../problems/suggest.ts';
import type { Finding, LintInput, Rule } from './finding.ts';
import { misspelledPath, parent } from './shipped.ts';
import { unaliased } from '../plan/paths.ts';

const LAUNCHER =
  /^\/(?:usr\/share\/applications|etc\/xdg\/autostart)\/.+\.desktop$|^\/usr\/share\/dbus-1\/(?:system-)?services\/[^/]+\.service$/;

export function isLauncher(dst: string): boolean {
  return LAUNCHER.test(dst);
}

/** The folders in which a program without a path is searched for. */
const PROGRAMS = ['/usr/bin', '/usr/local/bin', '/usr/games', '/usr/sbin', '/usr/local/sbin'];

const launchers: Rule = (input) =>
  [...(input.texts.launchers ?? [])].flatMap(([dst, source]): Finding[] => {
    const at = ['contents', dst, 'src'];
    const found = programsOf(source.text);
    if (found.length === 0) {
      const isApplication = /^Type\s*=\s*Application\s*$/m.test(source.text);
      if (!isApplication || /^DBusActivatable\s*=\s*true\s*$/m.test(source.text)) return [];
      const place = { source, start: 0, end: source.text.split('\n', 1)[0]?.length ?? 0 };
      return [
        { code: 'launcher-program', message: 'this application has no `Exec=`, and nothing starts it', place, at },
      ];
    }
    return found.flatMap((program): Finding[] => {
      const mistake = mistakeIn(program, input);
      if (mistake === undefined) return [];
      const end = program.start + program.name.length;
      return [{ code: 'launcher-program', ...mistake, place: { source, start: program.start, end }, at }];
    });
  });

interface Program {
  readonly key: string;
  readonly name: string;
  /** The stretch in the text. */
  readonly start: number;
}

function programsOf(text: SourceText['text']): Program[] {
  return [...text.matchAll(/^((?:Try)?Exec)[ \t]*=[ \t]*"?([^\s"]+)/gm)].map(
    ({ 0: whole, 1: key = '', 2: name = '', index }) => ({
      key,
      name,
      start: index + whole.length - name.length,
    }),
  );
}

function mistakeIn(
  { key, name }: Program,
  { plan, shipped }: LintInput,
): Pick<Finding, 'message' | 'hint'> | undefined {
  const others = [...shipped.paths].filter((path) => basename(path).toLowerCase() === basename(name).toLowerCase());
  if (!name.includes('/')) {
    const isFound = PROGRAMS.some((folder) => shipped.has(`${folder}/${name}`));
    const [other] = others.filter((path) => !isLauncher(path) && isProgramAt(path, plan));
    if (isFound || other === undefined) return undefined;
    const message = `${key}= names ${name}, which is in no folder of programs: the ${plan.format} has it as ${other}`;
    return { message, hint: `write "${other}", or add a link to it: /usr/bin/${name}` };
  }
  if (!name.startsWith('/') || shipped.has(name)) return undefined;
  const near = misspelledPath(unaliased(name), shipped.paths) ?? others.find((path) => isProgramAt(path, plan));
  if (near === undefined && !shipped.folders.has(parent(unaliased(name)))) return undefined;
  const message = `${key}= names ${name}, which no ${plan.format} of the set ships`;
  return near === undefined ? { message } : { message, hint: suggest(near) };
}

// A folder of that name, or an icon, is not a program.
function isProgramAt(path: string, { contents }: LintInput['plan']): boolean {
  return contents.some(
    ({ dst, ...content }) =>
      unaliased(dst) === path &&
      (content.type === 'symlink' ||
        content.type === 'hardlink' ||
        (content.type === 'file' && (Number.parseInt(content.mode, 8) & 0o111) !== 0)),
  );
}

export const launcherRules: readonly Rule[] = [launchers];
