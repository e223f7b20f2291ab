/** Paths that two packages would own, once variables have their values; without variables, the rules of the config see it. */
import type { KeyPath } from '../diagnostics.ts';
import type { PlanContent } from './plan.ts';
import type { Reader } from './reader.ts';

interface Owner {
  readonly package: string;
  readonly type: PlanContent['type'];
  readonly isWritten: boolean;
}

/** The first owner of each path, of one format and architecture. */
export type Owners = Map<string, Owner>;

export interface Claim {
  readonly content: PlanContent;
  readonly package: string;
  readonly format: string;
  /** The config has the path as it stands, without a variable. */
  readonly isWritten: boolean;
  /** Of the entry. */
  readonly path: KeyPath;
}

/**
 * Folders may be in many packages, and a ghost in many rpms, which is how all alternatives own their link; dpkg and rpm refuse a
 * file that another package owns.
 */
export function claimPath(owners: Owners, claim: Claim, reader: Reader): void {
  const { content, isWritten, path } = claim;
  const first = owners.get(content.dst);
  if (first === undefined) {
    owners.set(content.dst, { package: claim.package, type: content.type, isWritten });
    return;
  }
  if (first.package === claim.package || (first.isWritten && isWritten)) return;
  if (first.type === 'ghost' && content.type === 'ghost') return;
  if (isFolder(first.type) && isFolder(content.type) && (first.type === 'dir' || content.type === 'dir')) return;
  const message = `"${content.dst}" is already in ${first.package}; only one ${claim.format} can own it`;
  reader.report({ code: 'two-owners', message, path: [...path, 'dst'] });
}

function isFolder(type: PlanContent['type']): boolean {
  return type === 'dir' || type === 'tree';
}
