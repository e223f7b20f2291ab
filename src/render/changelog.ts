/** The changelog that fpm puts into a package where the config has none: there is one in any deb. */
import { fullVersion, type Plan } from '../plan/plan.ts';

/** In the format of deb-changelog(5) for a deb; nothing for an rpm, which needs none. */
export function renderChangelog(plan: Plan): string {
  if (plan.format === 'rpm') return '';
  // https://www.debian.org/doc/debian-policy/ch-source.html#s-dpkgchangelog: RFC 5322 dates, which Date writes but for GMT.
  const date = new Date(plan.sourceDateEpoch * 1000).toUTCString().replace('GMT', '+0000');
  return [
    `${plan.package} (${fullVersion(plan)}) unstable; urgency=medium`,
    '',
    `  * Version ${plan.version}.`,
    '',
    ` -- ${plan.maintainer}  ${date}`,
    '',
  ].join('\n');
}
