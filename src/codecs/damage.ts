/** Why what is compressed cannot be read: the file's fault, not ours. */

/** As zlib's own errors have one; what else goes wrong has another, or none. */
export const DAMAGED = 'ERR_DAMAGED';

export class DamageError extends Error {
  readonly code = DAMAGED;
}
