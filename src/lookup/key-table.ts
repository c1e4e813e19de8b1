import { assert } from '#kernel/assert.ts'
import { utf8 } from '#kernel/bytes.ts'

/**
 * Exact keys and who holds them, about 50 bytes a key: a hash table over typed arrays whose every hit is confirmed on the
 * whole key. What is removed is overwritten with zeros at once; nothing waits for a later cleaning.
 */
export interface KeyTable {
  /** Adds one key of an owner. Owners are small whole numbers. The pair must not be held yet. */
  add(key: string, owner: number): void
  /** Removes all keys of an owner. */
  removeOwner(owner: number): void
  visitOwners(key: string, visit: (owner: number) => void): void
  readonly size: number
}

/** `seed`: 32 random bits make the table's order unforeseeable, so that nobody can record keys that all collide. */
export function createKeyTable(seed: number): KeyTable {
  return new TypedKeyTable(seed)
}

/** Keys are made by `matching/documents.ts`, which bounds what people type; none comes near this. */
const MAX_KEY_BYTES = 1024
const FIRST_SLOTS = 64
const FULLEST = 0.7

class TypedKeyTable implements KeyTable {
  readonly #seed: number
  /** Slot → hash, and slot → entry + 1; 0 is an empty slot. Linear probing, removed by shifting back. */
  #hashes = new Uint32Array(FIRST_SLOTS)
  #entries = new Uint32Array(FIRST_SLOTS)
  #used = 0
  /** Entry → owner, place of its key, and the next entry (+ 1) of the same owner. */
  #owners = new Uint32Array(FIRST_SLOTS)
  #offsets = new Float64Array(FIRST_SLOTS)
  #lengths = new Uint16Array(FIRST_SLOTS)
  #nexts = new Uint32Array(FIRST_SLOTS)
  #entryCount = 0
  #freeEntries: number[] = []
  #firstOfOwner = new Map<number, number>()
  #arena = new Uint8Array(FIRST_SLOTS * 16)
  #arenaEnd = 0
  /** Places of removed keys by length, to be used again. */
  readonly #freePlaces = new Map<number, number[]>()

  constructor(seed: number) {
    this.#seed = seed
  }

  get size(): number {
    return this.#used
  }

  add(key: string, owner: number): void {
    const bytes = utf8(key)
    assert(bytes.length <= MAX_KEY_BYTES, 'a key is shorter than a kilobyte')
    if (this.#used + 1 > this.#entries.length * FULLEST) this.#growSlots()
    const entry = this.#newEntry()
    this.#owners[entry] = owner
    this.#offsets[entry] = this.#place(bytes)
    this.#lengths[entry] = bytes.length
    this.#nexts[entry] = this.#firstOfOwner.get(owner) ?? 0
    this.#firstOfOwner.set(owner, entry + 1)
    this.#fill(hashOf(bytes, this.#seed), entry)
    this.#used++
  }

  removeOwner(owner: number): void {
    let next = this.#firstOfOwner.get(owner) ?? 0
    while (next !== 0) {
      const entry = next - 1
      next = this.#nexts[entry] ?? 0
      this.#removeEntry(entry)
    }
    this.#firstOfOwner.delete(owner)
  }

  visitOwners(key: string, visit: (owner: number) => void): void {
    const bytes = utf8(key)
    const hash = hashOf(bytes, this.#seed)
    const mask = this.#entries.length - 1
    for (let slot = hash & mask; this.#entries[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#hashes[slot] !== hash) continue
      const entry = (this.#entries[slot] ?? 0) - 1
      if (this.#holds(entry, bytes)) visit(this.#owners[entry] ?? 0)
    }
  }

  #holds(entry: number, bytes: Uint8Array): boolean {
    if (this.#lengths[entry] !== bytes.length) return false
    const offset = this.#offsets[entry] ?? 0
    for (let at = 0; at < bytes.length; at++) if (this.#arena[offset + at] !== bytes[at]) return false
    return true
  }

  #fill(hash: number, entry: number): void {
    const mask = this.#entries.length - 1
    let slot = hash & mask
    while (this.#entries[slot] !== 0) slot = (slot + 1) & mask
    this.#hashes[slot] = hash
    this.#entries[slot] = entry + 1
  }

  #removeEntry(entry: number): void {
    const offset = this.#offsets[entry] ?? 0
    const length = this.#lengths[entry] ?? 0
    const mask = this.#entries.length - 1
    let slot = hashOf(this.#arena.subarray(offset, offset + length), this.#seed) & mask
    while (this.#entries[slot] !== entry + 1) {
      assert(this.#entries[slot] !== 0, 'a key that is held has its slot')
      slot = (slot + 1) & mask
    }
    this.#shiftBack(slot)
    this.#arena.fill(0, offset, offset + length)
    const places = this.#freePlaces.get(length)
    if (places === undefined) this.#freePlaces.set(length, [offset])
    else places.push(offset)
    this.#owners[entry] = 0
    this.#offsets[entry] = 0
    this.#lengths[entry] = 0
    this.#nexts[entry] = 0
    this.#freeEntries.push(entry)
    this.#used--
  }

  /** Closes the gap, so that no probe ever stops short (Knuth, vol. 3, 6.4, algorithm R). */
  #shiftBack(gap: number): void {
    const mask = this.#entries.length - 1
    let hole = gap
    for (let slot = (gap + 1) & mask; this.#entries[slot] !== 0; slot = (slot + 1) & mask) {
      const home = (this.#hashes[slot] ?? 0) & mask
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue
      this.#hashes[hole] = this.#hashes[slot] ?? 0
      this.#entries[hole] = this.#entries[slot] ?? 0
      hole = slot
    }
    this.#hashes[hole] = 0
    this.#entries[hole] = 0
  }

  #growSlots(): void {
    const hashes = this.#hashes
    const entries = this.#entries
    this.#hashes = new Uint32Array(hashes.length * 2)
    this.#entries = new Uint32Array(entries.length * 2)
    for (let slot = 0; slot < entries.length; slot++) {
      const entry = entries[slot] ?? 0
      if (entry !== 0) this.#fill(hashes[slot] ?? 0, entry - 1)
    }
  }

  #newEntry(): number {
    const free = this.#freeEntries.pop()
    if (free !== undefined) return free
    if (this.#entryCount === this.#owners.length) {
      const size = Math.ceil(this.#entryCount * 1.5)
      this.#owners = grown(this.#owners, new Uint32Array(size))
      this.#offsets = grown(this.#offsets, new Float64Array(size))
      this.#lengths = grown(this.#lengths, new Uint16Array(size))
      this.#nexts = grown(this.#nexts, new Uint32Array(size))
    }
    return this.#entryCount++
  }

  #place(bytes: Uint8Array): number {
    const free = this.#freePlaces.get(bytes.length)?.pop()
    const offset = free ?? this.#arenaEnd
    if (free === undefined) {
      this.#arenaEnd += bytes.length
      if (this.#arenaEnd > this.#arena.length) {
        this.#arena = grown(this.#arena, new Uint8Array(Math.ceil(this.#arenaEnd * 1.5)))
      }
    }
    this.#arena.set(bytes, offset)
    return offset
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}

/** MurmurHash3's 32-bit mixing over the bytes (public domain, A. Appleby). */
function hashOf(bytes: Uint8Array, seed: number): number {
  let hash = seed
  for (let at = 0; at < bytes.length; at += 4) {
    let word =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)
    word = Math.imul(word, 0xcc9e2d51)
    word = (word << 15) | (word >>> 17)
    hash ^= Math.imul(word, 0x1b873593)
    hash = (hash << 13) | (hash >>> 19)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  hash ^= bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
