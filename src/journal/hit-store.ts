import type { HitHeld, HitStore } from '#desks/ports.ts'
import type { Instant } from '#kernel/days.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'
import { assert } from '#kernel/assert.ts'
import { eraseHitActs, readAct } from './act-store.ts'
import type { Contents } from './contents.ts'
import { instantOf, memberOf, oneOf, textOf, uuidOf } from './row.ts'
import type { SqlReader, SqlValue, SqlWriter } from './sql.ts'

const BOXES = ['received', 'sent'] as const

export function hitStore(tx: SqlReader, contents: Contents): HitStore {
  return {
    async page({ box, after, limit }) {
      const where = ['1 = 1']
      const params: SqlValue[] = []
      if (box !== undefined) where.push(`box = $${params.push(box)}`)
      if (after !== undefined) where.push(`id < $${params.push(after)}`)
      const rows = await tx.query(
        `select id, box, reporter, owner, reported_at, act_id from hit where ${where.join(' and ')}
         order by id desc limit $${params.push(limit)}`,
        params,
      )
      const hits: HitHeld[] = []
      for (const row of rows) {
        const id = uuidOf(row, 'id')
        const act = await readAct(tx, contents, textOf(row, 'act_id'))
        assert(act?.type === 'hit/reported', 'a hit that is kept has its act')
        hits.push({
          id,
          box: oneOf(row, 'box', BOXES),
          reporter: memberOf(row, 'reporter'),
          owner: memberOf(row, 'owner'),
          at: instantOf(row, 'reported_at'),
          hit: act.body.hit,
        })
      }
      return hits
    },
  }
}

export interface HitRow {
  readonly id: Uuid
  readonly box: 'received' | 'sent'
  readonly reporter: MemberId
  readonly owner: MemberId
  readonly recordId: Uuid
  readonly at: Instant
  readonly actId: Uuid
}

export async function addHit(tx: SqlWriter, hit: HitRow): Promise<void> {
  await tx.run(
    'insert into hit (id, box, reporter, owner, record_id, reported_at, act_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [hit.id, hit.box, hit.reporter, hit.owner, hit.recordId, hit.at, hit.actId],
  )
}

export async function isHitKnown(tx: SqlReader, id: Uuid): Promise<boolean> {
  return (await tx.query('select 1 as found from hit where id = $1', [id])).length > 0
}

/** A hit is kept as long as the record it is about (RPD 106), and no longer. */
export async function eraseHitsOf(
  tx: SqlWriter,
  contents: Contents,
  recordId: Uuid,
): Promise<{ rows: number; keys: number; envelopes: number }> {
  const found = await tx.query('select id from hit where record_id = $1', [recordId])
  const erased = { rows: 0, keys: 0, envelopes: 0 }
  for (const row of found) {
    const id = textOf(row, 'id')
    const acts = await eraseHitActs(tx, contents, id)
    erased.keys += acts.keys
    erased.rows += acts.rows + (await tx.run('delete from hit where id = $1', [id]))
    erased.envelopes += acts.envelopes
  }
  return erased
}
