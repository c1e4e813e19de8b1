import type { NameForm } from '#matching/names.ts'
import { createVocabulary } from '../vocabulary.ts'

export interface NearWords {
  readonly count: number
  readonly words: Uint32Array
  readonly similarities: Float32Array
}

export interface Vocabulary {
  readonly size: number
  find(key: string): number
  formOf(word: number): NameForm
  classOf(word: number): number
  readonly classCount: number
  classesOf(form: NameForm): readonly number[]
  classWeights(weights: Uint32Array): Uint32Array
  near(form: NameForm, least: number): NearWords
  readonly sections: VocabularySections
}

export interface VocabularySections {
  readonly vocabulary: Uint8Array<SharedArrayBuffer>
}

export function buildVocabulary(forms: Iterable<NameForm>): Vocabulary {
  const unique = new Map<string, NameForm>()
  for (const form of forms) if (!unique.has(form.key)) unique.set(form.key, form)
  const sorted = [...unique.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const bytes = new TextEncoder().encode(
    JSON.stringify(sorted, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value)),
  )
  const vocabulary = new Uint8Array(new SharedArrayBuffer(bytes.length))
  vocabulary.set(bytes)
  return openVocabulary({ vocabulary })
}

const classKeys = (form: NameForm): readonly string[] =>
  form.readings.map(({ skeleton, roman }) => (skeleton.length < 2 ? roman : skeleton))

export function openVocabulary(sections: VocabularySections): Vocabulary {
  const forms: NameForm[] = JSON.parse(new TextDecoder().decode(sections.vocabulary.slice()), (key, value) =>
    key === 'codes' ? Uint8Array.from(value as number[]) : value,
  )
  const numbers = new Map(forms.map((form, at) => [form.key, at]))
  const old = createVocabulary()
  forms.forEach((form, at) => old.link(form, at))
  const classes = new Map<string, number>()
  for (const form of forms) for (const key of classKeys(form)) if (!classes.has(key)) classes.set(key, classes.size)
  const classesOf = (form: NameForm) => classKeys(form).map((key) => classes.get(key) ?? -1)
  return {
    size: forms.length,
    find: (key) => numbers.get(key) ?? -1,
    formOf: (word) => forms[word] as NameForm,
    classOf: (word) => classesOf(forms[word] as NameForm)[0] as number,
    classCount: classes.size,
    classesOf,
    classWeights(weights) {
      const out = new Uint32Array(classes.size)
      forms.forEach((form, at) => {
        for (const one of new Set(classesOf(form))) out[one] = (out[one] ?? 0) + (weights[at] ?? 0)
      })
      return out
    },
    near(form, least) {
      const found = old.near(form, least)
      return {
        count: found.length,
        words: Uint32Array.from(found, ({ word }) => numbers.get(word.form.key) ?? 0),
        similarities: Float32Array.from(found, ({ similarity }) => similarity),
      }
    },
    sections,
  }
}
