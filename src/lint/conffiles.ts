/** Files that people may edit: https://www.debian.org/doc/debian-policy/ch-files.html#configuration-files */
import { atContent, eachContent, type Finding, isBelow, type Rule } from './finding.ts';

const isExecutable = (mode: string): boolean => (Number.parseInt(mode, 8) & 0o111) !== 0;

/** What the system itself has as programs in /etc. */
const PROGRAMS = /^\/etc\/(?:init\.d|cron\.(?:hourly|daily|weekly|monthly)|[^/]+\/[^/]+\.d|profile\.d|X11)\//;

const conffiles = eachContent((content, { format }) => {
  const { dst, type } = content;
  const isInEtc = isBelow(dst, '/etc');
  const isConfig = type === 'file' && content.config !== undefined;
  const found: Finding[] = [];
  if (isInEtc && ((type === 'file' && !isConfig) || type === 'tree')) {
    const what = type === 'tree' ? 'these files lie' : 'this lies';
    const message = `${what} in /etc: an upgrade removes what people changed in it`;
    const hint = type === 'tree' ? 'write an entry for each file' : 'write `type: config|noreplace`';
    found.push({ code: 'not-a-conffile', message, hint, at: atContent(content) });
  }
  if (!isConfig) return found;
  if (!isInEtc && !(format === 'rpm' && isBelow(dst, '/var'))) {
    found.push({ code: 'conffile-outside-etc', message: 'config files belong in /etc', at: atContent(content) });
  }
  if (isExecutable(content.mode) && !PROGRAMS.test(dst) && format === 'rpm') {
    found.push({
      code: 'conffile-executable',
      message: 'a config file should not be executable',
      at: atContent(content, 'mode'),
    });
  }
  if (content.config === 'replace' && format === 'rpm') {
    const message = 'an upgrade of the rpm replaces the file that people have edited';
    found.push({
      code: 'conffile-replaced',
      message,
      hint: 'write `type: config|noreplace`',
      at: atContent(content, 'type'),
    });
  }
  return found;
});

export const conffileRules: readonly Rule[] = [conffiles];
