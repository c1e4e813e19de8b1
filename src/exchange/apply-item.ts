import { type Act, ActField } from '#acts/act.ts'
import type { MemberCard } from '#acts/charter.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { addAct, isActKnown } from '#journal/act-store.ts'
import { isErasureOrdered } from '#journal/erasure-store.ts'
import { addIncoming, feedHead } from '#journal/feed-store.ts'
import { isHitKnown } from '#journal/hit-store.ts'
import { logAccess } from '#journal/ledger-store.ts'
import type { SqlWriter } from '#journal/sql.ts'
import { envelopeBytes, openEnvelope, parseEnvelope } from '#seal/envelope.ts'
import { type FeedItem, isItemSigned, itemHash, itemText, NO_ITEM, sha256Hex } from './feed-item.ts'
import { judgeHere } from './judge-act.ts'
import type { NodeContext } from './node-context.ts'
import type { Outcome } from './outcome.ts'
import { hasOwnIds } from './own-id.ts'
import { project } from './project.ts'

/** What came of one item when its signature, seal and form were looked at. */
export type Received =
  | { readonly type: 'act'; readonly item: FeedItem; readonly act: Act }
  | { readonly type: 'erased'; readonly item: FeedItem }
  | { readonly type: 'unreadable'; readonly item: FeedItem; readonly refusal: string }

export type FeedRefusal = {
  readonly kind:
    | 'feed/not-for-us'
    | 'feed/bad-signature'
    | 'feed/other-envelope'
    | 'feed/gap'
    | 'feed/fork'
    | 'feed/malformed'
  readonly number: number
}

/**
 * Looks at one item as it came from the peer, before any transaction.
 *
 * What breaks the feed itself (address, signature, other bytes than the item promises) is a refusal: nothing after
 * it can be believed. What is merely wrong inside a well-formed item is kept as unreadable and passed over, so that
 * one bad act does not stop all later ones.
 */
export function openItem(
  node: NodeContext,
  peer: MemberCard,
  item: FeedItem,
  envelopeJson: unknown,
): Result<Received, FeedRefusal> {
  // attacker-controlled: item and envelope, by the peer or whoever holds its key
  const { number } = item
  if (item.issuer !== peer.id || item.recipient !== node.self.id)
    return refuse({ kind: 'feed/not-for-us', number })
  if (!isItemSigned(item, peer.keys.act)) return refuse({ kind: 'feed/bad-signature', number })
  if (envelopeJson === null) return ok({ type: 'erased', item })
  const parsed = parseEnvelope(envelopeJson)
  if (!parsed.ok) return ok({ type: 'unreadable', item, refusal: parsed.refusal.kind })
  const envelope = parsed.value
  if (sha256Hex(envelopeBytes(envelope)) !== item.envelope || envelope.act !== item.act) {
    return refuse({ kind: 'feed/other-envelope', number })
  }
  const opened = openEnvelope(envelope, {
    member: node.self.id,
    sealSecret: node.keys.seal,
    issuerActKey: peer.keys.act,
  })
  if (!opened.ok) return ok({ type: 'unreadable', item, refusal: opened.refusal.kind })
  const act = ActField.safeParse(opened.value)
  if (!act.success) return ok({ type: 'unreadable', item, refusal: 'act/malformed' })
  if (act.data.issuer !== peer.id) return ok({ type: 'unreadable', item, refusal: 'act/other-issuer' })
  return ok({ type: 'act', item, act: act.data })
}

/**
 * Applies one item together with the cursor: exactly once, whatever is repeated (spec/feed.md §4).
 *
 * Gives `false` for an item that was applied before. Refuses a gap and a fork; the transaction is then undone.
 */
export async function applyItem(
  tx: SqlWriter,
  node: NodeContext,
  received: Received,
  outcome: Outcome,
): Promise<Result<boolean, FeedRefusal>> {
  const { item } = received
  const head = await feedHead(tx, item.issuer, 'in')
  if (item.number <= head.number) return ok(false)
  if (item.number !== head.number + 1) return refuse({ kind: 'feed/gap', number: item.number })
  if (item.previous !== (head.number === 0 ? NO_ITEM : head.itemHash)) {
    return refuse({ kind: 'feed/fork', number: item.number })
  }
  const at = node.now()
  const refusals = received.type === 'act' ? await whyNot(tx, node, received.act) : unreadable(received)
  if (received.type === 'act' && refusals.length === 0) {
    await addAct(tx, node.contents, received.act, at)
    await project(tx, node, received.act, at, outcome)
  }
  await addIncoming(tx, node.contents, {
    issuer: item.issuer,
    head: { number: item.number, itemHash: itemHash(item) },
    item: itemText(item),
    actId: received.type === 'act' && refusals.length === 0 ? received.act.id : null,
    refusals,
    at,
  })
  await logAccess(
    tx,
    {
      kind: refusals.length > 0 ? 'act/refused' : 'act/applied',
      actor: item.issuer,
      subject: item.act,
      outcome: refusals.length > 0 ? refusals.join(' ') : received.type,
    },
    at,
    node.random,
  )
  outcome.topics.add('network').add('ledger')
  return ok(true)
}

async function whyNot(tx: SqlWriter, node: NodeContext, act: Act): Promise<readonly string[]> {
  // attacker-controlled: ids. First of all, so that no id becomes known but through the member that minted it.
  if (!hasOwnIds(act)) return ['act/foreign-id']
  if (await isActKnown(tx, act.id)) return ['act/repeated']
  if (act.type === 'hit/reported' && (await isHitKnown(tx, act.subject))) return ['act/subject-taken']
  if (act.type === 'erasure/confirmed') {
    const { record: recordId, order: orderId } = act.body.erasure
    // Else a confirmation sent ahead would pass for an erasure that is still to be done.
    if (!(await isErasureOrdered(tx, { recordId, orderId, owner: node.self.id })))
      return ['act/confirms-nothing']
  }
  return (await judgeHere(tx, node, act, node.now())).map((refusal) => refusal.kind)
}

const unreadable = (received: Received): readonly string[] =>
  received.type === 'unreadable' ? [received.refusal] : []
