import { type FileHandle, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { assert } from '#kernel/assert.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import {
  CHUNK_BYTES,
  type Chunk,
  chunksOf,
  fileBytes,
  openChunk,
  openHeader,
  PREAMBLE_BYTES,
  readPreamble,
  SALT_BYTES,
  type SectionHeader,
  sealChunk,
  sealHeader,
  type SnapshotHeader,
  snapshotKey,
  type SnapshotRefusal,
  TAG_BYTES,
} from '#lookup/snapshot/format.ts'

/** A named run of bytes of an index. Shared memory, so that another thread can write and fill it. */
export interface Section {
  readonly name: string
  readonly data: Uint8Array
}

export interface Snapshot {
  readonly indexVersion: string
  readonly cursor: string
  readonly sections: readonly Section[]
}

export interface OpenedSnapshot {
  readonly header: SnapshotHeader
  /** Fills memory with the sections, in the order of the header and of their lengths; false from the first chunk that does not open. */
  fill(targets: readonly Uint8Array[], part?: Part): Promise<Result<true, SnapshotRefusal>>
  close(): Promise<void>
}

/** Every so-manieth chunk, from a first: for threads that share the work. */
export interface Part {
  readonly first: number
  readonly step: number
}

const temporaryOf = (path: string): string => `${path}.new`
const replacedOf = (path: string): string => `${path}.old`

/**
 * Writes a snapshot beside the old one and puts it in its place when all of it is on the disk. A full disk, or a fall on the way, leaves
 * the old one. The old one is erased as any other: its blocks may hold people who are removed later.
 */
export async function writeSnapshot(
  path: string,
  { indexVersion, cursor, sections }: Snapshot,
  storeKey: Uint8Array,
  random: (bytes: number) => Uint8Array,
): Promise<number> {
  const salt = random(SALT_BYTES)
  const headers = sections.map(({ name, data }) => ({ name, bytes: data.length }))
  const { bytes, headerBytes } = sealHeader({ indexVersion, cursor, sections: headers }, storeKey, salt)
  const key = snapshotKey(storeKey, salt)
  const file = await open(temporaryOf(path), 'w', 0o600)
  try {
    await writeAll(file, bytes)
    for (const { number, section, offset, bytes: length } of chunksOf(headers, headerBytes)) {
      const data = sections[section]?.data
      assert(data !== undefined, 'a chunk is of a section')
      await writeAll(file, sealChunk(data.subarray(offset, offset + length), number, key))
    }
    await file.sync()
  } catch (cause) {
    await file.close()
    await eraseFile(temporaryOf(path))
    throw cause
  }
  await file.close()
  await eraseFile(replacedOf(path)) // left by a fall
  await moveExisting(path, replacedOf(path))
  await rename(temporaryOf(path), path)
  await syncFolder(path)
  await eraseFile(replacedOf(path))
  return fileBytes(headers, headerBytes)
}

/** Opens the snapshot of a node; undefined when there is none. Nothing is believed of it that its seals do not hold. */
export async function openSnapshot(
  path: string,
  storeKey: Uint8Array,
): Promise<Result<OpenedSnapshot, SnapshotRefusal> | undefined> {
  const file = await openExisting(path, 'r')
  if (file === undefined) return undefined
  const opened = await readHeader(file, storeKey)
  if (!opened.ok) await file.close()
  return opened
}

async function readHeader(
  file: FileHandle,
  storeKey: Uint8Array,
): Promise<Result<OpenedSnapshot, SnapshotRefusal>> {
  const preamble = await readAt(file, 0, PREAMBLE_BYTES)
  const said = readPreamble(preamble)
  if (!said.ok) return said
  const { salt, headerBytes } = said.value
  const key = snapshotKey(storeKey, salt)
  const header = openHeader(preamble, await readAt(file, PREAMBLE_BYTES, headerBytes), key)
  if (!header.ok) return header
  const { sections } = header.value
  if ((await file.stat()).size !== fileBytes(sections, headerBytes))
    return refuse({ kind: 'snapshot/cut-off' })
  return ok({
    header: header.value,
    fill: (targets, { first, step } = { first: 0, step: 1 }) => {
      mustFit(targets, sections)
      const chunks = chunksOf(sections, headerBytes).filter(({ number }) => number % step === first)
      return fillChunks(file, chunks, key, targets)
    },
    close: () => file.close(),
  })
}

function mustFit(targets: readonly Uint8Array[], sections: readonly SectionHeader[]): void {
  assert(
    targets.length === sections.length && targets.every(({ length }, at) => length === sections[at]?.bytes),
    'each section has room of its length',
  )
}

/** One chunk is read while the one before it is opened. */
async function fillChunks(
  file: FileHandle,
  chunks: readonly Chunk[],
  key: Uint8Array,
  targets: readonly Uint8Array[],
): Promise<Result<true, SnapshotRefusal>> {
  const buffers = [new Uint8Array(CHUNK_BYTES + TAG_BYTES), new Uint8Array(CHUNK_BYTES + TAG_BYTES)]
  const read = (at: number): Promise<Uint8Array> | undefined => {
    const [chunk, buffer] = [chunks[at], buffers[at % 2]]
    if (chunk === undefined || buffer === undefined) return undefined
    return readInto(file, chunk.fileOffset, buffer.subarray(0, chunk.bytes + TAG_BYTES))
  }
  let reading = read(0)
  for (const [at, { number, section, offset, bytes }] of chunks.entries()) {
    const sealed = await reading
    reading = read(at + 1)
    const into = targets[section]?.subarray(offset, offset + bytes)
    if (sealed === undefined || into === undefined || !openChunk(sealed, number, key, into)) {
      await reading
      return refuse({ kind: 'snapshot/altered' })
    }
  }
  return ok(true)
}

/**
 * Erases a snapshot, one that was being written, and one that was replaced. The salt goes first: without it no key opens what the disk may still hold of the
 * file's blocks.
 */
export async function eraseSnapshot(path: string): Promise<boolean> {
  const erased: boolean[] = []
  for (const each of [path, temporaryOf(path), replacedOf(path)]) erased.push(await eraseFile(each))
  if (erased.includes(true)) await syncFolder(path)
  return erased.includes(true)
}

async function eraseFile(path: string): Promise<boolean> {
  const file = await openExisting(path, 'r+')
  if (file === undefined) return false
  try {
    await file.write(new Uint8Array(PREAMBLE_BYTES), 0, PREAMBLE_BYTES, 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await unlink(path)
  return true
}

const openExisting = (path: string, flags: 'r' | 'r+'): Promise<FileHandle | undefined> =>
  open(path, flags).catch(ignoreMissing)

const moveExisting = (from: string, to: string): Promise<void> => rename(from, to).catch(ignoreMissing)

function ignoreMissing(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
  throw cause
}

const readAt = (file: FileHandle, position: number, length: number): Promise<Uint8Array> =>
  readInto(file, position, new Uint8Array(length))

/** Gives less than asked at the end of the file. */
async function readInto(file: FileHandle, position: number, into: Uint8Array): Promise<Uint8Array> {
  let end = 0
  while (end < into.length) {
    const { bytesRead } = await file.read(into, end, into.length - end, position + end)
    if (bytesRead === 0) return into.subarray(0, end)
    end += bytesRead
  }
  return into
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
