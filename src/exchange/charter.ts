import { X509Certificate } from 'node:crypto'
import { type Charter, type SignedCharter, SignedCharterField, memberOf } from '#acts/charter.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { canonicalBytes, type JsonValue } from '#seal/canonical.ts'
import { readPublicKeys } from '#seal/keys.ts'
import { signBytes, verifyBytes } from '#seal/signatures.ts'

export type CharterRefusal =
  | { readonly kind: 'charter/malformed'; readonly where: string }
  | { readonly kind: 'charter/keeper-not-a-member' }
  | { readonly kind: 'charter/member-repeated' }
  | { readonly kind: 'charter/bad-signature' }

export function signCharter(charter: Charter, actKey: string): SignedCharter {
  return { charter, signature: signBytes('entraide/charter/v1', charterBytes(charter), actKey) }
}

/**
 * Reads a charter and checks its keeper's signature.
 *
 * The signature proves who wrote it, not that it is the network one means to join: compare the keeper's fingerprint
 * by voice before adopting a first charter.
 */
export function readCharter(json: unknown): Result<Charter, CharterRefusal> {
  // attacker-controlled: json
  const parsed = SignedCharterField.safeParse(json)
  if (!parsed.success) {
    return refuse({ kind: 'charter/malformed', where: parsed.error.issues[0]?.path.join('.') ?? '' })
  }
  const { charter, signature } = parsed.data
  if (new Set(charter.members.map((member) => member.id)).size !== charter.members.length) {
    return refuse({ kind: 'charter/member-repeated' })
  }
  const broken = charter.members.findIndex(
    (member) => !readPublicKeys(member.keys).ok || !isCertificate(member.certificate),
  )
  if (broken >= 0) return refuse({ kind: 'charter/malformed', where: `charter.members.${broken}` })
  const keeper = memberOf(charter, charter.keeper)
  if (keeper === undefined) return refuse({ kind: 'charter/keeper-not-a-member' })
  if (!verifyBytes('entraide/charter/v1', charterBytes(charter), signature, keeper.keys.act)) {
    return refuse({ kind: 'charter/bad-signature' })
  }
  return ok(charter)
}

// zod's optional fields are absent, never undefined, once parsed: what is signed is what is read.
const charterBytes = (charter: Charter): Uint8Array =>
  canonicalBytes(JSON.parse(JSON.stringify(charter)) as JsonValue)

// A certificate that node cannot read would stop the exchange's server instead of one peer.
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).fingerprint256 !== ''
  } catch {
    return false
  }
}
