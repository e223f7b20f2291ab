/** A package of the native engine beside that of fpm. */
import { type Allowed, differences, NATIVE } from './allowed.ts';
import { type Facts, factsOf } from './facts.ts';

/** What differs and may not. `also` may, too; without `times` listings have none. */
export async function compareWithFpm(
  byFpm: string,
  natively: string,
  { also = [], times = true }: { readonly also?: readonly Allowed[]; readonly times?: boolean } = {},
): Promise<ReturnType<typeof differences>> {
  const [left, right] = [normal(await factsOf(byFpm)), normal(await factsOf(natively))];
  const allowed = [...NATIVE, ...also];
  return times ? differences(left, right, allowed) : differences(withoutTimes(left), withoutTimes(right), allowed);
}

// As `tar -tv --full-time` and `cpio -tv` write them.
function withoutTimes(facts: Facts): Facts {
  const TIME = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d (?:\d\d:\d\d| \d{4})/g;
  const isListing = (name: string): boolean => ['control.tar', 'data.tar', 'payload'].includes(name);
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, isListing(name) ? sortLines(value.replace(TIME, '…')) : value]),
  );
}

/**
 * As sets: what a data.tar lists, whose order is the archiver's. Inodes by the first path that has one: the numbers mean nothing. Of
 * control.tar without owners and sizes, since each member's bytes are a fact; md5sums as text.
 */
function normal(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (name === 'member ./md5sums') return [name, sortLines(Buffer.from(value, 'base64').toString())];
      if (name === 'control.tar') return [name, sortLines(value.replace(/^(\S+) +\S+ +\d+/gm, '$1'))];
      if (name === 'tag FILEINODES') return [name, firsts(value.split('\u0001'))];
      return [name, name === 'data.tar' ? sortLines(value) : value];
    }),
  );
}

function firsts(values: readonly string[]): string {
  return values.map((value) => values.indexOf(value)).join(' ');
}

function sortLines(text: string): string {
  return text.split('\n').sort().join('\n');
}
