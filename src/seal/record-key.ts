import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { assert } from '#kernel/assert.ts'
import { concatBytes, toHex, utf8 } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { GCM_NONCE_BYTES, GCM_TAG_BYTES, gcmOpen, gcmSeal } from './aes-gcm.ts'
import { hmacSha256 } from './hmac.ts'
import type { RandomBytes } from './random.ts'

/*
 * Contents at rest. Each record has its own key; the store keeps it wrapped under the node's store key. Erasing a
 * record erases its wrapped key, and with it every copy of the content in backups and write-ahead logs.
 */

/** Stored bytes that this key does not open: another key, another row's bytes, or bytes that were changed. */
export interface ContentRefusal {
  readonly kind: 'seal/broken-content'
}

/** 32 fresh bytes: the key of one record. */
export function makeRecordKey(random: RandomBytes): Uint8Array {
  const key = random(32)
  assert(key.length === 32, 'a record key is 32 bytes')
  return key
}

/** Wraps and unwraps record keys under one store key. */
export interface RecordKeyWrapping {
  /** The record key as the store keeps it: 40 bytes, AES-256 Key Wrap (RFC 3394). */
  wrap(key: Uint8Array): Uint8Array<ArrayBuffer>
  unwrap(wrapped: Uint8Array): Result<Uint8Array, ContentRefusal>
}

/** The store key is 32 bytes. What is derived from it is derived once: every check wraps a key. */
export function recordKeyWrapping(storeKey: Uint8Array): RecordKeyWrapping {
  const wrappingKey = createSecretKey(subkey(storeKey, 'entraide/record-key/v1\n'))
  return {
    wrap(key) {
      assert(key.length === 32, 'a record key is 32 bytes')
      const cipher = createCipheriv('aes256-wrap', wrappingKey, KEY_WRAP_IV)
      return concatBytes(cipher.update(key), cipher.final())
    },
    unwrap(wrapped) {
      if (wrapped.length !== 40) return refuse({ kind: 'seal/broken-content' })
      const decipher = createDecipheriv('aes256-wrap', wrappingKey, KEY_WRAP_IV)
      try {
        return ok(concatBytes(decipher.update(wrapped), decipher.final()))
      } catch {
        return refuse({ kind: 'seal/broken-content' })
      }
    },
  }
}

/**
 * Encrypts a content for the store: 12 bytes of nonce, the AES-256-GCM ciphertext, 16 bytes of tag.
 *
 * `aad` is what the content belongs to (record id and version), so that rows cannot be swapped.
 */
export function encryptContent(
  bytes: Uint8Array,
  key: Uint8Array,
  aad: Uint8Array,
  random: RandomBytes,
): Uint8Array<ArrayBuffer> {
  const nonce = random(GCM_NONCE_BYTES)
  return concatBytes(nonce, gcmSeal({ key, nonce }, aad, bytes))
}

export function decryptContent(
  stored: Uint8Array,
  key: Uint8Array,
  aad: Uint8Array,
): Result<Uint8Array, ContentRefusal> {
  if (stored.length < GCM_NONCE_BYTES + GCM_TAG_BYTES) return refuse({ kind: 'seal/broken-content' })
  const nonce = stored.subarray(0, GCM_NONCE_BYTES)
  const bytes = gcmOpen({ key, nonce }, aad, stored.subarray(GCM_NONCE_BYTES))
  return bytes === undefined ? refuse({ kind: 'seal/broken-content' }) : ok(bytes)
}

/**
 * The blind index of a text: HMAC-SHA-256 under the store key, as 64 hexadecimal digits. A column of these can be
 * searched for equality by who holds the store key, and tells nothing to who does not. `label` names the column.
 */
export function keyedHash(storeKey: Uint8Array, label: string, text: string): string {
  assert(!label.includes('\0'), 'the label of a blind index holds no NUL')
  return toHex(hmacSha256(subkey(storeKey, 'entraide/blind-index/v1\n'), utf8(`${label}\0${text}`)))
}

// RFC 3394 §2.2.3.1
const KEY_WRAP_IV = new Uint8Array(8).fill(0xa6)

// One store key, two uses: each gets a key of its own.
function subkey(storeKey: Uint8Array, purpose: string): Uint8Array {
  assert(storeKey.length === 32, 'a store key is 32 bytes')
  return hmacSha256(storeKey, utf8(purpose))
}
