/**
 * A changelog, which is the same for both formats: https://www.debian.org/doc/debian-policy/ch-source.html#debian-changelog-debian-changelog.
 * It reads what dpkg-parsechangelog reads. A deb takes the file as it is; for an rpm it is spelled by rpm.ts.
 */
import type { ProblemCode } from '../../problems/codes/codes.ts';
import { type ChangelogDate, parseDate } from './date.ts';
import { type ChangelogLine, classifyLine, optionsMistake } from './lines.ts';
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
  /** dpkg-parsechangelog does not mind it, whether it is meant or not. */
  readonly isRead?: true;
  /** It is in an older entry, which dpkg-parsechangelog does not look at when it builds a package. */
  readonly isOlder?: true;
}

/** The entries in the order of the text, those with a mistake left out. */
export interface Changelog {
  readonly entries: readonly ChangelogEntry[];
  readonly mistakes: readonly ChangelogMistake[];
  /** Where entries of an older format begin, which nobody reads; absent where there are none. */
  readonly oldFrom?: number;
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

type Kind<Name extends ChangelogLine['kind']> = ChangelogLine & { readonly kind: Name };

export function parseChangelog(text: string): Changelog {
  const control = /[^\P{Cc}\n\t\r]|\r(?!\n)/u.exec(text);
  if (control !== null) return { entries: [], mistakes: [controlMistake(control.index)] };
  const entries: ChangelogEntry[] = [];
  const mistakes: ChangelogMistake[] = [];
  /** Of the headings so far. */
  let count = 0;
  const report: Report = (code, { text: line, start }, message, more = {}) => {
    const from = start + line.length - line.trimStart().length;
    const end = start + line.trimEnd().length;
    mistakes.push({ code, message, start: from, end, ...more, ...(count > 1 ? { isOlder: true } : {}) });
  };
  const reportOpen = ({ title, version }: Open): void => {
    if (version !== undefined)
      report('changelog-syntax', title, `the entry of ${version} has no last line: ${TRAILER}`);
  };
  const carriage = text.indexOf('\r\n');
  if (carriage !== -1) mistakes.push(lineEndDoubt(carriage));

  let open: Open | undefined;
  let oldFrom: number | undefined;
  reading: for (const line of linesOf(text)) {
    const is = classifyLine(line.text);
    switch (is.kind) {
      case 'heading':
        if (open !== undefined) reportOpen(open);
        count++;
        open = openEntry(line, is, report);
        break;
      case 'editor':
        break reading;
      case 'comment':
        break;
      case 'blank':
        open?.lines.push('');
        break;
      case 'change':
        if (open === undefined) open = reportNoEntry(line, report);
        else open.lines.push(line.text.trimEnd().slice(2));
        break;
      case 'trailer':
      case 'bad-trailer':
        if (open === undefined) reportNoEntry(line, report);
        else {
          const entry = closeEntry(open, line, is, report);
          if (entry !== undefined) entries.push(entry);
        }
        open = undefined;
        break;
      case 'old':
        if (count > 0) {
          oldFrom = line.start;
          break reading;
        }
        open ??= reportNoEntry(line, report);
        break;
      case 'unknown':
        if (open === undefined) open = reportNoEntry(line, report);
        else if (open.version !== undefined) {
          report('changelog-syntax', line, `a line of an entry begins with two blanks, and its last one is ${TRAILER}`);
        }
    }
  }
  if (open !== undefined) reportOpen(open);
  if (entries.length + mistakes.length === 0) {
    mistakes.push({ code: 'changelog-syntax', message: 'the changelog has no entry', start: 0, end: 0 });
  }
  return { entries, mistakes, ...(oldFrom === undefined ? {} : { oldFrom }) };
}

type More = Partial<Pick<ChangelogMistake, 'hint' | 'isRead'>>;
type Report = (code: ChangelogMistake['code'], line: Line, message: string, more?: More) => void;

// What follows belongs to something that is no entry.
function reportNoEntry(line: Line, report: Report): Open {
  const message = `an entry begins with ${TITLE}${/^\s/.test(line.text) ? ', and none has begun here' : ''}`;
  const isYaml = /^(?:---|- semver:)/.test(line.text);
  const more = isYaml ? { hint: 'it is not YAML, as for nfpm, but what `dch` writes' } : {};
  report('changelog-syntax', line, message, more);
  return { title: line, version: undefined, lines: [] };
}

function openEntry(line: Line, { version, options }: Kind<'heading'>, report: Report): Open {
  const mistake = optionsMistake(options);
  if (mistake !== undefined) report('changelog-syntax', line, `${mistake}: an entry begins with ${TITLE}`);
  if (!deb.texts.relationVersion.pattern.test(version)) {
    const at = { text: version, start: line.start + line.text.indexOf(`(${version})`) + 1 };
    const message = `the version of an entry must be ${deb.texts.relationVersion.allowed}`;
    report('changelog-version', at, message);
  }
  return { title: line, version, lines: [] };
}

function closeEntry(
  { title, version, lines }: Open,
  line: Line,
  trailer: Kind<'trailer' | 'bad-trailer'>,
  report: Report,
): ChangelogEntry | undefined {
  if (version === undefined) return undefined;
  if (trailer.kind === 'bad-trailer' || trailer.gap !== '  ') {
    const more = trailer.kind === 'trailer' ? { hint: 'there must be two spaces before the date' } : {};
    report('changelog-syntax', line, `the last line of an entry is ${TRAILER}`, more);
    return undefined;
  }
  const { maintainer, date: written } = trailer;
  const date = parseDate(written);
  const wrong = 'message' in date ? date : date.doubt;
  if (wrong !== undefined) {
    const more: More = wrong.hint === undefined ? {} : { hint: wrong.hint };
    const at = stretch(line, wrong.token);
    report('changelog-date', at, wrong.message, 'message' in date ? more : { ...more, isRead: true });
  }
  if ('message' in date) return undefined;
  const text = lines.join('\n').replace(/^\n+/, '').trimEnd();
  if (text === '')
    report('changelog-syntax', title, `the entry of ${version} says no change: lines that begin with two blanks`);
  return { version, lines: text.split('\n'), maintainer, date, dateAt: stretch(line, written).start };
}

function controlMistake(at: number): ChangelogMistake {
  const message = 'a changelog cannot have control characters other than tabs';
  return { code: 'changelog-syntax', message, start: at, end: at + 1 };
}

function lineEndDoubt(at: number): ChangelogMistake {
  const message = 'the changelog has the line ends of Windows';
  const hint = 'save it with the line ends of Unix';
  return { code: 'changelog-syntax', message, hint, start: at, end: at + 1, isRead: true };
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
