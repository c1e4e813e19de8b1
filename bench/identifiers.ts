/**
 * Quality and speed of identifiers: noisy numbers of documents, ships, banks, wallets and sites, each asked of an index of all listed
 * ones, beside a naive peer in the same run (equal but for capitals and blanks at the ends).
 *
 *   npm run bench -- identifiers [--data FOLDER] [--rows]
 *
 * `expect` 1 asks for the listed number; 0 (a truncated number, another digit) must not be a full match. "same" counts full
 * matches, "found" also the possible ones, "wrong" full matches where none should be; "others" are full matches with listed
 * numbers that the query was not made from.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type Agreement,
  bestAgreement,
  documentProbes,
  indexKeysOf,
  probeKeysOf,
} from '#matching/identifiers/keys.ts'
import { parseIdentifier } from '#matching/identifiers/parse.ts'
import type { IdentifierType, ParsedIdentifier } from '#matching/identifiers/types.ts'
import { dataFolder } from './matching-data.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, rows: { type: 'boolean', default: false } },
  })
  printIdentifierQuality(dataFolder(values.data), values.rows)
  measureDocumentKeys()
}

/** The table of quality by type and by noise. `folder` is one of the form of the matching data. */
export function printIdentifierQuality(folder: URL, isEveryRow = false): void {
  const listed = rowsOf(new URL('ids/identifiers.tsv', folder))
  const queries = rowsOf(new URL('ids/queries_synthetic.tsv', folder))
  if (listed.length === 0 || queries.length === 0) {
    console.log('SKIPPED: the identifiers are not on this machine; give the folder with --data')
    return
  }
  const values = listed.flatMap(([type, value]) =>
    type !== undefined && value !== undefined && TYPES[type] !== undefined ? [{ type, value }] : [],
  )
  const ours = entraide(values)
  const peer = naive(values)
  const asked = queries.flatMap(([query, type, noise, expect, value]) =>
    query !== undefined &&
    type !== undefined &&
    noise !== undefined &&
    value !== undefined &&
    TYPES[type] !== undefined
      ? [{ query, type, noise, isExpected: expect === '1', value }]
      : [],
  )
  console.log(
    `${values.length} listed, ${asked.length} asked. Percent: full match, found at all, false full match | peer`,
  )
  const answers = asked.map((row) => ({ row, ours: ours(row), peer: peer(row) }))
  if (isEveryRow) printMissed(answers)
  for (const by of ['type', 'noise'] as const) {
    for (const name of [...new Set(asked.map((row) => row[by]))].toSorted()) {
      console.log(
        line(
          name,
          answers.filter(({ row }) => row[by] === name),
        ),
      )
    }
  }
  console.log(line('ALL', answers))
}

interface Asked {
  readonly query: string
  readonly type: string
  readonly noise: string
  readonly isExpected: boolean
  readonly value: string
}
interface Answer {
  /** How the value that the query was made from was found. */
  readonly target: Agreement | undefined
  /** Other listed numbers that were full matches. */
  readonly others: number
}
type Engine = (asked: Asked) => Answer
interface Answered {
  readonly row: Asked
  readonly ours: Answer
  readonly peer: Answer
}

const TYPES: Readonly<Record<string, IdentifierType>> = {
  passport: 'document',
  national_id: 'document',
  drivers_licence: 'document',
  tax_id: 'document',
  registration: 'registration-number',
  aircraft_msn: 'serial-number',
  aircraft_tail: 'aircraft',
  imo: 'imo',
  mmsi: 'mmsi',
  vessel_callsign: 'call-sign',
  phone: 'phone',
  email: 'email',
  website: 'site',
  swift_bic: 'bic',
  wallet: 'wallet',
}

function entraide(listed: readonly { readonly type: string; readonly value: string }[]): Engine {
  const index = new Map<string, { readonly value: string; readonly key: string }[]>()
  let unread = 0
  for (const { type, value } of listed) {
    const parsed = parsedAs(type, value)
    if (parsed === undefined) unread++
    for (const key of parsed === undefined ? [] : indexKeysOf(parsed.key)) {
      index.set(key, [...(index.get(key) ?? []), { value, key: parsed?.key ?? '' }])
    }
  }
  if (unread > 0) console.log(`${unread} listed values are not of the form of their type and are not indexed`)
  return ({ query, type, value }) => {
    const asked = parsedAs(type, query)
    if (asked === undefined) return { target: undefined, others: 0 }
    const probes = [asked.key, ...asked.alsoAsk].flatMap((key) => probeKeysOf(key, 'single'))
    const hits = [...new Set(probes)].flatMap((probe) => index.get(probe) ?? [])
    const found = hits.flatMap((hit) => {
      const best = bestAgreement(asked, [hit.key])
      return best === undefined ? [] : [{ value: hit.value, agreement: best.agreement }]
    })
    const targets = found.filter((each) => each.value === value).map((each) => each.agreement)
    return {
      target: targets.find((agreement) => agreement === 'same') ?? targets[0],
      others: found.filter((each) => each.value !== value && each.agreement === 'same').length,
    }
  }
}

function naive(listed: readonly { readonly type: string; readonly value: string }[]): Engine {
  const known = new Set(listed.map(({ type, value }) => `${type}\t${value.trim().toLowerCase()}`))
  return ({ query, type, value }) => {
    const isTarget = query.trim().toLowerCase() === value.trim().toLowerCase()
    const isKnown = known.has(`${type}\t${query.trim().toLowerCase()}`)
    return { target: isTarget && isKnown ? 'same' : undefined, others: !isTarget && isKnown ? 1 : 0 }
  }
}

function parsedAs(type: string, value: string): ParsedIdentifier | undefined {
  const parsed = parseIdentifier({ type: TYPES[type] ?? 'document', value })
  return parsed.ok ? parsed.value : undefined
}

function line(name: string, answers: readonly Answered[]): string {
  const positive = answers.filter(({ row }) => row.isExpected)
  const negative = answers.filter(({ row }) => !row.isExpected)
  const share = (part: number, of: readonly unknown[]): string =>
    of.length === 0 ? '    –' : ((100 * part) / of.length).toFixed(1).padStart(5)
  const columns = (['ours', 'peer'] as const).map((engine) => {
    const full = positive.filter((each) => each[engine].target === 'same').length
    const found = positive.filter((each) => each[engine].target !== undefined).length
    const wrong = negative.filter((each) => each[engine].target === 'same').length
    const possible = negative.filter((each) => each[engine].target !== undefined).length
    return `same ${share(full, positive)} found ${share(found, positive)} | wrong ${share(wrong, negative)} possible ${share(possible, negative)}`
  })
  const precision = (['ours', 'peer'] as const).map((engine) => {
    const right = positive.filter((each) => each[engine].target === 'same').length
    const wrong = negative.filter((each) => each[engine].target === 'same').length
    return right + wrong === 0 ? '–' : ((100 * right) / (right + wrong)).toFixed(1)
  })
  const alarms = answers.reduce((sum, { ours }) => sum + ours.others, 0)
  return `${name.padEnd(16)} ${String(positive.length).padStart(5)} + ${String(negative.length).padStart(4)}: ${columns.join('  ‖ peer ')}  precision ${precision.join(' / ')}  others ${alarms}`
}

function printMissed(answers: readonly Answered[]): void {
  for (const { row, ours } of answers) {
    const isWrong = row.isExpected ? ours.target === undefined : ours.target !== undefined
    if (isWrong) console.log([row.noise, row.type, row.query, row.value, ours.target ?? 'missed'].join('\t'))
  }
}

/** How long the keys of one document check take, in processor time. */
function measureDocumentKeys(): void {
  const asked = Array.from({ length: 200_000 }, (_, at) => {
    const number = String(10_000_000 + ((at * 7_919) % 89_999_999))
    return at % 3 === 0 ? `AB ${number.slice(0, 3)}-${number.slice(3)}` : `K${number}`
  })
  for (const [name, ask] of [
    ['documentProbes (normalise, fold, two keys)', (text: string) => documentProbes(text, 'KE').length],
    [
      'parseIdentifier + probeKeysOf, document',
      (text: string) => probesOf({ type: 'document', value: text }),
    ],
    [
      'parseIdentifier + probeKeysOf, phone',
      (text: string) => probesOf({ type: 'phone', value: `+44${text.slice(-8)}` }),
    ],
  ] as const) {
    const texts = name.endsWith('phone') ? asked.slice(0, 5_000) : asked
    let keys = 0
    for (const text of texts) keys += ask(text)
    const start = process.cpuUsage()
    for (const text of texts) keys += ask(text)
    const { user, system } = process.cpuUsage(start)
    console.log(
      `${name}: ${(((user + system) * 1_000) / texts.length).toFixed(0)} ns each (${keys / texts.length / 2} keys)`,
    )
  }
}

function probesOf(asked: { readonly type: IdentifierType; readonly value: string }): number {
  const parsed = parseIdentifier(asked)
  return parsed.ok ? probeKeysOf(parsed.value.key, 'single').length : 0
}

function rowsOf(file: URL): readonly (readonly string[])[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'))
}
