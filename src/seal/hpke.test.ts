import { randomBytes } from 'node:crypto'
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { describe, expect, test } from 'vitest'
import { fromUtf8, utf8 } from '#kernel/bytes.ts'
import { hpkeOpen, hpkeSeal } from './hpke.ts'
import { expandXWingSecret, xWingPublicKeyBytes } from './x-wing.ts'

const SEED = new Uint8Array(32).fill(7)
const SECRET = expandXWingSecret(SEED)
const BOUND = { info: utf8('info'), aad: utf8('associated data') }
const PEER = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

const sealed = () => hpkeSeal(SECRET.publicKey, { ...BOUND, plaintext: utf8('a content key') }, randomBytes)

describe('HPKE with X-Wing', () => {
  test('opens what it sealed', () => {
    const opened = hpkeOpen(SECRET, BOUND, sealed())
    expect(opened && fromUtf8(opened)).toBe('a content key')
  })

  test('opens what another implementation sealed', async () => {
    const recipientPublicKey = await PEER.kem.deserializePublicKey(xWingPublicKeyBytes(SECRET.publicKey))
    const theirs = await PEER.seal({ recipientPublicKey, info: BOUND.info }, utf8('from a peer'), BOUND.aad)
    const opened = hpkeOpen(SECRET, BOUND, {
      encapsulated: new Uint8Array(theirs.enc),
      sealed: new Uint8Array(theirs.ct),
    })
    expect(opened && fromUtf8(opened)).toBe('from a peer')
  })

  test('is opened by another implementation', async () => {
    const ours = sealed()
    const recipientKey = await PEER.kem.deserializePrivateKey(SEED)
    const opened = await PEER.open(
      { recipientKey, enc: ours.encapsulated, info: BOUND.info },
      ours.sealed,
      BOUND.aad,
    )
    expect(fromUtf8(new Uint8Array(opened))).toBe('a content key')
  })

  test('opens for nobody else, and not with other info, other associated data or any changed byte', () => {
    const ours = sealed()
    const other = expandXWingSecret(new Uint8Array(32).fill(8))
    expect(hpkeOpen(other, BOUND, ours)).toBeUndefined()
    expect(hpkeOpen(SECRET, { ...BOUND, info: utf8('other') }, ours)).toBeUndefined()
    expect(hpkeOpen(SECRET, { ...BOUND, aad: utf8('other') }, ours)).toBeUndefined()
    expect(hpkeOpen(SECRET, BOUND, { ...ours, sealed: flipped(ours.sealed, 3) })).toBeUndefined()
    expect(hpkeOpen(SECRET, BOUND, { ...ours, encapsulated: flipped(ours.encapsulated, 9) })).toBeUndefined()
    expect(
      hpkeOpen(SECRET, BOUND, { ...ours, encapsulated: flipped(ours.encapsulated, 1119) }),
    ).toBeUndefined()
  })

  test('refuses what is too short to be anything, and keys of small order', () => {
    const ours = sealed()
    expect(hpkeOpen(SECRET, BOUND, { ...ours, sealed: new Uint8Array(15) })).toBeUndefined()
    expect(hpkeOpen(SECRET, BOUND, { ...ours, encapsulated: new Uint8Array(12) })).toBeUndefined()
    expect(hpkeOpen(SECRET, BOUND, { ...ours, encapsulated: new Uint8Array(1120) })).toBeUndefined()
  })
})

function flipped(bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
