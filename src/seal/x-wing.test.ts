import { createHash, randomBytes } from 'node:crypto'
import { XWing } from '@hpke/hybridkem-x-wing'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from '#kernel/bytes.ts'
import {
  expandXWingSecret,
  parseXWingPublicKey,
  xWingDecapsulate,
  xWingEncapsulate,
  xWingPublicKeyBytes,
} from './x-wing.ts'

// draft-connolly-cfrg-xwing-kem, appendix C: secret, encapsulation seed, shared secret.
const DRAFT_VECTORS = [
  {
    secret: '7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26',
    seed:
      '3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2' +
      '35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2',
    publicKeyStart: 'e2236b35a8c24b39b10aa1323a96a919',
    ciphertextEnd: 'e6fb2e15',
    shared: 'd2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384',
  },
  {
    secret: 'badfd6dfaac359a5efbb7bcc4b59d538df9a04302e10c8bc1cbf1a0b3a5120ea',
    seed:
      '17cda7cfad765f5623474d368ccca8af0007cd9f5e4c849f167a580b14aabdef' +
      'aee7eef47cb0fca9767be1fda69419dfb927e9df07348b196691abaeb580b32d',
    publicKeyStart: '0333285fa253661508c9fb444852caa4',
    ciphertextEnd: 'ea155b67',
    shared: 'f2e86241c64d60f6649fbc6c5b7d17180b780a3f34355e64a85749949c45f150',
  },
]

describe('X-Wing', () => {
  test.each(DRAFT_VECTORS)('gives the shared secret of the draft for $secret', async (vector) => {
    const secret = expandXWingSecret(fromHex(vector.secret))
    const publicKey = xWingPublicKeyBytes(secret.publicKey)
    expect(toHex(publicKey).startsWith(vector.publicKeyStart)).toBe(true)

    const peer = new XWing()
    const { enc, sharedSecret } = await peer.encap({
      recipientPublicKey: await peer.deserializePublicKey(publicKey),
      ekm: fromHex(vector.seed),
    })
    expect(toHex(new Uint8Array(enc)).endsWith(vector.ciphertextEnd)).toBe(true)
    expect(toHex(new Uint8Array(sharedSecret))).toBe(vector.shared)
    expect(toHex(xWingDecapsulate(new Uint8Array(enc), secret))).toBe(vector.shared)
  })

  test('is opened by another implementation', async () => {
    const seed = fixedBytes('seed', 32)
    const secret = expandXWingSecret(seed)
    const { shared, ciphertext } = xWingEncapsulate(parsed(secret), randomBytes)
    const peer = new XWing()
    const opened = await peer.decap({ recipientKey: await peer.deserializePrivateKey(seed), enc: ciphertext })
    expect(toHex(new Uint8Array(opened))).toBe(toHex(shared))
  })

  test('gives another secret, and no error, for a ciphertext with a changed ML-KEM half', () => {
    const secret = expandXWingSecret(fixedBytes('seed', 32))
    const { shared, ciphertext } = xWingEncapsulate(secret.publicKey, randomBytes)
    ciphertext[0] = (ciphertext[0] ?? 0) ^ 1
    expect(toHex(xWingDecapsulate(ciphertext, secret))).not.toBe(toHex(shared))
  })

  test('refuses a ciphertext of another length and an X25519 point of small order', () => {
    const secret = expandXWingSecret(fixedBytes('seed', 32))
    expect(() => xWingDecapsulate(new Uint8Array(1119), secret)).toThrow(RangeError)
    expect(() => xWingDecapsulate(new Uint8Array(1120), secret)).toThrow()
  })

  test('refuses a public key whose ML-KEM half is not reduced (FIPS 203 §7.2)', () => {
    const bytes = xWingPublicKeyBytes(expandXWingSecret(fixedBytes('seed', 32)).publicKey)
    bytes.fill(0xff, 0, 3)
    expect(() => parseXWingPublicKey(bytes)).toThrow()
    expect(() => parseXWingPublicKey(bytes.subarray(1))).toThrow(RangeError)
  })
})

const parsed = (secret: ReturnType<typeof expandXWingSecret>) =>
  parseXWingPublicKey(xWingPublicKeyBytes(secret.publicKey))

function fixedBytes(label: string, length: number): Uint8Array {
  return new Uint8Array(createHash('shake256', { outputLength: length }).update(label).digest())
}
