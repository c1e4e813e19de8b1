import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CHUNK_BYTES, PREAMBLE_BYTES, TAG_BYTES } from '#lookup/snapshot/format.ts'
import { eraseSnapshot, openSnapshot, writeSnapshot } from './snapshot-file.ts'

const STORE_KEY = new Uint8Array(32).fill(5)
let salts = 0
const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(++salts)

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entraide-snapshot-'))
  path = join(folder, 'check-index.snapshot')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const shared = (length: number, value: (at: number) => number): Uint8Array => {
  const bytes = new Uint8Array(new SharedArrayBuffer(length))
  // A beginning that is not all the same is enough.
  for (let at = 0; at < Math.min(length, 4096); at++) bytes[at] = value(at)
  return bytes
}
const SECTIONS = [
  { name: 'keys', data: shared(CHUNK_BYTES + 77, (at) => at * 31) },
  { name: 'nothing', data: shared(0, () => 0) },
  { name: 'ids', data: shared(1000, (at) => at) },
]
const write = (cursor = 'here') =>
  writeSnapshot(path, { indexVersion: '1', cursor, sections: SECTIONS }, STORE_KEY, random)

/** The sections as read, or why they were refused. */
async function read(storeKey = STORE_KEY): Promise<string | readonly Uint8Array[]> {
  const opened = await openSnapshot(path, storeKey)
  if (opened === undefined) return 'none'
  if (!opened.ok) return opened.refusal.kind
  const targets = opened.value.header.sections.map(({ bytes }) => shared(bytes, () => 0))
  const filled = await opened.value.fill(targets)
  await opened.value.close()
  return filled.ok ? targets : filled.refusal.kind
}

async function change(position: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(bytes, 0, bytes.length, position)
  await file.close()
}

describe('a snapshot', () => {
  test('gives back every section, whole or in parts', async () => {
    const bytes = await write()
    expect((await readFile(path)).length).toBe(bytes)
    const sections = await read()
    for (const [at, { data }] of SECTIONS.entries())
      expect(Buffer.compare(Buffer.from(sections[at] ?? ''), Buffer.from(data))).toBe(0)
    const opened = await openSnapshot(path, STORE_KEY)
    if (opened?.ok !== true) throw new Error('not opened')
    expect(opened.value.header).toMatchObject({ indexVersion: '1', cursor: 'here' })
    const targets = SECTIONS.map(({ data }) => shared(data.length, () => 0))
    for (const first of [0, 1, 2])
      expect((await opened.value.fill(targets, { first, step: 3 })).ok).toBe(true)
    await opened.value.close()
    for (const [at, { data }] of SECTIONS.entries())
      expect(Buffer.compare(Buffer.from(targets[at] ?? ''), Buffer.from(data))).toBe(0)
  })

  test('shows nothing of its contents to who reads the file', async () => {
    await write()
    const file = await readFile(path)
    expect(file.includes(Buffer.from(SECTIONS[2]?.data ?? '').subarray(100, 132))).toBe(false)
    expect(file.includes('keys')).toBe(false)
  })

  test('is not there until it was written', async () => {
    expect(await read()).toBe('none')
  })

  test('of another node, or that is none, or of another version, is refused', async () => {
    await write()
    expect(await read(new Uint8Array(32))).toBe('snapshot/not-ours')
    await change(11, Uint8Array.of(9))
    expect(await read()).toBe('snapshot/other-version')
    await change(0, Uint8Array.of(0))
    expect(await read()).toBe('snapshot/not-one')
  })

  test.each([0, 10, PREAMBLE_BYTES, PREAMBLE_BYTES + 5, 2000, CHUNK_BYTES])(
    'cut off after %i bytes is refused',
    async (length) => {
      await write()
      await writeFile(path, (await readFile(path)).subarray(0, length))
      expect(['snapshot/cut-off', 'snapshot/not-ours']).toContain(await read())
    },
  )

  test('with more after its end is refused', async () => {
    await write()
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.of(1)]))
    expect(await read()).toBe('snapshot/cut-off')
  })

  test('altered by one bit anywhere is refused', async () => {
    await write()
    const whole = await readFile(path)
    for (const at of [12, 47, PREAMBLE_BYTES, CHUNK_BYTES - 500, whole.length - 1]) {
      const altered = Buffer.from(whole)
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
      await writeFile(path, altered)
      expect(await read(), `at ${at}`).toMatch(/^snapshot\/(altered|not-ours|cut-off)$/)
    }
  })

  test('with its chunks exchanged, or with one of an earlier snapshot, is refused', async () => {
    const one = { name: 'one', data: shared(500, (at) => at) }
    const other = { name: 'other', data: shared(500, (at) => at * 3) }
    const writeBoth = () =>
      writeSnapshot(path, { indexVersion: '1', cursor: '', sections: [one, other] }, STORE_KEY, random)
    await writeBoth()
    const earlier = await readFile(path)
    await writeBoth()
    const whole = await readFile(path)
    const length = 500 + TAG_BYTES
    const first = whole.length - 2 * length
    const exchanged = Buffer.from(whole)
    exchanged.set(whole.subarray(first, first + length), first + length)
    exchanged.set(whole.subarray(first + length), first)
    await writeFile(path, exchanged)
    expect(await read()).toBe('snapshot/altered')
    const mixed = Buffer.from(whole)
    mixed.set(earlier.subarray(first, first + length), first)
    await writeFile(path, mixed)
    expect(await read()).toBe('snapshot/altered')
    await writeFile(path, whole)
    expect(await read()).toHaveLength(2)
  })

  test('that cannot be written leaves the one before', async () => {
    await write('first')
    const failing = { name: 'torn', data: new Uint8Array(10) }
    // As when the disk is full: the header is written, what follows is not.
    Object.defineProperty(failing.data, 'subarray', {
      value: () => {
        throw new Error('disk full')
      },
    })
    const second = { indexVersion: '1', cursor: 'second', sections: [failing] }
    await expect(writeSnapshot(path, second, STORE_KEY, random)).rejects.toThrow('disk full')
    const opened = await openSnapshot(path, STORE_KEY)
    expect(opened?.ok === true && opened.value.header.cursor).toBe('first')
    if (opened?.ok === true) await opened.value.close()
    expect(await readdir(folder)).toEqual(['check-index.snapshot'])
  })

  test('that is replaced is erased as well, with its salt', async () => {
    await write('first')
    const held = await open(path, 'r')
    await write('second')
    const preamble = Buffer.alloc(PREAMBLE_BYTES, 1)
    await held.read(preamble, 0, PREAMBLE_BYTES, 0)
    await held.close()
    expect(preamble.every((byte) => byte === 0)).toBe(true)
    expect(await readdir(folder)).toEqual(['check-index.snapshot'])
    expect(await read()).toHaveLength(3)
  })

  test('that is erased is gone, with the salt that could open it, and one half written as well', async () => {
    await write()
    await writeFile(`${path}.new`, await readFile(path))
    await writeFile(`${path}.old`, await readFile(path))
    const held = await open(path, 'r')
    expect(await eraseSnapshot(path)).toBe(true)
    const preamble = Buffer.alloc(PREAMBLE_BYTES, 1)
    await held.read(preamble, 0, PREAMBLE_BYTES, 0)
    await held.close()
    expect(preamble.every((byte) => byte === 0)).toBe(true)
    expect(await readdir(folder)).toEqual([])
    expect(await eraseSnapshot(path)).toBe(false)
  })
})
