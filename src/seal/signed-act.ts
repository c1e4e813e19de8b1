import { assert } from '#kernel/assert.ts'
import { concatBytes, fromBase64, fromUtf8 } from '#kernel/bytes.ts'
import { LIMITS } from '#kernel/limits.ts'
import { encodeBase64 } from './base64.ts'
import { canonicalBytes, canonicalJson, type JsonValue } from './canonical.ts'
import { SIGNATURE_BYTES, signBytes } from './signatures.ts'

/*
 * What is inside an envelope: signature (64 bytes) ‖ length of the act (4 bytes, big-endian) ‖ canonical JSON of the
 * act ‖ zeros up to the padded length. Padding hides from a relay whether an answer says yes, no or more.
 */

export function signedActBytes(act: object, actKey: string): Uint8Array<ArrayBuffer> {
  const actBytes = canonicalBytes(act)
  assert(actBytes.length <= LIMITS.envelopeBytes, 'an act is within the limit of an envelope')
  const signature = fromBase64(signBytes('entraide/act/v1', actBytes, actKey))
  const head = concatBytes(signature, lengthBytes(actBytes.length))
  const padded = new Uint8Array(paddedLength(head.length + actBytes.length))
  padded.set(head)
  padded.set(actBytes, head.length)
  return padded
}

/** The two parts, or `undefined` when the bytes do not have exactly this form. */
export function splitSignedAct(
  plaintext: Uint8Array,
): { readonly signature: string; readonly actBytes: Uint8Array } | undefined {
  // attacker-controlled: any recipient's bureau can be the issuer of these bytes
  if (plaintext.length < HEAD_BYTES) return undefined
  const { buffer, byteOffset, byteLength } = plaintext
  const end = HEAD_BYTES + new DataView(buffer, byteOffset, byteLength).getUint32(SIGNATURE_BYTES)
  if (end > plaintext.length || plaintext.length !== paddedLength(end)) return undefined
  if (plaintext.subarray(end).some((byte) => byte !== 0)) return undefined
  return {
    signature: encodeBase64(plaintext.subarray(0, SIGNATURE_BYTES)),
    actBytes: plaintext.subarray(HEAD_BYTES, end),
  }
}

/** The act, or `undefined` when the bytes are not its canonical text: an act has one text and so one signature input. */
export function readActText(actBytes: Uint8Array): JsonValue | undefined {
  try {
    const text = fromUtf8(actBytes)
    const act: JsonValue = JSON.parse(text)
    return canonicalJson(act) === text ? act : undefined
  } catch {
    return undefined
  }
}

/**
 * At least 512 bytes, then Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PETS 2019 §4):
 * at most 12 % longer, and lengths of n bits fall into classes that differ in their first log2(n) bits only.
 */
export function paddedLength(length: number): number {
  if (length <= 512) return 512
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}

const HEAD_BYTES = SIGNATURE_BYTES + 4

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, length)
  return bytes
}
