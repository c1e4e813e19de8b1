import type { z } from 'zod'
import type { PoliceRecord } from '#acts/record.ts'
import { titleOf, type HitPage } from '#desks/records/list-hits.ts'
import type { RecordPage } from '#desks/records/list-records.ts'
import type { RecordView } from '#desks/records/record-view.ts'
import type { listHits, listRecords } from '#http/contract/records.ts'
import type { RecordViewShape } from '#http/contract/shapes.ts'

export function recordPageView({ rows, next, total }: RecordPage): z.input<(typeof listRecords)['reply']> {
  return {
    rows: rows.flatMap(({ record, ...held }) =>
      record === null ? [] : [{ ...held, ...rowOf(record), recordedOn: held.recordedAt }],
    ),
    next,
    total,
  }
}

function rowOf(record: PoliceRecord): {
  title: string
  status: string
  noticeKind?: 'un-special' | 'other-special'
} {
  const { status } = record
  return { title: titleOf(record), status, ...(record.database === 'notices' && { noticeKind: record.kind }) }
}

export function recordView({
  held,
  isOwn,
  holders,
  mayWithdraw,
}: RecordView): z.input<typeof RecordViewShape> {
  return {
    id: held.id,
    version: held.version,
    isOwn,
    isWithdrawn: held.withdrawnAt !== null,
    withdrawnAt: held.withdrawnAt,
    record: held.record,
    database: held.database,
    owner: held.owner,
    holders: holders.map(({ member, state, at }) => ({ member, state, at })),
    mayWithdraw,
  }
}

export function hitPageView({ rows, next }: HitPage): z.input<(typeof listHits)['reply']> {
  return { rows: rows.map((row) => ({ ...row })), next }
}
