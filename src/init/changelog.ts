/** The first changelog: one entry, for the version that the config has. docs/changelog.md has its format. */
import { MONTHS, WEEKDAYS } from '../stanza/changelog/date.ts';
import { upstreamVersion } from '../plan/version.ts';
import type { Facts } from './facts.ts';

/** What Debian counts revisions from. */
export const FIRST_REVISION = '1';

export function changelogText({ version, maintainer, date }: Facts, name: string): string {
  return `${name} (${upstreamVersion(version.value)}-${FIRST_REVISION}) unstable; urgency=medium

  * First package.

 -- ${maintainer.value}  ${dateText(date)}
`;
}

/** As `date --utc --rfc-email` writes it; `date` is in seconds. */
function dateText(date: number): string {
  const at = new Date(date * 1000);
  const pad = (number: number): string => String(number).padStart(2, '0');
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(pad).join(':');
  return `${WEEKDAYS[at.getUTCDay()]}, ${pad(at.getUTCDate())} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${time} +0000`;
}
