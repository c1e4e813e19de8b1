/** What the matching bench says beside its metrics: targets, fairness, reliability and pairs of names. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { NameContext } from '#matching/align.ts'
import { parseName } from '#matching/names.ts'
import { probability, scoreName } from '#matching/score.ts'
import { formSimilarity } from '#matching/similarity.ts'
import type { LoadedSplit, QueryRow } from './matching-data.ts'

/** People found for a query, best first, with log-odds. */
export type Answers = ReadonlyMap<string, readonly (readonly [id: string, logOdds: number])[]>

const GroupShape = z.looseObject({ r1: z.number(), rec1: z.number(), rec01: z.number() })
const MetricsShape = z.looseObject({
  thr: z.record(z.string(), z.number()),
  'ALL natural': GroupShape,
  synthetic: GroupShape.optional(),
})

interface Target {
  readonly group: string
  readonly measure: 'r1' | 'rec1' | 'rec01'
  readonly least: number
  readonly peer: string
}

const NAME_TARGETS: readonly Target[] = [
  { group: 'ALL natural', measure: 'r1', least: 82, peer: 'pg_trgm 67.6, logic-v2 69.9' },
  { group: 'ALL natural', measure: 'rec1', least: 60, peer: 'pg_trgm 36.4, token Jaro-Winkler 46.0' },
  { group: 'ALL natural', measure: 'rec01', least: 50, peer: 'pg_trgm 9.3, token Jaro-Winkler 31.4' },
  { group: 'latin (alias+xlist+label, related)', measure: 'r1', least: 94, peer: 'logic-v2 90.2' },
  { group: 'cs cyrillic', measure: 'r1', least: 98, peer: 'pg_trgm 88.2' },
  { group: 'cs arabic', measure: 'r1', least: 95, peer: 'logic-v2 52' },
  { group: 'cs han', measure: 'r1', least: 35, peer: '7-9' },
  { group: 'synthetic', measure: 'r1', least: 98, peer: 'pg_trgm 97.7' },
]
const ATTRIBUTE_TARGETS: readonly Target[] = [
  { group: 'ALL natural', measure: 'rec1', least: 82, peer: 'prototype 72.1' },
  { group: 'ALL natural', measure: 'rec01', least: 75, peer: 'prototype 63.0' },
]

const MEASURES = { r1: 'first answer right', rec1: 'recall at 1 %', rec01: 'recall at 0.1 %' } as const

export function printTargets(metrics: unknown, withAttributes: boolean): void {
  const parsed = MetricsShape.parse(metrics)
  console.log(
    `\n${withAttributes ? 'With birth date, nationality and sex' : 'Name only'}: target, reached, peers`,
  )
  for (const { group, measure, least, peer } of withAttributes ? ATTRIBUTE_TARGETS : NAME_TARGETS) {
    const found = GroupShape.safeParse(parsed[group])
    if (!found.success) continue
    const reached = 100 * found.data[measure]
    const verdict = reached >= least ? 'reached' : 'MISSED '
    console.log(
      `  ${verdict} ${group.padEnd(36)} ${MEASURES[measure].padEnd(19)} ${String(least).padStart(3)} ${reached.toFixed(1).padStart(6)}   (${peer})`,
    )
  }
}

const isNamesake = (row: QueryRow): boolean => row.type.includes('namesake')
const isNatural = (row: QueryRow): boolean => row.syn !== true && row.type !== 'kana'

/** Countries by the way names are made there, as far as their language and script go. */
const CULTURES: Readonly<Record<string, string>> = {
  Arabic: 'ae bh dz eg iq jo kw lb ly ma mr om ps qa sa sd so sy tn ye',
  'Iranian, Afghan and Pakistani': 'ir af pk tj',
  Turkic: 'tr az kz kg tm uz',
  Slavic: 'ru by ua bg rs me mk ba hr si cz sk pl',
  'South Asian': 'in bd lk np bt mv',
  'Chinese, Vietnamese': 'cn tw hk mo vn sg',
  'Korean, Japanese': 'kr kp jp',
  'South-east Asian': 'mm th la kh my id ph bn tl',
  'Western and central European':
    'gb ie fr de at ch be nl lu it es pt dk se no fi is gr cy mt ee lv lt hu ro md al',
  'American and Oceanian': 'us ca mx gt hn sv ni cr pa cu do ht jm co ve ec pe bo cl ar uy py br au nz',
  'African south of the Sahara':
    'ng gh ke ug tz rw bi cd cg cm ga gq cf td ne ml bf sn gm gn gw sl lr ci tg bj et er dj ss zm zw mw mz ao na bw za ls sz mg',
}
const CULTURE_OF = new Map(
  Object.entries(CULTURES).flatMap(([culture, codes]) =>
    codes.split(' ').map((code) => [code, culture] as const),
  ),
)

/** A group whose people are found so much less, or whose strangers are taken so much more often, is flagged. */
const WORSE_RECALL = 0.15
const WORSE_ALARMS = 3
const FEWEST = 40

/**
 * Recall and false alarms by script and by culture of names, at the threshold that one stranger in a hundred exceeds over
 * all. A group of few people says nothing and is not flagged.
 */
export function printFairness(split: LoadedSplit, answers: Answers, metrics: unknown): void {
  const threshold = MetricsShape.parse(metrics).thr['1'] ?? 0
  const strangers = split.neg.filter((row) => !isNamesake(row))
  const listed = split.pos.filter(isNatural)
  console.log(
    `\nFairness at the threshold that 1 % of strangers exceed (listed, R@1, recall; strangers, false alarms)`,
  )
  const over = (row: QueryRow): boolean => (answers.get(row.qid)?.[0]?.[1] ?? -Infinity) > threshold
  const measure = (pos: readonly QueryRow[], neg: readonly QueryRow[]) => ({
    first: share(pos, (row) => isOf(row, answers.get(row.qid)?.[0]?.[0])),
    recall: share(
      pos,
      (row) => answers.get(row.qid)?.some(([id, score]) => score > threshold && isOf(row, id)) === true,
    ),
    alarms: share(neg, over),
  })
  const whole = measure(listed, strangers)
  const line = (name: string, pos: readonly QueryRow[], neg: readonly QueryRow[]): void => {
    if (pos.length + neg.length < FEWEST) return
    const { first, recall, alarms } = measure(pos, neg)
    const flags = [
      ...(pos.length >= FEWEST && recall < whole.recall - WORSE_RECALL ? ['FOUND LESS'] : []),
      ...(neg.length >= FEWEST && alarms > WORSE_ALARMS * whole.alarms ? ['MORE ALARMS'] : []),
    ]
    console.log(
      `  ${name.padEnd(32)} ${String(pos.length).padStart(6)} ${percent(first)} ${percent(recall)}  ${String(neg.length).padStart(6)} ${percent(alarms)}  ${flags.join(', ')}`,
    )
  }
  line('all', listed, strangers)
  for (const script of new Set([...listed, ...strangers].map((row) => row.script)))
    line(
      `script: ${script}`,
      listed.filter((row) => row.script === script),
      strangers.filter((row) => row.script === script),
    )
  for (const culture of [...Object.keys(CULTURES), undefined]) {
    const of = (row: QueryRow): boolean => CULTURE_OF.get(row.nat[0] ?? '') === culture
    line(culture ?? 'country not known or other', listed.filter(of), strangers.filter(of))
  }
}

function isOf(row: QueryRow, id: string | undefined): boolean {
  return id !== undefined && (row.ans?.includes(id) === true || row.maybe?.includes(id) === true)
}

const share = (rows: readonly QueryRow[], holds: (row: QueryRow) => boolean): number =>
  rows.length === 0 ? Number.NaN : rows.filter(holds).length / rows.length
const percent = (value: number): string => (Number.isNaN(value) ? '-' : (100 * value).toFixed(1)).padStart(6)

const BINS = 10

/** How far the first answer's probability is from how often it is right, over queries about listed people and strangers. */
export function printReliability(split: LoadedSplit, answers: Answers): void {
  const rows = [...split.pos.filter(isNatural), ...split.neg.filter((row) => !isNamesake(row))]
  const bins = Array.from({ length: BINS }, () => ({ count: 0, said: 0, right: 0 }))
  let asked = 0
  for (const row of rows) {
    const [best] = answers.get(row.qid) ?? []
    if (best === undefined) continue
    const said = probability(best[1])
    const bin = bins[Math.min(BINS - 1, Math.floor(said * BINS))]
    if (bin === undefined) continue
    asked++
    bin.count++
    bin.said += said
    if (isOf(row, best[0])) bin.right++
  }
  const error = bins.reduce((sum, { said, right }) => sum + Math.abs(said - right), 0) / asked
  const listed = split.pos.filter(isNatural).length
  console.log(
    `\nReliability of the first answer, ${listed} queries about listed people and ${rows.length - listed} about strangers: expected calibration error ${(100 * error).toFixed(1)} %`,
  )
  for (const { count, said, right } of bins) {
    if (count > 0)
      console.log(`  said ${percent(said / count)} %  was right ${percent(right / count)} %  (${count})`)
  }
}

const PAIR_CONTEXT: NameContext = {
  similarity: formSimilarity,
  rarity: () => 7,
  spelling: () => 7,
  seldom: (_, similarity) => 8 * similarity,
}

/** Labelled pairs of names of people, without an index: the area under the curve beside the score that came with them. */
export function printPairs(folder: URL): void {
  const file = new URL('pairs/name_pairs.tsv', folder)
  if (!existsSync(file)) return
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, schema]) => schema === 'Person')
  const forms = (text: string | undefined) => parseName(text ?? '').parts.map((part) => part.form)
  const labels = rows.map(([, , , , isMatch]) => isMatch === 'true')
  const own = rows.map(([, , one, other]) => scoreName(forms(one), forms(other), false, PAIR_CONTEXT).logOdds)
  const peer = rows.map((row) => Number(row[7]))
  console.log(
    `\nPairs of names (${rows.length}): AUC ${areaUnder(own, labels).toFixed(3)}, logic-v2 ${areaUnder(peer, labels).toFixed(3)}`,
  )
}

function areaUnder(scores: readonly number[], labels: readonly boolean[]): number {
  const same = scores.filter((_, at) => labels[at] === true)
  const different = scores.filter((_, at) => labels[at] === false)
  let won = 0
  for (const one of same) for (const other of different) won += one > other ? 1 : one === other ? 0.5 : 0
  return won / (same.length * different.length)
}
