import { assert } from '#kernel/assert.ts'
import { measures, vowelCount } from '#matching/distance.ts'
import type { Script, NameForm, WritingSystem } from '#matching/names.ts'
import { soundSimilarity } from '#matching/similarity.ts'

/**
 * How the words of an index sound, in one row of bytes: a check compares with thousands of them, and words spread over
 * the heap would cost it a wait for memory each.
 */
export interface SoundStore {
  put(word: number, form: NameForm): void
  /** Overwrites it, so that nothing of the word stays. */
  remove(word: number): void
  /** `soundSimilarity` of the form and the word. */
  similarity(form: NameForm, word: number, least: number): number
  /** Whether a reading of the word begins with the letter. */
  begins(word: number, letter: number): boolean
}

/**
 * A word: count of readings, script, writing system; then for each reading the count of its sounds, that of the vowels
 * among them, its first letter, and the sounds.
 */
export function createSoundStore(): SoundStore {
  let bytes = new Uint8Array(1 << 16)
  let end = 0
  let places = new Uint32Array(1024)
  /** Places left by removed words, by size. */
  const free = new Map<number, number[]>()

  const makeRoom = (size: number): number => {
    const used = free.get(size)?.pop()
    if (used !== undefined) return used
    const place = end
    end += size
    if (end > bytes.length) {
      const grown = new Uint8Array(Math.ceil(end * 1.5))
      grown.set(bytes)
      bytes = grown
    }
    return place
  }

  const sizeAt = (place: number): number => {
    let at = place + HEAD
    for (let left = bytes[place] ?? 0; left > 0; left--) at += READING_HEAD + (bytes[at] ?? 0)
    return roundUp(at - place)
  }

  /** One word at a time is looked at through these, which are made once. */
  const views: SoundsView[] = []
  const spoken: { script: Script; system: WritingSystem; readings: SoundsView[] }[] = []
  const spokenAt = (place: number): (typeof spoken)[number] | undefined => {
    const count = bytes[place] ?? 0
    for (let more = spoken.length; more <= count; more++) {
      if (more > 0) views.push({ codes: bytes, from: 0, length: 0, mass: 0, bones: 0 })
      spoken.push({ script: 'other', system: 'alphabet', readings: views.slice(0, more) })
    }
    const word = spoken[count]
    if (word === undefined) return undefined
    word.script = SCRIPTS[bytes[place + 1] ?? 0] ?? 'other'
    word.system = SYSTEMS[bytes[place + 2] ?? 0] ?? 'alphabet'
    let at = place + HEAD
    for (let turn = 0; turn < count; turn++) {
      const view = views[turn]
      const length = bytes[at] ?? 0
      if (view === undefined) return undefined
      view.codes = bytes
      view.from = at + READING_HEAD
      view.length = length
      const { mass, bones } = measures(length, bytes[at + 1] ?? 0)
      view.mass = mass
      view.bones = bones
      at += READING_HEAD + length
    }
    return word
  }

  return {
    put(word, form) {
      const { readings } = form
      assert(readings.length < 256, 'a part has few readings')
      const size = readings.reduce((sum, { length }) => sum + READING_HEAD + length, HEAD)
      const place = makeRoom(roundUp(size))
      if (word >= places.length) {
        const grown = new Uint32Array(Math.ceil((word + 1) * 1.5))
        grown.set(places)
        places = grown
      }
      places[word] = place
      bytes[place] = readings.length
      bytes[place + 1] = SCRIPTS.indexOf(form.script)
      bytes[place + 2] = SYSTEMS.indexOf(form.system)
      let at = place + HEAD
      for (const { codes, length, roman } of readings) {
        bytes[at] = length
        bytes[at + 1] = vowelCount(codes, length)
        bytes[at + 2] = roman.charCodeAt(0)
        bytes.set(codes, at + READING_HEAD)
        at += READING_HEAD + length
      }
    },
    remove(word) {
      const place = places[word] ?? 0
      const size = sizeAt(place)
      bytes.fill(0, place, place + size)
      const list = free.get(size)
      if (list === undefined) free.set(size, [place])
      else list.push(place)
    },
    similarity(form, word, least) {
      const other = spokenAt(places[word] ?? 0)
      return other === undefined ? 0 : soundSimilarity(form, other, least)
    },
    begins(word, letter) {
      const place = places[word] ?? 0
      let at = place + HEAD
      for (let left = bytes[place] ?? 0; left > 0; left--) {
        if (bytes[at + 2] === letter) return true
        at += READING_HEAD + (bytes[at] ?? 0)
      }
      return false
    },
  }
}

interface SoundsView {
  codes: Uint8Array
  from: number
  length: number
  mass: number
  bones: number
}

const HEAD = 3
const READING_HEAD = 3
/** Few sizes, so that a place left is soon used again. */
const roundUp = (size: number): number => Math.ceil(size / 8) * 8

const SCRIPTS: readonly Script[] = [
  'latin',
  'cyrillic',
  'greek',
  'arabic',
  'hebrew',
  'han',
  'hangul',
  'kana',
  'devanagari',
  'armenian',
  'georgian',
  'thai',
  'ethiopic',
  'other',
]
const SYSTEMS: readonly WritingSystem[] = ['alphabet', 'syllabary', 'consonants']
