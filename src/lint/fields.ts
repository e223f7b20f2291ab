/** Lints the fields that name and classify a package. */
import { didYouMean } from '../problems/suggest.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, Rule } from './finding.ts';
import { licenseMistake } from './licenses.ts';

function section({ section: text, format }: Plan): Finding[] {
  if (text === undefined) {
    const message = format === 'deb' ? 'the deb has no section' : 'the rpm has no group, which `section` sets';
    return [{ code: 'section-missing', message, at: ['section'] }];
  }
  // An rpm's groups are free text: https://docs.fedoraproject.org/en-US/packaging-guidelines/#_tags_and_sections
  if (format === 'rpm') return [];
  const name = text.replace(/^(?:contrib|non-free|non-free-firmware)\//, '');
  if (SECTIONS.includes(name)) return [];
  const hint = didYouMean(name, SECTIONS);
  return [{ code: 'section-unknown', message: `Debian has no section "${name}"`, hint, at: ['section'] }];
}

function priority({ priority: text, format }: Plan): Finding[] {
  if (text !== 'extra' || format === 'rpm') return [];
  return [{ code: 'priority-extra', message: 'the priority "extra" was replaced by "optional"', at: ['priority'] }];
}

function license({ license: text }: Plan): Finding[] {
  const mistake = text === undefined ? undefined : licenseMistake(text);
  return mistake === undefined ? [] : [{ code: 'license-not-spdx', ...mistake, at: ['license'] }];
}

function homepage({ homepage: text, format }: Plan): Finding[] {
  const at = ['homepage'];
  if (text === undefined) return [{ code: 'homepage-missing', message: 'the package has no homepage', at }];
  if (!/^(?:https?|ftp):\/\/[^\s/]+/.test(text)) {
    const likely = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i.test(text) ? `write \`https://${text}\`` : undefined;
    return [{ code: 'homepage-not-a-url', message: `"${text}" is not a web address`, hint: likely, at }];
  }
  if (text.startsWith('https:') || format === 'rpm') return [];
  return [{ code: 'homepage-insecure', message: 'the homepage is not an https address', at }];
}

/** https://www.rfc-editor.org/rfc/rfc6761#section-6 */
function maintainer({ maintainer: text, format }: Plan): Finding[] {
  const host = /@([^@>]*)>?\s*$/.exec(text)?.[1];
  if (
    format === 'rpm' ||
    host === undefined ||
    (host.includes('.') && !/\.(?:local|localdomain|localhost)$/i.test(host))
  ) {
    return [];
  }
  return [{ code: 'maintainer-mail-host', message: `nobody can send mail to the host "${host}"`, at: ['maintainer'] }];
}

function revision({ revision: text, format }: Plan): Finding[] {
  if (text !== '0' || format === 'rpm') return [];
  return [
    { code: 'revision-zero', message: 'the revision of the deb is 0; revisions are counted from 1', at: ['revision'] },
  ];
}

const noTime: Rule = ({ undated }) => {
  if (undated === undefined) return [];
  const message =
    'nothing says the time of this version, so every time in the packages is 1 January 1980, as in all other versions';
  const hint =
    'run with SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) or --source-date-epoch=SECONDS, or write `sourceDateEpoch` or a `changelog`';
  return [{ code: 'no-time', message, hint, at: [], place: undated }];
};

const ofPlan = [section, priority, license, homepage, maintainer, revision].map(
  (look): Rule =>
    ({ plan }) =>
      look(plan),
);

export const fieldRules: readonly Rule[] = [...ofPlan, noTime];

/** The sections of Debian's archive: https://packages.debian.org/unstable/ */
export const SECTIONS: readonly string[] = [
  'admin', 'cli-mono', 'comm', 'database', 'debian-installer', 'debug', 'devel', 'doc', 'editors', 'education', 'electronics',
  'embedded', 'fonts', 'games', 'gnome', 'gnu-r', 'gnustep', 'golang', 'graphics', 'hamradio', 'haskell', 'httpd', 'interpreters',
  'introspection', 'java', 'javascript', 'kde', 'kernel', 'libdevel', 'libs', 'lisp', 'localization', 'mail', 'math', 'metapackages',
  'misc', 'net', 'news', 'ocaml', 'oldlibs', 'otherosfs', 'perl', 'php', 'python', 'raku', 'ruby', 'rust', 'science', 'shells',
  'sound', 'tasks', 'tex', 'text', 'utils', 'vcs', 'video', 'web', 'x11', 'xfce', 'zope',
]; // prettier-ignore
