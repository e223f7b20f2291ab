/** What a package says of others, and of itself: https://www.debian.org/doc/debian-policy/ch-relationships.html */
import { RELATION_KINDS, type RelationKind, RELATIONS } from '../format/relations.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, Rule } from './finding.ts';

/** Packages with `Essential: yes`: https://www.debian.org/doc/debian-policy/ch-binary.html#essential-packages */
const ESSENTIAL: readonly string[] = [
  'base-files', 'base-passwd', 'bash', 'bsdutils', 'coreutils', 'dash', 'debianutils', 'diffutils', 'dpkg', 'findutils', 'grep', 'gzip',
  'hostname', 'init-system-helpers', 'libc-bin', 'login', 'ncurses-base', 'ncurses-bin', 'perl-base', 'sed', 'sysvinit-utils', 'tar',
  'util-linux',
]; // prettier-ignore

const WANTED: readonly RelationKind[] = ['depends', 'pre-depends', 'recommends', 'suggests'];

interface Entry {
  readonly kind: RelationKind;
  readonly name: string;
  readonly isAnyVersion: boolean;
}

/** The relations of these kinds, without alternatives, which are never certainly wrong. */
function entries({ relations }: Plan, kinds: readonly RelationKind[]): Entry[] {
  return kinds.flatMap((kind) =>
    (relations[kind] ?? []).flatMap((relation) =>
      'any' in relation || 'rich' in relation
        ? []
        : [{ kind, name: relation.name, isAnyVersion: relation.bounds.length === 0 }],
    ),
  );
}

function essential(plan: Plan): Finding[] {
  if (plan.format === 'rpm') return [];
  return entries(plan, WANTED)
    .filter(({ name, isAnyVersion }) => isAnyVersion && ESSENTIAL.includes(name))
    .map(({ kind, name }) => {
      const message = `every Debian machine has ${name}, so a deb does not need it in "${kind}"`;
      const hint = 'write `{ only: rpm }`, or the version that is needed';
      return { code: 'depends-on-essential', message, hint, at: [kind, name] };
    });
}

function itself(plan: Plan): Finding[] {
  const own = entries(plan, [...WANTED, 'conflicts', 'breaks', 'replaces', 'obsoletes']).filter(
    ({ name }) => name === plan.package,
  );
  return own.map(({ kind, name }) => ({
    code: 'relation-with-self',
    message: `${name} has itself in "${kind}"`,
    at: [kind, name],
  }));
}

function ownProvides(plan: Plan): Finding[] {
  return entries(plan, ['provides'])
    .filter(({ name }) => name === plan.package)
    .map(({ name }) => ({
      code: 'provides-itself',
      message: `${name} provides itself anyway`,
      at: ['provides', name],
    }));
}

function conflicts(plan: Plan): Finding[] {
  const needed = entries(plan, ['depends', 'pre-depends']).map(({ name }) => name);
  return entries(plan, ['conflicts'])
    .filter(({ name, isAnyVersion }) => isAnyVersion && needed.includes(name))
    .map(({ name }) => {
      const message = `${plan.package} conflicts with ${name}, which it depends on`;
      return { code: 'conflicts-with-dependency', message, at: ['conflicts', name] };
    });
}

function breaks(plan: Plan): Finding[] {
  if (plan.format === 'rpm') return [];
  return entries(plan, ['breaks'])
    .filter(({ name, isAnyVersion }) => isAnyVersion && name !== plan.package)
    .map(({ name }) => {
      const message = `"breaks" is for old versions, but this is every version of ${name}`;
      return { code: 'breaks-any-version', message, hint: 'write "< VERSION", or `conflicts`', at: ['breaks', name] };
    });
}

function obsoletes(plan: Plan): Finding[] {
  if (plan.format === 'deb') return [];
  const provided = entries(plan, ['provides']).map(({ name }) => name);
  const kinds = RELATION_KINDS.filter((kind) => RELATIONS[kind].fields.rpm.includes('Obsoletes'));
  return entries(plan, kinds)
    .filter(({ name }) => !provided.includes(name) && name !== plan.package)
    .map(({ kind, name }) => {
      const message = `the rpm replaces ${name} but does not provide it`;
      return { code: 'obsoletes-not-provided', message, hint: `add ${name} to \`provides\``, at: [kind, name] };
    });
}

export const relationRules: readonly Rule[] = [essential, itself, ownProvides, conflicts, breaks, obsoletes].map(
  (look): Rule =>
    ({ plan }) =>
      look(plan),
);
