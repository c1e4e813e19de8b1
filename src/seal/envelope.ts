import { assert } from '#kernel/assert.ts'
import { concatBytes, fromUtf8, utf8 } from '#kernel/bytes.ts'
import { isMemberId, isUuid, type MemberId, type Uuid } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { z } from 'zod'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { canonicalBytes, canonicalJson, type JsonValue } from './canonical.ts'
import type { RandomBytes } from './random.ts'
import { verifyBytes } from './signatures.ts'
import { readActText, signedActBytes, splitSignedAct } from './signed-act.ts'
import { CURRENT_SUITE, isSuiteName, SUITE_NAMES, SUITES, type SuiteName } from './suites.ts'

/** A sealed act as it travels and as it is stored (spec/envelope.md). */
export interface Envelope extends EnvelopeHeader {
  /** Base64 of SHA-256 bytes that only one content key yields: two recipients cannot be shown two acts. */
  readonly commitment: string
  /** Base64 of the encrypted signed act. */
  readonly content: string
  /** The content key, sealed to each recipient; a copy in transit may hold only some of them. */
  readonly keys: readonly SealedKey[]
}

/** What the envelope says in clear. It is bound into every layer, and must say what the signed act inside says. */
export interface EnvelopeHeader {
  readonly suite: SuiteName
  readonly network: string
  readonly issuer: MemberId
  readonly act: Uuid
  /** Sorted, none twice. None at all means nobody. */
  readonly recipients: readonly MemberId[]
}

export interface SealedKey {
  readonly member: MemberId
  /** Base64, HPKE encapsulated key. */
  readonly encapsulated: string
  /** Base64, the content secret sealed with it. */
  readonly wrapped: string
}

export type SealRefusal =
  /** Not the form of an envelope. `where` is a path or a part, never a value. */
  | { readonly kind: 'seal/malformed'; readonly where: string }
  | { readonly kind: 'seal/unknown-suite' }
  | { readonly kind: 'seal/not-a-recipient' }
  /** Some byte is not the one sealed, or the key is not the one sealed to. */
  | { readonly kind: 'seal/broken-seal' }
  /** It opens, and the member that the header names has not signed what is inside. */
  | { readonly kind: 'seal/bad-signature' }
  /** It opens and is signed, and says other things of itself than the header does. */
  | { readonly kind: 'seal/readdressed'; readonly field: 'id' | 'network' | 'issuer' | 'recipients' }

/** All that sealing knows of an act; what else it carries is opaque. */
export interface SealableAct {
  readonly id: string
  readonly network: string
  readonly issuer: string
  readonly recipients: readonly string[]
}

export interface SealRequest {
  /** Any JSON that says these four things of itself, and the same as this request. */
  readonly act: SealableAct
  /** The issuer's Ed25519 secret, base64 of 32 bytes. */
  readonly actKey: string
  readonly issuer: MemberId
  readonly network: string
  readonly recipients: readonly { readonly member: MemberId; readonly sealKey: string }[]
  readonly random: RandomBytes
}

/**
 * Signs an act and seals it to its recipients, and to no one else: with no recipients nobody can open it, and the
 * issuer can only where it names itself.
 *
 * Throws `InvariantError` when the act does not name the same id, network, issuer and recipients as the request.
 */
export function sealAct({ act, actKey, issuer, network, recipients, random }: SealRequest): Envelope {
  const sorted = recipients.toSorted((a, b) => compare(a.member, b.member))
  const members = sorted.map(({ member }) => member)
  const { id } = act
  assert(isUuid(id), 'an act that is sealed has a UUID')
  assert(members.length <= LIMITS.recipients, 'an act has no more recipients than the limit')
  const header: EnvelopeHeader = { suite: CURRENT_SUITE, network, issuer, act: id, recipients: members }
  assert(isHeader(header), 'a header of an envelope has its form')
  assert(
    readdressed(act, header) === undefined,
    'an act names the network, issuer and recipients it is sealed for',
  )

  const suite = SUITES[header.suite]
  const secret = random(32)
  const { commitment, content } = suite.sealContent(secret, headerBytes(header), signedActBytes(act, actKey))
  const keys = sorted.map(({ member, sealKey }) => {
    const { encapsulated, sealed } = suite.sealSecret(secret, sealKey, {
      info: keyInfo(header, member),
      random,
    })
    return { member, encapsulated: encodeBase64(encapsulated), wrapped: encodeBase64(sealed) }
  })
  const envelope = { ...header, commitment: encodeBase64(commitment), content: encodeBase64(content), keys }
  assert(
    envelopeBytes(envelope).length <= LIMITS.envelopeBytes,
    'a sealed act is within the limit of an envelope',
  )
  return envelope
}

export interface Opener {
  /** Who opens. */
  readonly member: MemberId
  /** Its X-Wing secret, base64 of the 32-byte seed. */
  readonly sealSecret: string
  /** The Ed25519 public key that the charter gives for the envelope's issuer, base64 of 32 bytes. */
  readonly issuerActKey: string
}

/** The signed act inside, once its seal, its signature and its addresses all hold. */
export function openEnvelope(
  envelope: Envelope,
  { member, sealSecret, issuerActKey }: Opener,
): Result<JsonValue, SealRefusal> {
  // attacker-controlled: the whole envelope
  const { suite: suiteName, network, issuer, act, recipients } = envelope
  const header: EnvelopeHeader = { suite: suiteName, network, issuer, act, recipients }
  if (!isSuiteName(suiteName)) return refuse({ kind: 'seal/unknown-suite' })
  const suite = SUITES[suiteName]
  if (!recipients.includes(member)) return refuse({ kind: 'seal/not-a-recipient' })
  const key = envelope.keys.find((sealed) => sealed.member === member)
  if (key === undefined) return refuse({ kind: 'seal/broken-seal' })

  const sealedKey = { encapsulated: decoded(key.encapsulated), sealed: decoded(key.wrapped) }
  const secret = suite.openSecret(sealedKey, sealSecret, keyInfo(header, member))
  if (secret === undefined) return refuse({ kind: 'seal/broken-seal' })
  const sealed = { commitment: decoded(envelope.commitment), content: decoded(envelope.content) }
  const plaintext = suite.openContent(secret, headerBytes(header), sealed)
  if (plaintext === undefined) return refuse({ kind: 'seal/broken-seal' })

  const parts = splitSignedAct(plaintext)
  if (parts === undefined) return refuse({ kind: 'seal/malformed', where: 'content' })
  if (!verifyBytes('entraide/act/v1', parts.actBytes, parts.signature, issuerActKey)) {
    return refuse({ kind: 'seal/bad-signature' })
  }
  const opened = readActText(parts.actBytes)
  if (opened === undefined) return refuse({ kind: 'seal/malformed', where: 'act' })
  const field = readdressed(opened, header)
  return field === undefined ? ok(opened) : refuse({ kind: 'seal/readdressed', field })
}

/** The envelope's one text, as bytes: what is sent and stored. */
export function envelopeBytes(envelope: Envelope): Uint8Array<ArrayBuffer> {
  return canonicalBytes(envelope)
}

/**
 * What a ledger leaf commits to: the envelope without the sealed keys. It is the same whichever keys a copy holds,
 * and, through `commitment`, fixes the one act that can be inside.
 */
export function committedBytes(envelope: Envelope): Uint8Array<ArrayBuffer> {
  const { keys: _, ...committed } = envelope
  return canonicalBytes(committed)
}

/** The copy for some members: the other sealed keys, 1.6 kB each, are left out. Opens and commits as the whole does. */
export function envelopeFor(envelope: Envelope, members: readonly MemberId[]): Envelope {
  return { ...envelope, keys: envelope.keys.filter(({ member }) => members.includes(member)) }
}

/** Reads an envelope from parsed JSON. Strict: no other members, no other order, no other encoding of base64. */
export function parseEnvelope(json: unknown): Result<Envelope, SealRefusal> {
  // attacker-controlled: json
  const found = readForm(json)
  if (!found.ok || envelopeBytes(found.value).length <= LIMITS.envelopeBytes) return found
  return refuse({ kind: 'seal/malformed', where: 'size' })
}

/** Reads an envelope from bytes: at most `LIMITS.envelopeBytes` of canonical JSON. */
export function parseEnvelopeBytes(bytes: Uint8Array): Result<Envelope, SealRefusal> {
  // attacker-controlled: bytes
  if (bytes.length > LIMITS.envelopeBytes) return refuse({ kind: 'seal/malformed', where: 'size' })
  const found = readForm(jsonOrNone(bytes))
  if (!found.ok) return found
  const canonical = fromUtf8(bytes) === canonicalJson(found.value)
  return canonical ? found : refuse({ kind: 'seal/malformed', where: 'canonical' })
}

function readForm(json: unknown): Result<Envelope, SealRefusal> {
  const suiteName = isObject(json) ? json['suite'] : undefined
  if (typeof suiteName === 'string' && !isSuiteName(suiteName)) return refuse({ kind: 'seal/unknown-suite' })
  const found = EnvelopeSchema.safeParse(json)
  if (found.success) return ok(found.data)
  return refuse({ kind: 'seal/malformed', where: found.error.issues[0]?.path.join('.') ?? '' })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

// One encoding per byte string: the unused bits of the last digit are zero, or copies could differ and both open.
const base64 = z
  .string()
  .max(LIMITS.envelopeBytes)
  .refine((text) => decodeBase64(text) !== undefined)
const memberId = z.string().max(12).refine(isMemberId)
const headerShape = {
  suite: z.enum(SUITE_NAMES),
  network: z.string().regex(/^[a-z0-9-]{3,40}$/),
  issuer: memberId,
  act: z.string().max(36).refine(isUuid),
  recipients: z.array(memberId).max(LIMITS.recipients).refine(isAscending),
}
const HeaderSchema: z.ZodType<EnvelopeHeader> = z.strictObject(headerShape)
const EnvelopeSchema: z.ZodType<Envelope> = z
  .strictObject({
    ...headerShape,
    commitment: base64.length(44),
    content: base64,
    keys: z
      .array(z.strictObject({ member: memberId, encapsulated: base64.max(4096), wrapped: base64.max(256) }))
      .max(LIMITS.recipients)
      .refine((keys) => isAscending(keys.map((key) => key.member))),
  })
  .refine(({ keys, recipients }) => keys.every((key) => recipients.includes(key.member)), { path: ['keys'] })

function isHeader(header: EnvelopeHeader): boolean {
  return HeaderSchema.safeParse(header).success
}

function isAscending(members: readonly string[]): boolean {
  return members.every((name, at) => at === 0 || (members[at - 1] ?? '') < name)
}

// An envelope that was parsed holds base64 in all these places.
function decoded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(text)
  assert(bytes !== undefined, 'an envelope is parsed before it is opened')
  return bytes
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first thing that the act says otherwise than the header. */
function readdressed(
  act: unknown,
  header: EnvelopeHeader,
): 'id' | 'network' | 'issuer' | 'recipients' | undefined {
  if (!isObject(act) || act['id'] !== header.act) return 'id'
  if (act['network'] !== header.network) return 'network'
  if (act['issuer'] !== header.issuer) return 'issuer'
  const { recipients } = act
  if (!Array.isArray(recipients) || recipients.length !== header.recipients.length) return 'recipients'
  const named = new Set<unknown>(recipients)
  return header.recipients.every((recipient) => named.has(recipient)) ? undefined : 'recipients'
}

function headerBytes({ suite, network, issuer, act, recipients }: EnvelopeHeader): Uint8Array {
  return canonicalBytes({ suite, network, issuer, act, recipients })
}

// HPKE info: a sealed key taken out of one envelope and put into another does not open.
function keyInfo({ suite, network, issuer, act }: EnvelopeHeader, recipient: MemberId): Uint8Array {
  return concatBytes(utf8('entraide/key/v1\n'), canonicalBytes({ suite, network, issuer, act, recipient }))
}

function jsonOrNone(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    return undefined
  }
}
