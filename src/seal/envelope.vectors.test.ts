import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { committedBytes, envelopeBytes, openEnvelope, type Opener, parseEnvelope } from './envelope.ts'
import { fingerprint, type MemberPublicKeys, type MemberSecretKeys, publicKeysOf } from './keys.ts'

// The vectors of spec/envelope.md: what any implementation must do with these bytes.
const FOLDER = new URL('../../spec/vectors/envelope/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))

interface Vector {
  readonly description: string
  readonly envelope: unknown
  readonly open: Opener
}
interface KeyVector {
  readonly secret: MemberSecretKeys
  readonly public: MemberPublicKeys
  readonly fingerprint: string
}

type Valid = Vector & {
  readonly act: unknown
  readonly envelopeSha256: string
  readonly committedSha256: string
}
const VALID: readonly Valid[] = read('valid.json')
const INVALID: readonly (Vector & { readonly refusal: object })[] = read('invalid.json')
const KEYS: readonly KeyVector[] = read('keys.json')

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

test('every file of vectors is run here', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(['invalid.json', 'keys.json', 'valid.json'])
})

describe('a valid envelope opens', () => {
  test.each(VALID)('$description', ({ envelope, open, act, envelopeSha256, committedSha256 }) => {
    const parsed = parseEnvelope(envelope)
    if (!parsed.ok) throw new Error(parsed.refusal.kind)
    expect(openEnvelope(parsed.value, open)).toEqual({ ok: true, value: act })
    expect(sha256(envelopeBytes(parsed.value))).toBe(envelopeSha256)
    expect(sha256(committedBytes(parsed.value))).toBe(committedSha256)
  })
})

describe('an invalid envelope is refused', () => {
  test.each(INVALID)('$description', ({ envelope, open, refusal }) => {
    const parsed = parseEnvelope(envelope)
    expect(parsed.ok ? openEnvelope(parsed.value, open) : parsed).toEqual({ ok: false, refusal })
  })
})

describe('secret keys give their public keys and fingerprint', () => {
  test.each(KEYS)('$fingerprint', ({ secret, public: expected, fingerprint: digits }) => {
    expect(publicKeysOf(secret)).toEqual(expected)
    expect(fingerprint(expected)).toBe(digits)
  })
})
