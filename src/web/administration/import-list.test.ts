import { expect, test } from 'vitest'
import { linesOf } from './import-list.ts'

test('lines that arrive in pieces, even within a letter, are read whole', async () => {
  const bytes = new TextEncoder().encode('{"a":"قائمة"}\n{"b":2}\n')
  const read: unknown[] = []
  for await (const value of linesOf(inPieces(bytes, 3))) read.push(value)
  expect(read).toEqual([{ a: 'قائمة' }, { b: 2 }])
})

test('a last line without its line break is read too', async () => {
  const read: unknown[] = []
  for await (const value of linesOf(inPieces(new TextEncoder().encode('{"a":1}\n{"b":2}'), 100)))
    read.push(value)
  expect(read).toEqual([{ a: 1 }, { b: 2 }])
})

test('an answer that breaks off within a line is an error', async () => {
  const reading = async (): Promise<void> => {
    for await (const value of linesOf(inPieces(new TextEncoder().encode('{"a":1}\n{"b"'), 4)))
      expect(value).toBeDefined()
  }
  await expect(reading()).rejects.toThrow('not JSON')
})

function inPieces(bytes: Uint8Array<ArrayBuffer>, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}
