import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { fromBase64, toBase64, utf8 } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { z } from 'zod'
import { decodeBase64 } from './base64.ts'
import { canonicalBytes, canonicalJson } from './canonical.ts'
import { memoize } from './memo.ts'
import type { RandomBytes } from './random.ts'
import {
  expandXWingSecret,
  parseXWingPublicKey,
  X_WING,
  type XWingPublicKey,
  type XWingSecretKey,
  xWingPublicKeyBytes,
} from './x-wing.ts'

/** Base64 (RFC 4648 §4, padded) of exactly that many bytes. */
const base64Of = (bytes: number) =>
  z
    .string()
    .length(Math.ceil(bytes / 3) * 4)
    .refine((text) => decodeBase64(text)?.length === bytes, `${bytes} bytes in base64`)

/** What a member's charter entry says of its keys. Base64 of the raw public keys. */
export const MemberPublicKeysSchema = z.strictObject({
  /** Ed25519, 32 bytes: signs acts, feed items and receipts. */
  act: base64Of(32),
  /** X-Wing, 1216 bytes: acts are sealed to it. */
  seal: base64Of(X_WING.publicKeyBytes),
  /** Ed25519 (32 bytes) and ML-DSA-44 (1312 bytes): sign the log's checkpoints. */
  log: z.strictObject({ ed25519: base64Of(32), mldsa44: base64Of(1312) }),
})
export type MemberPublicKeys = Readonly<z.infer<typeof MemberPublicKeysSchema>>

/** The secrets behind them: four seeds of 32 bytes, base64. Never logged, never sent. */
const MemberSecretKeysSchema = z.strictObject({
  act: base64Of(32),
  seal: base64Of(32),
  log: z.strictObject({ ed25519: base64Of(32), mldsa44: base64Of(32) }),
})
export type MemberSecretKeys = Readonly<z.infer<typeof MemberSecretKeysSchema>>

export interface KeysRefusal {
  readonly kind: 'seal/keys-malformed'
}

/** Four fresh secrets. A simulated world passes its own randomness. */
export function makeMemberKeys(random: RandomBytes = randomBytes): MemberSecretKeys {
  const seed = (): string => toBase64(random(32))
  return { act: seed(), seal: seed(), log: { ed25519: seed(), mldsa44: seed() } }
}

export function publicKeysOf(secret: MemberSecretKeys): MemberPublicKeys {
  return {
    act: rawPublic('raw-private', 'ed25519', secret.act),
    seal: toBase64(xWingPublicKeyBytes(sealSecretKey(secret.seal).publicKey)),
    log: {
      ed25519: rawPublic('raw-private', 'ed25519', secret.log.ed25519),
      mldsa44: rawPublic('raw-seed', 'ml-dsa-44', secret.log.mldsa44),
    },
  }
}

/** The text of a key file. */
export function secretKeysToJson(secret: MemberSecretKeys): string {
  return canonicalJson(secret)
}

export function secretKeysFromJson(text: string): Result<MemberSecretKeys, KeysRefusal> {
  const found = MemberSecretKeysSchema.safeParse(jsonOrNone(text))
  return found.success ? ok(found.data) : refuse({ kind: 'seal/keys-malformed' })
}

export function publicKeysToJson(keys: MemberPublicKeys): string {
  return canonicalJson(keys)
}

export function publicKeysFromJson(text: string): Result<MemberPublicKeys, KeysRefusal> {
  return readPublicKeys(jsonOrNone(text))
}

/** Public keys out of a charter or a request to join: of the right form and usable, so that sealing cannot fail later. */
export function readPublicKeys(json: unknown): Result<MemberPublicKeys, KeysRefusal> {
  // attacker-controlled: json
  const found = MemberPublicKeysSchema.safeParse(json)
  if (!found.success || !isSealKey(found.data.seal)) return refuse({ kind: 'seal/keys-malformed' })
  return ok(found.data)
}

/**
 * Forty digits in eight groups of five, to be compared over the telephone before a member is admitted. Digits are
 * read aloud in any language; forty of them are 132 bits of the hash of all four public keys.
 */
export function fingerprint(keys: MemberPublicKeys): string {
  const hash = createHash('sha256')
    .update(utf8('entraide/fingerprint/v1\n'))
    .update(canonicalBytes(keys))
    .digest('hex')
  const digits = (BigInt(`0x${hash}`) % 10n ** 40n).toString().padStart(40, '0')
  return digits.replaceAll(/(\d{5})(?=\d)/g, '$1 ')
}

/** The expanded X-Wing secret of a seed (base64). Remembered: expanding costs as much as opening ten envelopes. */
export const sealSecretKey: (seed: string) => XWingSecretKey = memoize(64, (seed) =>
  expandXWingSecret(fromBase64(seed)),
)

/** The X-Wing public key of 1216 bytes in base64. Throws when it is not one; a charter admits none that is not. */
export const sealPublicKey: (key: string) => XWingPublicKey = memoize(1024, (key) =>
  parseXWingPublicKey(fromBase64(key)),
)

function rawPublic(
  format: 'raw-private' | 'raw-seed',
  kind: 'ed25519' | 'ml-dsa-44',
  secret: string,
): string {
  const key = createPrivateKey({ key: Buffer.from(fromBase64(secret)), format, asymmetricKeyType: kind })
  return toBase64(createPublicKey(key).export({ format: 'raw-public' }))
}

// FIPS 203 §7.2: an encapsulation key is checked before it is used, and OpenSSL does so when it reads one.
function isSealKey(key: string): boolean {
  try {
    return sealPublicKey(key).x25519Raw.length === 32
  } catch {
    return false
  }
}

function jsonOrNone(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
