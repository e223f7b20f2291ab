/** What a package.json says that a deb and an rpm say too. https://docs.npmjs.com/cli/configuring-npm/package-json */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import hostedGitInfo from 'hosted-git-info';
import { z } from 'zod';

export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  readonly homepage?: string;
  /** `Name <mail@example.com>`. */
  readonly author?: string;
}

// A value of another kind is ignored, because npm reports it.
const said = z.string().optional().catch(undefined);
const person = z.union([z.string(), z.object({ name: z.string(), email: z.string() })]);
const packageJson = z.object({
  name: said,
  version: said,
  description: said,
  license: said,
  homepage: said,
  author: person.optional().catch(undefined),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional().catch(undefined), // prettier-ignore
});

/** Undefined if there is none, or none that can be read. */
export async function readPackageJson(folder: string): Promise<PackageJson | undefined> {
  const { success, data } = packageJson.safeParse(await readJson(join(folder, 'package.json')));
  if (!success) return undefined;
  const { author, repository, homepage, ...texts } = data;
  const name = typeof author === 'object' ? `${author.name} <${author.email}>` : author?.replace(/\s*\(.*\)$/, '');
  const remote = typeof repository === 'object' ? repository.url : repository;
  const page = homepage ?? (remote === undefined ? undefined : pageOf(remote)?.url);
  const all = { ...texts, homepage: page, author: name };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

export interface Page {
  readonly url: string;
  /** Who it belongs to: `acme` of https://github.com/acme/hello. */
  readonly owner?: string;
}

/**
 * The page in a browser of what a remote of git names. Undefined for a folder, and for a host of which only ssh is known. A password in an
 * address stays where it is.
 */
export function pageOf(remote: string): Page | undefined {
  // `acme/hello` is a folder to git, and no address on GitHub as it is to npm.
  const hosted = remote.includes(':') ? hostedGitInfo.fromUrl(remote) : undefined;
  if (hosted !== undefined) return { url: hosted.browse({ noCommittish: true }), owner: hosted.user };
  const text = remote.replace(/^git\+/, '');
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  return path.split('/').length > 2 ? { url: `${protocol}//${host}${path}` } : undefined;
}
