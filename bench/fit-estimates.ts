/**
 * Fits the estimate by which the person index chooses whom to compare (`src/lookup/persons/estimate.ts`) to what scoring
 * gives, and prints it in that file's form. To be run again when `src/matching/model.ts` changes.
 *
 *   node bench/fit-estimates.ts [--data FOLDER] [--every 8]
 *
 * Least squares over the names that are compared for the questions of the development data outside its fixed sample; names
 * that score high weigh more, because only they are shown. How far the estimate errs is printed too: the margin must
 * cover it.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { MEASURES } from '#lookup/persons/estimate.ts'
import { idAt } from '#lookup/persons/person-ids.ts'
import { createPersonIndex } from '#lookup/persons/person-index.ts'
import { dataFolder, entryOf, loadMetrics, queryOf } from './matching-data.ts'

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, every: { type: 'string', default: '8' } },
})
const folder = dataFolder(options.data)
if (!existsSync(new URL('metrics.mjs', folder))) throw new Error('the matching data is not on this machine')
const metrics = await loadMetrics(folder)
const split = metrics.load('std', true)
const index = createPersonIndex()
index.putAll(split.corpus.map((row) => [row.id, entryOf(row, 'std')]))

interface Example {
  readonly measures: Float64Array
  readonly credit: number
  readonly logOdds: number
}

const examples: Example[] = []
const rows = [...split.pos, ...split.neg].filter((row) => row.sample !== true)
for (const row of rows.filter((_, at) => at % Number(options.every) === 0)) {
  const seen = new Map<string, { readonly measures: Float64Array; readonly credit: number }>()
  const compared = index.compare(queryOf(row, false), (segment, name, measures, credit) => {
    const line = segment.nameRows[name] ?? 0
    seen.set(`${idAt(segment, line)} ${name - (segment.rowNames[line] ?? 0)}`, {
      measures: measures.slice(),
      credit,
    })
  })
  for (const { id, nameAt, name } of compared) {
    const found = seen.get(`${id} ${nameAt}`)
    if (found !== undefined) examples.push({ ...found, logOdds: name.logOdds - name.rivals })
  }
}

const size = MEASURES.length
const matrix = Array.from({ length: size }, () => new Float64Array(size + 1))
for (const { measures, logOdds } of examples) {
  const weight = logOdds > -1 ? 200 : logOdds > -4 ? 40 : logOdds > -8 ? 4 : 1
  for (let a = 0; a < size; a++) {
    const row = matrix[a]
    if (row === undefined) continue
    for (let b = 0; b < size; b++) row[b] = (row[b] ?? 0) + weight * (measures[a] ?? 0) * (measures[b] ?? 0)
    row[size] = (row[size] ?? 0) + weight * (measures[a] ?? 0) * logOdds
  }
}
const fitted = solve(matrix)
console.log(MEASURES.map(([name], at) => `  ['${name}', ${(fitted[at] ?? 0).toFixed(2)}],`).join('\n'))
const expected = ({ measures }: Example): number =>
  measures.reduce((sum, value, at) => sum + value * (fitted[at] ?? 0), 0)
for (const least of [-12, -8, -4, -2, 0, 3]) {
  const errors = examples
    .filter(({ logOdds }) => logOdds >= least && logOdds < least + 4)
    .map((example) => expected(example) - example.logOdds)
    .sort((one, other) => one - other)
  const at = (share: number): string => (errors[Math.floor(share * (errors.length - 1))] ?? 0).toFixed(1)
  console.log(
    `scored ${least}..${least + 4}: ${errors.length}, estimate less score p1 ${at(0.01)} p5 ${at(0.05)} p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)}`,
  )
}
for (const share of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
  const scores = examples
    .filter(({ credit }) => credit >= share && credit < share + 0.1)
    .map(({ logOdds }) => logOdds)
    .sort((one, other) => one - other)
  const at = (part: number): string => (scores[Math.floor(part * (scores.length - 1))] ?? 0).toFixed(1)
  console.log(
    `credit ${share.toFixed(1)}: ${scores.length}, scored p50 ${at(0.5)} p99 ${at(0.99)} most ${at(1)}`,
  )
}

/** Gauss and Jordan, with a small ridge. */
function solve(rows: readonly Float64Array[]): readonly number[] {
  rows.forEach((row, at) => {
    row[at] = (row[at] ?? 0) + 1e-2
    for (const other of rows) {
      if (other === row) continue
      const factor = (other[at] ?? 0) / (row[at] ?? 1)
      for (let column = at; column < other.length; column++)
        other[column] = (other[column] ?? 0) - factor * (row[column] ?? 0)
    }
  })
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1))
}
