import type { Problem } from '../../diagnostics.ts';
import type { Plan } from '../../plan/plan.ts';

/** What is right in a plan and yet cannot be written here. */
export function nativeRefusals({ compression, config }: Plan): Problem[] {
  if (compression !== 'xz') return [];
  const message = `${config}: the engine native has no xz; take gzip, zstd or none, or the engine fpm`;
  return [{ code: 'engine-limit', message, path: ['compression'] }];
}
