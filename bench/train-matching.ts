/**
 * Fits the weights of `src/matching/model.ts` on the development data and prints them in that file's form.
 *
 *   node bench/train-matching.ts [--data FOLDER] [--all]
 *
 * Rows are the ten best candidates of each query; those of another person, and all of a query about someone who is not
 * in the index, are counter-examples. Without `--all` the fixed sample that `bench/matching.ts` measures is left out.
 * Logistic regression by Newton's method with a small ridge; the evidence (birth, nationality, sex) is fitted on top of
 * the name's log-odds, held fixed.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { comparePeople } from '#lookup/find-persons.ts'
import { createPersonIndex } from '#lookup/person-index.ts'
import { NAME_FEATURES } from '#matching/features.ts'
import { EVIDENCE_MODEL } from '#matching/model.ts'
import { parseName } from '#matching/names.ts'
import { dataFolder, entryOf, loadMetrics, queryOf } from './matching-data.ts'
import type { QueryRow } from './matching-data.ts'

interface Example {
  readonly values: readonly number[]
  readonly isSame: boolean
  readonly weight: number
  /** Log-odds already known; the fit adds to them. */
  readonly offset: number
}

const CANDIDATES = 10

async function train(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, all: { type: 'boolean', default: false } },
  })
  const folder = dataFolder(values.data)
  if (!existsSync(new URL('metrics.mjs', folder))) throw new Error('the matching data is not on this machine')
  const metrics = await loadMetrics(folder)
  const split = metrics.load('std', true)
  const isUsed = (row: QueryRow): boolean => values.all || row.sample !== true
  const index = createPersonIndex()
  for (const row of split.corpus) index.put(row.id, entryOf(row, 'std'))

  const people = thinned([...split.pos, ...split.neg].filter(isUsed)).flatMap((row) => {
    const accepted = new Set([...(row.ans ?? []), ...(row.maybe ?? [])])
    const isNamesake = row.type.includes('namesake')
    return comparePeople(index, parseName(row.q), queryOf(row, true), () => true)
      .toSorted((one, other) => other.name.logOdds - one.name.logOdds)
      .slice(0, CANDIDATES)
      .map((found) => ({ row, isNamesake, isSame: accepted.has(found.indexed.person.id), found }))
  })
  const nameRows = people.filter(({ isNamesake }) => !isNamesake)
  const names = nameRows.map(({ row, isSame, found }) => ({
    values: [1, ...NAME_FEATURES.map((feature) => found.name.features[feature])],
    isSame,
    weight: weightOf(row),
    offset: 0,
  }))
  const nameWeights = fit(names, 1)
  print('NAME_MODEL', ['intercept', ...NAME_FEATURES], nameWeights)

  const columns = Object.entries(EVIDENCE_MODEL).flatMap(([kind, levels]) =>
    Object.keys(levels)
      .filter((level) => level !== 'unknown')
      .map((level) => `${kind}:${level}`),
  )
  const evidence = people.map(({ row, isSame, found }) => {
    const { birth, nationality, sex } = found.evidence
    const present = new Set([`birth:${birth.evidence}`, `nationality:${nationality}`, `sex:${sex}`])
    return {
      values: columns.map((column) => (present.has(column) ? 1 : 0)),
      isSame,
      weight: weightOf(row),
      offset: dot([1, ...NAME_FEATURES.map((feature) => found.name.features[feature])], nameWeights),
    }
  })
  print('EVIDENCE_MODEL', columns, fit(evidence, 5))
}

/** The data holds far more Japanese readings and Chinese characters than checks do: one in six and one in ten stay. */
function thinned(rows: readonly QueryRow[]): readonly QueryRow[] {
  return rows.filter((row, at) =>
    row.script === 'han' ? at % 10 === 0 : row.type === 'kana' ? at % 6 === 0 : true,
  )
}

/** Synthetic damage and names that lists themselves doubt count less; strangers, of whom life holds most, more. */
function weightOf(row: QueryRow): number {
  if (row.ans === undefined) return 2
  if (row.syn === true) return 0.5
  return row.type === 'weak' ? 0.3 : 1
}

function fit(examples: readonly Example[], ridge: number): readonly number[] {
  const size = examples[0]?.values.length ?? 0
  const weights = Array.from({ length: size }, () => 0)
  for (let round = 0; round < 25; round++) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : -ridge * weight))
    const hessian = weights.map((_, at) => weights.map((__, other) => (at === other ? ridge : 0)))
    for (const { values, isSame, weight, offset } of examples) {
      const p = 1 / (1 + Math.exp(-(offset + dot(values, weights))))
      const error = weight * ((isSame ? 1 : 0) - p)
      const curve = weight * Math.max(p * (1 - p), 1e-6)
      for (let a = 0; a < size; a++) {
        const value = values[a] ?? 0
        if (value === 0) continue
        gradient[a] = (gradient[a] ?? 0) + error * value
        const row = hessian[a] ?? []
        for (let b = 0; b < size; b++) row[b] = (row[b] ?? 0) + curve * value * (values[b] ?? 0)
      }
    }
    const step = solve(hessian, gradient)
    step.forEach((change, at) => (weights[at] = (weights[at] ?? 0) + change))
    if (Math.max(...step.map(Math.abs)) < 1e-4) break
  }
  return weights
}

/** Gaussian elimination with pivots. */
function solve(matrix: number[][], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0])
  for (let at = 0; at < rows.length; at++) {
    const below = rows
      .slice(at)
      .reduce((best, row) => (Math.abs(row[at] ?? 0) > Math.abs(best[at] ?? 0) ? row : best))
    rows.splice(rows.indexOf(below), 1)
    rows.splice(at, 0, below)
    for (const row of rows) {
      if (row === below) continue
      const factor = (row[at] ?? 0) / (below[at] ?? 1)
      for (let column = at; column < row.length; column++)
        row[column] = (row[column] ?? 0) - factor * (below[column] ?? 0)
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1))
}

function dot(one: readonly number[], other: readonly number[]): number {
  let total = 0
  for (let at = 0; at < one.length; at++) total += (one[at] ?? 0) * (other[at] ?? 0)
  return total
}

function print(title: string, columns: readonly string[], weights: readonly number[]): void {
  console.log(
    `${title} ${JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, round(weights[at] ?? 0)])))}`,
  )
}

const round = (value: number): number => Math.round(value * 1000) / 1000

await train()
