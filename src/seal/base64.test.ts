import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '#kernel/bytes.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'

test('base64 is that of the kernel, both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(20), (whole, from) => {
      const bytes = whole.subarray(from)
      const text = encodeBase64(bytes)
      expect(text).toBe(toBase64(bytes))
      expect(decodeBase64(text)).toEqual(fromBase64(text))
      expect(decodeBase64(text)).toEqual(new Uint8Array(bytes))
    }),
  )
})

test.each([
  'A',
  'AA',
  'AAA',
  'AB==',
  'AAB=',
  'AA=A',
  '====',
  'AA ==',
  'AA\n==',
  'A-_A',
  'AAAA=',
  '\u0100AAA',
])('%j is not base64', (text) => {
  expect(decodeBase64(text)).toBeUndefined()
})
