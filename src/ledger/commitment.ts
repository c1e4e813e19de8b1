import { concatBytes, utf8 } from '#kernel/bytes.ts'
import type { Sha256 } from './merkle.ts'

export const SALT_BYTES = 16
export const COMMITMENT_BYTES = 32

/**
 * The data of a leaf: SHA-256("entraide/leaf/v1" ‖ LF ‖ salt ‖ entry), 32 bytes.
 *
 * The salt is 16 random bytes kept beside the entry. Without it nobody can test a guess of the entry against the
 * leaf; once entry and salt are erased, the leaf tells nothing.
 */
export function commit(salt: Uint8Array, entry: Uint8Array, sha256: Sha256): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError('a salt is 16 bytes')
  return sha256(concatBytes(DOMAIN, salt, entry))
}

const DOMAIN = utf8('entraide/leaf/v1\n')
