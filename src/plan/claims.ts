/** What packages of one format and architecture may have only once, or must agree on: they may all be on one machine. */
import type { AlternativeLinks } from './alternative_links.ts';
import type { Owners } from './owners.ts';
import type { Accounts } from './accounts.ts';

export interface Claims {
  /** Paths. */
  readonly owners: Owners;
  readonly links: AlternativeLinks;
  readonly accounts: Accounts;
}

export function noClaims(): Claims {
  return { owners: new Map(), links: new Map(), accounts: new Map() };
}
