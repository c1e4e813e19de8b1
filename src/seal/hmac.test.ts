import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, toHex, utf8 } from '#kernel/bytes.ts'
import { hmacSha256 } from './hmac.ts'

test('HMAC-SHA-256 gives the example of RFC 4231 §4.3', () => {
  expect(toHex(hmacSha256(utf8('Jefe'), utf8('what do ya want '), utf8('for nothing?')))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

test('HMAC-SHA-256 is that of node, for every key up to a block', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(fc.uint8Array({ maxLength: 200 })),
      (key, parts) => {
        const expected = createHmac('sha256', key)
        for (const part of parts) expected.update(part)
        expect(toHex(hmacSha256(key, ...parts))).toBe(expected.digest('hex'))
      },
    ),
  )
  expect(() => hmacSha256(new Uint8Array(65), fromHex('00'))).toThrow(/block/)
})
