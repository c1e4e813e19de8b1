// options: --enable relaxed-simd
// Neighbours of a word, in the memory that holds the vocabulary. `layout.ts` says where things lie and what a word's row
// holds; the numbers here and there are the same.

const HEAD_SIZE: u32 = 2
const HEAD_GROUPS: u32 = 3
const HEAD_SKELETON_MASK: u32 = 4
const HEAD_HALF_MASK: u32 = 5
const HEAD_CHAR_MASK: u32 = 6
const HEAD_TEXT_STARTS: u32 = 8
const HEAD_TEXT: u32 = 9
const HEAD_GROUP_KEYS: u32 = 10
const HEAD_GROUP_STARTS: u32 = 11
const HEAD_ROWS: u32 = 12
const HEAD_SKELETON_STARTS: u32 = 13
const HEAD_SKELETON_POSTINGS: u32 = 14
const HEAD_HALF_STARTS: u32 = 15
const HEAD_HALF_POSTINGS: u32 = 16
const HEAD_CHAR_STARTS: u32 = 17
const HEAD_CHAR_POSTINGS: u32 = 18
const HEAD_OTHER_READINGS: u32 = 24
const HEAD_OTHER_READING_COUNT: u32 = 25

@inline function head(at: u32): u32 {
  return load<u32>(at << 2)
}

// A block: up to sixteen readings of one kind and length whose skeletons are equal. Count u8, length u8, kind u8 (script,
// system << 5), least count of vowels u8; the words u32 each, with IS_REPEATED where the reading stands in another group
// too and HAS_OTHERS where the word has several readings; then the first sound of each, the second of each, and so on.
const BLOCK_HEAD: usize = 4
const IS_REPEATED: u32 = 0x80000000
const HAS_OTHERS: u32 = 0x40000000
const WORD: u32 = 0x3fffffff
const BLOCK: u32 = 16

// The question and the room to work in: one block of memory for each thread that asks.
const Q_READINGS: usize = 64
const Q_READING_SIZE: u32 = 80
const Q_VARIANTS: usize = 2688
const Q_MASSES: usize = 2816
const Q_TABLES: usize = 2880
const TABLE_SIZE: u32 = 2048
const TABLE_DROP: usize = 1856
const TABLE_DROP_FIRST: usize = 1904
const TABLE_TRANSPOSE: usize = 1952
const Q_CHARS: usize = 11072
const Q_KEY: usize = 12288
const LANES: usize = 14336
/** Of a place in the words: sounds, the same for two tables of sixteen, what leaving each out costs. */
const LANE: u32 = 64
const CELLS: usize = 17408
const CELL_ROW: usize = 1408
// What halves lead to waits until sixteen of one kind and length are there: count u32, least count of vowels u32, words,
// sounds. The lengths are those of the asked reading, one less and one more.
const QUEUES: usize = 21632
const QUEUE_SIZE: u32 = 840
const QUEUE_WORDS: usize = 8
const QUEUE_CODES: usize = 72
const QUEUED_LENGTHS: u32 = 3
const VARIANTS: u32 = 5
const LENGTHS: u32 = 48

// How the classes of sounds may be read, and which classes each comes near to.
const CLASSES: usize = 34240
const OTHERWISE: u32 = 9
const NEAR_SOUNDS: usize = 34688
const NEAR_CLASSES: usize = 34880
const OTHERS: usize = 34944
const BESTS: usize = 36992
const ROOM: usize = 37120

const SYMBOLS: u32 = 48

let room: usize = 0
let visitedGroups: usize = 0
let wordMarks: usize = 0
let groupMarks: usize = 0
let found: usize = 0
let merged: usize = 0
let most: u32 = 0
let hits: u32 = 0
let visited: u32 = 0
let compared: u32 = 0
let least: f64 = 0
let askedCount: u32 = 0

const MOST_GROUPS: u32 = 4096
/** Blocks compared for one question, whoever filled the vocabulary with what. */
const MOST_BLOCKS: u32 = 4096

/** Bytes that one who asks needs. */
export function roomSize(): u32 {
  return <u32>ROOM + capacity() * 16 + MOST_GROUPS * 4 + bits(head(HEAD_SIZE)) + bits(head(HEAD_GROUPS))
}

@inline function bits(count: u32): u32 {
  return ((count + 63) >> 6) << 3
}

export function mostAnswers(): u32 {
  return most
}

/** A word may be found several times. */
function capacity(): u32 {
  const all = head(HEAD_SIZE) << 2
  return min(max(all, 2048), 16384)
}

/** Where the room begins; it must be all zero. Returns where the answers will stand: numbers of words, then likenesses. */
export function enter(at: usize): usize {
  room = at
  most = capacity()
  found = at + ROOM
  merged = found + (most << 3)
  visitedGroups = merged + (most << 3)
  wordMarks = visitedGroups + (MOST_GROUPS << 2)
  groupMarks = wordMarks + bits(head(HEAD_SIZE))
  return merged
}

/**
 * Answers the question that stands in the room. At `merged` stand the numbers of words, most alike first, and after room
 * for `mostAnswers` of them their likenesses.
 */
export function near(): u32 {
  askedCount = load<u32>(room)
  least = load<f64>(room + 16)
  const same = load<i32>(room + 12)
  const chars = load<u32>(room + 24)
  hits = 0
  visited = 0
  compared = 0
  others = 0
  if (same >= 0) hit(1, <u32>same)
  if (chars > 0) nearCharacters(chars)
  for (let at: u32 = 0; at < askedCount; at++) meetWhole(load<u64>(reading(at) + 16))
  for (let at: u32 = 0; at < askedCount; at++) meetHalves(reading(at))
  meetOthers()
  for (let at: u32 = 0; at < askedCount; at++) meetSkeletons(reading(at))
  for (let at: u32 = 0; at < visited; at++) {
    store<u8>(groupMarks + (load<u32>(visitedGroups + (at << 2)) >> 3), 0)
  }
  return answer(sort(hits))
}

/** Unpacks the sorted hits, each word once: where it is most alike. */
function answer(sorted: usize): u32 {
  const into = sorted === found ? merged : found
  let answers: u32 = 0
  for (let at: u32 = 0; at < hits; at++) {
    const key = load<u64>(sorted + (at << 3))
    const word = <u32>key
    const place = wordMarks + (word >> 3)
    const bit = <u32>1 << (word & 7)
    const marks: u32 = load<u8>(place)
    if ((marks & bit) !== 0) continue
    store<u8>(place, <u8>(marks | bit))
    store<u32>(into + (answers << 2), word)
    store<f32>(into + (most << 2) + (answers << 2), reinterpret<f32>(~(<u32>(key >> 32))))
    answers++
  }
  for (let at: u32 = 0; at < answers; at++) store<u8>(wordMarks + (load<u32>(into + (at << 2)) >> 3), 0)
  if (into !== merged) {
    memory.copy(merged, into, answers << 2)
    memory.copy(merged + (most << 2), into + (most << 2), answers << 2)
  }
  return answers
}

/** Sorts descending by likeness, then ascending by word: positive floats order as their bits do. */
@inline function hit(likeness: f64, word: u32): void {
  if (hits >= most) return
  const high: u64 = <u64>~reinterpret<u32>(<f32>likeness)
  store<u64>(found + (hits++ << 3), (high << 32) | <u64>word)
}

@inline function reading(at: u32): usize {
  return room + Q_READINGS + at * Q_READING_SIZE
}

/** Merges runs of growing length, so that no input makes it slow. Returns where the sorted ones are. */
function sort(count: u32): usize {
  let from = found
  let into = merged
  for (let width: u32 = 1; width < count; width <<= 1) {
    for (let start: u32 = 0; start < count; start += width << 1) {
      const middle = min(start + width, count)
      const end = min(start + (width << 1), count)
      let one = start
      let other = middle
      for (let at = start; at < end; at++) {
        const takesOne =
          one < middle &&
          (other >= end || load<u64>(from + (one << 3)) <= load<u64>(from + (other << 3)))
        store<u64>(into + (at << 3), load<u64>(from + ((takesOne ? one++ : other++) << 3)))
      }
    }
    const spare = from
    from = into
    into = spare
  }
  return from
}

// -- Skeletons: up to 12 classes of 5 bits, the first in the lowest. ---------------------------------------------------

const CLASS_BITS: u64 = 31
const MOST_CLASSES: u32 = 12

@inline function skeletonLength(skeleton: u64): u32 {
  return (68 - <u32>clz(skeleton)) / 5
}

@inline function classAt(skeleton: u64, at: u32): u64 {
  return (skeleton >> (at * 5)) & CLASS_BITS
}

/** Leaves one class out; if two equal ones then meet, they are one. */
function lessOne(skeleton: u64, length: u32, at: u32): u64 {
  const before = skeleton & ((<u64>1 << (at * 5)) - 1)
  const meets = at > 0 && at + 1 < length && classAt(skeleton, at - 1) === classAt(skeleton, at + 1)
  return before | (((skeleton >> (at * 5)) >> (meets ? 10 : 5)) << (at * 5))
}

@inline function bucketOf(skeleton: u64, salt: u32): u32 {
  let hash = (<u32>skeleton ^ salt) * 0x9e3779b1
  hash = (hash ^ <u32>(skeleton >> 32)) * 0x85ebca77
  hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d
  return (hash ^ (hash >>> 13)) & head(HEAD_SKELETON_MASK)
}

const WHOLE: u32 = 0
const LESS: u32 = 0x5bd1e995

/** How many classes at the beginning and at the end agree, at most `length` together counted. */
function agreeing(one: u64, oneLength: u32, other: u64, otherLength: u32): u32 {
  const shorter = min(oneLength, otherLength)
  const front = one ^ other
  const back = (one << (64 - oneLength * 5)) ^ (other << (64 - otherLength * 5))
  const begin = front === 0 ? shorter : min(<u32>ctz(front) / 5, shorter)
  const end = back === 0 ? shorter : min(<u32>clz(back) / 5, shorter)
  return begin + end
}

@inline function groupKey(group: u32): u64 {
  return load<u64>(head(HEAD_GROUP_KEYS) + (group << 3))
}

function meetWhole(skeleton: u64): void {
  const bucket = bucketOf(skeleton, WHOLE)
  const starts = head(HEAD_SKELETON_STARTS) + (bucket << 2)
  const postings = head(HEAD_SKELETON_POSTINGS)
  for (let at = load<u32>(starts), end = load<u32>(starts, 4); at < end; at++) {
    const group = load<u32>(postings + (at << 2))
    if (groupKey(group) === skeleton) meetGroup(group)
  }
}

/**
 * Groups whose skeletons are the same when sounds that come and go are read otherwise; that have one class exchanged for
 * one that sounds near, or two neighbours exchanged; that lack one class or have one more.
 */
function meetSkeletons(asked: usize): void {
  const skeleton = load<u64>(asked + 16)
  const length = skeletonLength(skeleton)
  for (let turn: u32 = 1; turn < OTHERWISE; turn++) meetWhole(skeletonOtherwise(asked, turn))
  if (length < 2) return
  noteNearClasses(asked)
  for (let at: u32 = 0; at < length; at++) {
    let classes = load<u32>(room + NEAR_CLASSES + (at << 2))
    for (; classes !== 0; classes &= classes - 1) meetWhole(exchanged(skeleton, length, at, <u64>ctz(classes)))
  }
  meetLonger(skeleton, length)
  if (length === 2) return
  for (let at: u32 = 0; at + 1 < length; at++) {
    const crossed = classAt(skeleton, at) ^ classAt(skeleton, at + 1)
    meetWhole(skeleton ^ (crossed << (at * 5)) ^ (crossed << ((at + 1) * 5)))
  }
  for (let at: u32 = 0; at < length; at++) meetWhole(lessOne(skeleton, length, at))
}

/** The classes of the sounds by one of the maps; neighbours of one class are one. */
function skeletonOtherwise(asked: usize, turn: u32): u64 {
  const classes = room + CLASSES + turn * SYMBOLS
  const count: u32 = load<u8>(asked)
  let skeleton: u64 = 0
  let length: u32 = 0
  let last: u32 = 0
  for (let at: u32 = 0; at < count && length < MOST_CLASSES; at++) {
    const one: u32 = load<u8>(classes + load<u8>(asked + 24 + at))
    if (one === 0 || one === last) continue
    skeleton |= <u64>one << (length * 5)
    length++
    last = one
  }
  return skeleton
}

/** For each class of the skeleton those that some of its sounds come near to. */
function noteNearClasses(asked: usize): void {
  const classes = room + CLASSES
  const count: u32 = load<u8>(asked)
  let place = room + NEAR_CLASSES - 4
  let last: u32 = 0
  for (let at: u32 = 0; at < count; at++) {
    const sound: u32 = load<u8>(asked + 24 + at)
    const one: u32 = load<u8>(classes + sound)
    if (one === 0) continue
    const near = load<u32>(room + NEAR_SOUNDS + (sound << 2))
    if (one === last) store<u32>(place, load<u32>(place) | near)
    else {
      place += 4
      if (place >= room + NEAR_CLASSES + (MOST_CLASSES << 2)) return
      store<u32>(place, near)
    }
    last = one
  }
}

function exchanged(skeleton: u64, length: u32, at: u32, into: u64): u64 {
  const put = skeleton ^ ((classAt(skeleton, at) ^ into) << (at * 5))
  // Where it meets its like they are one.
  const meetsAfter = at + 1 < length && classAt(put, at + 1) === into
  const meetsBefore = at > 0 && classAt(put, at - 1) === into
  const once = meetsAfter ? lessOne(put, 0, at + 1) : put
  return meetsBefore ? lessOne(once, 0, at) : once
}

function meetLonger(asked: u64, length: u32): void {
  const bucket = bucketOf(asked, LESS)
  const starts = head(HEAD_SKELETON_STARTS) + (bucket << 2)
  const postings = head(HEAD_SKELETON_POSTINGS)
  for (let at = load<u32>(starts), end = load<u32>(starts, 4); at < end; at++) {
    const group = load<u32>(postings + (at << 2))
    const key = groupKey(group)
    const keyLength = skeletonLength(key)
    if (keyLength <= length || keyLength > length + 2) continue
    if (agreeing(key, keyLength, asked, length) >= length) meetGroup(group)
  }
}

function meetGroup(group: u32): void {
  const place = groupMarks + (group >> 3)
  const bit = <u32>1 << (group & 7)
  if ((<u32>load<u8>(place) & bit) !== 0 || visited >= MOST_GROUPS) return
  store<u8>(place, load<u8>(place) | <u8>bit)
  store<u32>(visitedGroups + (visited++ << 2), group)
  const starts = head(HEAD_GROUP_STARTS) + (group << 2)
  const blocks = head(HEAD_ROWS)
  const end: usize = blocks + load<u32>(starts, 4)
  for (let at: usize = blocks + load<u32>(starts); at < end && compared < MOST_BLOCKS; ) {
    const count: u32 = load<u8>(at)
    const length: u32 = load<u8>(at, 1)
    const variant: u32 = load<u8>(room + Q_VARIANTS + load<u8>(at, 2))
    const codes = at + BLOCK_HEAD + (count << 2)
    if (variant < VARIANTS) compare(variant, length, count, load<u8>(at, 3), at + BLOCK_HEAD, codes, count)
    at = codes + length * count
  }
}

// -- Halves: one error leaves the first or the second half of a word as it was. ----------------------------------------

const LEAST_HALVED: u32 = 3

@inline function halfBucket(codes: usize, count: u32, salt: u32): u32 {
  let hash: u32 = 0x811c9dc5 ^ salt
  for (let at: u32 = 0; at < count; at++) hash = (hash ^ load<u8>(codes + at)) * 0x01000193
  hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d
  return (hash ^ (hash >>> 13)) & head(HEAD_HALF_MASK)
}

function meetHalves(asked: usize): void {
  const length: u32 = load<u8>(asked)
  const codes = asked + 24
  for (let turn: u32 = 0; turn < QUEUED_LENGTHS; turn++) {
    const listed = length + turn - 1
    if (listed < LEAST_HALVED || listed >= LENGTHS) continue
    const half = listed >> 1
    const rest = listed - half
    if (half <= length) meetHalf(halfBucket(codes, half, listed << 1), turn, listed)
    if (rest <= length) {
      meetHalf(halfBucket(codes + (length - rest), rest, (listed << 1) + 1), turn, listed)
    }
    for (let variant: u32 = 0; variant < VARIANTS; variant++) flush(variant, turn, listed)
  }
}

const MOST_OF_HALF: u32 = 2048

function meetHalf(bucket: u32, turn: u32, length: u32): void {
  const starts = head(HEAD_HALF_STARTS) + (bucket << 2)
  const postings = head(HEAD_HALF_POSTINGS)
  const from = load<u32>(starts)
  const end = min(load<u32>(starts, 4), from + MOST_OF_HALF)
  const blocks = head(HEAD_ROWS)
  for (let at = from; at < end && compared < MOST_BLOCKS; at++) {
    const posting = load<u32>(postings + (at << 2))
    const block: usize = blocks + (posting >> 4)
    // Others come into the bucket by chance.
    if (<u32>load<u8>(block, 1) !== length) continue
    const variant: u32 = load<u8>(room + Q_VARIANTS + load<u8>(block, 2))
    if (variant < VARIANTS) enqueue(block, posting & 15, variant, turn, length)
  }
}

function enqueue(block: usize, lane: u32, variant: u32, turn: u32, length: u32): void {
  const count: u32 = load<u8>(block)
  const queue = room + QUEUES + (variant * QUEUED_LENGTHS + turn) * QUEUE_SIZE
  const waiting = load<u32>(queue)
  const words = block + BLOCK_HEAD
  store<u32>(queue + QUEUE_WORDS + (waiting << 2), load<u32>(words + (lane << 2)))
  let from = words + (count << 2) + lane
  let into = queue + QUEUE_CODES + waiting
  for (let at: u32 = 0; at < length; at++) {
    store<u8>(into, load<u8>(from))
    from += count
    into += BLOCK
  }
  const vowels: u32 = load<u8>(block, 3)
  store<u32>(queue, waiting === 0 ? vowels : min(vowels, load<u32>(queue, 4)), 4)
  store<u32>(queue, waiting + 1)
  if (waiting + 1 === BLOCK) flush(variant, turn, length)
}

function flush(variant: u32, turn: u32, length: u32): void {
  const queue = room + QUEUES + (variant * QUEUED_LENGTHS + turn) * QUEUE_SIZE
  const count = load<u32>(queue)
  if (count === 0) return
  store<u32>(queue, 0)
  isHalved = true
  compare(variant, length, count, load<u32>(queue, 4), queue + QUEUE_WORDS, queue + QUEUE_CODES, BLOCK)
  isHalved = false
}

let isHalved: bool = false
let others: u32 = 0
const MOST_OTHERS: u32 = 512

function noteOther(word: u32): void {
  const place = wordMarks + (word >> 3)
  const bit = <u32>1 << (word & 7)
  if ((<u32>load<u8>(place) & bit) !== 0 || others >= MOST_OTHERS) return
  store<u8>(place, load<u8>(place) | <u8>bit)
  store<u32>(room + OTHERS + (others++ << 2), word)
}

/** Compares all readings of words of which one was near enough. */
function meetOthers(): void {
  const pairs = head(HEAD_OTHER_READINGS)
  const count = head(HEAD_OTHER_READING_COUNT)
  const blocks = head(HEAD_ROWS)
  for (let at: u32 = 0; at < others; at++) {
    const word = load<u32>(room + OTHERS + (at << 2))
    store<u8>(wordMarks + (word >> 3), 0)
    let low: u32 = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      if (load<u32>(pairs + (middle << 3)) < word) low = middle + 1
      else high = middle
    }
    for (; low < count && load<u32>(pairs + (low << 3)) === word; low++) {
      const posting = load<u32>(pairs + (low << 3), 4)
      const block: usize = blocks + (posting >> 4)
      const lane = posting & 15
      const members: u32 = load<u8>(block)
      const variant: u32 = load<u8>(room + Q_VARIANTS + load<u8>(block, 2))
      const words = block + BLOCK_HEAD
      if (variant >= VARIANTS) continue
      const codes = words + (members << 2) + lane
      compare(variant, load<u8>(block, 1), 1, load<u8>(block, 3), words + (lane << 2), codes, members)
    }
  }
}

/** Whether some sound is beyond the second sixteen. */
let hasRare: bool = false

// -- Sixteen words at once. ---------------------------------------------------------------------------------------------

/** Compares all asked readings with up to sixteen words of one length; sound by sound they stand `stride` apart. */
function compare(
  variant: u32,
  length: u32,
  count: u32,
  leastVowels: u32,
  words: usize,
  codes: usize,
  stride: u32,
): void {
  compared++
  const mode = min(variant, 3)
  const table = room + Q_TABLES + mode * TABLE_SIZE
  // The last variant is read from the other side: the listed word is the one that was written in consonants.
  const dropAsked = table + (variant === 3 ? TABLE_DROP_FIRST : TABLE_DROP)
  const dropListed = table + (variant === 4 ? TABLE_DROP_FIRST : TABLE_DROP)
  const isConsonantal = variant >= 3
  const lanes = room + LANES
  hasRare = false
  const drops0 = v128.load(dropListed)
  const drops1 = v128.load(dropListed, 16)
  const drops2 = v128.load(dropListed, 32)
  for (let at: u32 = 0; at < length; at++) {
    const sounds = v128.load(codes + at * stride)
    // What no table of sixteen holds is marked, so that every machine looks it up as nothing.
    const above15 = i8x16.gt_u(sounds, i8x16.splat(15))
    const above31 = i8x16.gt_u(sounds, i8x16.splat(31))
    const first = v128.or(sounds, above15)
    const second = v128.or(i8x16.sub(sounds, i8x16.splat(16)), above31)
    v128.store(lanes + at * LANE, sounds)
    v128.store(lanes + at * LANE, first, 16)
    v128.store(lanes + at * LANE, second, 32)
    const drop = v128.or(
      i8x16.relaxed_swizzle(drops0, first),
      v128.or(i8x16.relaxed_swizzle(drops1, second), i8x16.swizzle(drops2, i8x16.sub(sounds, i8x16.splat(32)))),
    )
    if (v128.any_true(above31)) hasRare = true
    v128.store(lanes + at * LANE, drop, 48)
  }
  const consonantMass = load<u32>(room + Q_MASSES)
  const vowelMass = isConsonantal ? load<u32>(room + Q_MASSES, 8) : load<u32>(room + Q_MASSES, 4)
  // Of one length the word with the fewest vowels weighs most.
  const heaviest = massOf(length, leastVowels, consonantMass, vowelMass)
  const ceiling = load<f64>(room + 32 + (mode === 0 ? 0 : 8))
  let near: u32 = 0
  for (let turn: u32 = 0; turn < askedCount; turn++) {
    const asked = reading(turn)
    const askedMass = isConsonantal ? load<u32>(asked + 8) : load<u32>(asked + 4)
    const limit = <u32>ceil(<f64>max(askedMass, heaviest) * (1 - least))
    const isWide = limit >= 255
    let within: u32 = isWide
      ? wide(asked, length, table, dropAsked, limit)
      : narrow(asked, length, table, dropAsked, limit)
    within &= (<u32>1 << count) - 1
    for (; within !== 0; within &= within - 1) {
      const lane = <u32>ctz(within)
      const vowels = vowelsIn(codes + lane, length, stride)
      const whole = max(askedMass, massOf(length, vowels, consonantMass, vowelMass))
      if (whole === 0) continue
      const distance: u32 = isWide ? load<u16>(room + CELLS + (lane << 1)) : load<u8>(room + CELLS + lane)
      const alike = min(1 - <f64>distance / <f64>whole, ceiling)
      const best = room + BESTS + (lane << 3)
      if (alike < least || ((near & (<u32>1 << lane)) !== 0 && alike <= load<f64>(best))) continue
      store<f64>(best, alike)
      near |= <u32>1 << lane
    }
  }
  for (; near !== 0; near &= near - 1) {
    const lane = <u32>ctz(near)
    const word = load<u32>(words + (lane << 2))
    hit(load<f64>(room + BESTS + (lane << 3)), word & WORD)
    // In a group all readings of a word stand together; halves find one of them.
    if (isHalved && (word & HAS_OTHERS) !== 0) noteOther(word & WORD)
  }
}

@inline function massOf(length: u32, vowels: u32, consonant: u32, vowel: u32): u32 {
  return (length - vowels) * consonant + vowels * vowel
}

function vowelsIn(codes: usize, length: u32, stride: u32): u32 {
  const vowelCount = load<u32>(room + Q_MASSES, 12)
  let vowels: u32 = 0
  for (let at: u32 = 0; at < length; at++) if (<u32>load<u8>(codes + at * stride) < vowelCount) vowels++
  return vowels
}

/**
 * Distances of the asked reading to sixteen others at once (`soundDistance` of distance.ts), left at CELLS, a byte each.
 * Returns a bit for each that is within the limit, which is below 255.
 */
function narrow(asked: usize, length: u32, table: usize, dropAsked: usize, limit: u32): u32 {
  const lanes = room + LANES
  const end = lanes + length * LANE
  let before = room + CELLS
  let previous = before + CELL_ROW
  let current = previous + CELL_ROW
  const transpose = i8x16.splat(<i8>load<u32>(table + TABLE_TRANSPOSE))
  const limits = i8x16.splat(<i8>limit)
  const isRare = hasRare
  let cost = i8x16.splat(0)
  v128.store(previous, cost)
  for (let lane = lanes, at: usize = 16; lane < end; lane += LANE, at += 16) {
    cost = i8x16.add_sat_u(cost, v128.load(lane, 48))
    v128.store(previous + at, cost)
  }
  const count: u32 = load<u8>(asked)
  let lastSound: u32 = 255
  let deadRows = 0
  for (let i: u32 = 0; i < count; i++) {
    const sound: u32 = load<u8>(asked + 24 + i)
    const row = table + sound * SYMBOLS
    const swaps0 = v128.load(row)
    const swaps1 = v128.load(row, 16)
    const swaps2 = v128.load(row, 32)
    const dropped = i8x16.splat(load<i8>(dropAsked + sound))
    const here = i8x16.splat(<i8>sound)
    const last = i8x16.splat(<i8>lastSound)
    let corner = v128.load(previous)
    let left = i8x16.add_sat_u(corner, dropped)
    let lowest = left
    let facedBefore = i8x16.splat(-1)
    v128.store(current, left)
    for (let lane = lanes, at: usize = 16; lane < end; lane += LANE, at += 16) {
      const faced = v128.load(lane)
      let swapped = v128.or(
        i8x16.relaxed_swizzle(swaps0, v128.load(lane, 16)),
        i8x16.relaxed_swizzle(swaps1, v128.load(lane, 32)),
      )
      if (isRare) swapped = v128.or(swapped, i8x16.swizzle(swaps2, i8x16.sub(faced, i8x16.splat(32))))
      const above = v128.load(previous + at)
      let cell = i8x16.min_u(i8x16.add_sat_u(corner, swapped), i8x16.add_sat_u(above, dropped))
      cell = i8x16.min_u(cell, i8x16.add_sat_u(left, v128.load(lane, 48)))
      const isCrossed = v128.and(i8x16.eq(faced, last), i8x16.eq(facedBefore, here))
      const crossed = i8x16.add_sat_u(v128.load(before + at - 32), transpose)
      cell = i8x16.min_u(cell, v128.or(crossed, v128.not(isCrossed)))
      v128.store(current + at, cell)
      lowest = i8x16.min_u(lowest, cell)
      corner = above
      left = cell
      facedBefore = faced
    }
    // A row may be jumped over by a transposition, two may not.
    if (v128.any_true(i8x16.le_u(lowest, limits))) deadRows = 0
    else if (++deadRows === 2) return 0
    lastSound = sound
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  const reached = v128.load(previous + length * 16)
  v128.store(room + CELLS, reached)
  return <u32>i8x16.bitmask(i8x16.le_u(reached, limits))
}

/** The same with two bytes for each distance. */
function wide(asked: usize, length: u32, table: usize, dropAsked: usize, limit: u32): u32 {
  const lanes = room + LANES
  const end = lanes + length * LANE
  let before = room + CELLS
  let previous = before + CELL_ROW
  let current = previous + CELL_ROW
  const transpose = i16x8.splat(<i16>load<u32>(table + TABLE_TRANSPOSE))
  const limits = i16x8.splat(<i16>limit)
  const isRare = hasRare
  let cost0 = i16x8.splat(0)
  let cost1 = cost0
  v128.store(previous, cost0)
  v128.store(previous, cost1, 16)
  for (let lane = lanes, at: usize = 32; lane < end; lane += LANE, at += 32) {
    const drop = v128.load(lane, 48)
    cost0 = i16x8.add(cost0, i16x8.extend_low_i8x16_u(drop))
    cost1 = i16x8.add(cost1, i16x8.extend_high_i8x16_u(drop))
    v128.store(previous + at, cost0)
    v128.store(previous + at, cost1, 16)
  }
  const count: u32 = load<u8>(asked)
  let lastSound: u32 = 255
  let deadRows = 0
  for (let i: u32 = 0; i < count; i++) {
    const sound: u32 = load<u8>(asked + 24 + i)
    const row = table + sound * SYMBOLS
    const swaps0 = v128.load(row)
    const swaps1 = v128.load(row, 16)
    const swaps2 = v128.load(row, 32)
    const dropped = i16x8.splat(<i16>load<u8>(dropAsked + sound))
    const here = i8x16.splat(<i8>sound)
    const last = i8x16.splat(<i8>lastSound)
    let corner0 = v128.load(previous)
    let corner1 = v128.load(previous, 16)
    let left0 = i16x8.add(corner0, dropped)
    let left1 = i16x8.add(corner1, dropped)
    let lowest = i16x8.min_u(left0, left1)
    let facedBefore = i8x16.splat(-1)
    v128.store(current, left0)
    v128.store(current, left1, 16)
    for (let lane = lanes, at: usize = 32; lane < end; lane += LANE, at += 32) {
      const faced = v128.load(lane)
      let swapped = v128.or(
        i8x16.relaxed_swizzle(swaps0, v128.load(lane, 16)),
        i8x16.relaxed_swizzle(swaps1, v128.load(lane, 32)),
      )
      if (isRare) swapped = v128.or(swapped, i8x16.swizzle(swaps2, i8x16.sub(faced, i8x16.splat(32))))
      const drop = v128.load(lane, 48)
      const above0 = v128.load(previous + at)
      const above1 = v128.load(previous + at, 16)
      let cell0 = i16x8.min_u(
        i16x8.add(corner0, i16x8.extend_low_i8x16_u(swapped)),
        i16x8.add(above0, dropped),
      )
      let cell1 = i16x8.min_u(
        i16x8.add(corner1, i16x8.extend_high_i8x16_u(swapped)),
        i16x8.add(above1, dropped),
      )
      cell0 = i16x8.min_u(cell0, i16x8.add(left0, i16x8.extend_low_i8x16_u(drop)))
      cell1 = i16x8.min_u(cell1, i16x8.add(left1, i16x8.extend_high_i8x16_u(drop)))
      const isCrossed = v128.and(i8x16.eq(faced, last), i8x16.eq(facedBefore, here))
      const not = v128.not(isCrossed)
      const crossed0 = i16x8.add(v128.load(before + at - 64), transpose)
      const crossed1 = i16x8.add(v128.load(before + at - 64, 16), transpose)
      cell0 = i16x8.min_u(cell0, v128.or(crossed0, i16x8.extend_low_i8x16_s(not)))
      cell1 = i16x8.min_u(cell1, v128.or(crossed1, i16x8.extend_high_i8x16_s(not)))
      v128.store(current + at, cell0)
      v128.store(current + at, cell1, 16)
      lowest = i16x8.min_u(lowest, i16x8.min_u(cell0, cell1))
      corner0 = above0
      corner1 = above1
      left0 = cell0
      left1 = cell1
      facedBefore = faced
    }
    if (v128.any_true(i16x8.le_u(lowest, limits))) deadRows = 0
    else if (++deadRows === 2) return 0
    lastSound = sound
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  const first = v128.load(previous + length * 32)
  const second = v128.load(previous + length * 32, 16)
  v128.store(room + CELLS, first)
  v128.store(room + CELLS, second, 16)
  return <u32>i16x8.bitmask(i16x8.le_u(first, limits)) | (<u32>i16x8.bitmask(i16x8.le_u(second, limits)) << 8)
}

// -- Texts: kind u8, role u8, readings u8, length of key (varint), key, ... -------------------------------------------

@inline function textAt(word: u32): usize {
  return head(HEAD_TEXT) + load<u32>(head(HEAD_TEXT_STARTS) + (word << 2))
}

let keyLength: u32 = 0

/** Where the key's bytes begin; leaves their count in keyLength. */
function keyAt(word: u32): usize {
  let at = textAt(word) + 3
  let byte: u32 = load<u8>(at++)
  keyLength = byte & 0x7f
  if (byte >= 0x80) keyLength |= <u32>load<u8>(at++) << 7
  return at
}

/** The word of a script whose key is the bytes at Q_KEY, or -1. */
export function find(script: u32, length: u32): i32 {
  let low: u32 = 0
  let high = head(HEAD_SIZE)
  const asked = room + Q_KEY
  while (low < high) {
    const middle = (low + high) >> 1
    const kind: u32 = load<u8>(textAt(middle)) & 31
    let order: i32 = <i32>kind - <i32>script
    if (order === 0) {
      const key = keyAt(middle)
      order = memory.compare(key, asked, min(keyLength, length))
      if (order === 0) order = <i32>keyLength - <i32>length
    }
    if (order === 0) return <i32>middle
    if (order < 0) low = middle + 1
    else high = middle
  }
  return -1
}

/** Characters carry the name: two names are as alike as the share of characters that stand at the same place. */
function nearCharacters(count: u32): void {
  const starts = head(HEAD_CHAR_STARTS)
  const postings = head(HEAD_CHAR_POSTINGS)
  for (let turn: u32 = 0; turn < count; turn++) {
    const bucket = charBucket(load<u32>(room + Q_CHARS + (turn << 2)))
    const from = load<u32>(starts + (bucket << 2))
    const end = min(load<u32>(starts + (bucket << 2), 4), from + MOST_OF_CHARACTER)
    for (let at = from; at < end; at++) {
      const word = load<u32>(postings + (at << 2))
      const alike = sameCharacters(word, count)
      if (alike >= least) hit(alike, word)
    }
  }
}

const MOST_OF_CHARACTER: u32 = 6000

@inline function charBucket(char: u32): u32 {
  const hash = char * 0x9e3779b1
  return (hash ^ (hash >>> 15)) & head(HEAD_CHAR_MASK)
}

function sameCharacters(word: u32, count: u32): f64 {
  let at = keyAt(word)
  const end = at + keyLength
  let place: u32 = 0
  let shared: u32 = 0
  while (at < end) {
    const byte: u32 = load<u8>(at)
    let char = byte
    if (byte < 0x80) at += 1
    else if (byte < 0xe0) {
      char = ((byte & 31) << 6) | (load<u8>(at, 1) & 63)
      at += 2
    } else if (byte < 0xf0) {
      char = ((byte & 15) << 12) | ((<u32>load<u8>(at, 1) & 63) << 6) | (load<u8>(at, 2) & 63)
      at += 3
    } else {
      char =
        ((byte & 7) << 18) |
        ((<u32>load<u8>(at, 1) & 63) << 12) |
        ((<u32>load<u8>(at, 2) & 63) << 6) |
        (load<u8>(at, 3) & 63)
      at += 4
    }
    if (place < count && load<u32>(room + Q_CHARS + (place << 2)) === char) shared++
    place++
  }
  return <f64>shared / <f64>max(place, count)
}

// -- Building: each list is counted, then filled, in order of its numbers. -----------------------------------------------

/** Counts the postings of skeletons, or with `into` writes them. Returns how many there are. */
export function indexSkeletons(into: u32): u32 {
  const starts = head(HEAD_SKELETON_STARTS)
  const groups = head(HEAD_GROUPS)
  let count: u32 = 0
  for (let group: u32 = 0; group < groups; group++) {
    const skeleton = groupKey(group)
    const length = skeletonLength(skeleton)
    count += post(starts, bucketOf(skeleton, WHOLE), into, group)
    if (length <= 2) continue
    for (let at: u32 = 0; at < length; at++) {
      const shorter = lessOne(skeleton, length, at)
      let isNew = true
      for (let earlier: u32 = 0; earlier < at; earlier++) {
        if (lessOne(skeleton, length, earlier) === shorter) isNew = false
      }
      if (isNew) count += post(starts, bucketOf(shorter, LESS), into, group)
    }
  }
  settle(starts, head(HEAD_SKELETON_MASK) + 1, into)
  return count
}

/**
 * The same for halves of what stands in the blocks up to `end`. A posting is a block's place and
 * the lane in it. At `codes` there is room for the sounds of one.
 */
export function indexHalves(into: u32, end: usize, codes: usize): u32 {
  const starts = head(HEAD_HALF_STARTS)
  const blocks = head(HEAD_ROWS)
  let count: u32 = 0
  for (let block: usize = blocks; block < end; ) {
    const members: u32 = load<u8>(block)
    const length: u32 = load<u8>(block, 1)
    const words = block + BLOCK_HEAD
    const sounds = words + (members << 2)
    for (let lane: u32 = 0; lane < members && length >= LEAST_HALVED; lane++) {
      if ((load<u32>(words + (lane << 2)) & IS_REPEATED) !== 0) continue
      for (let at: u32 = 0; at < length; at++) store<u8>(codes + at, load<u8>(sounds + at * members + lane))
      const half = length >> 1
      const posting = (<u32>(block - blocks) << 4) | lane
      count += post(starts, halfBucket(codes, half, length << 1), into, posting)
      count += post(starts, halfBucket(codes + half, length - half, (length << 1) + 1), into, posting)
    }
    block = sounds + members * length
  }
  settle(starts, head(HEAD_HALF_MASK) + 1, into)
  return count
}

/** The same for characters: one (word, character) pair after the other from `pairs`. */
export function indexCharacters(into: u32, pairs: usize, count: u32): u32 {
  const starts = head(HEAD_CHAR_STARTS)
  for (let at: u32 = 0; at < count; at++) {
    post(starts, charBucket(load<u32>(pairs + (at << 3), 4)), into, load<u32>(pairs + (at << 3)))
  }
  settle(starts, head(HEAD_CHAR_MASK) + 1, into)
  return count
}

@inline function post(starts: usize, bucket: u32, into: u32, value: u32): u32 {
  const place = starts + (bucket << 2)
  const at = load<u32>(place)
  store<u32>(place, at + 1)
  if (into !== 0) store<u32>(into + (at << 2), value)
  return 1
}

/** Counts become beginnings; beginnings that were moved on while filling become beginnings again. */
function settle(starts: usize, buckets: u32, into: u32): void {
  let sum: u32 = 0
  for (let bucket: u32 = 0; bucket <= buckets; bucket++) {
    const place = starts + (bucket << 2)
    const value = load<u32>(place)
    store<u32>(place, sum)
    if (into !== 0) sum = value
    else sum += value
  }
}
