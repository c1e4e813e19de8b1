import type { Act } from '#acts/act.ts'
import { memberOf } from '#acts/charter.ts'
import { applyItem, type FeedRefusal, openItem } from '#exchange/apply-item.ts'
import { type FeedItem, itemHash, NO_ITEM, sha256Hex, signItem } from '#exchange/feed-item.ts'
import type { NodeContext } from '#exchange/node-context.ts'
import { emptyOutcome } from '#exchange/outcome.ts'
import { assert } from '#kernel/assert.ts'
import type { MemberId } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import { type Envelope, envelopeBytes, envelopeFor, type SealableAct, sealAct } from '#seal/envelope.ts'
import type { TestNode } from './world.ts'

/** One place of a feed with its envelope, as a peer would send it. */
export interface Written {
  readonly item: FeedItem
  readonly envelope: Envelope | null
}

export interface FeedWriter {
  /** Signs, seals and numbers whatever it is given: a member that no longer holds itself to the rules. */
  write(act: Act, options?: { readonly isErased?: boolean }): Written
  /** Signs an item with other fields than it ought to have; the feed does not move on. */
  forge(written: Written, change: Partial<Omit<FeedItem, 'signature'>>, actKey?: string): Written
}

export function feedWriter(from: NodeContext, to: MemberId): FeedWriter {
  let number = 0
  let previous = NO_ITEM
  return {
    write(act, { isErased = false } = {}) {
      const envelope = sealed(from, act)
      const copy = envelopeFor(envelope, [to])
      const hash = sha256Hex(envelopeBytes(copy))
      number++
      const item = signItem(
        { issuer: from.self.id, recipient: to, number, previous, act: act.id, envelope: hash },
        from.keys.act,
      )
      previous = itemHash(item)
      return { item, envelope: isErased ? null : copy }
    },
    forge({ item, envelope }, change, actKey = from.keys.act) {
      const { signature: _, ...fields } = item
      return { item: signItem({ ...fields, ...change }, actKey), envelope }
    },
  }
}

function sealed(from: NodeContext, act: Act): Envelope {
  const json: SealableAct = JSON.parse(JSON.stringify(act))
  return sealAct({
    act: json,
    actKey: from.keys.act,
    issuer: act.issuer,
    network: act.network,
    recipients: act.recipients.map((member) => {
      const card = memberOf(from.charter(), member)
      assert(card !== undefined, 'an act is sealed to members')
      return { member, sealKey: card.keys.seal }
    }),
    random: from.random,
  })
}

/** Hands an item to a node as its follower does: looked at first, then applied in one transaction or not at all. */
export async function receive(
  to: TestNode,
  from: TestNode,
  { item, envelope }: Written,
): Promise<Result<boolean, FeedRefusal>> {
  const received = openItem(to.context, from.context.self, item, envelope)
  if (!received.ok) return received
  const outcome = emptyOutcome()
  const applied = await to.sql.transact((tx) => applyItem(tx, to.context, received.value, outcome))
  if (applied.ok) to.index.apply(outcome.index)
  return applied
}
