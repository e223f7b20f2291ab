/** Finds files that are packed by mistake, or under a name that their readers cannot handle, as entries and in trees on disk. */
import { basename } from 'node:path/posix';
import { below, unaliased } from '../plan/paths.ts';
import type { PlanContent } from '../plan/plan.ts';
import { atContent, type Finding, type LintInput, type Rule } from './finding.ts';

/** Names of files that version control, editors and desktops leave in folders. */
const LEFT_OVER =
  /(?:^|\/)(?:\.git|\.svn|\.hg|\.bzr|CVS|_darcs|\.git(?:ignore|attributes|modules|keep)|\.hgignore|\.DS_Store|\._[^/]+|Thumbs\.db|desktop\.ini|[^/]*~|#[^/]*#|[^/]*\.(?:swp|orig|rej))$/;

/** https://docs.gtk.org/gtk4/icon-format.html: one such name makes the whole cache invalid. */
const ICON_WITH_BLANK = /^\/usr\/share\/icons\/.*\/[^/]*\s[^/]*\.(?:png|svg|svgz|xpm)$/;

interface Installed {
  /** The path in the tree, or in the package. */
  readonly shown: string;
  readonly dst: string;
}

function installed(content: PlanContent, { trees }: LintInput): Installed[] {
  if (content.type === 'dir' || content.type === 'ghost') return [];
  if (content.type !== 'tree') return [{ shown: basename(content.dst), dst: content.dst }];
  return (trees?.get(content) ?? []).map(({ path }) => ({ shown: path, dst: below(content.dst, path) }));
}

// Only the first file of an entry is reported.
function named(
  code: Finding['code'],
  pattern: RegExp,
  say: (shown: string, isInTree: boolean) => { readonly message: string; readonly hint: string },
): Rule {
  return (input) =>
    input.plan.contents.flatMap((content): Finding[] => {
      const [first, ...others] = installed(content, input).filter(({ dst }) => pattern.test(dst));
      if (first === undefined) return [];
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      const { message, hint } = say(first.shown, content.type === 'tree');
      const key = content.type === 'tree' ? 'src' : 'dst';
      return [{ code, message: `${message}${more}`, hint, at: atContent(content, key) }];
    });
}

/**
 * sudoers(5), udev(7) and others. What programs read in a folder, by the ending of its names; everything else there they pass over in
 * silence.
 */
const READ: readonly {
  readonly folder: RegExp;
  readonly names: RegExp;
  readonly called: string;
  readonly reader: string;
}[] = [
  {
    folder: /^\/etc\/sudoers\.d\/[^/]+$/,
    names: /^[^.]*[^.~]$/,
    called: 'has no "." and no "~" at its end',
    reader: 'sudo',
  },
  {
    folder: /^\/(?:etc|usr\/lib)\/udev\/rules\.d\/[^/]+$/,
    names: /\.rules$/,
    called: 'ends in ".rules"',
    reader: 'udev',
  },
  {
    folder:
      /^\/(?:etc|usr\/lib)\/(?:sysctl|modprobe|modules-load|tmpfiles|sysusers|binfmt|environment|security\/limits|ld\.so\.conf)\.d\/[^/]+$/,
    names: /\.conf$/,
    called: 'ends in ".conf"',
    reader: 'what reads this folder',
  },
  {
    folder: /^\/etc\/apt\/sources\.list\.d\/[^/]+$/,
    names: /\.(?:list|sources)$/,
    called: 'ends in ".list" or ".sources"',
    reader: 'apt',
  },
  { folder: /^\/etc\/yum\.repos\.d\/[^/]+$/, names: /\.repo$/, called: 'ends in ".repo"', reader: 'dnf' },
  {
    folder: /^\/etc\/profile\.d\/[^/]+$/,
    names: /\.(?:c?sh|fish|local)$/,
    called: 'ends in ".sh" or ".csh"',
    reader: 'a login shell',
  },
  {
    folder: /^\/usr\/share\/applications\/[^/]+$/,
    names: /\.(?:desktop|list|cache)$/,
    called: 'ends in ".desktop"',
    reader: 'a desktop',
  },
];

const unread: Rule = (input) =>
  input.plan.contents.flatMap((content): Finding[] => {
    for (const { shown, dst } of installed(content, input)) {
      const name = basename(dst);
      if (content.type === 'tree' && !isFileIn(content, shown, input)) continue;
      const row = READ.find(({ folder }) => folder.test(unaliased(dst)));
      if (row === undefined || row.names.test(name) || /^(?:README.*|\.placeholder)$/.test(name)) continue;
      const message = `${row.reader} passes over "${shown}": a name here ${row.called}`;
      return [{ code: 'unread-name', message, at: atContent(content, content.type === 'tree' ? 'src' : 'dst') }];
    }
    return [];
  });

function isFileIn(content: PlanContent, shown: string, { trees }: LintInput): boolean {
  return trees?.get(content)?.some(({ path, kind }) => path === shown && kind === 'file') ?? false;
}

export const oddFileRules: readonly Rule[] = [
  unread,
  named('left-over-file', LEFT_OVER, (shown, isInTree) => ({
    message: `"${shown}" is what version control, an editor or a desktop left there`,
    hint: isInTree ? `leave it out: \`exclude: ["**/${basename(shown)}"]\`` : 'remove the entry',
  })),
  named('icon-name', ICON_WITH_BLANK, (shown) => ({
    message: `"${shown}" has a blank in its name, and gtk-update-icon-cache then makes no cache of any icon`,
    hint: 'write "-" for it',
  })),
];
