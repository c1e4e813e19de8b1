import { assert } from '#kernel/assert.ts'
import type { NameForm } from '#matching/names.ts'
import { kernelOn } from './kernel.ts'
import { SOUNDING_HEAD } from './form-bytes.ts'
import { HAS_OTHERS, WORD_BITS } from './layout.ts'
import {
  HEADER,
  HEADER_BYTES,
  IS_REPEATED,
  MAGIC,
  MOST_PAGES,
  PAGE_BYTES,
  SCRATCH,
  VERSION,
} from './layout.ts'
import { powerOfTwo, BLOCK_MEMBERS, BLOCK_HEAD, scriptCode } from './layout.ts'
import { openVocabulary } from './open.ts'
import { sortByKeys } from './order.ts'
import type { Vocabulary } from './vocabulary.ts'
import { createWordList } from './word-list.ts'
import type { WordList } from './word-list.ts'

export { openVocabulary } from './open.ts'

/** Forms of equal keys are one word, the fuller of them. The same set makes the same bytes, in whatever order. */
export function buildVocabulary(forms: Iterable<NameForm>): Vocabulary {
  const list = createWordList()
  for (const form of forms) list.add(form)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
  const place = createPlaces(memory)
  const words = wordsInOrder(list)
  writeTexts(list, words, place)
  writeClasses(list, words, place)
  const blocksEnd = writeBlocks(list, words, place)
  const kernel = kernelOn(memory)
  const { get, set, reserve } = place
  set('skeletonPostings', reserve(kernel.indexSkeletons(0) * 4))
  kernel.indexSkeletons(get('skeletonPostings'))
  set('halfPostings', reserve(kernel.indexHalves(0, blocksEnd, SCRATCH) * 4))
  kernel.indexHalves(get('halfPostings'), blocksEnd, SCRATCH)
  place.bytes(SCRATCH, HEADER_BYTES - SCRATCH).fill(0)
  const pairs = characterPairs(list, words)
  set('charMask', powerOfTwo(pairs.length / 2) - 1)
  set('charStarts', reserve((get('charMask') + 2) * 4))
  set('charPostings', reserve(pairs.length * 2))
  set('end', place.end())
  // The pairs stand behind the end for a moment, where the room to work in will be.
  const spare = reserve(pairs.length * 4)
  place.numbers(spare, pairs.length).set(pairs)
  kernel.indexCharacters(0, spare, pairs.length / 2)
  kernel.indexCharacters(get('charPostings'), spare, pairs.length / 2)
  place.numbers(spare, pairs.length).fill(0)
  set('magic', MAGIC)
  set('version', VERSION)
  return openVocabulary(memory)
}

interface Places {
  /** The address of so many bytes more, which are zero. */
  readonly reserve: (bytes: number) => number
  readonly end: () => number
  readonly get: (field: keyof typeof HEADER) => number
  readonly set: (field: keyof typeof HEADER, value: number) => void
  readonly numbers: (at: number, count: number) => Uint32Array
  readonly bytes: (at: number, count: number) => Uint8Array
}

function createPlaces(memory: WebAssembly.Memory): Places {
  let end = HEADER_BYTES
  return {
    reserve(bytes) {
      const at = end
      end = Math.ceil((end + bytes) / 8) * 8
      const lacking = Math.ceil((end - memory.buffer.byteLength) / PAGE_BYTES)
      if (lacking > 0) memory.grow(lacking)
      return at
    },
    end: () => end,
    get: (field) => new Uint32Array(memory.buffer, HEADER[field] * 4, 1)[0] ?? 0,
    set(field, value) {
      new Uint32Array(memory.buffer)[HEADER[field]] = value
    },
    numbers: (at, count) => new Uint32Array(memory.buffer, at, count),
    bytes: (at, count) => new Uint8Array(memory.buffer, at, count),
  }
}

/** Words in order of script and key. */
function wordsInOrder({ size, bytes, texts }: WordList): Uint32Array {
  const first = new Uint32Array(size)
  const second = new Uint32Array(size)
  for (let word = 0; word < size; word++) {
    const { at, end } = keyAt(bytes, texts[word] ?? 0)
    const byte = (place: number): number => (at + place < end ? (bytes[at + place] ?? 0) : 0)
    const script = (bytes[texts[word] ?? 0] ?? 0) & 31
    first[word] = ((script << 24) | (byte(0) << 16) | (byte(1) << 8) | byte(2)) >>> 0
    second[word] = ((byte(3) << 24) | (byte(4) << 16) | (byte(5) << 8) | byte(6)) >>> 0
  }
  const order = sortByKeys(
    Uint32Array.from({ length: size }, (_, word) => word),
    [first, second],
  )
  const compare = (one: number, other: number): number => {
    const a = keyAt(bytes, texts[one] ?? 0)
    const b = keyAt(bytes, texts[other] ?? 0)
    const shorter = Math.min(a.end - a.at, b.end - b.at)
    for (let at = 0; at < shorter; at++) {
      const difference = (bytes[a.at + at] ?? 0) - (bytes[b.at + at] ?? 0)
      if (difference !== 0) return difference
    }
    return a.end - a.at - (b.end - b.at)
  }
  const isAlike = (one: number, other: number): boolean =>
    first[one] === first[other] && second[one] === second[other]
  for (let from = 0; from < size; ) {
    let to = from + 1
    while (to < size && isAlike(order[from] ?? 0, order[to] ?? 0)) to++
    if (to - from > 1) order.subarray(from, to).sort(compare)
    from = to
  }
  return order
}

function keyAt(bytes: Uint8Array, text: number): { readonly at: number; readonly end: number } {
  const first = bytes[text + 3] ?? 0
  const at = text + (first < 128 ? 4 : 5)
  return { at, end: at + (first < 128 ? first : (first & 127) | ((bytes[text + 4] ?? 0) << 7)) }
}

function writeTexts({ size, bytes, texts, soundings }: WordList, words: Uint32Array, place: Places): void {
  let total = 0
  for (let word = 0; word < size; word++) total += (soundings[word] ?? 0) - (texts[word] ?? 0)
  place.set('size', size)
  place.set('textStarts', place.reserve((size + 1) * 4))
  place.set('text', place.reserve(total))
  const starts = place.numbers(place.get('textStarts'), size + 1)
  const text = place.bytes(place.get('text'), total)
  let at = 0
  words.forEach((word, number) => {
    starts[number] = at
    text.set(bytes.subarray(texts[word] ?? 0, soundings[word] ?? 0), at)
    at += (soundings[word] ?? 0) - (texts[word] ?? 0)
  })
  starts[size] = at
}

/** The class of each word's first reading; of the other readings pairs of word and class. */
function writeClasses(list: WordList, words: Uint32Array, place: Places): void {
  const { size, bytes, texts, readingStarts, classes } = list
  const all: number[] | Uint32Array = new Uint32Array(classes.length)
  const more: number[] = []
  let count = 0
  const firstClasses = new Uint32Array(size)
  words.forEach((word, number) => {
    const start = readingStarts[word] ?? 0
    const readings = bytes[(texts[word] ?? 0) + 2] ?? 0
    firstClasses[number] = classes[start] ?? 0
    for (let turn = 0; turn < readings; turn++) {
      const one = classes[start + turn] ?? 0
      all[count++] = one
      const isNew = classes.subarray(start, start + turn).indexOf(one) < 0
      if (turn > 0 && isNew) more.push(number, one)
    }
  })
  const sorted = all.subarray(0, count).sort()
  let distinct = 0
  for (let at = 0; at < count; at++)
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[distinct++] = sorted[at] ?? 0
  place.set('classes', distinct)
  place.set('classHashes', place.reserve(distinct * 4))
  const hashes = place.numbers(place.get('classHashes'), distinct)
  hashes.set(sorted.subarray(0, distinct))
  place.set('wordClasses', place.reserve(size * 4))
  const wordClasses = place.numbers(place.get('wordClasses'), size)
  firstClasses.forEach((one, number) => {
    wordClasses[number] = placeIn(hashes, one)
  })
  place.set('moreClassCount', more.length / 2)
  place.set('moreClasses', place.reserve(more.length * 4))
  const pairs = place.numbers(place.get('moreClasses'), more.length)
  more.forEach((value, at) => {
    pairs[at] = at % 2 === 0 ? value : placeIn(hashes, value)
  })
}

/** Of a value that is there. */
function placeIn(sorted: Uint32Array, value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  assert(sorted[low] === value, 'a class that a word has is among the classes')
  return low
}

/** Every reading of every word once for each skeleton of the word: what the blocks are made of. */
interface Entries {
  readonly count: number
  /** Numbers of words; with IS_REPEATED where the reading has been entered before, HAS_OTHERS where it is one of several. */
  readonly words: Uint32Array
  /** Where in the list's bytes the reading's sounding begins. */
  readonly places: Uint32Array
  readonly lows: Uint32Array
  readonly highs: Uint32Array
  /** Kind and length. */
  readonly shapes: Uint32Array
}

function entriesOf(list: WordList, words: Uint32Array): Entries {
  const { bytes, texts, soundings, readingStarts, skeletons } = list
  const most = countEntries(list)
  const entries = {
    words: new Uint32Array(most),
    places: new Uint32Array(most),
    lows: new Uint32Array(most),
    highs: new Uint32Array(most),
    shapes: new Uint32Array(most),
  }
  let count = 0
  words.forEach((word, number) => {
    const start = readingStarts[word] ?? 0
    const text = texts[word] ?? 0
    const readings = bytes[text + 2] ?? 0
    for (let turn = 0; turn < readings; turn++) {
      if (!isFirstSuch(skeletons, start, turn)) continue
      let place = soundings[word] ?? 0
      for (let left = readings; left > 0; left--) {
        const length = bytes[place] ?? 0
        entries.words[count] = number + (turn > 0 ? IS_REPEATED : 0) + (readings > 1 ? HAS_OTHERS : 0)
        entries.places[count] = place
        entries.lows[count] = skeletons[(start + turn) * 2] ?? 0
        entries.highs[count] = skeletons[(start + turn) * 2 + 1] ?? 0
        entries.shapes[count] = ((bytes[text] ?? 0) << 8) | length
        count++
        place += SOUNDING_HEAD + length
      }
    }
  })
  return { ...entries, count }
}

/** Whether no earlier reading of the word has the same skeleton. */
function isFirstSuch(skeletons: Uint32Array, start: number, turn: number): boolean {
  const one = (start + turn) * 2
  for (let at = start * 2; at < one; at += 2)
    if (skeletons[at] === skeletons[one] && skeletons[at + 1] === skeletons[one + 1]) return false
  return true
}

/** Groups by skeleton; in a group blocks by kind and length, in a block words in their order. Returns where they end. */
function writeBlocks(list: WordList, words: Uint32Array, place: Places): number {
  const entries = entriesOf(list, words)
  const { count, lows, highs, shapes } = entries
  const order = sortByKeys(
    Uint32Array.from({ length: count }, (_, entry) => entry),
    [highs, lows, shapes],
  )
  const differs = (keys: readonly Uint32Array[], at: number): boolean =>
    at === 0 || at === count || keys.some((key) => key[order[at] ?? 0] !== key[order[at - 1] ?? 0])
  // Where blocks begin, and the groups among these.
  const blocks: number[] = []
  let groups = 0
  let size = 0
  for (let at = 0; at < count; at++) {
    const opensGroup = differs([lows, highs], at)
    if (opensGroup) groups++
    const begins = opensGroup || differs([shapes], at) || at - (blocks.at(-1) ?? 0) === BLOCK_MEMBERS
    if (begins) blocks.push(at)
    size += (begins ? BLOCK_HEAD : 0) + 4 + ((shapes[order[at] ?? 0] ?? 0) & 0xff)
  }
  blocks.push(count)
  place.set('groups', groups)
  place.set('groupKeys', place.reserve(groups * 8))
  place.set('groupStarts', place.reserve((groups + 1) * 4))
  place.set('blocks', place.reserve(size))
  place.set('skeletonMask', powerOfTwo(groups * 2) - 1)
  place.set('skeletonStarts', place.reserve((place.get('skeletonMask') + 2) * 4))
  place.set('halfMask', powerOfTwo(count / 2) - 1)
  place.set('halfStarts', place.reserve((place.get('halfMask') + 2) * 4))
  const keys = place.numbers(place.get('groupKeys'), groups * 2)
  const starts = place.numbers(place.get('groupStarts'), groups + 1)
  const bytes = place.bytes(place.get('blocks'), size)
  const others: number[] = []
  let into = 0
  let group = 0
  for (let block = 0; block + 1 < blocks.length; block++) {
    const from = blocks[block] ?? 0
    if (differs([lows, highs], from)) {
      const entry = order[from] ?? 0
      keys[group * 2] = lows[entry] ?? 0
      keys[group * 2 + 1] = highs[entry] ?? 0
      starts[group++] = into
    }
    for (let at = from; at < (blocks[block + 1] ?? 0); at++) {
      const word = entries.words[order[at] ?? 0] ?? 0
      if (word >= HAS_OTHERS && word < IS_REPEATED) others.push(word & WORD_BITS, into * 16 + at - from)
    }
    into = writeBlock(list.bytes, order.subarray(from, blocks[block + 1]), entries, bytes, into)
  }
  starts[groups] = into
  writeOthers(others, place)
  assert(into === size, 'blocks fill the place that was reserved for them')
  return place.get('blocks') + into
}

/** Of words with several readings where each stands, in order of the words. */
function writeOthers(others: readonly number[], place: Places): void {
  const words = Uint32Array.from({ length: others.length / 2 }, (_, at) => others[at * 2] ?? 0)
  place.set('otherReadingCount', words.length)
  place.set('otherReadings', place.reserve(words.length * 8))
  const pairs = place.numbers(place.get('otherReadings'), words.length * 2)
  sortByKeys(
    words.map((_, at) => at),
    [words],
  ).forEach((from, at) => {
    pairs[at * 2] = words[from] ?? 0
    pairs[at * 2 + 1] = others[from * 2 + 1] ?? 0
  })
}

function writeBlock(
  soundings: Uint8Array,
  members: Uint32Array,
  { words, places, shapes }: Entries,
  bytes: Uint8Array,
  start: number,
): number {
  const count = members.length
  const shape = shapes[members[0] ?? 0] ?? 0
  const length = shape & 0xff
  let leastVowels = length
  let at = start + BLOCK_HEAD
  for (const entry of members) {
    const word = words[entry] ?? 0
    bytes[at++] = word
    bytes[at++] = word >>> 8
    bytes[at++] = word >>> 16
    bytes[at++] = word >>> 24
    leastVowels = Math.min(leastVowels, soundings[(places[entry] ?? 0) + 1] ?? 0)
  }
  for (let sound = 0; sound < length; sound++)
    for (const entry of members) bytes[at++] = soundings[(places[entry] ?? 0) + SOUNDING_HEAD + sound] ?? 0
  bytes[start] = count
  bytes[start + 1] = length
  bytes[start + 2] = shape >>> 8
  bytes[start + 3] = leastVowels
  return at
}

/** At most. */
function countEntries({ size, bytes, texts }: WordList): number {
  let count = 0
  for (let word = 0; word < size; word++) count += (bytes[(texts[word] ?? 0) + 2] ?? 0) ** 2
  return count
}

/** Word and code point, one pair after the other, of words in Chinese characters; each character of a word once. */
function characterPairs({ size, bytes, texts }: WordList, words: Uint32Array): Uint32Array {
  const pairs: number[] = []
  const han = scriptCode('han')
  const decoder = new TextDecoder()
  for (let number = 0; number < size; number++) {
    const text = texts[words[number] ?? 0] ?? 0
    if (((bytes[text] ?? 0) & 31) !== han) continue
    const { at, end } = keyAt(bytes, text)
    for (const char of new Set(decoder.decode(bytes.subarray(at, end))))
      pairs.push(number, char.codePointAt(0) ?? 0)
  }
  return Uint32Array.from(pairs)
}
