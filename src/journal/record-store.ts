import type { Act } from '#acts/act.ts'
import { DATABASES, type Database, type PoliceRecord } from '#acts/record.ts'
import type { Holder, RecordHeld, RecordStore } from '#desks/ports.ts'
import { assert, InvariantError } from '#kernel/assert.ts'
import type { Instant } from '#kernel/days.ts'
import { toHex } from '#kernel/bytes.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'
import { readAct } from './act-store.ts'
import type { Contents } from './contents.ts'
import { bytesOf, instantOf, instantOrNull, memberOf, numberOf, oneOf, textOf, uuidOf } from './row.ts'
import type { Row, SqlReader, SqlValue, SqlWriter } from './sql.ts'

const COLUMNS = 'id, database_name, owner, version, act_id, recorded_at, withdrawn_at'

export function recordStore(tx: SqlReader, contents: Contents): RecordStore {
  const held = async (row: Row): Promise<RecordHeld> => {
    const withdrawnAt = instantOrNull(row, 'withdrawn_at')
    const act = withdrawnAt === null ? await readAct(tx, contents, textOf(row, 'act_id')) : undefined
    return { ...headingOf(row), record: act !== undefined && 'record' in act.body ? act.body.record : null }
  }
  return {
    async find(id) {
      const [row] = await tx.query(`select ${COLUMNS} from record where id = $1`, [id])
      return row === undefined ? undefined : held(row)
    },
    async findAll(ids) {
      const found: RecordHeld[] = []
      for (const id of ids) {
        const [row] = await tx.query(`select ${COLUMNS} from record where id = $1`, [id])
        if (row !== undefined) found.push(await held(row))
      }
      return found
    },
    async page({ database, owner, after, limit }) {
      const where = ['withdrawn_at is null']
      const params: SqlValue[] = []
      if (database !== undefined) where.push(`database_name = $${params.push(database)}`)
      if (owner !== undefined) where.push(`owner = $${params.push(owner)}`)
      const [count] = await tx.query(
        `select count(*) as total from record where ${where.join(' and ')}`,
        params,
      )
      if (after !== undefined) where.push(`id < $${params.push(after)}`)
      const rows = await tx.query(
        `select ${COLUMNS} from record where ${where.join(' and ')} order by id desc limit $${params.push(limit)}`,
        params,
      )
      const found: RecordHeld[] = []
      for (const row of rows) found.push(await held(row))
      return { rows: found, total: count === undefined ? 0 : numberOf(count, 'total') }
    },
    async counts() {
      const rows = await tx.query(
        'select database_name, count(*) as total from record where withdrawn_at is null group by database_name',
      )
      const counts: Record<Database, number> = { notices: 0, 'travel-documents': 0, vehicles: 0 }
      for (const row of rows) counts[oneOf(row, 'database_name', DATABASES)] = numberOf(row, 'total')
      return counts
    },
    async holders(id) {
      const rows = await tx.query(
        `select feed_out.recipient as member, max(feed_out.number) as number, receipt.number as receipted,
           receipt.received_at as received_at, erasure_confirmed.confirmed_at as confirmed_at
         from feed_out
         join act on act.id = feed_out.act_id
         left join receipt on receipt.member = feed_out.recipient
         left join erasure_confirmed on erasure_confirmed.holder = feed_out.recipient and erasure_confirmed.record_id = $1
         where act.subject = $1
         group by feed_out.recipient, receipt.number, receipt.received_at, erasure_confirmed.confirmed_at
         order by feed_out.recipient`,
        [id],
      )
      return rows.map(holderOf)
    },
  }
}

function headingOf(row: Row): Omit<RecordHeld, 'record'> {
  return {
    id: uuidOf(row, 'id'),
    database: oneOf(row, 'database_name', DATABASES),
    owner: memberOf(row, 'owner'),
    version: numberOf(row, 'version'),
    recordedAt: instantOf(row, 'recorded_at'),
    withdrawnAt: instantOrNull(row, 'withdrawn_at'),
  }
}

function holderOf(row: Row): Holder {
  const member = memberOf(row, 'member')
  const erasedAt = instantOrNull(row, 'confirmed_at')
  if (erasedAt !== null) return { member, state: 'erased', at: erasedAt }
  const isReceived = row['receipted'] !== null && numberOf(row, 'receipted') >= numberOf(row, 'number')
  return isReceived
    ? { member, state: 'received', at: instantOf(row, 'received_at') }
    : { member, state: 'sent', at: null }
}

/** Whether and by whom a record was ever held here. */
export async function recordHeading(
  tx: SqlReader,
  id: Uuid,
): Promise<{ owner: MemberId; database: Database; isWithdrawn: boolean; version: number } | undefined> {
  const [row] = await tx.query(
    'select owner, database_name, withdrawn_at, version from record where id = $1',
    [id],
  )
  if (row === undefined) return undefined
  return {
    owner: memberOf(row, 'owner'),
    database: oneOf(row, 'database_name', DATABASES),
    isWithdrawn: row['withdrawn_at'] !== null,
    version: numberOf(row, 'version'),
  }
}

/** Changes of records are counted without a gap, so that who knows a number can ask what came after it. */
const NEXT_CHANGE = '(select coalesce(max(change_number), 0) + 1 from record)'

/** Gives the number of the change. */
export async function putRecord(tx: SqlWriter, act: Act, database: Database, at: Instant): Promise<number> {
  const [row] = await tx.query(
    `insert into record (id, database_name, owner, version, act_id, recorded_at, withdrawn_at, change_number)
     values ($1, $2, $3, 1, $4, $5, null, ${NEXT_CHANGE})
     on conflict (id) do update set version = record.version + 1, act_id = excluded.act_id,
       recorded_at = excluded.recorded_at, change_number = excluded.change_number
     returning change_number`,
    [act.subject, database, act.issuer, act.id, at],
  )
  assert(row !== undefined, 'a record is put')
  return numberOf(row, 'change_number')
}

/** Gives the number of the change. */
export async function markWithdrawn(tx: SqlWriter, id: Uuid, actId: Uuid, at: Instant): Promise<number> {
  const [row] = await tx.query(
    `update record set withdrawn_at = $2, act_id = $3, change_number = ${NEXT_CHANGE} where id = $1
     returning change_number`,
    [id, at, actId],
  )
  assert(row !== undefined, 'a record that is withdrawn is held')
  return numberOf(row, 'change_number')
}

/** What a record says until it is replaced or erased. A damaged content must not keep it from being so. */
export async function recordBefore(
  tx: SqlReader,
  contents: Contents,
  id: Uuid,
): Promise<PoliceRecord | 'none' | 'unreadable'> {
  const [row] = await tx.query('select act_id from record where id = $1 and withdrawn_at is null', [id])
  if (row === undefined) return 'none'
  const act = await readAct(tx, contents, textOf(row, 'act_id')).catch(ignoreDamage)
  return act !== undefined && 'record' in act.body ? act.body.record : 'unreadable'
}

// A damaged content must not keep the node, and with it the proof of what is damaged, from starting.
function ignoreDamage(cause: unknown): undefined {
  if (cause instanceof InvariantError) return undefined
  throw cause
}

async function bareRecord(tx: SqlReader, id: Uuid): Promise<RecordHeld> {
  const [row] = await tx.query(`select ${COLUMNS} from record where id = $1`, [id])
  assert(row !== undefined, 'a record that was listed is there')
  return { ...headingOf(row), record: null }
}

/** Every record that is held and not withdrawn, a page at a time by id: what the check index is built from. */
export async function recordsAfter(
  tx: SqlReader,
  contents: Contents,
  after: string,
  limit: number,
): Promise<readonly RecordHeld[]> {
  const rows = await tx.query(
    'select id from record where withdrawn_at is null and id > $1 order by id limit $2',
    [after, limit],
  )
  const store = recordStore(tx, contents)
  const found: RecordHeld[] = []
  for (const row of rows) {
    const id = uuidOf(row, 'id')
    found.push((await store.find(id).catch(ignoreDamage)) ?? (await bareRecord(tx, id)))
  }
  return found
}

/** A place in the journal: the last change of a record, and the last leaf of the log of accesses, which no other store has. */
export interface JournalPlace {
  readonly change: number
  readonly leaf: number
  readonly leafHash: string
}

export async function journalPlace(tx: SqlReader): Promise<JournalPlace> {
  const [last] = await tx.query('select coalesce(max(change_number), 0) as number from record')
  const [leaf] = await tx.query(
    "select position, leaf_hash from leaf where log = 'accesses' order by position desc limit 1",
  )
  return {
    change: last === undefined ? 0 : numberOf(last, 'number'),
    leaf: leaf === undefined ? -1 : numberOf(leaf, 'position'),
    leafHash: leaf === undefined ? '' : toHex(bytesOf(leaf, 'leaf_hash')),
  }
}

/** False for a place in another store, or in this one before an older copy of it was restored. */
export async function isPlaceKnown(tx: SqlReader, { leaf, leafHash }: JournalPlace): Promise<boolean> {
  if (leaf < 0) return false
  const [row] = await tx.query("select leaf_hash from leaf where log = 'accesses' and position = $1", [leaf])
  return row !== undefined && toHex(bytesOf(row, 'leaf_hash')) === leafHash
}

/** Records that changed after a number, a page at a time; `record` is null for those withdrawn since. */
export async function changesAfter(
  tx: SqlReader,
  contents: Contents,
  change: number,
  limit: number,
): Promise<readonly { readonly change: number; readonly held: RecordHeld }[]> {
  const rows = await tx.query(
    'select id, change_number from record where change_number > $1 order by change_number limit $2',
    [change, limit],
  )
  const store = recordStore(tx, contents)
  const found: { change: number; held: RecordHeld }[] = []
  for (const row of rows) {
    const id = uuidOf(row, 'id')
    const held = (await store.find(id).catch(ignoreDamage)) ?? (await bareRecord(tx, id))
    found.push({ change: numberOf(row, 'change_number'), held })
  }
  return found
}
