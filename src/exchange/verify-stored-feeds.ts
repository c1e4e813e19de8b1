import type { Finding } from '#desks/ports.ts'
import { feedHead, incomingAfter, incomingMark, outgoingAfter } from '#journal/feed-store.ts'
import type { Sql } from '#journal/sql.ts'
import type { MemberId } from '#kernel/ids.ts'
import { envelopeBytes, envelopeFor, parseEnvelopeBytes } from '#seal/envelope.ts'
import {
  type FeedItem,
  FeedItemField,
  isItemSigned,
  itemHash,
  itemText,
  NO_ITEM,
  sha256Hex,
} from './feed-item.ts'
import type { NodeContext } from './node-context.ts'

/** Proves every feed of this node, to and from each member, against its chain of signatures and its head. */
export async function verifyStoredFeeds(sql: Sql, node: NodeContext, findings: Finding[]): Promise<void> {
  for (const member of node.charter().members) {
    if (member.id === node.self.id) continue
    await verifyFeed(sql, outgoing(sql, node, member.id), findings)
    await verifyFeed(sql, incoming(sql, node, member.id, member.keys.act), findings)
  }
}

const PAGE = 2000

/** One row of a feed, whichever way it goes. `isRowTrue` judges what the row says beside its item. */
interface FeedRow {
  readonly number: number
  readonly item: string
  readonly envelope: Uint8Array | null
  readonly isRowTrue: (item: FeedItem) => boolean
}

interface Feed {
  readonly direction: 'in' | 'out'
  readonly peer: MemberId
  readonly issuer: MemberId
  readonly recipient: MemberId
  readonly signer: string
  readonly rowsAfter: (number: number) => Promise<readonly FeedRow[]>
}

function outgoing(sql: Sql, { self }: NodeContext, peer: MemberId): Feed {
  return {
    direction: 'out',
    peer,
    issuer: self.id,
    recipient: peer,
    signer: self.keys.act,
    rowsAfter: async (after) =>
      (await outgoingAfter(sql, peer, after, PAGE)).map((row) => ({
        ...row,
        isRowTrue: (item) => item.act === row.actId,
      })),
  }
}

function incoming(sql: Sql, { self, contents }: NodeContext, peer: MemberId, signer: string): Feed {
  return {
    direction: 'in',
    peer,
    issuer: peer,
    recipient: self.id,
    signer,
    rowsAfter: async (after) =>
      (await incomingAfter(sql, peer, after, PAGE)).map((row) => ({
        ...row,
        envelope: null,
        isRowTrue: (item) =>
          incomingMark(contents, row) === row.mark &&
          (row.actId === null || (row.actId === item.act && row.isActKept)),
      })),
  }
}

async function verifyFeed(sql: Sql, feed: Feed, findings: Finding[]): Promise<void> {
  const whereOf = (number: number): string =>
    `feed ${feed.direction === 'out' ? 'to' : 'from'} ${feed.peer}: item ${number}`
  const head = await feedHead(sql, feed.peer, feed.direction)
  let before = NO_ITEM
  let last = 0
  for (;;) {
    const rows = await feed.rowsAfter(last)
    for (const row of rows) {
      const expected = last + 1
      // A gap is named once, and what follows it is held to what it says itself.
      if (row.number !== expected) findings.push({ where: whereOf(expected), what: 'feed/item-missing' })
      last = row.number
      const item = itemOf(row.item)
      if (item === undefined || !isItemGood(feed, row, item)) {
        findings.push({ where: whereOf(row.number), what: 'feed/item-changed' })
      } else {
        if (row.number === expected && item.previous !== before) {
          findings.push({ where: whereOf(row.number), what: 'feed/chain-broken' })
        }
        if (!isEnvelopeGood(feed, row, item))
          findings.push({ where: whereOf(row.number), what: 'feed/envelope-changed' })
      }
      before = item === undefined ? '' : itemHash(item)
    }
    if (rows.length < PAGE) break
  }
  // The feed may have grown since its head was read, and never beyond what its head says now.
  const now = await feedHead(sql, feed.peer, feed.direction)
  if (last < head.number || last > now.number) {
    findings.push({ where: whereOf(last + 1), what: 'feed/ends-elsewhere' })
  } else if (last > 0 && last === now.number && now.itemHash !== before)
    findings.push({ where: whereOf(last), what: 'feed/head-changed' })
}

function isItemGood(feed: Feed, row: FeedRow, item: FeedItem): boolean {
  return (
    item.number === row.number &&
    item.issuer === feed.issuer &&
    item.recipient === feed.recipient &&
    itemText(item) === row.item &&
    isItemSigned(item, feed.signer) &&
    row.isRowTrue(item)
  )
}

function isEnvelopeGood(feed: Feed, row: FeedRow, item: FeedItem): boolean {
  if (row.envelope === null) return true
  const envelope = parseEnvelopeBytes(row.envelope)
  return (
    envelope.ok && sha256Hex(envelopeBytes(envelopeFor(envelope.value, [feed.recipient]))) === item.envelope
  )
}

function itemOf(text: string): FeedItem | undefined {
  try {
    return FeedItemField.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
