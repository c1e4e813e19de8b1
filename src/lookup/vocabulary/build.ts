import type { NameForm } from '#matching/names.ts'
import type { Vocabulary, VocabularySections } from './vocabulary.ts'

/** Forms of equal keys are one word, as the first of them was given. The same set makes the same bytes. */
export function buildVocabulary(forms: Iterable<NameForm>): Vocabulary {
  throw new Error(`not yet: ${[...forms].length}`)
}

/** From a memory without copying; from sections by copying them into a memory of its own. */
export function openVocabulary(from: WebAssembly.Memory | VocabularySections): Vocabulary {
  throw new Error(`not yet: ${typeof from}`)
}
