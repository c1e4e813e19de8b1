import type { Finding, LogName, StoreVerdict } from '#desks/ports.ts'
import { fromBase64, toBase64, utf8 } from '#kernel/bytes.ts'
import { readAct } from '#journal/act-store.ts'
import { checkpointsOf, LOGS, leavesFrom } from '#journal/ledger-store.ts'
import { memberOf as memberColumn, numberOf, textOf } from '#journal/row.ts'
import type { Sql } from '#journal/sql.ts'
import { nodeSha256 } from '#ledger/node-sha256.ts'
import { nodeVerify } from '#ledger/node-signatures.ts'
import { noteVerifier } from '#ledger/note-keys.ts'
import { type StoredLeaf, verifyLog } from '#ledger/verify-log.ts'
import { committedBytes, envelopeBytes, envelopeFor, parseEnvelopeBytes } from '#seal/envelope.ts'
import { FeedItemField, isItemSigned, itemHash, itemText, NO_ITEM, sha256Hex } from './feed-item.ts'
import { logOrigin } from './make-checkpoint.ts'
import type { NodeContext } from './node-context.ts'

/**
 * Proves this node's whole store from its first leaf: both logs against their signed checkpoints, every envelope
 * and access entry against its leaf, every act's content against its key, every feed against its chain of signatures.
 *
 * Says where, for each thing that was changed; reports nothing of any content.
 */
export async function verifyNode(sql: Sql, node: NodeContext): Promise<StoreVerdict> {
  const logs: StoreVerdict['logs'][number][] = []
  const findings: Finding[] = []
  for (const log of LOGS) logs.push(await verifyOneLog(sql, node, log, findings))
  await verifyActs(sql, node, findings)
  await verifyFeeds(sql, node, findings)
  return { logs, findings }
}

const PAGE = 2000

async function verifyOneLog(
  sql: Sql,
  node: NodeContext,
  log: LogName,
  findings: Finding[],
): Promise<StoreVerdict['logs'][number]> {
  const leaves: StoredLeaf[] = []
  for (let from = 0; ; ) {
    const page = await leavesFrom(sql, log, from, PAGE)
    for (const leaf of page) {
      const entry = leaf.entry === null ? undefined : log === 'acts' ? committedOf(leaf.entry) : leaf.entry
      leaves.push({
        index: leaf.position,
        salt: leaf.salt ?? undefined,
        entry,
        commitment: leaf.commitment,
        leafHash: leaf.leafHash,
      })
    }
    if (page.length < PAGE) break
    from = (page.at(-1)?.position ?? from) + 1
  }
  const origin = logOrigin(node.charter().network, node.self.id, log)
  const verify = nodeVerify()
  const { ed25519, mldsa44 } = node.self.keys.log
  const stored = await checkpointsOf(sql, log)
  for (const checkpoint of stored) {
    const lines = checkpoint.note.split('\n')
    if (lines[1] !== String(checkpoint.size) || lines[2] !== checkpoint.root) {
      findings.push({
        where: `${log}: checkpoint at ${checkpoint.size}`,
        what: 'ledger/checkpoint-row-changed',
      })
    }
  }
  const verdict = verifyLog({
    origin,
    leaves,
    checkpoints: stored.map((checkpoint) => checkpoint.note),
    verifiers: [
      noteVerifier(
        { keyName: origin, algorithm: 'ed25519', publicKey: fromBase64(ed25519) },
        { verify, sha256: nodeSha256 },
      ),
      noteVerifier(
        { keyName: origin, algorithm: 'mldsa44', publicKey: fromBase64(mldsa44) },
        { verify, sha256: nodeSha256 },
      ),
    ],
    sha256: nodeSha256,
  })
  if (verdict.ok)
    return { name: log, size: verdict.size, root: toBase64(verdict.root), checkpoints: stored.length }
  for (const finding of verdict.findings)
    findings.push({ where: placeOf(log, finding, stored), what: finding.kind })
  if (verdict.more > 0) findings.push({ where: log, what: `and ${verdict.more} more` })
  return { name: log, size: leaves.length, root: '', checkpoints: stored.length }
}

function placeOf(
  log: LogName,
  finding: {
    readonly kind: string
    readonly index?: number
    readonly through?: number
    readonly from?: number
    readonly checkpoint?: number
  },
  checkpoints: readonly { readonly size: number }[],
): string {
  if (finding.from !== undefined) return `${log}: leaves ${finding.from} to ${finding.through}`
  if (finding.index !== undefined) return `${log}: leaf ${finding.index}`
  if (finding.checkpoint !== undefined)
    return `${log}: checkpoint at ${checkpoints[finding.checkpoint]?.size ?? '?'}`
  return log
}

// A stored envelope that cannot be read gives bytes that fit no leaf: its leaf is then reported as changed.
function committedOf(envelope: Uint8Array): Uint8Array {
  const parsed = parseEnvelopeBytes(envelope)
  return parsed.ok ? committedBytes(parsed.value) : utf8('unreadable envelope')
}

async function verifyActs(sql: Sql, node: NodeContext, findings: Finding[]): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await sql.query(
      'select id, issuer, type, subject, issued_at from act where id > $1 and content is not null order by id limit $2',
      [after, PAGE],
    )
    for (const row of rows) {
      const id = textOf(row, 'id')
      const act = await readAct(sql, node.contents, id, textOf(row, 'subject')).catch(() => undefined)
      const isSame =
        act?.id === id &&
        act.issuer === textOf(row, 'issuer') &&
        act.type === textOf(row, 'type') &&
        act.subject === textOf(row, 'subject') &&
        act.issuedAt === textOf(row, 'issued_at')
      if (!isSame) findings.push({ where: `act ${id}`, what: 'act/content-changed' })
      after = id
    }
    if (rows.length < PAGE) return
  }
}

async function verifyFeeds(sql: Sql, node: NodeContext, findings: Finding[]): Promise<void> {
  for (const member of node.charter().members) {
    if (member.id === node.self.id) continue
    await verifyFeed(sql, { direction: 'out', peer: member.id, signer: node.self.keys.act }, findings)
    await verifyFeed(sql, { direction: 'in', peer: member.id, signer: member.keys.act }, findings)
  }
}

async function verifyFeed(
  sql: Sql,
  feed: { readonly direction: 'in' | 'out'; readonly peer: string; readonly signer: string },
  findings: Finding[],
): Promise<void> {
  const text =
    feed.direction === 'out'
      ? `select recipient as peer, number, item, envelope.bytes from feed_out
         left join envelope on envelope.act_id = feed_out.act_id
         where recipient = $1 and number > $2 order by number limit $3`
      : 'select issuer as peer, number, item, null as bytes from feed_in where issuer = $1 and number > $2 order by number limit $3'
  let before = NO_ITEM
  let expected = 1
  for (;;) {
    const rows = await sql.query(text, [feed.peer, expected - 1, PAGE])
    for (const row of rows) {
      const where = `feed ${feed.direction === 'out' ? 'to' : 'from'} ${feed.peer}: item ${expected}`
      const item = FeedItemField.safeParse(jsonOrNull(textOf(row, 'item')))
      const isGood =
        item.success &&
        item.data.number === expected &&
        numberOf(row, 'number') === expected &&
        item.data.previous === before &&
        itemText(item.data) === textOf(row, 'item') &&
        isItemSigned(item.data, feed.signer)
      if (!isGood) findings.push({ where, what: 'feed/item-changed' })
      const bytes = row['bytes']
      if (isGood && bytes instanceof Uint8Array) {
        const envelope = parseEnvelopeBytes(bytes)
        const copy = envelope.ok
          ? envelopeBytes(envelopeFor(envelope.value, [memberColumn(row, 'peer')]))
          : undefined
        if (copy === undefined || sha256Hex(copy) !== item.data.envelope)
          findings.push({ where, what: 'feed/envelope-changed' })
      }
      before = item.success ? itemHash(item.data) : NO_ITEM
      expected++
    }
    if (rows.length < PAGE) return
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
