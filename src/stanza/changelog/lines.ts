/**
 * What a line of a changelog is. It is the same that dpkg-parsechangelog looks for, in the same order (Dpkg::Changelog::Debian,
 * Dpkg::Changelog::Entry::Debian): https://manpages.debian.org/deb-changelog.5
 */

export type ChangelogLine =
  | { readonly kind: 'heading'; readonly version: string; readonly options: string }
  | { readonly kind: 'trailer'; readonly maintainer: string; readonly gap: string; readonly date: string }
  /** Begins with ` --`, and is no trailer. */
  | { readonly kind: 'bad-trailer' }
  | { readonly kind: 'change' | 'blank' | 'comment' }
  /** From here on nothing is for a reader of changelogs: settings of an editor. */
  | { readonly kind: 'editor' }
  /** From here on the changelog is of another, older format. */
  | { readonly kind: 'old' }
  /** `isIndented`: else it begins at the margin, where only headings do. */
  | { readonly kind: 'unknown'; readonly isIndented: boolean };

const NAME = '[-+0-9a-z.]';
const HEADING = new RegExp(String.raw`^\w${NAME}* \(([^() \t]+)\)(?:\s+${NAME}+)+;(.*)$`, 'i');

const EDITOR = /^(?:(?:;;\s*)?Local variables|vim):/i;

/** Comments, and what looks like a keyword of RCS. */
const COMMENT = /^(?:# |\/\*.*\*\/|\$\w+:.*\$)/;

const OLD: readonly RegExp[] = [
  // An old entry of GNU style: `Tue Mar 19 12:00:00 CET 1996  Jo Doe  <jo@example.com>`, or without a time.
  /^\w+\s+\w+\s+\d{1,2} \d{1,2}:\d{1,2}:\d{1,2}\s+[\w\s]*\d{4}\s+.*\s+[<(].*[)>]/,
  /^\w+\s+\w+\s+\d{1,2},?\s*\d{4}\s+.*\s+[<(].*[)>]/,
  // `hello (1.2-1)`, with or without more behind it but a semicolon and keys.
  /^\w[-+0-9a-z.]* \([^() \t]+\);?/i,
  /^[\w.+-]+[- ]\S+ Debian \S+/i,
  /^Changes from version .* to .*:/i,
  /^Changes for [\w.+-]+-[\w.+-]+:?\s*$/i,
  /^Old Changelog:\s*$/i,
  /^(?:\d+:)?\w[\w.+~-]*:?\s*$/,
];

/** Longer than any line that is one of these. */
const LONGEST = 500;

export function classifyLine(text: string): ChangelogLine {
  const line = text.trimEnd();
  const [, version, options] = HEADING.exec(line) ?? [];
  if (version !== undefined && options !== undefined) return { kind: 'heading', version, options };
  if (EDITOR.test(line)) return { kind: 'editor' };
  if (COMMENT.test(text)) return { kind: 'comment' };
  if (OLD.some((pattern) => pattern.test(line.slice(0, LONGEST)))) return { kind: 'old' };
  if (/^\S/.test(line)) return { kind: 'unknown', isIndented: false };
  if (line.startsWith(' --')) return trailerOf(line);
  if (line === '') return { kind: 'blank' };
  return /^\s{2,}\S/.test(line) ? { kind: 'change' } : { kind: 'unknown', isIndented: true };
}

// ` -- Name <mail>  date`: the last pair of brackets is that of the mail.
function trailerOf(line: string): ChangelogLine {
  const to = line.lastIndexOf('>');
  const from = line.lastIndexOf(' <', to);
  if (!line.startsWith(' -- ') || from < ' --'.length || to === -1) return { kind: 'bad-trailer' };
  const after = line.slice(to + 1);
  const date = after.trimStart();
  if (date === '') return { kind: 'bad-trailer' };
  const maintainer = line.slice(' -- '.length, to + 1).trim();
  return { kind: 'trailer', maintainer, gap: after.slice(0, after.length - date.length), date };
}

/** Why the keys of a heading are not what dpkg-parsechangelog knows; undefined where they are. */
export function optionsMistake(options: string): string | undefined {
  const known = new Set<string>();
  for (const option of options.trim().split(/\s*,\s*/)) {
    if (option === '') continue;
    const [, key = '', value = ''] = /^([-0-9a-z]+)=\s*(.*\S)$/i.exec(option) ?? [];
    if (key === '') return `"${option}" is not \`key=value\``;
    const name = key.toLowerCase();
    if (known.has(name)) return `the key "${key}" is there twice`;
    known.add(name);
    if (name === 'urgency') {
      if (!/^[-0-9a-z]+(?:\s.*)?$/i.test(value)) return `"${value}" is no urgency`;
    } else if (name === 'binary-only') {
      if (value !== 'yes') return `\`binary-only\` must be "yes", not "${value}"`;
    } else if (!/^x[bcs]+-/.test(name)) return `"${key}" is none of the keys \`urgency\` and \`binary-only\``;
  }
  return undefined;
}
