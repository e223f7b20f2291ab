/** Versions that dpkg and rpm sort otherwise than somebody may mean: https://semver.org/#spec-item-11 */
import { FORMATS } from '../format/format.ts';
import { compareVersions } from '../format/version_order.ts';
import type { Plan } from '../plan/plan.ts';
import { lookUp } from '../system/look_up.ts';
import type { Finding, Rule } from './finding.ts';

// Not what git writes behind a tag (`-3-gabc1234`).
const WITH_REVISION = /^v?([0-9]+(?:\.[0-9]+)*)-([0-9][0-9A-Za-z.~-]*)$/;
const COMMITS = /^[0-9]+-g[0-9a-f]{4,}/;

const withRevision: Rule = ({ config, plan: { package: name, version } }) => {
  const written = lookUp(config.packages, name)?.version ?? config.version;
  const [, upstream, revision = ''] = WITH_REVISION.exec(written.trim()) ?? [];
  // That of a Go module, and what begins with 0, is a pre-release.
  if (upstream === undefined || COMMITS.test(revision) || version.includes('~')) return [];
  const message = `"-${revision}" does not begin with a letter, so it is not a pre-release: the package's version is ${version}; ${orderOf(upstream, version)}`;
  const hint = isDate(`${upstream}-${revision}`)
    ? `a date is written \`${upstream}.${revision.replaceAll('-', '.')}\``
    : `if it is a revision, write \`version: "${upstream}"\` and \`revision: "${revision}"\``;
  return [{ code: 'version-with-revision', message, hint, at: ['version'] }];
};

function isDate(text: string): boolean {
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text);
}

// As Python and others write pre-releases: https://peps.python.org/pep-0440/#pre-releases
const LETTERS =
  /^([0-9]+(?:\.[0-9]+)+)[._]?((?:alpha|beta|rc|pre|preview|dev|snapshot)[0-9.]*|[abcm][0-9]+)(?:\+.*)?$/i;

const preRelease: Rule = ({ plan: { version } }) => {
  const [, release, letters = ''] = LETTERS.exec(version) ?? [];
  if (release === undefined) return [];
  const message = `"${letters}" without a "-" before it is not a pre-release: ${orderOf(release, version)}`;
  const hint = `a pre-release is written \`${release}-${letters}\``;
  return [{ code: 'version-after-release', message, hint, at: ['version'] }];
};

/** Where the version is between a release and the next one. */
function orderOf(release: string, version: string): string {
  const next = release.replace(/[0-9]+$/, (last) => String(Number(last) + 1));
  const orders = FORMATS.map((format) =>
    [release, version, next].sort((left, right) => compareVersions(format, left, right)).join(' < '),
  );
  const [deb, rpm] = orders;
  return deb === rpm ? `dpkg and rpm sort ${deb}` : `dpkg sorts ${deb}, and rpm ${rpm}`;
}

const SEMVER_PRE_RELEASE =
  /^((?:[0-9]+:)?[0-9]+(?:\.[0-9]+)+)-((?:alpha|beta|rc|pre|preview|dev|snapshot)[0-9A-Za-z.]*)$/i;

// The versions of a package of the set have a "~" by now; those of all other packages are as they are written.
const preReleaseOfOther: Rule = ({ plan }) =>
  boundsOf(plan).flatMap(({ kind, name, version }): Finding[] => {
    const [, release, word] = SEMVER_PRE_RELEASE.exec(version) ?? [];
    if (release === undefined) return [];
    const tool = plan.format === 'deb' ? 'dpkg' : 'rpm';
    const order = [`${release}~${word}`, `${release}-0`, version]
      .sort((left, right) => compareVersions(plan.format, left, right))
      .join(' < ');
    const message = `to ${tool} "${version}" of ${name} is ${release} with the revision "${word}": ${order}`;
    const hint = `a pre-release is written \`${release}~${word}\`; the version of another package stays as it is written`;
    return [{ code: 'relation-pre-release', message, hint, at: [kind, name] }];
  });

function boundsOf({ relations }: Plan): { kind: string; name: string; version: string }[] {
  return Object.entries(relations).flatMap(([kind, all]) =>
    all.flatMap((relation) =>
      'any' in relation || 'rich' in relation
        ? []
        : relation.bounds.map(({ version }) => ({ kind, name: relation.name, version })),
    ),
  );
}

export const versionRules: readonly Rule[] = [withRevision, preRelease, preReleaseOfOther];
