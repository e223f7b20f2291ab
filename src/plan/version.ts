/** A git tag, a semver or the text of `git describe` as a version that dpkg and rpm sort where it belongs. */
import { SemVer } from 'semver';

/** A version as the rest of the plan needs it. */
export interface Version {
  /** What the package says: `1.32.0~alpha.1`. */
  readonly upstream: string;
  /** What the user wrote without its `v`, for addresses of downloads and the like: `1.32.0-alpha.1`. */
  readonly text: string;
  /** `1`, `32`, `0`; undefined where the version does not have so many numbers. */
  readonly numbers: readonly (string | undefined)[];
}

export function parseVersion(written: string): Version {
  const text = written.trim().replace(/^v(?=[0-9])/, '');
  const numbers = /^([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?/.exec(text)?.slice(1) ?? [];
  return { upstream: upstreamVersion(text), text: text.replace('~', '-'), numbers };
}

/**
 * In dpkg and in rpm `~` sorts before the end of the text and `+` after it:
 * https://www.debian.org/doc/debian-policy/ch-controlfields.html#version and
 * https://rpm-software-management.github.io/rpm/manual/spec.html#version. So a pre-release (`-alpha.1`) gets the first, and
 * what was built from commits or changes on top of a tag (`-3-gabc1234`, `-dirty`) the second.
 *
 * A number of commits is not put behind a bare `+`: to dpkg `+3` is older than `+dirty`, to rpm it is newer. After a pre-release
 * it is one more of its numbers, as in Kubernetes' own tags (`~beta.1.23+abcdef`), and after a release `+git3`, which is no
 * version that somebody could release (`1.14.0.3`).
 */
export function upstreamVersion(written: string): string {
  const text = written.trim().replace(/^v(?=[0-9])/, '');
  const pre = PRE_RELEASE.exec(text);
  // In semver a number is older than a word, in rpm it is newer: a second `~` makes it older in both formats.
  const mark = /^[0-9]/.test(pre?.[2] ?? '') ? '~~' : '~';
  const marked = pre === null ? text : `${pre[1] ?? ''}${mark}${pre[2] ?? ''}`;
  return marked.replace(COMMITS, marked.includes('~') ? '.$1+' : '+git$1+').replaceAll('-', '+');
}

// What `git describe` writes behind a tag (`-3-gabc1234`), and what Kubernetes' hack/lib/version.sh makes of it (`-3+abc1234`).
const COMMITS = /-([0-9]+)(?:-g(?=[0-9a-f]{4,}\b)|\+)/;

/**
 * The first `-` begins a pre-release if a letter follows it, but for the words of a build after the release. Of numbers only those
 * are one that nobody can mean as a revision or a count of commits: `-0.3.7` of semver, and the times of Go's pseudo-versions,
 * https://go.dev/ref/mod#pseudo-versions: `-20191109021931-daa7c04131f5`.
 */
const PRE_RELEASE =
  /^([^-+~]*)-((?!dirty\b|post[0-9]*\b|g[0-9a-f]{7,}\b)(?:[A-Za-z]|0\.[0-9A-Za-z]|[0-9]{14}-[0-9a-f]{12}\b).*)$/;

/**
 * The semver that `when` compares: `~` begins the pre-release, and from `+` on nothing counts, so a build after 1.14.0
 * (`1.14.0+dirty`) stands where 1.14.0 does. Numbers that are missing are 0. Undefined where there is no such semver.
 */
export function semverOf(upstream: string): SemVer | undefined {
  const match = /^([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:\.[0-9]+)*(?:~~?([^+~]+))?(?:[+~].*)?$/.exec(upstream);
  if (match === null) return undefined;
  const core = match.slice(1, 4).map((number) => Number(number ?? '0'));
  try {
    return new SemVer(core.join('.') + (match[4] === undefined ? '' : `-${match[4]}`), { loose: true });
  } catch {
    return undefined;
  }
}
