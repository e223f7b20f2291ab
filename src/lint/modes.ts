/** Permission bits: https://www.debian.org/doc/debian-policy/ch-files.html#permissions-and-owners */
import { atContent, eachContent, type Finding, type Rule } from './finding.ts';
import { isUnit } from './unit_files.ts';

const PROGRAM = /^(?:\/usr)?\/s?bin\/[^/]+$/;

const modes = eachContent((content) => {
  const { dst, type } = content;
  if (type !== 'file' && type !== 'dir') return [];
  const bits = Number.parseInt(content.mode, 8);
  const at = atContent(content, 'mode');
  const found: Finding[] = [];
  const say = (code: Finding['code'], message: string): void => void found.push({ code, message, at });
  const isOpen = (bits & 0o002) !== 0 && !(type === 'dir' && (bits & 0o1000) !== 0);
  if (isOpen) say('world-writable', `everyone can change ${type === 'dir' ? 'what is in this folder' : 'this file'}`);
  if (type === 'dir') return found;
  if ((bits & 0o6000) !== 0) {
    say('setuid', `this runs with the rights of its ${(bits & 0o4000) === 0 ? 'group' : 'owner'}, whoever calls it`);
  }
  const isExecutable = (bits & 0o111) !== 0;
  if (PROGRAM.test(dst) && !isExecutable) {
    found.push({
      code: 'program-not-executable',
      message: `nobody can run this: its mode is ${content.mode}`,
      hint: 'write `mode: "0755"`',
      at,
    });
  }
  if (isUnit(dst) && isExecutable) say('unit-executable', 'a unit is no program');
  if (/^\/etc\/sudoers\.d\//.test(dst) && bits !== 0o440) say('sudoers-mode', 'a sudoers file needs the mode 0440');
  if (/^\/etc\/cron\.d\//.test(dst) && bits !== 0o644) say('cron-mode', 'a cron table needs the mode 0644');
  return found;
});

/** run-parts(8), and cron(8) for cron.d. */
const cronNames = eachContent((content) => {
  const [, folder, name = ''] = /^\/etc\/(cron\.(?:d|hourly|daily|weekly|monthly))\/(.+)$/.exec(content.dst) ?? [];
  if (folder === undefined || content.type !== 'file' || /^[A-Za-z0-9_-]+$/.test(name) || name === '.placeholder')
    return [];
  return [
    {
      code: 'cron-name',
      message: `cron ignores "${name}": a name can have letters, digits, "_", "-"`,
      at: atContent(content),
    },
  ];
});

export const modeRules: readonly Rule[] = [modes, cronNames];
