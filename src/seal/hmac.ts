import { hash } from 'node:crypto'
import { assert } from '#kernel/assert.ts'
import { concatBytes } from '#kernel/bytes.ts'

/**
 * HMAC-SHA-256 (RFC 2104), 32 bytes. Keys have at most 64 bytes.
 *
 * Written out over the one-shot hash, because `createHmac` makes an object that costs several times the hashing, and
 * sealing to one recipient takes six of them.
 */
export function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  assert(key.length <= BLOCK_BYTES, 'an HMAC key here is no longer than a block')
  const inner = new Uint8Array(BLOCK_BYTES).fill(0x36)
  const outer = new Uint8Array(BLOCK_BYTES).fill(0x5c)
  for (const [at, byte] of key.entries()) {
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  return hash('sha256', concatBytes(outer, hash('sha256', concatBytes(inner, ...parts), 'buffer')), 'buffer')
}

const BLOCK_BYTES = 64
