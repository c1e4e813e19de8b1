import { type Act, type ActDraft, ActField } from '#acts/act.ts'
import { memberOf } from '#acts/charter.ts'
import type { RulesRefusal } from '#desks/ports.ts'
import { assert } from '#kernel/assert.ts'
import type { MemberId } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { addAct } from '#journal/act-store.ts'
import { addEnvelope, addOutgoing, feedHead } from '#journal/feed-store.ts'
import { logAct } from '#journal/ledger-store.ts'
import type { SqlWriter } from '#journal/sql.ts'
import {
  committedBytes,
  type Envelope,
  envelopeBytes,
  envelopeFor,
  type SealableAct,
  sealAct,
} from '#seal/envelope.ts'
import { itemHash, itemText, NO_ITEM, sha256Hex, signItem } from './feed-item.ts'
import { judgeHere } from './judge-act.ts'
import type { NodeContext } from './node-context.ts'
import type { Outcome } from './outcome.ts'
import { hasOwnIds } from './own-id.ts'
import { project } from './project.ts'

/**
 * Issues an act of this member: judge, sign, seal, leaf, feeds, projection, in the caller's transaction.
 *
 * Nothing leaves the node here and nothing waits for another member: recipients fetch the act from their feeds.
 */
export async function issueAct(
  tx: SqlWriter,
  node: NodeContext,
  draft: ActDraft,
  outcome: Outcome,
): Promise<Result<Act, RulesRefusal>> {
  const charter = node.charter()
  const at = node.now()
  const recipients = draft.recipients.filter((recipient) => recipient !== node.self.id)
  const act = ActField.parse({
    ...draft,
    recipients,
    id: node.newId(),
    network: charter.network,
    issuer: node.self.id,
    issuedAt: at,
  })
  assert(hasOwnIds(act), 'a member gives its acts, and the new things that they name, ids of its own')
  const refusals = await judgeHere(tx, node, act, at)
  if (refusals.length > 0) return refuse({ kind: 'record/rules-refuse', refusals })

  const envelope = sealAct({
    act: asJson(act),
    actKey: node.keys.act,
    issuer: node.self.id,
    network: charter.network,
    recipients: recipients.map((member) => {
      const card = memberOf(charter, member)
      assert(card !== undefined, 'the rulebook lets only members be recipients')
      return { member, sealKey: card.keys.seal }
    }),
    random: node.random,
  })
  await addAct(tx, node.contents, act, at)
  await addEnvelope(tx, act.id, envelopeBytes(envelope))
  await logAct(tx, { id: act.id, committed: committedBytes(envelope), at, random: node.random })
  for (const recipient of recipients) await enqueue(tx, node, envelope, recipient)
  await project(tx, node, act, at, outcome)
  for (const recipient of recipients) outcome.recipients.add(recipient)
  outcome.topics.add('ledger').add('network')
  return ok(act)
}

async function enqueue(
  tx: SqlWriter,
  node: NodeContext,
  envelope: Envelope,
  recipient: MemberId,
): Promise<void> {
  const head = await feedHead(tx, recipient, 'out')
  const item = signItem(
    {
      issuer: node.self.id,
      recipient,
      number: head.number + 1,
      previous: head.number === 0 ? NO_ITEM : head.itemHash,
      act: envelope.act,
      envelope: sha256Hex(envelopeBytes(envelopeFor(envelope, [recipient]))),
    },
    node.keys.act,
  )
  await addOutgoing(tx, {
    recipient,
    head: { number: item.number, itemHash: itemHash(item) },
    actId: envelope.act,
    item: itemText(item),
    at: node.now(),
  })
}

// An act that was parsed holds JSON values only; the round trip drops the undefined fields that zod leaves.
const asJson = (act: Act): SealableAct => JSON.parse(JSON.stringify(act))
