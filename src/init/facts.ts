/** Gathers facts for the first config of a folder, each with the place where it was found. */
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { WORKSPACE_FILES } from '../bazel/workspace.ts';
import { foldersFrom } from '../system/folders.ts';
import { formats } from '../format/formats.ts';
import { licenseMistake } from '../lint/licenses.ts';
import { upstreamVersion } from '../plan/version.ts';
import { type Page, pageOf } from './package_json.ts';
import { askGit, type Git } from './git.ts';
import { type LicenseFile, licenseFiles, mayBeLater } from './license.ts';
import { folderName, packageName } from './names.ts';
import { type PackageJson, readPackageJson } from './package_json.ts';

/** A value that was found, or a valid placeholder that somebody must replace. */
export type Fact = { readonly value: string } & ({ readonly from: string } | { readonly wanted: string });

export interface Facts {
  /** The name of the package, if no program tells it. */
  readonly name: string;
  readonly version: Fact;
  readonly maintainer: Fact;
  readonly license: Fact;
  readonly summary: Fact;
  readonly description: Fact;
  /** Optional facts. */
  readonly vendor: Fact | undefined;
  readonly homepage: Fact | undefined;
  /** The path of the file with the licence, from the folder. */
  readonly licenseFile: string | undefined;
  /** That file, and others beside it that contain licences. */
  readonly licenseFiles: readonly LicenseFile[];
  /** When this version was made, in seconds: the time of the commit, else now. */
  readonly date: number;
}

/** `folder` is an absolute path that may not exist yet; `now` is in seconds since the epoch. */
export async function gatherFacts(folder: string, top: string, now: number): Promise<Facts> {
  const there = foldersFrom(folder).find((at) => existsSync(at)) ?? folder;
  const git = await askGit(there);
  const above = foldersFrom(there);
  const folders = above.includes(top) ? above.slice(0, above.indexOf(top) + 1) : above;
  const npm = (await firstOf(folders, readPackageJson)) ?? {};
  const page = git.remote === undefined ? undefined : pageOf(git.remote);
  const ownName = npm.name?.replace(/^@[^/]*\//, '');
  return {
    name: packageName(ownName ?? '') ?? folderName(folder) ?? 'unnamed',
    version: versionOf(git, npm),
    maintainer: maintainerOf(git, npm),
    summary: summaryOf(npm),
    description: { value: NOT_DESCRIBED, wanted: 'what it does and for whom, in a few lines' },
    date: git.date === undefined ? now : Number(git.date),
    vendor: vendorOf(page),
    homepage: homepageOf(npm, page),
    ...(await licenseOf(folders, folder, npm)),
  };
}

/** The nearest folder upwards that is the top of a repository; the folder itself if there is none. */
export function topOf(folder: string): string {
  const marks = ['.git', ...WORKSPACE_FILES];
  const isTop = (at: string): boolean => at !== dirname(at) && marks.some((name) => existsSync(join(at, name)));
  return foldersFrom(folder).find(isTop) ?? folder;
}

async function firstOf<T>(
  folders: readonly string[],
  read: (folder: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const folder of folders) {
    const found = await read(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

function versionOf({ described }: Git, { version }: PackageJson): Fact {
  const [, tag = described, commits] = /^(.*)-([0-9]+)-g[0-9a-f]+$/.exec(described ?? '') ?? [];
  const from = commits === undefined ? `git's tag ${tag}` : `git: ${commits} after the tag ${tag}`;
  if (isVersion(described)) return { value: described.replace(/^v/, ''), from };
  if (isVersion(version) && version !== '0.0.0') return { value: version.replace(/^v/, ''), from: 'package.json' };
  const why = described === undefined ? 'git has no tag v1.2.3' : `${tag} is not the version of a package`;
  return { value: '0.0.0-dev', wanted: `the version; ${why}, and this is older than any release` };
}

function isVersion(text: string | undefined): text is string {
  return text !== undefined && Object.values(formats).every(({ texts }) => texts.version.pattern.test(upstreamVersion(text))); // prettier-ignore
}

function maintainerOf({ name, mail }: Git, { author }: PackageJson): Fact {
  const person = `${name ?? ''} <${mail ?? ''}>`;
  if (isPerson(person)) return { value: person, from: 'git config' };
  if (author !== undefined && isPerson(author)) return { value: author, from: 'package.json' };
  return { value: 'Not named yet <nobody@example.invalid>', wanted: 'who maintains it: `Name <mail@example.com>`' };
}

/** Whether it satisfies the rule for maintainers. */
function isPerson(text: string): boolean {
  return isLine(text) && /^[^<>]*[^<>\s] <[^<>@\s]+@[^<>@\s]+>$/.test(text);
}

function summaryOf({ description = '' }: PackageJson): Fact {
  const line = description.trim();
  const title = isLine(line) ? line.replace(/\.$/, '').replace(/^(?:an?|the)\s+/i, '') : '';
  const value = title.charAt(0).toUpperCase() + title.slice(1);
  if (value !== '' && [...value].length < 80) return { value, from: 'package.json' };
  return { value: 'Not described yet', wanted: 'what it is, in one line without a full stop' };
}

const NOT_DESCRIBED = 'What it does is not described yet.';

function vendorOf(page: Page | undefined): Fact | undefined {
  return page?.owner === undefined || !isLine(page.owner) ? undefined : { value: page.owner, from: "git's remote" };
}

function homepageOf({ homepage }: PackageJson, page: Page | undefined): Fact | undefined {
  if (homepage !== undefined && /^https?:\/\/[^\s/]+\S*$/.test(homepage)) return { value: homepage, from: 'package.json' }; // prettier-ignore
  return page === undefined ? undefined : { value: page.url, from: "git's remote" };
}

async function licenseOf(
  folders: readonly string[],
  folder: string,
  npm: PackageJson,
): Promise<Pick<Facts, 'license' | 'licenseFile' | 'licenseFiles'>> {
  const found = await firstOf(folders, async (at) => {
    const files = await licenseFiles(at);
    return files.length === 0 ? undefined : files.map((file) => ({ ...file, path: relative(folder, join(at, file.name)) }));
  }); // prettier-ignore
  const all = found ?? [];
  const [file] = all;
  const known = [...new Set(found?.flatMap(({ licenses }) => licenses))];
  const [license] = known;
  const isOne = known.length === 1 && license !== undefined && isLicense(license);
  const licenseFile = file === undefined ? undefined : file.path;
  if (npm.license !== undefined && isLicense(npm.license) && !(isOne && !mayBeLater(license))) {
    return { license: { value: npm.license, from: 'package.json' }, licenseFile, licenseFiles: all };
  }
  if (isOne && file !== undefined) {
    const later = mayBeLater(license) ? `; ${license.replace('-only', '-or-later')} where the sources say so` : '';
    return { license: { value: license, from: `${file.path}${later}` }, licenseFile, licenseFiles: all };
  }
  const why =
    file === undefined
      ? ''
      : `; the text of ${file.path} ${known.length > 1 ? 'has several' : 'is not that of a licence known here'}`;
  return {
    license: { value: 'LicenseRef-Unknown', wanted: `an SPDX identifier, such as Apache-2.0${why}` },
    licenseFile,
    licenseFiles: all,
  };
}

// npm's own words for "none that has a name" are no licence.
function isLicense(text: string): boolean {
  return isLine(text) && text !== 'UNLICENSED' && !text.startsWith('SEE LICENSE') && licenseMistake(text) === undefined;
}

function isLine(text: string): boolean {
  return text.trim() !== '' && !/\p{Cc}/u.test(text);
}
