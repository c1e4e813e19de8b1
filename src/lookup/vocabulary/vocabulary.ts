import type { NameForm } from '#matching/names.ts'

/** What was found for one asked part: numbers of words and how alike they are (0..1), most alike first. */
export interface NearWords {
  readonly count: number
  /** Of which the first `count` hold. Good until the next question to the same vocabulary. */
  readonly words: Uint32Array
  readonly similarities: Float32Array
}

/**
 * The words of all names of a segment, each once, numbered in order of their keys. It never changes and lies in one
 * shared memory, on which threads work without copying.
 */
export interface Vocabulary {
  readonly size: number
  /** The number of the word with this key (`NameForm.key`), or -1. */
  find(key: string): number
  /** The form as it was given. */
  formOf(word: number): NameForm
  /** The class of sound of the word's plainest reading, 0 to `classCount - 1`. */
  classOf(word: number): number
  /** How many classes of sound the words have. */
  readonly classCount: number
  /** The class of each reading of a form, which need not be of the vocabulary; -1 where no word has it. */
  classesOf(form: NameForm): readonly number[]
  /** From a weight of each word the weight of each class: a word counts once for each class that it has a reading of. */
  classWeights(weights: Uint32Array): Uint32Array
  /**
   * Words at least so alike, each with `formSimilarity` of both: those that sound near, other forms of a given name, and a
   * surname's other ending where it is written in Latin letters. The work is bounded; so is the answer, most alike first.
   */
  near(form: NameForm, least: number): NearWords
  /** All that it is made of, and room to work in: can be posted to another thread and opened there. */
  readonly memory: WebAssembly.Memory
  /** The bytes that make it, for a snapshot: given back to `openVocabulary` they make the same. */
  readonly sections: VocabularySections
}

export interface VocabularySections {
  readonly vocabulary: Uint8Array<SharedArrayBuffer>
}
