/**
 * The text of a changelog, which is the same for both formats: https://manpages.debian.org/deb-changelog.5. A deb takes it as it
 * is; for an rpm it is spelled as https://rpm-software-management.github.io/rpm/manual/spec.html#changelog-section says.
 */
import type { ProblemCode } from '../../problems/codes/codes.ts';
import { type ChangelogDate, parseDate } from './date.ts';
import { deb } from '../../format/deb.ts';

export interface ChangelogEntry {
  readonly version: string;
  /** Lines of text, two blanks off each; the first and the last are not blank. */
  readonly lines: readonly string[];
  /** `Name <mail@example.com>` */
  readonly maintainer: string;
  readonly date: ChangelogDate;
  /** Where in the text the date begins. */
  readonly dateAt: number;
}

/** Where it stands is a stretch of the text, in UTF-16 code units. */
export interface ChangelogMistake {
  readonly code: ProblemCode & `changelog-${string}`;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/** The entries in the order of the text, those with a mistake left out. */
export interface Changelog {
  readonly entries: readonly ChangelogEntry[];
  readonly mistakes: readonly ChangelogMistake[];
}

const TITLE = '`name (version) distribution; urgency=medium`';
const TRAILER = '` -- Name <mail@example.com>  Wed, 20 Mar 2019 12:00:00 +0000`';

/** An entry on its way. */
interface Open {
  readonly title: Line;
  /** Absent where the title is none: what follows from that is not reported. */
  readonly version: string | undefined;
  readonly lines: string[];
}

interface Line {
  readonly text: string;
  readonly start: number;
}

export function parseChangelog(text: string): Changelog {
  const control = /[^\P{Cc}\n\t]/u.exec(text);
  if (control !== null) return { entries: [], mistakes: [controlMistake(control[0], control.index)] };
  const entries: ChangelogEntry[] = [];
  const mistakes: ChangelogMistake[] = [];
  const report = (
    code: ChangelogMistake['code'],
    { text: line, start }: Line,
    message: string,
    hint?: string,
  ): void => {
    const from = start + line.length - line.trimStart().length;
    const end = start + line.trimEnd().length;
    mistakes.push({ code, message, start: from, end, ...(hint === undefined ? {} : { hint }) });
  };
  const reportOpen = ({ title, version }: Open): void => {
    if (version !== undefined)
      report('changelog-syntax', title, `the entry of ${version} has no last line: ${TRAILER}`);
  };

  let open: Open | undefined;
  for (const line of linesOf(text)) {
    const isTitle = /^\S+ \(/.test(line.text);
    if (open !== undefined && isTitle) {
      reportOpen(open);
      open = undefined;
    }
    if (open === undefined) {
      if (line.text.trim() !== '') open = parseTitle(line, report);
    } else if (line.text.startsWith(' --')) {
      const entry = parseTrailer(open, line, report);
      const newer = entries.at(-1);
      if (entry !== undefined) {
        if (newer !== undefined && newer.date.seconds < entry.date.seconds) {
          const message = `the newest entry comes first, but this one is newer than that of ${newer.version} above it`;
          report('changelog-order', stretch(line, entry.date.text), message);
        }
        entries.push(entry);
      }
      open = undefined;
    } else if (line.text.trim() === '' || line.text.startsWith('  ')) {
      open.lines.push(line.text.trimEnd().slice(2));
    } else if (open.version !== undefined) {
      report('changelog-syntax', line, `a line of an entry begins with two blanks, and its last one is ${TRAILER}`);
    }
  }
  if (open !== undefined) reportOpen(open);
  if (entries.length + mistakes.length === 0) {
    mistakes.push({ code: 'changelog-syntax', message: 'the changelog has no entry', start: 0, end: 0 });
  }
  return { entries, mistakes };
}

type Report = (code: ChangelogMistake['code'], line: Line, message: string, hint?: string) => void;

// The same that dpkg-parsechangelog looks for.
function parseTitle(line: Line, report: Report): Open {
  const [, version] =
    /^\w[-+0-9a-z.]* \(([^() \t]*)\)(?:\s+[-+0-9a-z.]+)+;(?:\s*[-0-9a-z]+=[^,=]+(?:,|\s*$))+$/i.exec(line.text) ?? [];
  if (version === undefined) {
    const isInside = /^\s/.test(line.text);
    const message = isInside
      ? `an entry begins with ${TITLE}, and none has begun here`
      : `an entry begins with ${TITLE}`;
    const isYaml = /^(?:---|- semver:)/.test(line.text);
    report(
      'changelog-syntax',
      line,
      message,
      isYaml ? 'it is not YAML, as for nfpm, but what `dch` writes' : undefined,
    );
  } else if (!deb.texts.relationVersion.pattern.test(version)) {
    report(
      'changelog-version',
      { text: version, start: line.start + line.text.indexOf(`(${version})`) + 1 },
      `the version of an entry must be ${deb.texts.relationVersion.allowed}`,
    );
  }
  return { title: line, version, lines: [] };
}

function parseTrailer({ title, version, lines }: Open, line: Line, report: Report): ChangelogEntry | undefined {
  const [, maintainer, gap = '', written] = /^ -- (\S.*? <[^<>\s]+>)( *)(.*?)\s*$/.exec(line.text) ?? [];
  if (maintainer === undefined || written === undefined || gap.length !== 2) {
    const hint = maintainer !== undefined && written !== '' ? 'there must be two spaces before the date' : undefined;
    report('changelog-syntax', line, `the last line of an entry is ${TRAILER}`, hint);
    return undefined;
  }
  const date = parseDate(written);
  if ('message' in date) {
    report('changelog-date', stretch(line, date.token), date.message, date.hint);
    return undefined;
  }
  const text = lines.join('\n').replace(/^\n+|\s+$/g, '');
  if (version === undefined) return undefined;
  if (text === '')
    report('changelog-syntax', title, `the entry of ${version} says no change: lines that begin with two blanks`);
  return { version, lines: text.split('\n'), maintainer, date, dateAt: stretch(line, written).start };
}

function controlMistake(sign: string, at: number): ChangelogMistake {
  const what = {
    code: 'changelog-syntax',
    message: 'a changelog cannot have control characters other than tabs',
    start: at,
    end: at + 1,
  } as const;
  return sign === '\r' ? { ...what, hint: 'save it with the line ends of Unix' } : what;
}

// The last one of that text in the line: a name may hold what a date holds.
function stretch({ text, start }: Line, part: string): Line {
  return { text: part, start: start + Math.max(0, text.lastIndexOf(part)) };
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { text: line, start: at };
  });
}
