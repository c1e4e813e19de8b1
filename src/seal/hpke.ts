import { concatBytes, utf8 } from '#kernel/bytes.ts'
import { type GcmKey, gcmOpen, gcmSeal } from './aes-gcm.ts'
import { hmacSha256 } from './hmac.ts'
import type { RandomBytes } from './random.ts'
import {
  X_WING,
  type XWingPublicKey,
  type XWingSecretKey,
  xWingDecapsulate,
  xWingEncapsulate,
} from './x-wing.ts'

/*
 * HPKE (RFC 9180), base mode, single shot: KEM X-Wing (0x647a), KDF HKDF-SHA256 (0x0001), AEAD AES-256-GCM (0x0002).
 */

export interface HpkeSealed {
  /** The encapsulated key, 1120 bytes. */
  readonly encapsulated: Uint8Array<ArrayBuffer>
  /** The ciphertext with its tag: 16 bytes longer than what was sealed. */
  readonly sealed: Uint8Array<ArrayBuffer>
}

/** Seals to one public key. Only its holder, told the same `info` and `aad`, can open (RFC 9180 §6.1). */
export function hpkeSeal(
  to: XWingPublicKey,
  {
    info,
    aad,
    plaintext,
  }: { readonly info: Uint8Array; readonly aad: Uint8Array; readonly plaintext: Uint8Array },
  random: RandomBytes,
): HpkeSealed {
  const { shared, ciphertext } = xWingEncapsulate(to, random)
  return { encapsulated: ciphertext, sealed: gcmSeal(keySchedule(shared, info), aad, plaintext) }
}

/** What was sealed, or `undefined` when anything at all does not fit. */
export function hpkeOpen(
  secret: XWingSecretKey,
  { info, aad }: { readonly info: Uint8Array; readonly aad: Uint8Array },
  { encapsulated, sealed }: { readonly encapsulated: Uint8Array; readonly sealed: Uint8Array },
): Uint8Array | undefined {
  // attacker-controlled: encapsulated and sealed
  if (encapsulated.length !== X_WING.ciphertextBytes) return undefined
  const shared = sharedOrNone(encapsulated, secret)
  return shared === undefined ? undefined : gcmOpen(keySchedule(shared, info), aad, sealed)
}

function sharedOrNone(encapsulated: Uint8Array, secret: XWingSecretKey): Uint8Array | undefined {
  try {
    return xWingDecapsulate(encapsulated, secret)
  } catch {
    // OpenSSL refuses an X25519 point of small order; nobody honest sends one.
    return undefined
  }
}

const NONE = new Uint8Array(0)
const SUITE_ID = concatBytes(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x02))
const MODE_BASE = Uint8Array.of(0x00)
const PSK_ID_HASH = labeledExtract(NONE, 'psk_id_hash', NONE)

// RFC 9180 §5.1, with no pre-shared key; the first message uses the base nonce itself (§5.2).
function keySchedule(shared: Uint8Array, info: Uint8Array): GcmKey {
  const context = concatBytes(MODE_BASE, PSK_ID_HASH, labeledExtract(NONE, 'info_hash', info))
  const secret = labeledExtract(shared, 'secret', NONE)
  return {
    key: labeledExpand(secret, 'key', context, 32),
    nonce: labeledExpand(secret, 'base_nonce', context, 12),
  }
}

// RFC 9180 §4
function labeledExtract(salt: Uint8Array, label: string, keyingMaterial: Uint8Array): Uint8Array {
  return hmacSha256(salt, utf8('HPKE-v1'), SUITE_ID, utf8(label), keyingMaterial)
}

// One block of HKDF-Expand (RFC 5869 §2.3) is enough: nothing here is longer than a SHA-256 hash.
function labeledExpand(secret: Uint8Array, label: string, context: Uint8Array, length: number): Uint8Array {
  const lengthBytes = Uint8Array.of(0, length)
  return hmacSha256(
    secret,
    lengthBytes,
    utf8('HPKE-v1'),
    SUITE_ID,
    utf8(label),
    context,
    Uint8Array.of(1),
  ).subarray(0, length)
}
