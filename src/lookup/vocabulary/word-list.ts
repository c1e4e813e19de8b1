import { assert } from '#kernel/assert.ts'
import type { NameForm } from '#matching/names.ts'
import { MOST_FORM_BYTES, writeSounding, writeText } from './form-bytes.ts'
import { packSkeleton } from './layout.ts'

/** The words of a vocabulary to be, each once, in bytes: there are millions. */
export interface WordList {
  add(form: NameForm): void
  readonly size: number
  /** Texts and soundings; words are numbered in the order of adding. */
  readonly bytes: Uint8Array
  /** Where in `bytes` a word's text begins, its sounding begins, and that ends. */
  readonly texts: Uint32Array
  readonly soundings: Uint32Array
  readonly ends: Uint32Array
  /** Where a word's readings begin in the arrays of readings. */
  readonly readingStarts: Uint32Array
  /** Two numbers for each reading. */
  readonly skeletons: Uint32Array
  readonly classes: Uint32Array
}

/** What a reading counts as for rarity: its consonants, or where these say too little its letters. */
export const classOfReading = (skeleton: string, roman: string): number =>
  hashText(skeleton.length < 2 ? roman : skeleton)

/** FNV-1a, 30 bits. Two classes that collide count as one. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}

/** Of forms with equal keys the one with the longer, then the lesser text stays, whichever came first. */
export function createWordList(): WordList {
  let bytes = new Uint8Array(1 << 17)
  let end = 0
  let texts = new Uint32Array(1024)
  let soundings = new Uint32Array(1024)
  let ends = new Uint32Array(1024)
  let readingStarts = new Uint32Array(1025)
  let skeletons = new Uint32Array(2048)
  let classes = new Uint32Array(1024)
  let size = 0
  let readings = 0
  /** Word number and one, by hash of the key. */
  let places = new Uint32Array(2048)
  const packed = new Uint32Array(2)

  const keyOf = (start: number): { readonly from: number; readonly to: number } => {
    const first = bytes[start + 3] ?? 0
    const from = start + (first < 128 ? 4 : 5)
    return { from, to: from + (first < 128 ? first : (first & 127) | ((bytes[start + 4] ?? 0) << 7)) }
  }

  const hashAt = (start: number): number => {
    const { from, to } = keyOf(start)
    let hash = 0x811c9dc5 ^ ((bytes[start] ?? 0) & 31)
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    return (hash ^ (hash >>> 15)) >>> 0
  }

  const hasSameKey = (one: number, other: number): boolean => {
    const a = keyOf(one)
    const b = keyOf(other)
    if (a.to - a.from !== b.to - b.from) return false
    if ((((bytes[one] ?? 0) ^ (bytes[other] ?? 0)) & 31) !== 0) return false
    for (let at = 0; at < a.to - a.from; at++) if (bytes[a.from + at] !== bytes[b.from + at]) return false
    return true
  }

  const placeOf = (start: number): number => {
    const mask = places.length - 1
    let place = hashAt(start) & mask
    for (;;) {
      const word = places[place] ?? 0
      if (word === 0 || hasSameKey(texts[word - 1] ?? 0, start)) return place
      place = (place + 1) & mask
    }
  }

  const growPlaces = (): void => {
    places = new Uint32Array(places.length * 2)
    for (let word = 0; word < size; word++) places[placeOf(texts[word] ?? 0)] = word + 1
  }

  /** Whether what stands at the end is to take the word's place. */
  const isPreferred = (textEnd: number, soundingEnd: number, word: number): boolean => {
    const from = texts[word] ?? 0
    const length = (soundings[word] ?? 0) - from
    if (textEnd - end !== length) return textEnd - end > length
    for (let at = 0; at < soundingEnd - end; at++) {
      const difference = (bytes[end + at] ?? 0) - (bytes[from + at] ?? 0)
      if (difference !== 0) return difference < 0
    }
    return false
  }

  const addReadings = (form: NameForm): number => {
    const first = readings
    for (const { skeleton, roman } of form.readings) {
      skeletons = withRoom(skeletons, readings * 2 + 2)
      classes = withRoom(classes, readings + 1)
      packSkeleton(skeleton, packed)
      skeletons.set(packed, readings * 2)
      classes[readings++] = classOfReading(skeleton, roman)
    }
    return first
  }

  const list = {
    add(form: NameForm): void {
      if (bytes.length < end + MOST_FORM_BYTES) {
        const grown = new Uint8Array(Math.ceil(bytes.length * 1.5) + MOST_FORM_BYTES)
        grown.set(bytes)
        bytes = grown
      }
      const textEnd = writeText(form, bytes, end)
      const soundingEnd = writeSounding(form.readings, bytes, textEnd)
      assert(soundingEnd < 2 ** 31, 'a segment has a bounded vocabulary')
      const place = placeOf(end)
      const known = places[place] ?? 0
      if (known !== 0 && !isPreferred(textEnd, soundingEnd, known - 1)) return
      const word = known === 0 ? size++ : known - 1
      texts = withRoom(texts, size)
      soundings = withRoom(soundings, size)
      ends = withRoom(ends, size)
      readingStarts = withRoom(readingStarts, size + 1)
      texts[word] = end
      soundings[word] = textEnd
      ends[word] = soundingEnd
      readingStarts[word] = addReadings(form)
      places[place] = word + 1
      end = soundingEnd
      if (size * 2 > places.length) growPlaces()
    },
    get size() {
      return size
    },
    get bytes() {
      return bytes
    },
    get texts() {
      return texts
    },
    get soundings() {
      return soundings
    },
    get ends() {
      return ends
    },
    get readingStarts() {
      return readingStarts
    },
    get skeletons() {
      return skeletons
    },
    get classes() {
      return classes
    },
  }
  return list
}

function withRoom(array: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  if (array.length >= least) return array
  const grown = new Uint32Array(Math.ceil(least * 1.5))
  grown.set(array)
  return grown
}
