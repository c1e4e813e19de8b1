/**
 * Fits the weights of `src/matching/model.ts` on the development data.
 *
 *   node bench/train-matching.ts [--data FOLDER] [--without-sample] [--write]
 *
 * Rows are the likeliest names of each query; those of another person, and all of a query about someone who is not in the
 * index, are counter-examples. Nothing is drawn at random: the same data and code give the same weights, which `--write`
 * puts into the model. With `--without-sample` the fixed sample that `bench/matching.ts` measures is left out, which tells
 * what the weights are worth on people they were not fitted on.
 *
 * In steps, each on top of the one before: (1) the name; (2) the name again, where strangers who score high count more,
 * since thresholds lie there; (3) what rivals take away; (4) a scale that calibrates; (5) birth, nationality and sex.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createPersonIndex } from '#lookup/persons/person-index.ts'
import { NAME_FEATURES } from '#matching/features.ts'
import { EVIDENCE_MODEL } from '#matching/model.ts'
import { NO_RIVALS, rivalFeatures, rivalsOf } from '#matching/rivals.ts'
import { weighEvidence } from '#matching/score.ts'
import { fitLogistic, logOddsOf } from './fit-logistic.ts'
import type { Sign } from './fit-logistic.ts'
import { dataFolder, entryOf, loadMetrics, queryOf } from './matching-data.ts'
import type { QueryRow } from './matching-data.ts'

const NAMES_KEPT = 14
const RIDGE = 10
/** How much more a stranger's row counts that scores above even odds. */
const HARD = 6

interface Row {
  readonly query: number
  readonly person: string
  readonly isSame: boolean
}

async function train(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      'without-sample': { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  const folder = dataFolder(values.data)
  if (!existsSync(new URL('metrics.mjs', folder))) throw new Error('the matching data is not on this machine')
  const metrics = await loadMetrics(folder)
  const split = metrics.load('std', true)
  const queries = thinned([...split.pos, ...split.neg]).filter(
    (row) => !values['without-sample'] || row.sample !== true,
  )
  const entries = new Map(split.corpus.map((row) => [row.id, entryOf(row, 'std')]))
  const index = createPersonIndex()
  for (const [id, entry] of entries) index.put(id, entry)

  const width = NAME_FEATURES.length
  const rows: Row[] = []
  const features: Float64Array[] = []
  queries.forEach((row, query) => {
    const accepted = new Set([...(row.ans ?? []), ...(row.maybe ?? [])])
    const likeliest = index
      .compareNames({ name: row.q })
      .map((found) => ({ ...found, promise: promiseOf(found.name.features) }))
      .toSorted((one, other) => other.promise - one.promise)
      .filter((found, at) => at < NAMES_KEPT || accepted.has(found.id))
    for (const { id, name } of likeliest) {
      rows.push({ query, person: id, isSame: accepted.has(id) })
      features.push(name.features)
    }
  })
  const matrix = new Float32Array(rows.length * width)
  features.forEach((row, at) => matrix.set(row, at * width))
  const isSame = Uint8Array.from(rows, (row) => (row.isSame ? 1 : 0))
  // A namesake is told from the listed person by other things than the name.
  const isNamesake = queries.map((row) => row.type.includes('namesake'))
  const even = Float64Array.from(rows, ({ query }) =>
    isNamesake[query] === true ? 0 : weightOf(queries[query]),
  )
  const signs = NAME_FEATURES.map(([, , sign]): Sign => sign)
  console.log(`${queries.length} queries, ${rows.length} names`)

  const plain = fitLogistic({ values: matrix, signs, isSame, weights: even }, RIDGE, true)
  const hard = even.map((weight, row) =>
    rows[row]?.isSame === true
      ? weight
      : weight * (1 + HARD / (1 + Math.exp(-logOddsOf(matrix, row, plain)))),
  )
  const name = fitLogistic({ values: matrix, signs, isSame, weights: hard }, RIDGE, true)
  const nameLogOdds = Float64Array.from(rows, (_, row) => logOddsOf(matrix, row, name))

  const rivalSigns: readonly Sign[] = ['down', 'down', 'down']
  const rivalRows = rivalValues(rows, nameLogOdds)
  const rival = fitLogistic(
    { values: rivalRows, signs: rivalSigns, isSame, weights: hard, offsets: nameLogOdds },
    1,
    false,
  )
  const withRivals = nameLogOdds.map((logOdds, row) => logOdds + logOddsOf(rivalRows, row, rival))
  // What an officer sees first is the best of many: a line through the log-odds of the first answers puts the scale right.
  const firsts = firstRows(rows, withRivals).filter((row) => {
    const query = queries[rows[row]?.query ?? 0]
    return (
      query !== undefined && !query.type.includes('namesake') && query.syn !== true && query.type !== 'kana'
    )
  })
  const [shift = 0, slope = 1] = fitLogistic(
    {
      values: Float32Array.from(firsts.flatMap((row) => [1, withRivals[row] ?? 0])),
      signs: ['free', 'up'],
      isSame: Uint8Array.from(firsts, (row) => isSame[row] ?? 0),
      weights: Float64Array.from(firsts, (row) =>
        queries[rows[row]?.query ?? 0]?.ans === undefined ? 2 : 1,
      ),
    },
    0.01,
    true,
  )
  console.log(`calibration: ${round(shift)} + ${round(slope)} x`)
  const model = Object.fromEntries(
    NAME_FEATURES.map(([feature], at) => [feature, round(slope * (name[at] ?? 0) + (at === 0 ? shift : 0))]),
  )

  const columns = Object.entries(EVIDENCE_MODEL).flatMap(([kind, levels]) =>
    Object.keys(levels)
      .filter((level) => level !== 'unknown')
      .map((level) => `${kind}:${level}`),
  )
  const evidence = new Float32Array(rows.length * columns.length)
  rows.forEach(({ query, person }, row) => {
    const asked = queries[query]
    const entry = entries.get(person)
    if (asked === undefined || entry === undefined) return
    const { birth, nationality, sex } = weighEvidence(queryOf(asked, true), entry)
    const present = new Set([`birth:${birth.evidence}`, `nationality:${nationality}`, `sex:${sex}`])
    columns.forEach((column, at) => (evidence[row * columns.length + at] = present.has(column) ? 1 : 0))
  })
  const found = fitLogistic(
    {
      values: evidence,
      signs: columns.map((): Sign => 'free'),
      isSame,
      weights: Float64Array.from(rows, ({ query }) => weightOf(queries[query])),
      offsets: withRivals.map((logOdds) => shift + slope * logOdds),
    },
    5,
    false,
  )
  const scaled = Array.from(rival, (weight) => round(slope * weight))
  console.log(
    `EVIDENCE ${JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, round(found[at] ?? 0)])))}`,
  )
  const sha256 = dataVersion(folder)
  const text = modelText(model, scaled, sha256)
  console.log(text)
  if (values.write) writeModel(text)
}

/** The row of the likeliest name of each query. */
function firstRows(rows: readonly Row[], logOdds: Float64Array): readonly number[] {
  const firsts = new Map<number, number>()
  rows.forEach(({ query }, row) => {
    const known = firsts.get(query)
    if (known === undefined || (logOdds[row] ?? 0) > (logOdds[known] ?? 0)) firsts.set(query, row)
  })
  return [...firsts.values()]
}

/** The best name of a person counts, as it does when people are found. */
function rivalValues(rows: readonly Row[], logOdds: Float64Array): Float32Array {
  const out = new Float32Array(rows.length * NO_RIVALS.length)
  for (let from = 0; from < rows.length; ) {
    let to = from
    while (to < rows.length && rows[to]?.query === rows[from]?.query) to++
    const best = new Map<string, number>()
    for (let row = from; row < to; row++) {
      const person = rows[row]?.person ?? ''
      best.set(person, Math.max(best.get(person) ?? -Infinity, logOdds[row] ?? 0))
    }
    const measure = rivalsOf([...best.values()])
    for (let row = from; row < to; row++) {
      const own = best.get(rows[row]?.person ?? '') ?? 0
      out.set(rivalFeatures(own, true, measure), row * NO_RIVALS.length)
    }
    from = to
  }
  return out
}

/** Which names to learn from is decided before there are weights. */
function promiseOf(features: Float64Array): number {
  let sum = 0
  for (const feature of PROMISE) sum += features[feature] ?? 0
  return sum
}
const PROMISE = (['coverageAsked', 'coverageListed', 'coverageBoth', 'information', 'weakest'] as const).map(
  (feature) => NAME_FEATURES.findIndex(([name]) => name === feature),
)

/** The data holds more Japanese readings and Chinese characters than checks do: one in six and one in three stay. */
function thinned(rows: readonly QueryRow[]): readonly QueryRow[] {
  return rows.filter((row, at) => {
    if (row.ans === undefined) return true
    return row.type === 'kana' ? at % 6 === 0 : row.script === 'han' ? at % 3 === 0 : true
  })
}

/** Synthetic damage and names that lists themselves doubt count less; strangers, of whom life holds most, more. */
function weightOf(row: QueryRow | undefined): number {
  if (row?.ans === undefined) return 2
  if (row.syn === true) return 0.5
  return row.type === 'weak' ? 0.3 : 1
}

function dataVersion(folder: URL): string {
  const hash = createHash('sha256')
  for (const file of ['corpus.jsonl', 'positive.jsonl', 'negative.jsonl'])
    hash.update(readFileSync(new URL(file, folder)))
  return hash.digest('hex')
}

function modelText(
  model: Readonly<Record<string, number>>,
  rival: readonly number[],
  sha256: string,
): string {
  return [
    '// fitted',
    `export const DATA_VERSION = '${sha256}'`,
    '',
    'export const NAME_MODEL: Readonly<Record<NameFeature, number>> = {',
    ...Object.entries(model).map(([feature, weight]) => `  ${feature}: ${weight},`),
    '}',
    '',
    `export const RIVAL_MODEL: readonly [others: number, beside: number, near: number] = [${rival.join(', ')}]`,
    '// end of fitted',
  ].join('\n')
}

function writeModel(text: string): void {
  const file = new URL('../src/matching/model.ts', import.meta.url)
  const before = readFileSync(file, 'utf8')
  const from = before.indexOf('// fitted')
  const to = before.indexOf('// end of fitted') + '// end of fitted'.length
  if (from < 0 || to <= from) throw new Error('the model marks no place for what is fitted')
  writeFileSync(file, before.slice(0, from) + text + before.slice(to))
}

const round = (value: number): number => Math.round(value * 1000) / 1000

await train()
