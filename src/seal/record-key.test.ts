import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromHex, fromUtf8, toHex, utf8 } from '#kernel/bytes.ts'
import { decryptContent, encryptContent, keyedHash, makeRecordKey, recordKeyWrapping } from './record-key.ts'

const STORE_KEY = new Uint8Array(32).fill(3)
const KEY = makeRecordKey(randomBytes)
const RECORD = utf8('record 1, version 2')
const BROKEN = { ok: false, refusal: { kind: 'seal/broken-content' } }

describe('the key of a record', () => {
  test('comes back from its wrapping under the same store key only', () => {
    const wrapped = recordKeyWrapping(STORE_KEY).wrap(KEY)
    expect(wrapped.length).toBe(40)
    const found = recordKeyWrapping(STORE_KEY).unwrap(wrapped)
    expect(found.ok && toHex(found.value)).toBe(toHex(KEY))
    expect(recordKeyWrapping(new Uint8Array(32)).unwrap(wrapped)).toEqual(BROKEN)
    expect(recordKeyWrapping(STORE_KEY).unwrap(wrapped.subarray(1))).toEqual(BROKEN)
    expect(recordKeyWrapping(STORE_KEY).unwrap(flipped(wrapped, 17))).toEqual(BROKEN)
  })

  test('is wrapped as spec/envelope.md §8 says, computed elsewhere', () => {
    expect(toHex(recordKeyWrapping(STORE_KEY).wrap(new Uint8Array(32).fill(5)))).toBe(
      '5ae8ce80ef8be53fc1093165ae58edf15412463da706e259c52dd47cb813b7ebc9b0a0cab9ff26f3',
    )
  })

  test('opens the content that it closed, for the record that it belongs to', () => {
    const stored = encryptContent(utf8('an invented name'), KEY, RECORD, randomBytes)
    const found = decryptContent(stored, KEY, RECORD)
    expect(found.ok && fromUtf8(found.value)).toBe('an invented name')
    expect(decryptContent(stored, KEY, utf8('record 2, version 2'))).toEqual(BROKEN)
    expect(decryptContent(stored, makeRecordKey(randomBytes), RECORD)).toEqual(BROKEN)
    expect(decryptContent(stored.subarray(0, 27), KEY, RECORD)).toEqual(BROKEN)
  })

  test('opens no content of which any byte was changed', () => {
    const stored = encryptContent(utf8('text'), KEY, RECORD, randomBytes)
    for (let at = 0; at < stored.length; at++)
      expect(decryptContent(flipped(stored, at), KEY, RECORD)).toEqual(BROKEN)
  })

  test('never closes the same content to the same bytes', () => {
    const twice = [1, 2].map(() => toHex(encryptContent(utf8('text'), KEY, RECORD, randomBytes)))
    expect(twice[0]).not.toBe(twice[1])
  })
})

describe('a blind index', () => {
  test('is equal for equal texts of one column under one store key, and otherwise not', () => {
    const hash = keyedHash(STORE_KEY, 'document', 'K1234567')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(keyedHash(STORE_KEY, 'document', 'K1234567')).toBe(hash)
    expect(keyedHash(STORE_KEY, 'document', 'K1234568')).not.toBe(hash)
    expect(keyedHash(STORE_KEY, 'vehicle', 'K1234567')).not.toBe(hash)
    expect(keyedHash(fromHex('00'.repeat(32)), 'document', 'K1234567')).not.toBe(hash)
  })

  test('is that of spec/envelope.md §8, computed elsewhere', () => {
    expect(keyedHash(STORE_KEY, 'document', 'K1234567')).toBe(
      '64bc8ff495ba3b1f263572649f430a2a1c5d8c7904ac65baf191b7edf1cdaee2',
    )
  })

  test('keeps column and text apart', () => {
    expect(keyedHash(STORE_KEY, 'a', 'bc')).not.toBe(keyedHash(STORE_KEY, 'ab', 'c'))
    expect(() => keyedHash(STORE_KEY, 'a\0b', 'c')).toThrow(/NUL/)
  })
})

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
