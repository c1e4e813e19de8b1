import { assert } from '#kernel/assert.ts'
import { utf8 } from '#kernel/bytes.ts'
import { keysByEnding } from '#matching/endings.ts'
import { equivalentKeys } from '#matching/equivalents.ts'
import type { NameForm } from '#matching/names.ts'
import { formSimilarity, readingBetween } from '#matching/similarity.ts'
import {
  kernelOn,
  MOST_CHARS,
  MOST_KEY_BYTES,
  MOST_READINGS,
  MOST_SOUNDS,
  ROOM,
  writeCosts,
} from './kernel.ts'
import type { Kernel } from './kernel.ts'
import {
  HEADER,
  kindFrom,
  MAGIC,
  MOST_PAGES,
  packSkeleton,
  PAGE_BYTES,
  scriptCode,
  VERSION,
} from './layout.ts'
import { readForm } from './form-bytes.ts'
import type { NearWords, Vocabulary, VocabularySections } from './vocabulary.ts'
import { classOfReading } from './word-list.ts'

/** From a memory without copying, for one thread; from sections by copying them into a memory of its own. */
export function openVocabulary(from: WebAssembly.Memory | VocabularySections): Vocabulary {
  if (!(from instanceof WebAssembly.Memory)) {
    const pages = Math.ceil(from.vocabulary.length / PAGE_BYTES)
    const memory = new WebAssembly.Memory({ initial: pages, maximum: MOST_PAGES, shared: true })
    new Uint8Array(memory.buffer).set(from.vocabulary)
    return openVocabulary(memory)
  }
  const memory = from
  const header = new Uint32Array(memory.buffer, 0, Object.keys(HEADER).length)
  const field = (name: keyof typeof HEADER): number => header[HEADER[name]] ?? 0
  assert(
    field('magic') === MAGIC && field('version') === VERSION,
    'the memory holds a vocabulary of this form',
  )
  assert(field('end') <= memory.buffer.byteLength, 'a vocabulary is whole')
  const numbers = (name: keyof typeof HEADER, count: number): Uint32Array =>
    new Uint32Array(memory.buffer, field(name), count)
  const size = field('size')
  const classCount = field('classes')
  const bytes = new Uint8Array(memory.buffer)
  const textStarts = numbers('textStarts', size + 1)
  const wordClasses = numbers('wordClasses', size)
  const classHashes = numbers('classHashes', classCount)
  const moreClasses = numbers('moreClasses', field('moreClassCount') * 2)
  const sections = { vocabulary: new Uint8Array(sharedBuffer(memory), 0, field('end')) }
  const { ask, kernel, writeKey } = createQuestions(memory)

  /** The forms last asked for, and those before them. */
  let known = new Map<number, NameForm>()
  let knownBefore = new Map<number, NameForm>()

  const find = (key: string): number => {
    const colon = key.indexOf(':')
    const script = scriptCode(key.slice(0, colon))
    if (colon < 0 || script === undefined) return -1
    const length = writeKey(key, colon + 1)
    return length < 0 ? -1 : kernel.find(script, length)
  }

  const formOf = (word: number): NameForm => {
    assert(word >= 0 && word < size, 'a word of the vocabulary')
    const start = field('text') + (textStarts[word] ?? 0)
    const end = field('text') + (textStarts[word + 1] ?? 0)
    const form = known.get(word) ?? knownBefore.get(word) ?? readForm(bytes, start, end)
    if (known.size >= FORMS_KEPT) {
      knownBefore = known
      known = new Map()
    }
    known.set(word, form)
    return form
  }

  /** Words that are no spelling of the asked one but are borne for it, by their number. */
  const toldOf = (form: NameForm, least: number): ReadonlyMap<number, number> => {
    const told = new Map<number, number>()
    for (const key of [...equivalentKeys(form), ...keysByEnding(form)]) {
      const word = find(key)
      const similarity = word < 0 ? 0 : formSimilarity(form, formOf(word), least)
      if (similarity > 0) told.set(word, similarity)
    }
    return told
  }

  return {
    size,
    find,
    formOf,
    classOf(word) {
      assert(word >= 0 && word < size, 'a word of the vocabulary')
      return wordClasses[word] ?? 0
    },
    classCount,
    classesOf: (form) =>
      form.readings.map(({ skeleton, roman }) => placeOf(classHashes, classOfReading(skeleton, roman))),
    classWeights(weights) {
      assert(weights.length >= size, 'each word has a weight')
      const sums = new Uint32Array(classCount)
      for (let word = 0; word < size; word++) {
        const one = wordClasses[word] ?? 0
        sums[one] = (sums[one] ?? 0) + (weights[word] ?? 0)
      }
      for (let at = 0; at < moreClasses.length; at += 2) {
        const one = moreClasses[at + 1] ?? 0
        sums[one] = (sums[one] ?? 0) + (weights[moreClasses[at] ?? 0] ?? 0)
      }
      return sums
    },
    near(form, least) {
      const near = ask(form, least, find(form.key))
      const told = toldOf(form, least)
      return told.size === 0 ? near : withTold(near, told)
    },
    memory,
    sections,
  }
}

const FORMS_KEPT = 4096

/** The same with words that were told of where their likeness puts them. */
function withTold(near: NearWords, told: ReadonlyMap<number, number>): NearWords {
  const rows: { readonly word: number; readonly similarity: number }[] = []
  for (let at = 0; at < near.count; at++) {
    const word = near.words[at] ?? 0
    if (!told.has(word)) rows.push({ word, similarity: near.similarities[at] ?? 0 })
  }
  for (const [word, similarity] of told) rows.push({ word, similarity: Math.fround(similarity) })
  rows.sort((one, other) => other.similarity - one.similarity || one.word - other.word)
  return {
    count: rows.length,
    words: Uint32Array.from(rows, ({ word }) => word),
    similarities: Float32Array.from(rows, ({ similarity }) => similarity),
  }
}

function sharedBuffer({ buffer }: WebAssembly.Memory): SharedArrayBuffer {
  assert(buffer instanceof SharedArrayBuffer, 'a vocabulary lies in shared memory')
  return buffer
}

/** Where a value stands, or -1. */
function placeOf(sorted: Uint32Array, value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return sorted[low] === value ? low : -1
}

interface Questions {
  readonly kernel: Kernel
  readonly ask: (form: NameForm, least: number, same: number) => NearWords
  /** Writes a key from a place on for `find`. Returns how many bytes, or -1 when they are too many. */
  readonly writeKey: (key: string, from: number) => number
}

/** Room of one's own at the end of the memory: threads that ask share nothing but what never changes. */
function createQuestions(memory: WebAssembly.Memory): Questions {
  const kernel = kernelOn(memory)
  const pages = Math.ceil(kernel.roomSize() / PAGE_BYTES)
  const room = memory.grow(pages) * PAGE_BYTES
  const answersAt = kernel.enter(room)
  const length = pages * PAGE_BYTES
  const bytes = new Uint8Array(memory.buffer, room, length)
  const numbers = new DataView(memory.buffer, room, length)
  const packed = new Uint32Array(2)
  writeCosts(bytes, numbers)
  numbers.setFloat64(ROOM.mostAcrossSame, 0.99, true)
  numbers.setFloat64(ROOM.mostAcross, 0.98, true)

  const writeForm = (form: NameForm): void => {
    const readings = form.readings.slice(0, MOST_READINGS)
    numbers.setUint32(ROOM.askedCount, readings.length, true)
    readings.forEach(({ codes, from, length: count, mass, bones, skeleton }, turn) => {
      assert(count < MOST_SOUNDS, 'a reading has few sounds')
      const at = ROOM.readings + turn * ROOM.readingSize
      bytes[at] = count
      numbers.setUint32(at + 4, mass, true)
      numbers.setUint32(at + 8, bones, true)
      packSkeleton(skeleton, packed)
      numbers.setUint32(at + 16, packed[0] ?? 0, true)
      numbers.setUint32(at + 20, packed[1] ?? 0, true)
      bytes.set(codes.subarray(from, from + count), at + ROOM.codes)
    })
    for (let kind = 0; kind < 128; kind++) bytes[ROOM.variants + kind] = variantOf(form, kind)
    const chars = form.script === 'han' ? [...form.key.slice('han:'.length)].slice(0, MOST_CHARS) : []
    numbers.setUint32(ROOM.chars, chars.length, true)
    chars.forEach((char, turn) =>
      numbers.setUint32(ROOM.charCodes + turn * 4, char.codePointAt(0) ?? 0, true),
    )
  }

  return {
    kernel,
    ask(form, least, same) {
      writeForm(form)
      numbers.setInt32(ROOM.same, same, true)
      numbers.setFloat64(ROOM.least, least, true)
      const count = kernel.near()
      const most = kernel.mostAnswers()
      return {
        count,
        words: new Uint32Array(memory.buffer, answersAt, count),
        similarities: new Float32Array(memory.buffer, answersAt + most * 4, count),
      }
    },
    writeKey(key, from) {
      const tail = key.length - from > MOST_KEY_BYTES ? undefined : utf8(key.slice(from))
      if (tail === undefined || tail.length > MOST_KEY_BYTES) return -1
      bytes.set(tail, ROOM.key)
      return tail.length
    },
  }
}

const UNCOMPARED = 255

/** How to compare with words of a kind: which costs, and whose sounds were read from consonants. */
function variantOf(form: NameForm, code: number): number {
  const kind = kindFrom(code)
  if (kind === undefined) return UNCOMPARED
  // Characters are compared with characters as such.
  if (form.script === 'han' && kind.script === 'han') return UNCOMPARED
  const reading = readingBetween(form, kind)
  if (reading === 'written') return 0
  if (reading === 'transcribed') return 1
  if (reading === 'syllabic') return 2
  return form.system === 'consonants' ? 3 : 4
}
