// The table of exact keys: see key-table.ts for the layout and for what each number means.
// Every place is an address in the shared memory; globals belong to one thread's instance and are set by `configure`.

let prints: usize = 0
let records: usize = 0
let secret: usize = 0
let buckets: u64 = 1
let lowBits: u32 = 0
let lowMask: u32 = 0
let recordBits: u64 = 0
let recordMask: u32 = 0
let touched: u32 = 0
let reused: u32 = 0

/** Buckets that a key may lie beyond its own. Three bits hold it. */
const FARTHEST: u32 = 7
const GONE: u32 = 1
const MANY: u32 = 0xffffffff
/** Keys whose lines are fetched together: enough to fill the queue of misses, few enough to stay in the first cache. */
const TOGETHER: u32 = 64

export function configure(at: usize, recordsAt: usize, secretAt: usize, count: u32, low: u32): void {
  prints = at
  records = recordsAt
  secret = secretAt
  buckets = count
  lowBits = low
  lowMask = (1 << low) - 1
  recordBits = 5 + low
  recordMask = (1 << (5 + low)) - 1
}

/** What NH says of 16 bytes of text: products of sums with the key, to be added up. */
@inline
function blockOf(block: v128, key: usize): v128 {
  const sums = i32x4.add(block, v128.load(key))
  return i64x2.extmul_low_i32x4_u(sums, i32x4.shuffle(sums, sums, 2, 3, 0, 1))
}

/** NH of UMAC (RFC 4418 5.2.2), two passes with the key shifted by 16 bytes (Toeplitz), then mixed: 56 bits in 32 and 24. */
@inline
function hashOf(from: usize, length: u32): u64 {
  let one = i64x2.splat(0)
  let two = i64x2.splat(0)
  let key = secret
  let at = from
  let left = length
  while (left >= 16) {
    const block = v128.load(at)
    one = i64x2.add(one, blockOf(block, key))
    two = i64x2.add(two, blockOf(block, key + 16))
    at += 16
    key += 16
    left -= 16
  }
  if (left > 0) {
    const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    const block = v128.and(v128.load(at), i8x16.lt_u(places, i8x16.splat(<i8>left)))
    one = i64x2.add(one, blockOf(block, key))
    two = i64x2.add(two, blockOf(block, key + 16))
  }
  return finished(one, two, length)
}

@inline
function finished(one: v128, two: v128, length: u32): u64 {
  const first: u64 = i64x2.extract_lane(one, 0) + i64x2.extract_lane(one, 1) + length
  const second: u64 = i64x2.extract_lane(two, 0) + i64x2.extract_lane(two, 1) + length
  let mixed: u64 = (first * 0x9e3779b97f4a7c15 + rotl(second, 32)) ^ load<u64>(secret, 1072)
  mixed ^= mixed >> 32
  mixed *= 0xd6e8feb86659fd93
  mixed ^= mixed >> 32
  mixed *= 0xd6e8feb86659fd93
  mixed ^= mixed >> 32
  let low = <u32>mixed >> 8
  // A fingerprint begins or ends with these bits: so it is never 0 (empty) or 1 (gone).
  if (low >> 16 < 2) low += 0x20000
  return (mixed & 0xffffffff00000000) | low
}

@inline
function printOf(hash: u64): u32 {
  const low = <u32>((hash >> 32) * buckets)
  return (low & ~lowMask) | (<u32>hash >> (24 - lowBits))
}

@inline
function bucketOf(hash: u64): u32 {
  return <u32>(((hash >> 32) * buckets) >> 32)
}

/** What stands above the record's number: the bits of the hash that bucket and fingerprint do not tell, and the distance. */
@inline
function aboveOf(hash: u64, distance: u32): u32 {
  const extra = <u32>hash & ((1 << (24 - lowBits)) - 1)
  return (extra << 3) | distance
}

@inline
function matches(at: usize, wanted: v128): u32 {
  const a = i32x4.eq(v128.load(at), wanted)
  const b = i32x4.eq(v128.load(at, 16), wanted)
  const c = i32x4.eq(v128.load(at, 32), wanted)
  const d = i32x4.eq(v128.load(at, 48), wanted)
  if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) return 0
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)))
}

@inline
function hasEmptySlot(at: usize): bool {
  const one = i32x4.min_u(v128.load(at), v128.load(at, 16))
  const other = i32x4.min_u(v128.load(at, 32), v128.load(at, 48))
  return !i32x4.all_true(i32x4.min_u(one, other))
}

/**
 * Writes pairs of `mark` and record number from `out` on, and gives where they end. A pair of MANY says: look beyond, for the hash that
 * is the next pair.
 */
@inline
function findHash(hash: u64, mark: u32, out: usize): usize {
  const wanted = i32x4.splat(printOf(hash))
  let bucket = <usize>bucketOf(hash)
  let end = out
  for (let distance: u32 = 0; distance <= FARTHEST; distance++) {
    const at = prints + (bucket << 6)
    let found = matches(at, wanted)
    while (found != 0) {
      const slot = ctz(found)
      found &= found - 1
      const word = atomic.load<u32>(records + (bucket << 6) + (slot << 2))
      if (<u32>(<u64>word >> recordBits) == aboveOf(hash, distance)) {
        store<u32>(end, mark)
        store<u32>(end, word & recordMask, 4)
        end += 8
      }
    }
    if (hasEmptySlot(at)) return end
    bucket++
  }
  store<u32>(end, mark)
  store<u32>(end, MANY, 4)
  store<u64>(end, hash, 8)
  return end + 16
}

/** Of the text of a key nothing is left when its hash is known. */
@inline
function takeHash(from: usize, length: u32): u64 {
  const hash = hashOf(from, length)
  for (let at = from; at < from + length; at += 16) v128.store(at, i64x2.splat(0))
  return hash
}

/** The 56 bits that the table knows of a key, in 8 bytes. */
export function hashTo(from: usize, length: u32, to: usize): void {
  store<u64>(to, takeHash(from, length))
}

/**
 * As `find`, of a key of at most 16 bytes that comes in words. Text that was just written byte by byte can be read only when all that
 * went before is done, the wait for the last key's bucket too: this way one key's wait hides the next one's.
 */
export function findShort(a: u32, b: u32, c: u32, d: u32, length: u32, out: usize): usize {
  let one = i64x2.splat(0)
  let two = i64x2.splat(0)
  if (length > 0) {
    const block = i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(a), 1, b), 2, c), 3, d)
    one = blockOf(block, secret)
    two = blockOf(block, secret + 16)
  }
  return findHash(finished(one, two, length), 0, out)
}

export function find(from: usize, length: u32, out: usize): usize {
  return findHash(takeHash(from, length), 0, out)
}

/**
 * Keys `first` to `count` of those that lie one after the other from `bytes` on and end at the offsets `ends`. Stops where
 * less than `room` is left before `limit`; `done` then tells the next key.
 */
export function findAll(bytes: usize, ends: usize, count: u32, hashes: usize, out: usize, limit: usize, done: usize): usize {
  let end = out
  let first = load<u32>(done)
  while (first < count) {
    const last = min(first + TOGETHER, count)
    let start = first == 0 ? 0 : load<u32>(ends + ((first - 1) << 2))
    for (let at = first; at < last; at++) {
      const stop = load<u32>(ends + (at << 2))
      store<u64>(hashes + ((at - first) << 3), hashOf(bytes + start, stop - start))
      start = stop
    }
    touch(hashes, last - first)
    for (let at = first; at < last; at++) {
      if (end + 1100 > limit) {
        store<u32>(done, at)
        return end
      }
      end = findHash(load<u64>(hashes + ((at - first) << 3)), at, end)
    }
    first = last
  }
  store<u32>(done, count)
  memory.fill(bytes, 0, load<u32>(ends + ((count - 1) << 2)))
  return end
}

export function lastTouched(): u32 {
  return touched
}

/** Nothing but reads that wait for nobody: the processor has as many under way at once as it can. */
@inline
function touch(hashes: usize, count: u32): void {
  let all: u32 = 0
  for (let at: u32 = 0; at < count; at++)
    all ^= load<u32>(prints + (<usize>bucketOf(load<u64>(hashes + (at << 3))) << 6))
  touched = all
}

/** Gives 0 where all buckets within reach are full, else 1; 2 where the slot was that of a key removed before. */
@inline
function addHash(hash: u64, record: u32): u32 {
  let bucket = <usize>bucketOf(hash)
  for (let distance: u32 = 0; distance <= FARTHEST; distance++) {
    const at = prints + (bucket << 6)
    const empty = matches(at, i32x4.splat(0))
    const gone = matches(at, i32x4.splat(GONE))
    const free = empty | gone
    if (free != 0) {
      const place = (bucket << 6) + (ctz(free) << 2)
      // The number first: who sees the fingerprint sees whose it is.
      atomic.store<u32>(records + place, <u32>(<u64>aboveOf(hash, distance) << recordBits) | record)
      atomic.store<u32>(prints + place, printOf(hash))
      return empty & (free & -free) ? 1 : 2
    }
    bucket++
  }
  return 0
}

export function add(hashAt: usize, record: u32): u32 {
  return addHash(load<u64>(hashAt), record)
}

/** Gives 0 when it is not there; 1 when the slot is empty again, 2 when it stays marked so that later buckets are found. */
export function remove(hashAt: usize, record: u32): u32 {
  const hash = load<u64>(hashAt)
  const wanted = i32x4.splat(printOf(hash))
  let bucket = <usize>bucketOf(hash)
  for (let distance: u32 = 0; distance <= FARTHEST; distance++) {
    const at = prints + (bucket << 6)
    const hasEmpty = hasEmptySlot(at)
    const word = <u32>(<u64>aboveOf(hash, distance) << recordBits) | record
    let found = matches(at, wanted)
    while (found != 0) {
      const place = (bucket << 6) + (ctz(found) << 2)
      found &= found - 1
      if (load<u32>(records + place) == word) {
        atomic.store<u32>(prints + place, hasEmpty ? 0 : GONE)
        atomic.store<u32>(records + place, 0)
        return hasEmpty ? 1 : 2
      }
    }
    if (hasEmpty) return 0
    bucket++
  }
  return 0
}

/**
 * Removes all keys of some records: `wanted` is a table of 2^bits words of a record's number + 1, by the number times
 * 0x9e3779b1 and so on. Gives how many keys; at `emptied` lies how many of their slots are empty again.
 */
export function removeRecords(wanted: usize, bits: u32, count: u32, emptied: usize): u32 {
  const mask: u32 = (1 << bits) - 1
  let removed: u32 = 0
  let empty: u32 = 0
  for (let bucket: usize = 0; bucket < <usize>(count + FARTHEST); bucket++) {
    const at = prints + (bucket << 6)
    const hasEmpty = hasEmptySlot(at)
    for (let slot: usize = 0; slot < 64; slot += 4) {
      if (load<u32>(at + slot) <= GONE) continue
      const word = records + (bucket << 6) + slot
      const sought = (load<u32>(word) & recordMask) + 1
      let place = ((sought * 0x9e3779b1) >> (32 - bits)) & mask
      while (load<u32>(wanted + (place << 2)) != 0 && load<u32>(wanted + (place << 2)) != sought)
        place = (place + 1) & mask
      if (load<u32>(wanted + (place << 2)) == 0) continue
      atomic.store<u32>(at + slot, hasEmpty ? 0 : GONE)
      atomic.store<u32>(word, 0)
      removed++
      if (hasEmpty) empty++
    }
  }
  store<u32>(emptied, empty)
  return removed
}

/**
 * Adds hashes `first` to `count` with their records, their lines fetched together. Gives the first that found no room,
 * else `count`. `reused` counts the slots of keys removed before.
 */
export function addAll(hashes: usize, numbers: usize, first: u32, count: u32): u32 {
  for (; first < count; first += TOGETHER) {
    const last = min(first + TOGETHER, count)
    touch(hashes + (first << 3), last - first)
    for (let at = first; at < last; at++) {
      const how = addHash(load<u64>(hashes + (at << 3)), load<u32>(numbers + (at << 2)))
      if (how == 0) return at
      if (how == 2) reused++
    }
  }
  return count
}

/** How many slots of removed keys `addAll` filled since this was asked last. */
export function takeReused(): u32 {
  const count = reused
  reused = 0
  return count
}

export function hashAll(bytes: usize, ends: usize, count: u32, hashes: usize): void {
  let start: u32 = 0
  for (let at: u32 = 0; at < count; at++) {
    const stop = load<u32>(ends + (at << 2))
    store<u64>(hashes + (at << 3), hashOf(bytes + start, stop - start))
    start = stop
  }
  memory.fill(bytes, 0, start)
}

/**
 * The keys at home in buckets `first` to `last` (below it) of a copy of (part of) another table, in an order that does not
 * depend on how they came: by hash, then record. The copy begins at bucket `first`, and holds the FARTHEST buckets after `last`.
 * Writes hashes and record numbers; gives how many.
 */
export function gather(
  copy: usize,
  copyRecords: usize,
  first: u32,
  last: u32,
  count: u32,
  low: u32,
  hashes: usize,
  numbers: usize,
): u32 {
  const mask: u32 = (1 << low) - 1
  const bits: u64 = 5 + low
  const recordsMask: u32 = (1 << (5 + low)) - 1
  let end: u32 = 0
  for (let home = first; home < last; home++) {
    const begin = end
    let place: usize = <usize>(home - first) << 6
    for (let distance: u32 = 0; distance <= FARTHEST; distance++) {
      let hasEmpty = false
      for (let slot: usize = 0; slot < 64; slot += 4) {
        const print = load<u32>(copy + place + slot)
        if (print == 0) hasEmpty = true
        if (print <= GONE) continue
        const word = load<u32>(copyRecords + place + slot)
        const above = <u32>(<u64>word >> bits)
        if ((above & 7) != distance) continue
        const number = word & recordsMask
        const scaled = (<u64>home << 32) | (print & ~mask)
        const upper = (scaled + count - 1) / count
        const hash = (upper << 32) | ((print & mask) << (24 - low)) | (above >> 3)
        let to = end
        while (to > begin) {
          const before = load<u64>(hashes + ((to - 1) << 3))
          if (before < hash || (before == hash && load<u32>(numbers + ((to - 1) << 2)) < number)) break
          store<u64>(hashes + (to << 3), before)
          store<u32>(numbers + (to << 2), load<u32>(numbers + ((to - 1) << 2)))
          to--
        }
        store<u64>(hashes + (to << 3), hash)
        store<u32>(numbers + (to << 2), number)
        end++
      }
      if (hasEmpty) break
      place += 64
    }
  }
  return end
}
