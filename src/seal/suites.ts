import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto'
import { concatBytes, utf8 } from '#kernel/bytes.ts'
import { type GcmKey, gcmOpen, gcmSeal } from './aes-gcm.ts'
import { type HpkeSealed, hpkeOpen, hpkeSeal } from './hpke.ts'
import { sealPublicKey, sealSecretKey } from './keys.ts'
import type { RandomBytes } from './random.ts'

/** One named way of sealing. A new one is a new row; an old one stays as long as stored envelopes name it. */
export interface Suite {
  /** Seals the 32-byte content secret to a public key (base64). */
  readonly sealSecret: (
    secret: Uint8Array,
    to: string,
    bound: { readonly info: Uint8Array; readonly random: RandomBytes },
  ) => HpkeSealed
  readonly openSecret: (sealed: HpkeSealed, secretKey: string, info: Uint8Array) => Uint8Array | undefined
  readonly sealContent: (secret: Uint8Array, header: Uint8Array, plaintext: Uint8Array) => SealedContent
  readonly openContent: (
    secret: Uint8Array,
    header: Uint8Array,
    sealed: SealedContent,
  ) => Uint8Array | undefined
}

export interface SealedContent {
  /** 32 bytes. */
  readonly commitment: Uint8Array
  readonly content: Uint8Array
}

export const SUITE_NAMES = ['ENTRAIDE-1-XWING-HKDFSHA256-AES256GCM-ED25519'] as const
export type SuiteName = (typeof SUITE_NAMES)[number]

/** What this node seals with. */
export const CURRENT_SUITE: SuiteName = 'ENTRAIDE-1-XWING-HKDFSHA256-AES256GCM-ED25519'

const SUITE_1: Suite = {
  sealSecret: (secret, to, { info, random }) =>
    hpkeSeal(sealPublicKey(to), { info, aad: NONE, plaintext: secret }, random),
  openSecret: (sealed, secretKey, info) => {
    const secret = hpkeOpen(sealSecretKey(secretKey), { info, aad: NONE }, sealed)
    return secret?.length === 32 ? secret : undefined
  },
  sealContent: (secret, header, plaintext) => {
    const { key, commitment } = contentKey(secret, header)
    return { commitment, content: gcmSeal(key, header, plaintext) }
  },
  openContent: (secret, header, { commitment, content }) => {
    const expected = contentKey(secret, header)
    const committed = commitment.length === 32 && timingSafeEqual(expected.commitment, commitment)
    return committed ? gcmOpen(expected.key, header, content) : undefined
  },
}

/** What this node can open. The compiler wants a row for each name. */
export const SUITES: { readonly [Name in SuiteName]: Suite } = {
  'ENTRAIDE-1-XWING-HKDFSHA256-AES256GCM-ED25519': SUITE_1,
}

export function isSuiteName(name: unknown): name is SuiteName {
  return typeof name === 'string' && Object.hasOwn(SUITES, name)
}

const NONE = new Uint8Array(0)

/*
 * Key, nonce and commitment of one content. The secret is fresh for each envelope, so the derived nonce is used once.
 *
 * AES-GCM alone commits to no key: an issuer could make one ciphertext that two recipients open to two acts. The
 * commitment, an output of the same derivation, makes that as hard as a collision of SHA-256.
 */
function contentKey(secret: Uint8Array, header: Uint8Array): { key: GcmKey; commitment: Uint8Array } {
  const info = concatBytes(utf8('entraide/content/v1\n'), createHash('sha256').update(header).digest())
  const derived = new Uint8Array(hkdfSync('sha256', secret, NONE, info, 76))
  return {
    key: { key: derived.subarray(0, 32), nonce: derived.subarray(32, 44) },
    commitment: derived.subarray(44, 76),
  }
}
