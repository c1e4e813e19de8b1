import { fromUtf8, utf8 } from '#kernel/bytes.ts'
import type { NameForm } from '#matching/names.ts'
import { createVocabulary, hashText } from '../vocabulary.ts'
import type { Vocabulary, VocabularySections } from './vocabulary.ts'

const PAGE = 65_536

/** Forms of equal keys are one word, as the first of them was given. The same set makes the same bytes. */
export function buildVocabulary(forms: Iterable<NameForm>): Vocabulary {
  const byKey = new Map<string, NameForm>()
  for (const form of forms) if (!byKey.has(form.key)) byKey.set(form.key, form)
  const sorted = [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1))
  const bytes = utf8(
    JSON.stringify(
      sorted.map((form) => ({
        ...form,
        readings: form.readings.map((reading) => ({ ...reading, codes: [...reading.codes] })),
      })),
    ),
  )
  const pages = Math.ceil((bytes.length + 4) / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  new DataView(memory.buffer).setUint32(0, bytes.length)
  new Uint8Array(memory.buffer).set(bytes, 4)
  return openVocabulary(memory)
}

/** From a memory without copying; from sections by copying them into a memory of its own. */
export function openVocabulary(from: WebAssembly.Memory | VocabularySections): Vocabulary {
  if (!(from instanceof WebAssembly.Memory)) {
    const pages = Math.ceil(from.vocabulary.length / PAGE)
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
    new Uint8Array(memory.buffer).set(from.vocabulary)
    return openVocabulary(memory)
  }
  const buffer = from.buffer as unknown as SharedArrayBuffer
  const length = new DataView(buffer).getUint32(0)
  const sections = { vocabulary: new Uint8Array(buffer, 0, length + 4) }
  const read = JSON.parse(fromUtf8(Uint8Array.from(sections.vocabulary.subarray(4)))) as NameForm[]
  const forms = read.map((form) => ({
    ...form,
    readings: form.readings.map((reading) => ({ ...reading, codes: Uint8Array.from(reading.codes) })),
  }))
  const numbers = new Map(forms.map((form, at) => [form.key, at]))
  const old = createVocabulary()
  const classes = new Map<number, number>()
  forms.forEach((form, at) => {
    old.link(form, at)
    for (const key of classKeys(form)) if (!classes.has(key)) classes.set(key, classes.size)
  })
  const formAt = (word: number): NameForm => {
    const form = forms[word]
    if (form === undefined) throw new RangeError('no such word')
    return form
  }
  const classesOf = (form: NameForm): readonly number[] =>
    classKeys(form).map((key) => classes.get(key) ?? -1)
  return {
    size: forms.length,
    find: (key) => numbers.get(key) ?? -1,
    formOf: formAt,
    classOf: (word) => classesOf(formAt(word))[0] ?? -1,
    classCount: classes.size,
    classesOf,
    classWeights(weights) {
      const sums = new Uint32Array(classes.size)
      forms.forEach((form, at) => {
        for (const one of new Set(classesOf(form))) sums[one] = (sums[one] ?? 0) + (weights[at] ?? 0)
      })
      return sums
    },
    near(form, least) {
      const near = old.near(form, least)
      return {
        count: near.length,
        words: Uint32Array.from(near, ({ word }) => word.names[0] ?? 0),
        similarities: Float32Array.from(near, ({ similarity }) => similarity),
      }
    },
    memory: from,
    sections,
  }
}

const classKeys = (form: NameForm): readonly number[] =>
  form.readings.map(({ skeleton, roman }) => hashText(skeleton.length < 2 ? roman : skeleton, 2))
