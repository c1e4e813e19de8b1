import type { Instant } from '#kernel/days.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'
import { eraseRecordActs } from './act-store.ts'
import { eraseChecksOf } from './check-store.ts'
import type { Contents } from './contents.ts'
import { eraseHitsOf } from './hit-store.ts'
import { memberOf, numberOf, uuidOf } from './row.ts'
import type { SqlReader, SqlWriter } from './sql.ts'

/** What a purge deleted here, to be confirmed to the owner once the store's files hold nothing of it either. */
export interface ErasureDue {
  readonly recordId: Uuid
  readonly orderId: Uuid
  readonly owner: MemberId
  readonly rows: number
  readonly keys: number
  readonly envelopes: number
  readonly indexEntries: number
}

export interface ErasureOrder {
  readonly recordId: Uuid
  /** The act of withdrawal. */
  readonly orderId: Uuid
  readonly owner: MemberId
  readonly at: Instant
}

/**
 * Deletes a record's contents, its hits and the checks that showed it; its number and its leaf stay.
 *
 * The confirmation is not sent from here: it is due until `scrub` has cleaned the files (spec/feed.md).
 */
export async function eraseRecord(
  tx: SqlWriter,
  contents: Contents,
  order: ErasureOrder,
): Promise<ErasureDue> {
  const hits = await eraseHitsOf(tx, contents, order.recordId)
  const checks = await eraseChecksOf(tx, contents, order.recordId)
  const acts = await eraseRecordActs(tx, contents, order.recordId)
  const due = {
    recordId: order.recordId,
    orderId: order.orderId,
    owner: order.owner,
    rows: hits.rows + checks + acts.rows,
    keys: hits.keys + acts.keys,
    envelopes: hits.envelopes + acts.envelopes,
    indexEntries: 1,
  }
  await addErasureDue(tx, due, order.at)
  return due
}

/**
 * Takes note that a record that is not here is to be confirmed as erased. Nothing is deleted: who orders the erasure
 * of what we do not hold has not shown that it owns it.
 */
export async function owesConfirmation(tx: SqlWriter, order: ErasureOrder): Promise<void> {
  const { recordId, orderId, owner, at } = order
  await addErasureDue(tx, { recordId, orderId, owner, rows: 0, keys: 0, envelopes: 0, indexEntries: 0 }, at)
}

async function addErasureDue(tx: SqlWriter, due: ErasureDue, at: Instant): Promise<void> {
  await tx.run(
    `insert into erasure_due
       (record_id, order_id, owner, erased_rows, erased_keys, erased_envelopes, index_entries, due_since)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (record_id) do update set order_id = excluded.order_id, owner = excluded.owner`,
    [due.recordId, due.orderId, due.owner, due.rows, due.keys, due.envelopes, due.indexEntries, at],
  )
}

export async function erasuresDue(tx: SqlReader, limit: number): Promise<readonly ErasureDue[]> {
  const rows = await tx.query(
    `select record_id, order_id, owner, erased_rows, erased_keys, erased_envelopes, index_entries from erasure_due
     order by due_since, record_id limit $1`,
    [limit],
  )
  return rows.map((row) => ({
    recordId: uuidOf(row, 'record_id'),
    orderId: uuidOf(row, 'order_id'),
    owner: memberOf(row, 'owner'),
    rows: numberOf(row, 'erased_rows'),
    keys: numberOf(row, 'erased_keys'),
    envelopes: numberOf(row, 'erased_envelopes'),
    indexEntries: numberOf(row, 'index_entries'),
  }))
}

/** Whether a holder's confirmation answers an order: the withdrawal, by this owner, of this record. */
export async function isErasureOrdered(
  tx: SqlReader,
  order: { readonly recordId: Uuid; readonly orderId: Uuid; readonly owner: MemberId },
): Promise<boolean> {
  const rows = await tx.query(
    'select 1 as found from record where id = $1 and owner = $2 and act_id = $3 and withdrawn_at is not null',
    [order.recordId, order.owner, order.orderId],
  )
  return rows.length > 0
}

/** True for whoever removes it first: the confirmation is issued once. */
export async function takeErasure(tx: SqlWriter, recordId: Uuid): Promise<boolean> {
  return (await tx.run('delete from erasure_due where record_id = $1', [recordId])) === 1
}

export async function addConfirmation(
  tx: SqlWriter,
  confirmed: {
    readonly recordId: Uuid
    readonly holder: MemberId
    readonly at: Instant
    readonly actId: Uuid
  },
): Promise<void> {
  await tx.run(
    `insert into erasure_confirmed (record_id, holder, confirmed_at, act_id) values ($1, $2, $3, $4)
     on conflict (record_id, holder) do nothing`,
    [confirmed.recordId, confirmed.holder, confirmed.at, confirmed.actId],
  )
}
