/**
 * What it costs to find the words that sound like an asked part, in vocabularies of two sizes:
 *
 *   npm run bench -- vocabulary [--words 300000,1850000] [--parts 1000]
 *
 * Beside it, in the same run, the comparison with every word by `formSimilarity`, which also says how many of all words so
 * alike were found. Invented words; time of this thread's processor, the best of several rounds where it says so.
 */
import { parseArgs } from 'node:util'
import { buildVocabulary } from '#lookup/vocabulary/build.ts'
import type { Vocabulary } from '#lookup/vocabulary/vocabulary.ts'
import { parseName } from '#matching/names.ts'
import type { NameForm } from '#matching/names.ts'
import { formSimilarity } from '#matching/similarity.ts'

const LEAST = 0.68
const ROUNDS = 5

export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      words: { type: 'string', default: '300000,1850000' },
      parts: { type: 'string', default: '1000' },
    },
  })
  for (const size of values.words.split(',')) measure(Number(size), Number(values.parts))
}

function measure(size: number, partCount: number): void {
  const random = randomFrom(20_260_102)
  const words = inventedWords(size, random)
  const forms = words.flatMap((word) => formsOf(word))
  const started = cpuMs()
  const vocabulary = buildVocabulary(forms)
  const built = cpuMs() - started
  const bytes = vocabulary.sections.vocabulary.length
  console.log(
    `${vocabulary.size} words: built in ${(built / 1000).toFixed(2)} s of one core, ${(bytes / vocabulary.size).toFixed(0)} bytes a word`,
  )
  const asked = Array.from({ length: partCount }, () => {
    const word = words[Math.floor(random() * words.length)] ?? ''
    return { form: formsOf(damaged(word, random))[0], meant: `latin:${word}` }
  }).flatMap(({ form, meant }) => (form === undefined ? [] : [{ form, meant }]))
  report('  asked with one wrong letter', vocabulary, asked)
  compareWithAll(vocabulary, forms, asked.slice(0, 30))
  report(
    '  asked as written',
    vocabulary,
    asked.flatMap(({ meant }) => {
      const word = vocabulary.find(meant)
      return word < 0 ? [] : [{ form: vocabulary.formOf(word), meant }]
    }),
  )
}

/** The peer: every word is compared. */
function compareWithAll(vocabulary: Vocabulary, forms: readonly NameForm[], asked: readonly Asked[]): void {
  let all = 0
  let found = 0
  let spent = 0
  for (const { form } of asked) {
    const before = cpuMs()
    const alike = forms.filter((other) => formSimilarity(form, other, LEAST) > 0)
    spent += cpuMs() - before
    const { count, words } = vocabulary.near(form, LEAST)
    const near = new Set(words.subarray(0, count))
    all += alike.length
    found += alike.filter((other) => near.has(vocabulary.find(other.key))).length
  }
  console.log(
    `  peer, comparing with every word: cpu ${((spent / asked.length) * 1000).toFixed(0)} µs a part; ` +
      `of the words it says are so alike ${((100 * found) / all).toFixed(1)} % were found`,
  )
}

interface Asked {
  readonly form: NameForm
  readonly meant: string
}

function report(what: string, vocabulary: Vocabulary, asked: readonly Asked[]): void {
  const best = new Float64Array(asked.length).fill(Number.POSITIVE_INFINITY)
  const rounds: number[] = []
  let found = 0
  let answers = 0
  for (let round = 0; round < ROUNDS; round++) {
    const before = cpuMs()
    asked.forEach(({ form, meant }, at) => {
      const start = performance.now()
      const near = vocabulary.near(form, LEAST)
      best[at] = Math.min(best[at] ?? 0, performance.now() - start)
      if (round > 0) return
      answers += near.count
      if (near.words.subarray(0, near.count).includes(vocabulary.find(meant))) found++
    })
    rounds.push(((cpuMs() - before) / asked.length) * 1000)
  }
  const sorted = best.sort()
  const at = (share: number): string =>
    ((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1000).toFixed(0)
  console.log(
    `${what}: cpu ${Math.min(...rounds).toFixed(0)} µs a part (best of ${ROUNDS} rounds), ` +
      `wall p50 ${at(0.5)} p90 ${at(0.9)} p99 ${at(0.99)} µs; ${(answers / asked.length).toFixed(0)} words near, ` +
      `the meant one among them ${((100 * found) / asked.length).toFixed(1)} %`,
  )
}

const formsOf = (text: string): readonly NameForm[] => parseName(text).parts.map((part) => part.form)

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Words of two to five syllables, common syllables more often, as names are. */
function inventedWords(count: number, random: () => number): readonly string[] {
  const words = new Set<string>()
  const pick = (from: readonly string[]): string => from[Math.floor(random() ** 1.7 * from.length)] ?? ''
  while (words.size < count) {
    let word = ''
    for (let left = 2 + Math.floor(random() ** 1.5 * 4); left > 0; left--)
      word += pick(ONSETS) + pick(VOWELS) + (random() < 0.35 ? pick(CODAS) : '')
    words.add(word)
  }
  return [...words]
}

const ONSETS = 'm n r l s k t d b h sh v g z p j f ch y kh th w gh tr st br kr dr gr pl'.split(' ')
const VOWELS = 'a i e o u aa ei ou ia io'.split(' ')
const CODAS = 'n r s l m d t k h f v nd rt st ng'.split(' ')

function damaged(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length)
  const letter = String.fromCharCode(97 + Math.floor(random() * 26))
  const kind = random()
  if (kind < 0.5) return word.slice(0, at) + letter + word.slice(at + 1)
  return kind < 0.75 ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + letter + word.slice(at)
}

/** Mulberry32: the same words in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
