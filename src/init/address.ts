/** Addresses of remotes of git, as those of pages that a browser opens. */

/** Whose remote over ssh is a page over https, by the same path. */
const FORGES: readonly string[] = ['bitbucket.org', 'codeberg.org', 'github.com', 'gitlab.com', 'salsa.debian.org'];

export interface Page {
  readonly url: string;
  /** Who it belongs to: `acme` of https://github.com/acme/hello. */
  readonly owner?: string;
}

/** Undefined for a folder, and for a host of which only ssh is known. A password in an address stays where it is. */
export function pageOf(remote: string): Page | undefined {
  const [, scpHost, scpPath] = /^(?:[^@/:]+@)?([^/:]+):(?!\/\/)(.+)$/.exec(remote) ?? [];
  const text = scpHost === undefined ? remote.replace(/^git\+/, '') : `ssh://${scpHost}/${scpPath}`;
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, host, pathname } = new URL(text);
  const isForge = FORGES.includes(hostname);
  if (!/^https?:$/.test(protocol) && !(isForge && /^(?:ssh|git):$/.test(protocol))) return undefined;
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  const [, owner, repository] = path.split('/');
  if (repository === undefined) return undefined;
  const isPlain = protocol === 'http:' && !isForge;
  const url = `${isPlain ? 'http' : 'https'}://${isForge ? hostname : host}${path}`;
  return { url, ...(isForge && owner !== undefined ? { owner } : {}) };
}
