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

@inline function head(at: u32): u32 {
  return load<u32>(at << 2)
}

// A row: word u32, readings u8, kind u8 (script, system << 5, IS_REPEATED), size u16; each reading: length, vowels, first letter, codes.
const ROW_HEAD: usize = 8
const READING_HEAD: usize = 3
const IS_REPEATED: u32 = 0x80

// The question and the room to work in: one block of memory for each thread that asks.
const Q_READINGS: usize = 64
const Q_READING_SIZE: u32 = 80
const Q_VARIANTS: usize = 2688
const Q_MASSES: usize = 2816
const Q_TABLES: usize = 2832
const TABLE_SIZE: u32 = 2048
const TABLE_DROP: usize = 1856
const TABLE_DROP_FIRST: usize = 1904
const TABLE_TRANSPOSE: usize = 1952
const Q_CHARS: usize = 11024
const Q_KEY: usize = 12288
const LANES: usize = 14336
const LANE_DROPS: usize = 16384
const CELLS: usize = 17152
const CELL_ROW: usize = 1408
const QUEUES: usize = 21376
const QUEUE_SIZE: u32 = 144
const LENGTHS: u32 = 48
const VARIANTS: u32 = 5
const ROOM: usize = 55936

const SYMBOLS: u32 = 48
const FIRST_LANE: usize = 16

let room: usize = 0
let candidateWords: usize = 0
let candidateBests: usize = 0
let visitedGroups: usize = 0
let wordMarks: usize = 0
let groupMarks: usize = 0
let found: usize = 0
let merged: usize = 0
let mostCandidates: u32 = 0
let candidates: u32 = 0
let visited: u32 = 0
let least: f64 = 0
let askedCount: u32 = 0

const MOST_GROUPS: u32 = 8192

/** Bytes that one who asks needs. */
export function roomSize(): u32 {
  const most = capacity()
  return <u32>ROOM + most * 28 + MOST_GROUPS * 4 + bits(head(HEAD_SIZE)) + bits(head(HEAD_GROUPS))
}

@inline function bits(count: u32): u32 {
  return ((count + 63) >> 6) << 3
}

export function mostAnswers(): u32 {
  return mostCandidates
}

function capacity(): u32 {
  const size = head(HEAD_SIZE) + 1
  return size < 16384 ? (size + 1) & ~1 : 16384
}

/** Where the room begins; it must be all zero. Returns where the answers will stand: numbers of words, then likenesses. */
export function enter(at: usize): usize {
  room = at
  mostCandidates = capacity()
  candidateBests = at + ROOM
  found = candidateBests + (mostCandidates << 3)
  merged = found + (mostCandidates << 3)
  candidateWords = merged + (mostCandidates << 3)
  visitedGroups = candidateWords + (mostCandidates << 2)
  wordMarks = visitedGroups + (MOST_GROUPS << 2)
  groupMarks = wordMarks + bits(head(HEAD_SIZE))
  return merged
}

/**
 * Answers the question that stands in the room. Of the answers `merged` holds the numbers of words, most alike first, and
 * after room for `capacity` of them their likenesses.
 */
export function near(): u32 {
  askedCount = load<u32>(room)
  least = load<f64>(room + 16)
  const same = load<i32>(room + 12)
  const chars = load<u32>(room + 24)
  candidates = 0
  visited = 0
  let answers: u32 = 0
  if (same >= 0) {
    markWord(<u32>same)
    answers = push(answers, 1, <u32>same)
  }
  if (chars > 0) nearCharacters(chars)
  for (let at: u32 = 0; at < askedCount; at++) meetExact(reading(at))
  for (let at: u32 = 0; at < askedCount; at++) meetSkeletons(reading(at))
  for (let at: u32 = 0; at < askedCount; at++) meetHalves(reading(at))
  for (let queue: u32 = 0; queue < VARIANTS * LENGTHS; queue++) flush(queue)
  for (let at: u32 = 0; at < candidates; at++) {
    const word = load<u32>(candidateWords + (at << 2))
    unmarkWord(word)
    const best = load<f64>(candidateBests + (at << 3))
    if (best >= least && answers < mostCandidates) answers = push(answers, best, word)
  }
  if (same >= 0) unmarkWord(<u32>same)
  for (let at: u32 = 0; at < visited; at++) {
    store<u8>(groupMarks + (load<u32>(visitedGroups + (at << 2)) >> 3), 0)
  }
  const sorted = sort(answers)
  const other = sorted === found ? merged : found
  // Unpacked into the half that the sorted ones do not use.
  for (let at: u32 = 0; at < answers; at++) {
    const key = load<u64>(sorted + (at << 3))
    store<u32>(other + (at << 2), <u32>key)
    store<f32>(other + (mostCandidates << 2) + (at << 2), reinterpret<f32>(~(<u32>(key >> 32))))
  }
  if (other !== merged) memory.copy(merged, other, mostCandidates << 3)
  return answers
}

@inline function reading(at: u32): usize {
  return room + Q_READINGS + at * Q_READING_SIZE
}

@inline function markWord(word: u32): void {
  const place = wordMarks + (word >> 3)
  store<u8>(place, load<u8>(place) | <u8>(<u32>1 << (word & 7)))
}

@inline function unmarkWord(word: u32): void {
  store<u8>(wordMarks + (word >> 3), 0)
}

@inline function isMarked(word: u32): bool {
  return (<u32>load<u8>(wordMarks + (word >> 3)) & (<u32>1 << (word & 7))) !== 0
}

/** Sorts descending by likeness, then ascending by word: positive floats order as their bits do. */
@inline function push(answers: u32, likeness: f64, word: u32): u32 {
  const high: u64 = <u64>~reinterpret<u32>(<f32>likeness)
  store<u64>(found + (answers << 3), (high << 32) | <u64>word)
  return answers + 1
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
  const low = skeleton & ((<u64>1 << (at * 5)) - 1)
  const meets = at > 0 && at + 1 < length && classAt(skeleton, at - 1) === classAt(skeleton, at + 1)
  return low | (((skeleton >> (at * 5)) >> (meets ? 10 : 5)) << (at * 5))
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

@inline function differing(one: u64, other: u64): u32 {
  const x = one ^ other
  return <u32>popcnt((x | (x >> 1) | (x >> 2) | (x >> 3) | (x >> 4)) & 0x0084210842108421)
}

@inline function groupKey(group: u32): u64 {
  return load<u64>(head(HEAD_GROUP_KEYS) + (group << 3))
}

function meetExact(asked: usize): void {
  meetWhole(load<u64>(asked + 16))
}

function meetWhole(skeleton: u64): void {
  const bucket = bucketOf(skeleton, WHOLE)
  const starts = head(HEAD_SKELETON_STARTS) + (bucket << 2)
  const postings = head(HEAD_SKELETON_POSTINGS)
  for (let at = load<u32>(starts), end = load<u32>(starts, 4); at < end; at++) {
    const group = load<u32>(postings + (at << 2))
    if (groupKey(group) === skeleton) meetGroup(group, 0)
  }
}

/** Groups whose skeletons lack one class, have one more, or have one exchanged. */
function meetSkeletons(asked: usize): void {
  const skeleton = load<u64>(asked + 16)
  const length = skeletonLength(skeleton)
  meetLonger(skeleton, length, 0, skeleton, length, 2)
  if (length <= 2) return
  // Three consonants with one exchanged are mostly another word: then the first letter must agree.
  const begins: u32 = length === 3 ? load<u8>(asked + 2) : 0
  // Two consonants at different places must both be left out, which only a long name survives.
  const differences: u32 = <f64>load<u32>(asked + 4) * (1 - least) >= 190 ? 12 : 2
  for (let at: u32 = 0; at < length; at++) meetWhole(lessOne(skeleton, length, at))
  for (let at: u32 = 0; at < length; at++) {
    const shorter = lessOne(skeleton, length, at)
    meetLonger(shorter, skeletonLength(shorter), begins, skeleton, length, differences)
  }
}

function meetLonger(shorter: u64, length: u32, begins: u32, asked: u64, askedLength: u32, differences: u32): void {
  const bucket = bucketOf(shorter, LESS)
  const starts = head(HEAD_SKELETON_STARTS) + (bucket << 2)
  const postings = head(HEAD_SKELETON_POSTINGS)
  for (let at = load<u32>(starts), end = load<u32>(starts, 4); at < end; at++) {
    const group = load<u32>(postings + (at << 2))
    const key = groupKey(group)
    const keyLength = skeletonLength(key)
    if (keyLength <= length || keyLength > length + 2) continue
    if (agreeing(key, keyLength, shorter, length) < length) continue
    if (keyLength === askedLength && differing(key, asked) > differences) continue
    meetGroup(group, begins)
  }
}

function meetGroup(group: u32, begins: u32): void {
  // A group that was only asked for one first letter may be asked for again.
  const place = groupMarks + (group >> 3)
  const bit = <u32>1 << (group & 7)
  if ((<u32>load<u8>(place) & bit) !== 0 || visited >= MOST_GROUPS) return
  if (begins === 0) {
    store<u8>(place, load<u8>(place) | <u8>bit)
    store<u32>(visitedGroups + (visited++ << 2), group)
  }
  const starts = head(HEAD_GROUP_STARTS) + (group << 2)
  const rows = head(HEAD_ROWS)
  let at: usize = rows + load<u32>(starts)
  const end: usize = rows + load<u32>(starts, 4)
  while (at < end && candidates < mostCandidates) {
    if (begins === 0 || beginsWith(at, begins)) meet(at)
    at += load<u16>(at, 6)
  }
}

function beginsWith(row: usize, letter: u32): bool {
  let at = row + ROW_HEAD
  for (let left: u32 = load<u8>(row, 4); left > 0; left--) {
    if (load<u8>(at, 2) === letter) return true
    at += READING_HEAD + load<u8>(at)
  }
  return false
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
  // Listed words of the same length first, then those with one sound less or more.
  for (let turn: u32 = 0; turn < 3; turn++) {
    const listed = turn === 0 ? length : turn === 1 ? length - 1 : length + 1
    if (listed < LEAST_HALVED || listed >= LENGTHS) continue
    const half = listed >> 1
    const rest = listed - half
    if (half > length || rest > length) continue
    meetHalf(halfBucket(codes, half, listed << 1))
    meetHalf(halfBucket(codes + (length - rest), rest, (listed << 1) + 1))
  }
}

const MOST_OF_HALF: u32 = 2048

function meetHalf(bucket: u32): void {
  const starts = head(HEAD_HALF_STARTS) + (bucket << 2)
  const postings = head(HEAD_HALF_POSTINGS)
  const from = load<u32>(starts)
  const end = min(load<u32>(starts, 4), from + MOST_OF_HALF)
  const rows = head(HEAD_ROWS)
  for (let at = from; at < end && candidates < mostCandidates; at++) {
    meet(rows + load<u32>(postings + (at << 2)))
  }
}

// -- Candidates wait until sixteen of one length are there. -------------------------------------------------------------

@inline function meet(row: usize): void {
  const word = load<u32>(row)
  if (isMarked(word)) return
  const variant: u32 = load<u8>(room + Q_VARIANTS + (load<u8>(row, 5) & 0x7f))
  if (variant >= VARIANTS) return
  markWord(word)
  const candidate = candidates++
  store<u32>(candidateWords + (candidate << 2), word)
  store<f64>(candidateBests + (candidate << 3), 0)
  let at = row + ROW_HEAD
  for (let left: u32 = load<u8>(row, 4); left > 0; left--) {
    const length: u32 = load<u8>(at)
    const number = variant * LENGTHS + length
    const queue = room + QUEUES + number * QUEUE_SIZE
    const waiting = load<u32>(queue)
    store<u32>(queue + FIRST_LANE + (waiting << 3), <u32>at)
    store<u32>(queue + FIRST_LANE + (waiting << 3), candidate, 4)
    store<u32>(queue, waiting + 1)
    if (waiting === 15) flush(number)
    at += READING_HEAD + length
  }
}

function flush(number: u32): void {
  const queue = room + QUEUES + number * QUEUE_SIZE
  const count = load<u32>(queue)
  if (count === 0) return
  store<u32>(queue, 0)
  const variant = number / LENGTHS
  const length = number % LENGTHS
  const mode = min(variant, 3)
  const table = room + Q_TABLES + mode * TABLE_SIZE
  // The last variant is read from the other side: the listed word is the one that was written in consonants.
  const dropAsked = table + (variant === 3 ? TABLE_DROP_FIRST : TABLE_DROP)
  const dropListed = table + (variant === 4 ? TABLE_DROP_FIRST : TABLE_DROP)
  const isConsonantal = variant >= 3
  const lanes = room + LANES
  for (let lane: u32 = 0; lane < 16; lane++) {
    const filled: u32 = lane < count ? lane : 0
    const codes = <usize>load<u32>(queue + FIRST_LANE + (filled << 3)) + READING_HEAD
    for (let at: u32 = 0; at < length; at++) store<u8>(lanes + at * 48 + lane, load<u8>(codes + at))
  }
  const drops0 = v128.load(dropListed)
  const drops1 = v128.load(dropListed, 16)
  const drops2 = v128.load(dropListed, 32)
  for (let at: u32 = 0; at < length; at++) {
    const low = v128.load(lanes + at * 48)
    const middle = i8x16.sub(low, i8x16.splat(16))
    const high = i8x16.sub(low, i8x16.splat(32))
    v128.store(lanes + at * 48, middle, 16)
    v128.store(lanes + at * 48, high, 32)
    const drop = v128.or(
      i8x16.swizzle(drops0, low),
      v128.or(i8x16.swizzle(drops1, middle), i8x16.swizzle(drops2, high)),
    )
    v128.store(room + LANE_DROPS + at * 16, drop)
  }
  const consonantMass = load<u32>(room + Q_MASSES)
  const vowelMass = isConsonantal ? load<u32>(room + Q_MASSES, 8) : load<u32>(room + Q_MASSES, 4)
  for (let turn: u32 = 0; turn < askedCount; turn++) {
    const asked = reading(turn)
    const askedMass = isConsonantal ? load<u32>(asked + 8) : load<u32>(asked + 4)
    let heaviest = askedMass
    for (let lane: u32 = 0; lane < count; lane++) {
      heaviest = max(heaviest, massAt(queue, lane, length, consonantMass, vowelMass))
    }
    const limit = <u32>ceil(<f64>heaviest * (1 - least))
    const isWide = limit >= 255
    if (isWide) wide(asked, length, table, dropAsked, limit)
    else narrow(asked, length, table, dropAsked, limit)
    for (let lane: u32 = 0; lane < count; lane++) {
      const whole = max(askedMass, massAt(queue, lane, length, consonantMass, vowelMass))
      if (whole === 0) continue
      const distance: u32 = isWide
        ? load<u16>(room + CELLS + (lane << 1))
        : load<u8>(room + CELLS + lane)
      const alike = 1 - <f64>distance / <f64>whole
      const best = candidateBests + (load<u32>(queue + FIRST_LANE + (lane << 3), 4) << 3)
      const bounded = min(alike, load<f64>(room + 32 + (mode === 0 ? 0 : 8)))
      if (alike >= least && bounded > load<f64>(best)) store<f64>(best, bounded)
    }
  }
}

@inline function massAt(queue: usize, lane: u32, length: u32, consonant: u32, vowel: u32): u32 {
  const vowels: u32 = load<u8>(<usize>load<u32>(queue + FIRST_LANE + (lane << 3)), 1)
  return (length - vowels) * consonant + vowels * vowel
}

/**
 * Distances of the asked reading to sixteen others at once (`soundDistance` of distance.ts), left at CELLS, a byte each;
 * 255 or any value above the limit stands for more than the limit.
 */
function narrow(asked: usize, length: u32, table: usize, dropAsked: usize, limit: u32): void {
  const lanes = room + LANES
  const drops = room + LANE_DROPS
  let before = room + CELLS
  let previous = before + CELL_ROW
  let current = previous + CELL_ROW
  const transpose = i8x16.splat(<i8>load<u32>(table + TABLE_TRANSPOSE))
  const limits = i8x16.splat(<i8>limit)
  let cost = i8x16.splat(0)
  v128.store(previous, cost)
  for (let j: u32 = 0; j < length; j++) {
    cost = i8x16.add_sat_u(cost, v128.load(drops + j * 16))
    v128.store(previous + (j + 1) * 16, cost)
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
    for (let j: u32 = 0; j < length; j++) {
      const faced = v128.load(lanes + j * 48)
      const swapped = v128.or(
        i8x16.swizzle(swaps0, faced),
        v128.or(
          i8x16.swizzle(swaps1, v128.load(lanes + j * 48, 16)),
          i8x16.swizzle(swaps2, v128.load(lanes + j * 48, 32)),
        ),
      )
      const above = v128.load(previous + (j + 1) * 16)
      let cell = i8x16.min_u(i8x16.add_sat_u(corner, swapped), i8x16.add_sat_u(above, dropped))
      cell = i8x16.min_u(cell, i8x16.add_sat_u(left, v128.load(drops + j * 16)))
      const isCrossed = v128.and(i8x16.eq(faced, last), i8x16.eq(facedBefore, here))
      if (v128.any_true(isCrossed)) {
        const crossed = i8x16.add_sat_u(v128.load(before + (j - 1) * 16), transpose)
        cell = i8x16.min_u(cell, v128.or(crossed, v128.not(isCrossed)))
      }
      v128.store(current + (j + 1) * 16, cell)
      lowest = i8x16.min_u(lowest, cell)
      corner = above
      left = cell
      facedBefore = faced
    }
    // A row may be jumped over by a transposition, two may not.
    if (v128.any_true(i8x16.le_u(lowest, limits))) deadRows = 0
    else if (++deadRows === 2) {
      v128.store(room + CELLS, i8x16.splat(-1))
      return
    }
    lastSound = sound
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  v128.store(room + CELLS, v128.load(previous + length * 16))
}

/** The same with two bytes for each distance. */
function wide(asked: usize, length: u32, table: usize, dropAsked: usize, limit: u32): void {
  const lanes = room + LANES
  const drops = room + LANE_DROPS
  let before = room + CELLS
  let previous = before + CELL_ROW
  let current = previous + CELL_ROW
  const transpose = i16x8.splat(<i16>load<u32>(table + TABLE_TRANSPOSE))
  const limits = i16x8.splat(<i16>limit)
  let cost0 = i16x8.splat(0)
  let cost1 = cost0
  v128.store(previous, cost0)
  v128.store(previous, cost1, 16)
  for (let j: u32 = 0; j < length; j++) {
    const drop = v128.load(drops + j * 16)
    cost0 = i16x8.add(cost0, i16x8.extend_low_i8x16_u(drop))
    cost1 = i16x8.add(cost1, i16x8.extend_high_i8x16_u(drop))
    v128.store(previous + (j + 1) * 32, cost0)
    v128.store(previous + (j + 1) * 32, cost1, 16)
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
    for (let j: u32 = 0; j < length; j++) {
      const faced = v128.load(lanes + j * 48)
      const swapped = v128.or(
        i8x16.swizzle(swaps0, faced),
        v128.or(
          i8x16.swizzle(swaps1, v128.load(lanes + j * 48, 16)),
          i8x16.swizzle(swaps2, v128.load(lanes + j * 48, 32)),
        ),
      )
      const drop = v128.load(drops + j * 16)
      const above0 = v128.load(previous + (j + 1) * 32)
      const above1 = v128.load(previous + (j + 1) * 32, 16)
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
      if (v128.any_true(isCrossed)) {
        const not = v128.not(isCrossed)
        const crossed0 = i16x8.add(v128.load(before + (j - 1) * 32), transpose)
        const crossed1 = i16x8.add(v128.load(before + (j - 1) * 32, 16), transpose)
        cell0 = i16x8.min_u(cell0, v128.or(crossed0, i16x8.extend_low_i8x16_s(not)))
        cell1 = i16x8.min_u(cell1, v128.or(crossed1, i16x8.extend_high_i8x16_s(not)))
      }
      v128.store(current + (j + 1) * 32, cell0)
      v128.store(current + (j + 1) * 32, cell1, 16)
      lowest = i16x8.min_u(lowest, i16x8.min_u(cell0, cell1))
      corner0 = above0
      corner1 = above1
      left0 = cell0
      left1 = cell1
      facedBefore = faced
    }
    if (v128.any_true(i16x8.le_u(lowest, limits))) deadRows = 0
    else if (++deadRows === 2) {
      v128.store(room + CELLS, i16x8.splat(-1))
      v128.store(room + CELLS, i16x8.splat(-1), 16)
      return
    }
    lastSound = sound
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  const low = v128.load(previous + length * 32)
  const high = v128.load(previous + length * 32, 16)
  v128.store(room + CELLS, low)
  v128.store(room + CELLS, high, 16)
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
      if (isMarked(word)) continue
      const alike = sameCharacters(word, count)
      if (alike < least) continue
      // As a candidate that needs no more comparing, so that its mark is taken off.
      if (candidates >= mostCandidates) return
      markWord(word)
      store<u32>(candidateWords + (candidates << 2), word)
      store<f64>(candidateBests + (candidates << 3), alike)
      candidates++
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

/** The same for halves of the rows up to `end`. */
export function indexHalves(into: u32, end: usize): u32 {
  const starts = head(HEAD_HALF_STARTS)
  const rows = head(HEAD_ROWS)
  let count: u32 = 0
  for (let row: usize = rows; row < end; row += load<u16>(row, 6)) {
    if ((load<u8>(row, 5) & IS_REPEATED) !== 0) continue
    let at = row + ROW_HEAD
    for (let left: u32 = load<u8>(row, 4); left > 0; left--) {
      const length: u32 = load<u8>(at)
      if (length >= LEAST_HALVED) {
        const codes = at + READING_HEAD
        const half = length >> 1
        count += post(starts, halfBucket(codes, half, length << 1), into, <u32>(row - rows))
        const rest = halfBucket(codes + half, length - half, (length << 1) + 1)
        count += post(starts, rest, into, <u32>(row - rows))
      }
      at += READING_HEAD + length
    }
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
