import { assert } from '#kernel/assert.ts'
import type { NameForm } from '#matching/names.ts'
import { formSimilarity } from '#matching/similarity.ts'
import { createSoundStore } from './sound-store.ts'

/** A part that some name of the index holds, and the names that hold it. */
export interface Word {
  readonly form: NameForm
  /** Name slots, a name once however often it says the word. */
  readonly names: number[]
  /** A small number, used again when the word is forgotten. */
  readonly id: number
}

export interface NearWord {
  readonly word: Word
  readonly similarity: number
}

/**
 * The words of all names, found again by how their consonants sound: skeletons that are equal, that lack or have one
 * consonant more, or that have one exchanged (symmetric deletion). Blocks are keyed by a hash, so they hold no text.
 */
export interface Vocabulary {
  /** Adds the name to the word, which is made when new. */
  link(form: NameForm, name: number): Word
  /** Takes the name off the word, which is forgotten with its last name. */
  unlink(word: Word, name: number): void
  find(key: string): Word | undefined
  /** Words at least so like the form, each once, most alike first. */
  near(form: NameForm, least: number): readonly NearWord[]
  /** How many names hold a word of the same sound class. */
  classCount(form: NameForm): number
  readonly wordCount: number
}

export function createVocabulary(): Vocabulary {
  const words = new Map<string, Word>()
  const byId: (Word | undefined)[] = []
  const freeIds: number[] = []
  const sounds = createSoundStore()
  /** Ids of words. */
  const blocks = new Map<number, number[]>()
  const classes = new Map<number, number>()
  /** The last question that met each word, so that each question meets it once. */
  let metBy = new Uint32Array(1024)
  let questions = 0

  const meet = (form: NameForm, found: number[]): void => {
    questions = (questions + 1) >>> 0
    if (questions === 0) metBy.fill(0)
    const addBlock = (key: number, begins = 0): void => {
      const block = blocks.get(key)
      // A block's size depends on what the index holds, never on the order in which it came.
      if (block === undefined || block.length > LARGEST_BLOCK) return
      for (let at = 0; at < block.length; at++) {
        const id = block[at] ?? 0
        if (metBy[id] === questions || (begins !== 0 && !sounds.begins(id, begins))) continue
        metBy[id] = questions
        found.push(id)
      }
    }
    if (form.script === 'han') for (const char of form.key.slice(4)) addBlock(hashText(char, CHARACTER))
    for (const { skeleton, roman } of form.readings) {
      addBlock(hashText(skeleton, WHOLE))
      addBlock(hashText(skeleton, LESS_ONE))
      if (skeleton.length <= LEAST_SKELETON) continue
      // Three consonants with one exchanged are mostly another word: then the first letter must agree.
      const begins = skeleton.length === LEAST_SKELETON + 1 ? roman.charCodeAt(0) : 0
      for (const shorter of lessOne(skeleton)) {
        addBlock(hashText(shorter, WHOLE))
        addBlock(hashText(shorter, LESS_ONE), begins)
      }
    }
  }

  /** What was found for words of the index, until the words change. Most parts that are asked about are such words. */
  const nearKnown = new Map<string, readonly NearWord[]>()
  let nearKept = 0
  const forgetNear = (): void => {
    nearKnown.clear()
    nearKept = 0
  }

  const wordAt = (id: number): Word => {
    const word = byId[id]
    assert(word !== undefined, 'blocks lead to words that are held')
    return word
  }

  const nearWords = (form: NameForm, least: number, same: Word | undefined): readonly NearWord[] => {
    const met: number[] = []
    meet(form, met)
    const near: NearWord[] = []
    for (const id of met) {
      const similarity =
        id === same?.id
          ? 1
          : form.script === 'han'
            ? formSimilarity(form, wordAt(id).form, least)
            : sounds.similarity(form, id, least)
      if (similarity >= least) near.push({ word: wordAt(id), similarity })
    }
    return near.sort(
      (one, other) =>
        other.similarity - one.similarity || compareText(one.word.form.key, other.word.form.key),
    )
  }

  return {
    link(form, name) {
      let word = words.get(form.key)
      if (word === undefined) {
        const id = freeIds.pop() ?? byId.length
        word = { form, names: [], id }
        words.set(form.key, word)
        byId[id] = word
        forgetNear()
        sounds.put(id, form)
        if (id >= metBy.length) metBy = resized(metBy, id + 1)
        for (const key of blockKeys(form)) push(blocks, key, id)
      }
      word.names.push(name)
      for (const key of classKeys(form)) classes.set(key, (classes.get(key) ?? 0) + 1)
      return word
    },
    unlink(word, name) {
      drop(word.names, name)
      for (const key of classKeys(word.form)) {
        const left = (classes.get(key) ?? 0) - 1
        if (left > 0) classes.set(key, left)
        else classes.delete(key)
      }
      if (word.names.length > 0) return
      words.delete(word.form.key)
      for (const key of blockKeys(word.form)) {
        const block = blocks.get(key)
        assert(block !== undefined, 'a word that is held is in its blocks')
        drop(block, word.id)
        if (block.length === 0) blocks.delete(key)
      }
      forgetNear()
      sounds.remove(word.id)
      byId[word.id] = undefined
      freeIds.push(word.id)
    },
    find: (key) => words.get(key),
    near(form, least) {
      const same = words.get(form.key)
      if (same === undefined || !readsAlike(form, same.form)) return nearWords(form, least, same)
      const key = `${same.id} ${least}`
      const known = nearKnown.get(key)
      if (known !== undefined) return known
      // Of the word's own form: what was asked is never kept.
      const near = nearWords(same.form, least, same)
      if (nearKept + near.length > MOST_NEAR_KEPT) forgetNear()
      nearKept += near.length
      nearKnown.set(key, near)
      return near
    },
    classCount(form) {
      let most = 0
      for (const key of classKeys(form)) most = Math.max(most, classes.get(key) ?? 0)
      return most
    },
    get wordCount() {
      return words.size
    },
  }
}

const LARGEST_BLOCK = 6000
/** Some 30 bytes each. */
const MOST_NEAR_KEPT = 200_000
/** Below this a skeleton with a consonant less would be in everyone's block. */
const LEAST_SKELETON = 2

/** Kinds of block. */
const WHOLE = 1
const LESS_ONE = 4
const CHARACTER = 7

function blockKeys(form: NameForm): ReadonlySet<number> {
  const keys = new Set<number>()
  // Characters find characters; the reading finds what other scripts wrote.
  if (form.script === 'han') for (const char of form.key.slice(4)) keys.add(hashText(char, CHARACTER))
  for (const { skeleton } of form.readings) {
    keys.add(hashText(skeleton, WHOLE))
    if (skeleton.length <= LEAST_SKELETON) continue
    for (const shorter of lessOne(skeleton)) keys.add(hashText(shorter, LESS_ONE))
  }
  return keys
}

const lessOne = (skeleton: string): readonly string[] =>
  Array.from(skeleton, (_, at) => skeleton.slice(0, at) + skeleton.slice(at + 1))

/** Equal keys may still be read differently: `ç` is a `c`, and is sounded otherwise. */
const readsAlike = (one: NameForm, other: NameForm): boolean =>
  one.readings.length === other.readings.length &&
  one.readings.every((reading, at) => reading.roman === other.readings[at]?.roman)

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function resized(from: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(Math.ceil(least * 1.5))
  into.set(from)
  return into
}

function classKeys(form: NameForm): ReadonlySet<number> {
  const keys = new Set<number>()
  for (const { skeleton, roman } of form.readings.slice(0, 1))
    keys.add(hashText(skeleton.length < 2 ? roman : skeleton, 2))
  return keys
}

/** FNV-1a, 30 bits: a key of a Map that is a small whole number. A collision costs a comparison, never an answer. */
export function hashText(text: string, kind: number): number {
  let hash = 0x811c9dc5 ^ kind
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}

export function push<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Removes one value; the last takes its place. */
export function drop<T>(list: T[], value: T): void {
  const at = list.indexOf(value)
  assert(at >= 0, 'what is dropped was held')
  const last = list.pop()
  if (at < list.length && last !== undefined) list[at] = last
}
