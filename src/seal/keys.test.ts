import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '#kernel/bytes.ts'
import {
  fingerprint,
  makeMemberKeys,
  publicKeysFromJson,
  publicKeysOf,
  publicKeysToJson,
  readPublicKeys,
  secretKeysFromJson,
  secretKeysToJson,
} from './keys.ts'

const SECRET = makeMemberKeys((length) => new Uint8Array(length).fill(1))
const PUBLIC = publicKeysOf(SECRET)

describe('the keys of a member', () => {
  test('are different in each member and in each part', () => {
    const { act, seal, log } = makeMemberKeys()
    const other = makeMemberKeys()
    expect(new Set([act, seal, log.ed25519, log.mldsa44, other.act, other.seal]).size).toBe(6)
  })

  test('have public halves of the lengths in the specification', () => {
    const lengths = [PUBLIC.act, PUBLIC.seal, PUBLIC.log.ed25519, PUBLIC.log.mldsa44].map(
      (key) => fromBase64(key).length,
    )
    expect(lengths).toEqual([32, 1216, 32, 1312])
  })

  test('read back from their text', () => {
    expect(secretKeysFromJson(secretKeysToJson(SECRET))).toEqual({ ok: true, value: SECRET })
    expect(publicKeysFromJson(publicKeysToJson(PUBLIC))).toEqual({ ok: true, value: PUBLIC })
  })

  test.each(['', '{}', 'null', '{"act":"AA=="}'])('are refused when their text is %j', (text) => {
    expect(secretKeysFromJson(text)).toEqual({ ok: false, refusal: { kind: 'seal/keys-malformed' } })
    expect(publicKeysFromJson(text)).toEqual({ ok: false, refusal: { kind: 'seal/keys-malformed' } })
  })

  test('are refused when nobody could seal to them', () => {
    const seal = toBase64(new Uint8Array(1216).fill(0xff))
    expect(readPublicKeys({ ...PUBLIC, seal }).ok).toBe(false)
    expect(readPublicKeys({ ...PUBLIC, more: 1 }).ok).toBe(false)
  })

  test('have a fingerprint that can be read aloud, and that changes with any of them', () => {
    expect(fingerprint(PUBLIC)).toMatch(/^\d{5}( \d{5}){7}$/)
    const other = publicKeysOf(makeMemberKeys())
    const changed = [
      { ...PUBLIC, act: other.act },
      { ...PUBLIC, seal: other.seal },
      { ...PUBLIC, log: { ...PUBLIC.log, mldsa44: other.log.mldsa44 } },
    ]
    expect(new Set([PUBLIC, ...changed].map(fingerprint)).size).toBe(4)
  })
})
