import { createHash } from 'node:crypto'
import { assert } from '#kernel/assert.ts'
import { instantOf } from '#kernel/days.ts'
import type { Row, Sql, SqlWriter } from './sql.ts'

/**
 * One step of the schema. Ids count up from 1 without gaps; a step is never edited once released.
 *
 * `text` is DDL that both stores read (bigint, text, bytea, primary key, references, create index). Its
 * statements end with `;` at the end of a line.
 */
export interface Migration {
  readonly id: number
  readonly name: string
  readonly text: string
}

/** The store was made by other migrations than this program's. Nothing was changed. */
export class MigrationMismatchError extends Error {
  override readonly name = 'MigrationMismatchError'
  /** `edited`: same id, other text. `missing`: one before the last is not applied. `newer`: not known here. */
  readonly reason: 'edited' | 'missing' | 'newer'
  readonly id: number
  constructor(reason: 'edited' | 'missing' | 'newer', id: number) {
    super(`migration ${id} is ${reason}: ${CURES[reason]}`)
    this.reason = reason
    this.id = id
  }
}

const CURES = {
  edited: 'its text differs from what this store ran; start the version that made the store',
  missing: 'a later one was applied without it; restore the store from a backup',
  newer: 'a later version of the program made this store; start that version',
} as const

/**
 * Brings the store to the last migration and gives the ids applied now. Forward only.
 *
 * Each migration is one transaction with its row in `migration`, so a crash leaves whole steps only and
 * a second run continues. Throws `MigrationMismatchError` before changing anything.
 */
export async function migrate(
  sql: Sql,
  migrations: readonly Migration[],
  nowMs: () => number = Date.now,
): Promise<readonly number[]> {
  assert(
    migrations.every(({ id }, at) => id === at + 1),
    'migrations count up from 1 without gaps',
  )
  await sql.transact((tx) => tx.run(OWN_TABLE))
  refuseMismatch(await sql.query(APPLIED), migrations)
  const appliedNow: number[] = []
  for (const migration of migrations) {
    if (await sql.transact((tx) => apply(tx, migration, nowMs()))) appliedNow.push(migration.id)
  }
  return appliedNow
}

const OWN_TABLE = `create table if not exists migration (
  id bigint primary key, name text not null, digest text not null, applied_at text not null)`
const APPLIED = 'select id, digest from migration order by id'

/** False when another node applied it in the meantime, or a run before this one. */
async function apply(tx: SqlWriter, migration: Migration, nowMs: number): Promise<boolean> {
  const marked = await tx.run(
    `insert into migration (id, name, digest, applied_at) values ($1, $2, $3, $4)
      on conflict (id) do nothing`,
    [migration.id, migration.name, digestOf(migration), instantOf(nowMs)],
  )
  if (marked === 0) return false
  for (const statement of statementsOf(migration.text)) await tx.run(statement)
  return true
}

function refuseMismatch(rows: readonly Row[], migrations: readonly Migration[]): void {
  for (const [at, row] of rows.entries()) {
    const id = Number(row['id'])
    const known = migrations[id - 1]
    if (known === undefined) throw new MigrationMismatchError('newer', id)
    if (id !== at + 1) throw new MigrationMismatchError('missing', at + 1)
    if (row['digest'] !== digestOf(known)) throw new MigrationMismatchError('edited', id)
  }
}

const digestOf = ({ text }: Migration): string => createHash('sha256').update(text).digest('hex')

function statementsOf(text: string): readonly string[] {
  return text
    .split(/;\s*(?:\n|$)/)
    .map((part) => part.replaceAll(/^\s*--.*$/gm, '').trim())
    .filter((statement) => statement !== '')
}
