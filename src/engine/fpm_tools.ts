/** The programs that a wrapper calls. */
import type { Compression } from '../config/schema.ts';
import type { Plan } from '../plan/plan.ts';

const NEEDED = { deb: ['fpm', 'ruby', 'ar', 'tar'], rpm: ['fpm', 'ruby', 'rpmbuild'] } as const;

/** In a deb, tar runs them; rpmbuild has its own. */
const COMPRESSORS: Readonly<Record<Compression, readonly string[]>> = {
  gzip: ['gzip'],
  xz: ['xz'],
  zstd: ['zstd'],
  none: [],
};

export function toolsOf({ format, compression }: Pick<Plan, 'format' | 'compression'>): string[] {
  return [...NEEDED[format], ...(format === 'deb' ? COMPRESSORS[compression] : [])];
}
