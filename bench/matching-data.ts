/** The matching benchmark's data as our own types. It lies beside the checkout and is read, never copied. */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { PartialDate } from '#kernel/days.ts'
import { isPartialDate } from '#kernel/days.ts'
import type { BirthStatement, PersonEntry, PersonQuery } from '#matching/types.ts'

export interface CorpusRow {
  readonly id: string
  readonly dob: readonly string[]
  readonly nat: readonly string[]
  readonly sex: string | null
  /** Name, quality, script, source, and 1 when the name is held out as a query. */
  readonly names: readonly (readonly [string, string, string, string, number])[]
}

export interface QueryRow {
  readonly qid: string
  readonly q: string
  readonly type: string
  readonly script: string
  readonly dob: readonly string[]
  readonly dobx?: readonly string[]
  readonly nat: readonly string[]
  readonly sex: string | null
  readonly id?: string
  readonly ans?: readonly string[]
  readonly maybe?: readonly string[]
  readonly syn?: boolean
  readonly sample?: boolean
}

export interface Doc {
  readonly eid: string
  readonly name: string
}

export interface LoadedSplit {
  readonly corpus: readonly CorpusRow[]
  readonly docs: readonly Doc[]
  readonly pos: readonly QueryRow[]
  readonly neg: readonly QueryRow[]
}

/** What `metrics.mjs` of the data folder exports. */
export interface MetricsModule {
  load(variant: string, full: boolean): LoadedSplit
  metrics(run: ReadonlyMap<string, unknown>, pos: readonly QueryRow[], neg: readonly QueryRow[]): unknown
  fmt(name: string, metrics: unknown, note: string): void
  foldName(name: string): string
}

const MetricsModuleSchema = z.looseObject({
  load: z.function({ input: [z.string(), z.boolean()], output: z.custom<LoadedSplit>() }),
  metrics: z.function({
    input: [
      z.custom<ReadonlyMap<string, unknown>>(),
      z.custom<readonly QueryRow[]>(),
      z.custom<readonly QueryRow[]>(),
    ],
    output: z.unknown(),
  }),
  fmt: z.function({ input: [z.string(), z.unknown(), z.string()], output: z.void() }),
  foldName: z.function({ input: [z.string()], output: z.string() }),
})

export function dataFolder(given: string | undefined): URL {
  if (given === undefined) return new URL('../../shared/matching/', import.meta.url)
  return pathToFileURL(given.endsWith('/') ? given : `${given}/`)
}

export async function loadMetrics(folder: URL): Promise<MetricsModule> {
  return MetricsModuleSchema.parse(await import(new URL('metrics.mjs', folder).href))
}

export function entryOf(row: CorpusRow, variant: string): PersonEntry {
  const names = variant === 'hard' ? row.names.slice(0, 1) : row.names.filter((name) => name[4] === 0)
  const sex = sexOf(row.sex)
  return {
    names: names.map(([text, quality]) => ({ text, quality: quality === 'weak' ? 'low' : 'good' })),
    births: row.dob.flatMap(birthsOf),
    nationalities: row.nat.map((code) => code.toUpperCase()),
    ...(sex === undefined ? {} : { sex }),
  }
}

export function queryOf(row: QueryRow, withAttributes: boolean): PersonQuery {
  if (!withAttributes) return { name: row.q }
  const sex = sexOf(row.sex)
  return {
    name: row.q,
    births: (row.dobx ?? row.dob).flatMap(birthsOf),
    nationalities: row.nat.map((code) => code.toUpperCase()),
    ...(sex === undefined ? {} : { sex }),
  }
}

function birthsOf(text: string): readonly BirthStatement[] {
  return isPartialDate(text) ? [{ type: 'exact', on: text satisfies PartialDate }] : []
}

const sexOf = (text: string | null): 'F' | 'M' | undefined =>
  text === 'F' || text === 'M' ? text : undefined

export function readLines<T>(schema: z.ZodType<T>, file: URL): readonly T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)))
}
