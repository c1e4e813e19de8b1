import { describe, expect, test } from 'vitest'
import { fromHex, toBase64, utf8 } from '#kernel/bytes.ts'
import { makeMemberKeys, publicKeysOf } from './keys.ts'
import { type SignatureDomain, signBytes, verifyBytes } from './signatures.ts'

const SECRET = makeMemberKeys((length) => new Uint8Array(length).fill(5))
const KEY = publicKeysOf(SECRET).act
const RECEIPT = 'entraide/receipt/v1'

describe('a signature', () => {
  test('holds for the bytes, the domain and the key that made it', () => {
    const signature = signBytes(RECEIPT, utf8('up to 12'), SECRET.act)
    expect(verifyBytes(RECEIPT, utf8('up to 12'), signature, KEY)).toBe(true)
  })

  test('does not hold for other bytes, another domain or another key', () => {
    const signature = signBytes(RECEIPT, utf8('up to 12'), SECRET.act)
    const other = publicKeysOf(makeMemberKeys((length) => new Uint8Array(length).fill(6))).act
    expect(verifyBytes(RECEIPT, utf8('up to 13'), signature, KEY)).toBe(false)
    expect(verifyBytes('entraide/act/v1', utf8('up to 12'), signature, KEY)).toBe(false)
    expect(verifyBytes(RECEIPT, utf8('up to 12'), signature, other)).toBe(false)
  })

  test.each([
    ['', KEY],
    ['not base64', KEY],
    [toBase64(new Uint8Array(63)), KEY],
    [toBase64(new Uint8Array(64)), KEY],
    [toBase64(new Uint8Array(64)), ''],
    [toBase64(new Uint8Array(64)), 'AAAA'],
  ])('that is %s, or a key that is none, is false and no error', (signature, key) => {
    expect(verifyBytes(RECEIPT, utf8('text'), signature, key)).toBe(false)
  })

  test('is Ed25519 over the domain, a line feed and the bytes (RFC 8032 §7.1, the key of test 1)', () => {
    const seed = toBase64(fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'))
    const key = toBase64(fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'))
    expect(verifyBytes(RECEIPT, utf8('x'), signBytes(RECEIPT, utf8('x'), seed), key)).toBe(true)
  })

  test('is not made in a domain that could run into the text', () => {
    const domain = 'entraide/re\nceipt/v1' as SignatureDomain
    expect(() => signBytes(domain, utf8('x'), SECRET.act)).toThrow(/domain/)
  })
})
