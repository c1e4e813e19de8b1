import type { PeerStanding } from '#desks/ports.ts'
import type { Instant } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'
import { canonicalJson } from '#seal/canonical.ts'
import type { Contents } from './contents.ts'
import { bytesOrNull, instantOf, instantOrNull, memberOf, numberOf, textOf, textOrNull } from './row.ts'
import type { SqlReader, SqlWriter } from './sql.ts'

/** Where a feed stands: the number of its last item and that item's hash (`''` before the first). */
export interface FeedHead {
  readonly number: number
  readonly itemHash: string
}
export type FeedDirection = 'in' | 'out'

export async function feedHead(tx: SqlReader, peer: MemberId, direction: FeedDirection): Promise<FeedHead> {
  const [row] = await tx.query('select number, item_hash from feed_head where peer = $1 and direction = $2', [
    peer,
    direction,
  ])
  return row === undefined
    ? { number: 0, itemHash: '' }
    : { number: numberOf(row, 'number'), itemHash: textOf(row, 'item_hash') }
}

async function moveHead(
  tx: SqlWriter,
  peer: MemberId,
  direction: FeedDirection,
  head: FeedHead,
  at: Instant,
): Promise<void> {
  await tx.run(
    `insert into feed_head (peer, direction, number, item_hash, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (peer, direction) do update
     set number = excluded.number, item_hash = excluded.item_hash, changed_at = excluded.changed_at`,
    [peer, direction, head.number, head.itemHash, at],
  )
}

export async function addEnvelope(tx: SqlWriter, actId: string, bytes: Uint8Array): Promise<void> {
  await tx.run('insert into envelope (act_id, bytes) values ($1, $2)', [actId, bytes])
}

export async function addOutgoing(
  tx: SqlWriter,
  entry: {
    readonly recipient: MemberId
    readonly head: FeedHead
    readonly actId: string
    readonly item: string
    readonly at: Instant
  },
): Promise<void> {
  await tx.run('insert into feed_out (recipient, number, act_id, item) values ($1, $2, $3, $4)', [
    entry.recipient,
    entry.head.number,
    entry.actId,
    entry.item,
  ])
  await moveHead(tx, entry.recipient, 'out', entry.head, entry.at)
}

export interface OutgoingItem {
  readonly number: number
  readonly actId: string
  readonly item: string
  /** Null once the contents are erased. */
  readonly envelope: Uint8Array | null
}

export async function outgoingAfter(
  tx: SqlReader,
  recipient: MemberId,
  after: number,
  limit: number,
): Promise<readonly OutgoingItem[]> {
  const rows = await tx.query(
    `select number, feed_out.act_id, item, envelope.bytes from feed_out
     left join envelope on envelope.act_id = feed_out.act_id
     where recipient = $1 and number > $2 order by number limit $3`,
    [recipient, after, limit],
  )
  return rows.map((row) => ({
    number: numberOf(row, 'number'),
    actId: textOf(row, 'act_id'),
    item: textOf(row, 'item'),
    envelope: bytesOrNull(row, 'bytes'),
  }))
}

/** An item that was applied or passed over, as its row is to say. */
export interface IncomingRow {
  readonly issuer: string
  readonly number: number
  readonly item: string
  readonly actId: string | null
  /** JSON, or null when nothing was refused. */
  readonly refusals: string | null
  readonly appliedAt: string
}

/** A digest of the row that only this node can make: the item is its issuer's word, the rest of the row is ours. */
export function incomingMark(contents: Contents, row: IncomingRow): string {
  const { issuer, number, item, actId, refusals, appliedAt } = row
  return contents.digest('feed-in', canonicalJson([issuer, number, item, actId, refusals, appliedAt]))
}

export async function addIncoming(
  tx: SqlWriter,
  contents: Contents,
  entry: {
    readonly issuer: MemberId
    readonly head: FeedHead
    readonly item: string
    readonly actId: string | null
    readonly refusals: readonly string[]
    readonly at: Instant
  },
): Promise<void> {
  const row: IncomingRow = {
    issuer: entry.issuer,
    number: entry.head.number,
    item: entry.item,
    actId: entry.actId,
    refusals: entry.refusals.length === 0 ? null : JSON.stringify(entry.refusals),
    appliedAt: entry.at,
  }
  await tx.run(
    `insert into feed_in (issuer, number, item, act_id, refusals, applied_at, mark)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.issuer, row.number, row.item, row.actId, row.refusals, row.appliedAt, incomingMark(contents, row)],
  )
  await moveHead(tx, entry.issuer, 'in', entry.head, entry.at)
}

export interface IncomingItem extends IncomingRow {
  readonly mark: string
  /** Whether the act that the row names is kept here. */
  readonly isActKept: boolean
}

/** What came from a peer after a number, for verification: texts as they stand in the store. */
export async function incomingAfter(
  tx: SqlReader,
  issuer: MemberId,
  after: number,
  limit: number,
): Promise<readonly IncomingItem[]> {
  const rows = await tx.query(
    `select feed_in.issuer, number, item, act_id, refusals, feed_in.applied_at, feed_in.mark,
       case when act.id is null then 0 else 1 end as act_kept
     from feed_in left join act on act.id = feed_in.act_id
     where feed_in.issuer = $1 and number > $2 order by number limit $3`,
    [issuer, after, limit],
  )
  return rows.map((row) => ({
    issuer: textOf(row, 'issuer'),
    number: numberOf(row, 'number'),
    item: textOf(row, 'item'),
    actId: textOrNull(row, 'act_id'),
    refusals: textOrNull(row, 'refusals'),
    appliedAt: textOf(row, 'applied_at'),
    mark: textOf(row, 'mark'),
    isActKept: numberOf(row, 'act_kept') === 1,
  }))
}

export async function putReceipt(
  tx: SqlWriter,
  receipt: {
    readonly member: MemberId
    readonly number: number
    readonly at: Instant
    readonly text: string
  },
): Promise<void> {
  await tx.run(
    `insert into receipt (member, number, received_at, receipt) values ($1, $2, $3, $4)
     on conflict (member) do update
     set number = excluded.number, received_at = excluded.received_at, receipt = excluded.receipt
     where excluded.number > receipt.number`,
    [receipt.member, receipt.number, receipt.at, receipt.text],
  )
}

export async function itemHashAt(
  tx: SqlReader,
  recipient: MemberId,
  number: number,
): Promise<string | undefined> {
  const [row] = await tx.query('select item from feed_out where recipient = $1 and number = $2', [
    recipient,
    number,
  ])
  return row === undefined ? undefined : textOf(row, 'item')
}

export async function peerStandings(
  tx: SqlReader,
  peers: readonly MemberId[],
): Promise<readonly PeerStanding[]> {
  const heads = await tx.query('select peer, direction, number, changed_at from feed_head')
  const receipts = await tx.query('select member, number, received_at from receipt')
  const refused = await tx.query(
    'select issuer, count(*) as total from feed_in where refusals is not null group by issuer',
  )
  return peers.map((member) => {
    const incoming = heads.find((row) => memberOf(row, 'peer') === member && row['direction'] === 'in')
    const outgoing = heads.find((row) => memberOf(row, 'peer') === member && row['direction'] === 'out')
    const receipt = receipts.find((row) => memberOf(row, 'member') === member)
    const refusals = refused.find((row) => memberOf(row, 'issuer') === member)
    return {
      member,
      incoming: {
        cursor: incoming === undefined ? 0 : numberOf(incoming, 'number'),
        lastAppliedAt: incoming === undefined ? null : instantOrNull(incoming, 'changed_at'),
        refused: refusals === undefined ? 0 : numberOf(refusals, 'total'),
      },
      outgoing: {
        issued: outgoing === undefined ? 0 : numberOf(outgoing, 'number'),
        receipted: receipt === undefined ? 0 : numberOf(receipt, 'number'),
        lastReceiptAt: receipt === undefined ? null : instantOf(receipt, 'received_at'),
      },
    }
  })
}
