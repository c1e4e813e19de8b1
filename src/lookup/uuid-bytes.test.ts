import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UUID_BYTES, uuidAt, writeUuid } from './uuid-bytes.ts'

test('a UUID is sixteen bytes at its place, and the same text again', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(20), (id, at) => {
      const bytes = new Uint8Array(at + UUID_BYTES + 1).fill(0xee)
      expect(writeUuid(id, bytes, at)).toBe(true)
      expect(Buffer.from(bytes.subarray(at, at + UUID_BYTES)).toString('hex')).toBe(id.replaceAll('-', ''))
      expect(bytes.filter((byte, place) => place < at || place >= at + UUID_BYTES)).toEqual(
        new Uint8Array(at + 1).fill(0xee),
      )
      expect(uuidAt(bytes, at)).toBe(id)
    }),
  )
})

test('what is no UUID writes nothing', () => {
  const bytes = new Uint8Array(UUID_BYTES)
  expect(writeUuid('person-1', bytes, 0)).toBe(false)
  expect(bytes).toEqual(new Uint8Array(UUID_BYTES))
})
