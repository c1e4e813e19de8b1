import { hkdfSync } from 'node:crypto'
import { assert } from '#kernel/assert.ts'
import { fromBase64 } from '#kernel/bytes.ts'
import { KERNEL } from './keys.wasm.ts'

/** What another thread needs to read the same table: nothing is copied. */
export interface SharedKeys {
  readonly memory: WebAssembly.Memory
  readonly buckets: number
  readonly strayRoom: number
}

/** The kernel's functions (keys.as). Places are byte addresses in the shared memory. */
export interface KeyKernel {
  configure(prints: number, records: number, secret: number, buckets: number, lowBits: number): void
  hashTo(from: number, length: number, to: number): void
  hashAll(bytes: number, ends: number, count: number, hashes: number): void
  find(from: number, length: number, out: number): number
  findShort(a: number, b: number, c: number, d: number, length: number, out: number): number
  findAll(
    bytes: number,
    ends: number,
    count: number,
    hashes: number,
    out: number,
    limit: number,
    done: number,
  ): number
  add(hashAt: number, record: number): number
  addAll(hashes: number, numbers: number, first: number, count: number): number
  takeReused(): number
  remove(hashAt: number, record: number): number
  removeRecords(wanted: number, bits: number, buckets: number, emptied: number): number
  gather(
    copy: number,
    copyRecords: number,
    first: number,
    last: number,
    buckets: number,
    lowBits: number,
    hashes: number,
    numbers: number,
  ): number
}

/** Slots of a bucket: sixteen fingerprints of four bytes are one line of the cache. */
export const SLOTS = 16
export const BUCKET_BYTES = 64
/** Buckets after its own in which a key may lie (keys.as). */
export const FARTHEST = 7
/** Below this a fingerprint would lack bits that keep it from being taken for an empty slot. */
export const LEAST_BUCKETS = 256
/** A WebAssembly memory ends at 4 GiB, and half a page of every bucket is fingerprints: some 390 million keys. */
export const MOST_BUCKETS = 2 ** 25 - 2 ** 16

/** Counters at the beginning of the memory, as places of an Int32Array. */
export const COUNTER = { readers: 0, used: 1, gone: 2, strays: 3, strayNext: 4, emptied: 5 } as const

const SECRET_AT = 64
const SECRET_BYTES = 1088
const SCRATCH_AT = 4096
const SCRATCH_BYTES = 256 * 1024
/** Threads that may have one table open. */
const MOST_READERS = 8

/** Places in a thread's own part of the memory, and the room there. */
export const KEY_SCRATCH = {
  hashes: 0,
  ends: 4096,
  done: 8192,
  numbers: 8448,
  bytes: 12_288,
  bytesRoom: 98_304,
  found: 114_688,
  foundEnd: SCRATCH_BYTES,
  /** Keys handed to the kernel at a time. */
  keys: 512,
  all: SCRATCH_BYTES,
} as const

export function scratchOf(reader: number): number {
  assert(reader < MOST_READERS, 'few threads open one table')
  return SCRATCH_AT + reader * SCRATCH_BYTES
}
const STRAYS_AT = SCRATCH_AT + MOST_READERS * SCRATCH_BYTES
/** Hash in two words, record, next. */
export const STRAY_WORDS = 4
const PAGE_BYTES = 65_536

/** Where everything lies, in bytes. The memory has no room beyond `end` but for the rest of a page. */
export interface KeyLayout {
  readonly secretAt: number
  /** Heads of the lists of strays, then the strays. */
  readonly strayHeads: number
  readonly strayHeadsAt: number
  readonly straysAt: number
  readonly printsAt: number
  readonly recordsAt: number
  readonly end: number
}

export function layoutOf({ buckets, strayRoom }: Pick<SharedKeys, 'buckets' | 'strayRoom'>): KeyLayout {
  const strayHeads = 2 ** Math.ceil(Math.log2(strayRoom))
  const straysAt = STRAYS_AT + strayHeads * 4
  const printsAt = Math.ceil((straysAt + strayRoom * STRAY_WORDS * 4) / 4096) * 4096
  const recordsAt = printsAt + (buckets + FARTHEST) * BUCKET_BYTES
  return {
    secretAt: SECRET_AT,
    strayHeads,
    strayHeadsAt: STRAYS_AT,
    straysAt,
    printsAt,
    recordsAt,
    end: recordsAt + (buckets + FARTHEST) * BUCKET_BYTES,
  }
}

/**
 * An empty memory for so many buckets. `seed`: 128 secret bits; who does not know them cannot foresee which keys share a
 * bucket or a fingerprint.
 */
export function createKeyMemory(buckets: number, strayRoom: number, seed: Uint8Array): SharedKeys {
  const { end, secretAt } = layoutOf({ buckets, strayRoom })
  const pages = Math.ceil(end / PAGE_BYTES)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  const secret = hkdfSync('sha256', seed, new Uint8Array(), 'entraide exact keys 1', SECRET_BYTES)
  new Uint8Array(memory.buffer).set(new Uint8Array(secret), secretAt)
  return { memory, buckets, strayRoom }
}

/** Bits of the second half of the hash that a fingerprint holds: so many that it still tells the first half (keys.as). */
export const lowBitsOf = (buckets: number): number => Math.min(24, Math.floor(Math.log2(buckets)))

/** Record numbers are below this: they share their word with what bucket and fingerprint do not tell of the hash. */
export const mostRecords = (buckets: number): number => 2 ** (5 + lowBitsOf(buckets))

/** Keys held, a key once for each record that holds it. */
export function keyCount({ memory }: SharedKeys): number {
  const counters = new Int32Array(memory.buffer, 0, 16)
  return (counters[COUNTER.used] ?? 0) + (counters[COUNTER.strays] ?? 0)
}

/** All of a table that is not of its threads: lists of strays, fingerprints, record numbers. */
export function tableBytes(shared: SharedKeys): Uint8Array {
  const { strayHeadsAt, end } = layoutOf(shared)
  return new Uint8Array(shared.memory.buffer, strayHeadsAt, end - strayHeadsAt)
}

/** What `tableBytes` does not hold, in the order of COUNTER without the readers. */
export const tableCounts = ({ memory }: SharedKeys): readonly number[] => [
  ...new Int32Array(memory.buffer, 4, COUNTED),
]

/** An empty memory as `createKeyMemory` gives it, to be filled with `tableBytes` of another under the same seed. */
export function roomForTable(
  buckets: number,
  strayRoom: number,
  counts: readonly number[],
  seed: Uint8Array,
): SharedKeys {
  const shared = createKeyMemory(buckets, strayRoom, seed)
  new Int32Array(shared.memory.buffer, 4, COUNTED).set(counts)
  return shared
}

const COUNTED = 4

const MODULE = new WebAssembly.Module(fromBase64(KERNEL))

/** An instance for one thread. */
export function openKernel(shared: SharedKeys): KeyKernel {
  const { exports } = new WebAssembly.Instance(MODULE, { env: { memory: shared.memory } })
  assert(isKernel(exports), 'the committed module is that of keys.as')
  const { printsAt, recordsAt, secretAt } = layoutOf(shared)
  exports.configure(printsAt, recordsAt, secretAt, shared.buckets, lowBitsOf(shared.buckets))
  return exports
}

const isKernel = (exports: object): exports is KeyKernel => 'configure' in exports && 'gather' in exports
