/**
 * How often a name in another script leads to the Latin spelling of the same person or the same word, beside trigram
 * similarity over any-ascii in the same run. Full names are Hebrew and Korean; single words eight other pairs of scripts.
 *
 *   node bench/transcription.ts [--data FOLDER] [--full] [--alone] [--only full_hebrew]
 */
import anyAscii from 'any-ascii'
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createCheckIndex } from '#lookup/check-index.ts'
import { dataFolder } from './matching-data.ts'
import { trigramsOf } from './trigrams.ts'

export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      full: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  })
  const folder = new URL('translit/', dataFolder(values.data))
  if (!existsSync(folder)) {
    console.log('SKIPPED: the transcription pairs are not on this machine; give their folder with --data')
    return
  }
  console.log('set                    names   asked |  R@1   R@5  CPU ms |  trigram R@1   R@5')
  for (const name of SETS.filter((set) => set.startsWith(values.only))) {
    measureTranscription(new URL(`${name}.tsv`, folder), name, {
      asked: values.full ? Infinity : name.startsWith('full') ? 600 : 250,
      withPeer: !values.alone,
    })
  }
}

const SETS = [
  'full_hebrew',
  'full_korean',
  'tok_arabic',
  'tok_ar2en_google',
  'tok_hebrew',
  'tok_russian',
  'tok_katakana',
  'tok_japanese',
  'tok_korean',
  'tok_chinese',
]

interface Measure {
  /** How many questions, evenly spread over the file. */
  readonly asked: number
  readonly withPeer: boolean
}

function measureTranscription(file: URL, name: string, { asked, withPeer }: Measure): void {
  const { pairs, questions } = readPairs(file)
  const step = Math.max(1, questions.length / asked)
  const sample: string[] = []
  for (let at = 0; at < questions.length; at += step) sample.push(questions[Math.floor(at)] ?? '')
  const latin = [...new Set(pairs.map((pair) => pair.latin))]
  const accepted = new Map<string, Set<string>>()
  for (const pair of pairs)
    accepted.set(pair.native, (accepted.get(pair.native) ?? new Set()).add(pair.latin))
  const index = createCheckIndex()
  for (const text of latin) index.putPerson(text, { names: [{ text }], births: [], nationalities: [] })
  const ours = new Tally()
  const start = process.cpuUsage()
  for (const text of sample) {
    const { hits } = index.findPersons({ name: text }, { limit: 5 })
    ours.count(
      hits.map(({ id }) => id),
      accepted.get(text),
    )
  }
  const spent = process.cpuUsage(start)
  const milliseconds = (spent.user + spent.system) / 1000 / sample.length
  const line =
    `${name.padEnd(20)} ${String(latin.length).padStart(7)} ${String(sample.length).padStart(7)} |` +
    `${ours.text} ${milliseconds.toFixed(1).padStart(7)} |`
  if (!withPeer) return console.log(line)
  const peer = new Tally()
  const answer = trigramIndex(latin)
  for (const text of sample) peer.count(answer(text), accepted.get(text))
  console.log(`${line}      ${peer.text}`)
}

class Tally {
  #asked = 0
  #first = 0
  #five = 0

  count(found: readonly string[], accepted: ReadonlySet<string> | undefined): void {
    const at = found.findIndex((id) => accepted?.has(id))
    this.#asked++
    if (at === 0) this.#first++
    if (at >= 0) this.#five++
  }

  get text(): string {
    const share = (count: number): string => ((100 * count) / this.#asked).toFixed(1).padStart(6)
    return share(this.#first) + share(this.#five)
  }
}

interface Pair {
  readonly native: string
  readonly latin: string
}

/** Two layouts: `native latin query` for full names and `latin native count` for words; which, the first line tells. */
function readPairs(file: URL): { readonly pairs: readonly Pair[]; readonly questions: readonly string[] } {
  const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head.split('\t')
  const [native, latin, query] = ['native', 'latin', 'query'].map((column) => columns.indexOf(column))
  const cells = rows.map((row) => row.split('\t'))
  const pairs = cells.map((row) => ({ native: row[native ?? 0] ?? '', latin: row[latin ?? 1] ?? '' }))
  const isAsked = (at: number): boolean => query === -1 || cells[at]?.[query ?? 2] === '1'
  return { pairs, questions: [...new Set(pairs.filter((_, at) => isAsked(at)).map((pair) => pair.native))] }
}

/** Shared trigrams over all trigrams, of romanised and folded names: pg_trgm's similarity(). */
function trigramIndex(names: readonly string[]): (asked: string) => readonly string[] {
  const folded = (text: string): string =>
    anyAscii(text)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()
  const sets = names.map((name) => trigramsOf(folded(name)))
  const postings = new Map<string, number[]>()
  sets.forEach((set, at) => {
    for (const gram of set) {
      const list = postings.get(gram)
      if (list === undefined) postings.set(gram, [at])
      else list.push(at)
    }
  })
  return (asked) => {
    const grams = trigramsOf(folded(asked))
    const shared = new Map<number, number>()
    for (const gram of grams)
      for (const at of postings.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
    return [...shared]
      .map(([at, count]) => ({ at, similarity: count / (grams.size + (sets[at]?.size ?? 0) - count) }))
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, 5)
      .map(({ at }) => names[at] ?? '')
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  run(process.argv.slice(2))
