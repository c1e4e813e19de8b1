/**
 * Quality of name matching on real aliases, across scripts, with false positives counted, by name alone and with what else
 * is known, beside two peers in the same run: trigram similarity as pg_trgm computes it, and exact folded names. Then the
 * targets, fairness by script and culture, reliability of the scores, pairs of names, transcription and identifiers.
 *
 *   npm run bench -- matching [--data FOLDER] [--out RUN.json] [--attributes] [--variant std|hard] [--full] [--alone]
 *
 * `--attributes` measures only the second, `--alone` leaves out the peers and all that follows them; `--out` writes what
 * was answered first. The data folder brings its own metrics (`metrics.mjs`); nothing of it is kept here.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createCheckIndex } from '#lookup/check-index.ts'
import type { CheckIndex } from '#lookup/check-index.ts'
import { printIdentifierQuality } from './identifiers.ts'
import { dataFolder, entryOf, loadMetrics, queryOf } from './matching-data.ts'
import type { Doc, LoadedSplit, MetricsModule, QueryRow } from './matching-data.ts'
import { printFairness, printPairs, printReliability, printTargets } from './matching-report.ts'
import { run as printTranscription } from './transcription.ts'
import { trigramsOf } from './trigrams.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      attributes: { type: 'boolean', default: false },
      variant: { type: 'string', default: 'std' },
      full: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
    },
  })
  const folder = dataFolder(values.data)
  if (!existsSync(new URL('metrics.mjs', folder))) {
    console.log('SKIPPED: the matching data is not on this machine; give its folder with --data')
    return
  }
  const metrics = await loadMetrics(folder)
  const split = metrics.load(values.variant, values.full)
  const index = indexOf(split, values.variant)
  const isWhole = !values.alone && !values.attributes
  const engines: readonly Engine[] = [
    entraide(index, values.attributes),
    ...(isWhole ? [entraide(index, true)] : []),
    ...(values.alone ? [] : [trigrams(split.docs, metrics), exactFolded(split.docs, metrics)]),
  ]
  for (const engine of engines) {
    const { answers, timing } = ask(engine, [...split.pos, ...split.neg])
    const measured = metrics.metrics(answers, split.pos, split.neg)
    metrics.fmt(engine.name, measured, timing)
    if (engine.withAttributes !== undefined && !values.alone) {
      printTargets(measured, engine.withAttributes)
      printReliability(split, answers)
      if (!engine.withAttributes) printFairness(split, answers, measured)
    }
    if (values.out !== undefined && engine === engines[0]) {
      writeFileSync(
        values.out,
        JSON.stringify({ run: Object.fromEntries(answers), timing: { note: timing } }),
      )
    }
  }
  if (!isWhole) return
  printPairs(folder)
  printTranscription(['--data', fileURLToPath(folder)])
  printIdentifierQuality(folder)
}

type Answer = readonly [id: string, score: number]

interface Engine {
  readonly name: string
  /** Of our own engine: whether it was asked more than the name. */
  readonly withAttributes?: boolean
  readonly answer: (row: QueryRow) => readonly Answer[]
}

function ask(
  engine: Engine,
  rows: readonly QueryRow[],
): { answers: Map<string, readonly Answer[]>; timing: string } {
  const answers = new Map<string, readonly Answer[]>()
  const times: number[] = []
  for (const row of rows.slice(0, 300)) engine.answer(row)
  const cpu = process.cpuUsage()
  for (const row of rows) {
    const start = performance.now()
    answers.set(row.qid, engine.answer(row))
    times.push(performance.now() - start)
  }
  const spent = process.cpuUsage(cpu)
  times.sort((one, other) => one - other)
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2)
  const perQuery = ((spent.user + spent.system) / 1000 / rows.length).toFixed(2)
  return {
    answers,
    timing: `CPU ${perQuery} ms/query, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${rows.length} queries`,
  }
}

function indexOf(split: LoadedSplit, variant: string): CheckIndex {
  const index = createCheckIndex()
  const start = performance.now()
  for (const row of split.corpus) index.putPerson(row.id, entryOf(row, variant))
  const { persons, names } = index.size
  console.log(
    `indexed ${persons} people, ${names} names in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  return index
}

function entraide(index: CheckIndex, withAttributes: boolean): Engine {
  return {
    name: withAttributes ? 'entraide + attributes' : 'entraide',
    withAttributes,
    answer: (row) =>
      index
        .findPersons(queryOf(row, withAttributes), { limit: 10 })
        .hits.map((hit) => [hit.id, logOdds(hit.score)] as const),
  }
}

/** Spreads scores near 1 apart, so that rounding does not tie them. */
const logOdds = (score: number): number => Math.log(score / (1 - Math.min(score, 1 - 1e-15)))

/** Shared trigrams over all trigrams of padded words: pg_trgm's similarity(), names romanised first on both sides. */
function trigrams(docs: readonly Doc[], metrics: MetricsModule): Engine {
  const sets = docs.map((doc) => trigramsOf(metrics.foldName(doc.name)))
  const postings = new Map<string, number[]>()
  sets.forEach((set, at) => {
    for (const gram of set) {
      const list = postings.get(gram)
      if (list === undefined) postings.set(gram, [at])
      else list.push(at)
    }
  })
  return {
    name: 'trigram similarity (as pg_trgm)',
    answer: (row) => {
      const asked = trigramsOf(metrics.foldName(row.q))
      const shared = new Map<number, number>()
      for (const gram of asked)
        for (const at of postings.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
      const best = new Map<string, number>()
      for (const [at, count] of shared) {
        const similarity = count / (asked.size + (sets[at]?.size ?? 0) - count)
        const id = docs[at]?.eid ?? ''
        if (similarity >= 0.1 && similarity > (best.get(id) ?? 0)) best.set(id, similarity)
      }
      return topTen(best)
    },
  }
}

function exactFolded(docs: readonly Doc[], metrics: MetricsModule): Engine {
  const keyOf = (name: string): string => metrics.foldName(name).split(' ').sort().join(' ')
  const ids = new Map<string, Set<string>>()
  for (const doc of docs) {
    const key = keyOf(doc.name)
    ids.set(key, (ids.get(key) ?? new Set()).add(doc.eid))
  }
  return {
    name: 'exact folded name',
    answer: (row) => [...(ids.get(keyOf(row.q)) ?? [])].slice(0, 10).map((id) => [id, 1] as const),
  }
}

function topTen(scores: ReadonlyMap<string, number>): readonly Answer[] {
  return [...scores].sort((one, other) => other[1] - one[1]).slice(0, 10)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await run(process.argv.slice(2))
