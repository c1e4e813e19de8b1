import { trigramsOf } from './trigrams.ts'

/** A peer: names by their trigrams, scored as pg_trgm's `similarity` does, in lists as lean as its GIN index. */
export interface TrigramIndex {
  /** The numbers of names at least so alike, most alike first. */
  find(name: string, least: number, limit: number): readonly number[]
  readonly bytes: number
}

export function trigramIndex(names: readonly string[]): TrigramIndex {
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const sizes = new Uint8Array(names.length)
  const folded = (name: string): string => name.toLowerCase().replaceAll('-', ' ')
  names.forEach((name, at) => {
    const grams = trigramsOf(folded(name))
    sizes[at] = grams.size
    for (const gram of grams) {
      const number = numbers.get(gram) ?? numbers.size
      numbers.set(gram, number)
      counts[number] = (counts[number] ?? 0) + 1
    }
  })
  const starts = new Uint32Array(counts.length + 1)
  counts.forEach((count, at) => {
    starts[at + 1] = (starts[at] ?? 0) + count
  })
  const next = starts.slice()
  const postings = new Uint32Array(starts.at(-1) ?? 0)
  names.forEach((name, at) => {
    for (const gram of trigramsOf(folded(name))) {
      const number = numbers.get(gram) ?? 0
      const place = next[number] ?? 0
      postings[place] = at
      next[number] = place + 1
    }
  })
  const shared = new Uint8Array(names.length)
  return {
    bytes: postings.byteLength + starts.byteLength + sizes.byteLength,
    find(name, least, limit) {
      const asked = trigramsOf(folded(name))
      const touched: number[] = []
      for (const gram of asked) {
        const number = numbers.get(gram)
        if (number === undefined) continue
        for (let at = starts[number] ?? 0; at < (starts[number + 1] ?? 0); at++) {
          const found = postings[at] ?? 0
          if (shared[found] === 0) touched.push(found)
          shared[found] = (shared[found] ?? 0) + 1
        }
      }
      const alike: { readonly found: number; readonly similarity: number }[] = []
      for (const found of touched) {
        const both = shared[found] ?? 0
        const similarity = both / (asked.size + (sizes[found] ?? 0) - both)
        shared[found] = 0
        if (similarity >= least) alike.push({ found, similarity })
      }
      return alike
        .sort((one, other) => other.similarity - one.similarity)
        .slice(0, limit)
        .map(({ found }) => found)
    },
  }
}
