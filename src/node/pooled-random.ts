import { randomFillSync } from 'node:crypto'
import type { RandomBytes } from '#seal/random.ts'

const POOL_BYTES = 4096
/** What is asked for in larger pieces is not worth a pool. */
const LONGEST = 256

/**
 * The operating system's randomness, fetched a page at a time: a check takes four small pieces, and each call costs as
 * much as a page. Bytes are wiped from the pool as they are given out, so that none is in two places.
 */
export function pooledRandom(): RandomBytes {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  return (length) => {
    if (length > LONGEST) return randomFillSync(new Uint8Array(length))
    if (used + length > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = pool.slice(used, used + length)
    pool.fill(0, used, used + length)
    used += length
    return bytes
  }
}
