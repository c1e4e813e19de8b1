import { randomBytes } from 'node:crypto'
import type { MemberCard } from '#acts/charter.ts'
import type { World } from '#desks/ports.ts'
import { applyItem, openItem } from '#exchange/apply-item.ts'
import { confirmErasures } from '#exchange/confirm-erasures.ts'
import { FeedItemField } from '#exchange/feed-item.ts'
import type { NodeContext } from '#exchange/node-context.ts'
import { nodeJournal } from '#exchange/node-journal.ts'
import { emptyOutcome, type Outcome } from '#exchange/outcome.ts'
import { mintOwnId } from '#exchange/own-id.ts'
import { checkpointAndVerify } from '#exchange/verify-node.ts'
import { contents } from '#journal/contents.ts'
import { feedHead, outgoingAfter } from '#journal/feed-store.ts'
import { openLogs } from '#journal/ledger-store.ts'
import { migrate } from '#journal/migrate.ts'
import { MIGRATIONS } from '#journal/schema.ts'
import type { Sql } from '#journal/sql.ts'
import { openSqlite } from '#journal/sqlite.ts'
import { instantOf } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'
import { type NodeIndex, nodeIndex } from '#node/check-index.ts'
import { envelopeFor, parseEnvelopeBytes } from '#seal/envelope.ts'
import { fingerprint, makeMemberKeys, type MemberSecretKeys, publicKeysOf } from '#seal/keys.ts'
import { FOUR_MEMBERS } from './members.ts'

/** A member's node without sockets: real store, keys, seals and rules; what travels is carried by `carry`. */
export interface TestNode {
  readonly context: NodeContext
  readonly world: World
  readonly sql: Sql
  readonly index: NodeIndex
}

export interface TestWorld {
  node(id: string): TestNode
  /** Moves every node's clock. It stands still otherwise. */
  pass(ms: number): void
  /** Carries what one member has issued to another, through the same checks as the exchange. Gives how many items. */
  carry(from: string, to: string): Promise<number>
  /** Carries everything to everybody and confirms erasures, until nothing is under way. */
  settle(): Promise<void>
  close(): Promise<void>
}

export interface TestWorldOptions {
  readonly members?: readonly string[]
  readonly openStore?: (member: MemberId) => Promise<Sql>
  readonly startsAt?: string
}

/** Members with keys, a charter that joins them, and stores in memory, in one process without servers. */
export async function openTestWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  const { members = ['GS', 'KE', 'SG'], openStore = async () => openSqlite(':memory:') } = options
  let nowMs = Date.parse(options.startsAt ?? '2026-11-23T09:00:00.000Z')
  const made = FOUR_MEMBERS.filter((plan) => members.includes(plan.id)).map((plan) => {
    const keys = makeMemberKeys()
    const card: MemberCard = {
      ...plan,
      address: `https://${plan.id.toLowerCase()}.entraide.invalid`,
      keys: publicKeysOf(keys),
      certificate: 'none: nothing here travels over TLS',
    }
    return { card, keys }
  })
  const charter = {
    network: 'entraide-test',
    version: 1,
    issuedAt: instantOf(nowMs),
    keeper: made[0]?.card.id ?? ('GS' as MemberId),
    members: made.map(({ card }) => card),
  }
  const contextOf = (card: MemberCard, keys: MemberSecretKeys): NodeContext => ({
    self: card,
    keys,
    charter: () => charter,
    contents: contents(randomBytes(32), randomBytes),
    random: randomBytes,
    now: () => instantOf(nowMs),
    // The moment goes on, so that ids of one moment still sort in the order they were made.
    newId: () => mintOwnId(card.id, nowMs++, randomBytes),
  })
  const nodes = new Map<string, TestNode>()
  for (const { card, keys } of made) {
    nodes.set(card.id, await openTestNode(contextOf(card, keys), await openStore(card.id)))
  }
  const node = (id: string): TestNode => {
    const found = nodes.get(id)
    if (found === undefined) throw new RangeError(`no member ${id} in this world`)
    return found
  }
  const carry = (from: string, to: string): Promise<number> => carryItems(node(from), node(to))
  return {
    node,
    pass(ms) {
      nowMs += ms
    },
    carry,
    async settle() {
      for (let carried = 1; carried > 0; ) {
        carried = 0
        for (const from of nodes.keys()) {
          for (const to of nodes.keys()) if (from !== to) carried += await carry(from, to)
        }
        for (const { sql, context, index } of nodes.values()) {
          carried += await confirmErasures(sql, context, (outcome) => index.apply(outcome.index))
        }
      }
    },
    async close() {
      for (const { sql } of nodes.values()) await sql.close()
    },
  }
}

async function openTestNode(context: NodeContext, sql: Sql): Promise<TestNode> {
  await migrate(sql, MIGRATIONS)
  await sql.transact(openLogs)
  const index = nodeIndex()
  const world: World = {
    self: context.self,
    charter: context.charter,
    clock: { now: context.now, elapsedMs: () => Date.parse(context.now()) },
    newId: context.newId,
    journal: nodeJournal(sql, context, (outcome: Outcome) => index.apply(outcome.index)),
    index: index.reader,
    exchange: {
      states: () => new Map(),
      fingerprint: (member) => fingerprint(member.keys),
      verifyStore: () => checkpointAndVerify(sql, context),
      diagnose: async () => [],
    },
  }
  return { context, world, sql, index }
}

const PAGE = 200

async function carryItems(from: TestNode, to: TestNode): Promise<number> {
  const recipient = to.context.self.id
  const cursor = await feedHead(to.sql, from.context.self.id, 'in')
  const items = await outgoingAfter(from.sql, recipient, cursor.number, PAGE)
  for (const sent of items) {
    const envelope = sent.envelope === null ? undefined : parseEnvelopeBytes(sent.envelope)
    const copy = envelope?.ok === true ? envelopeFor(envelope.value, [recipient]) : null
    const received = openItem(to.context, from.context.self, FeedItemField.parse(JSON.parse(sent.item)), copy)
    if (!received.ok) throw new Error(`item ${received.refusal.number}: ${received.refusal.kind}`)
    const outcome = emptyOutcome()
    const applied = await to.sql.transact((tx) => applyItem(tx, to.context, received.value, outcome))
    if (!applied.ok) throw new Error(`item ${applied.refusal.number}: ${applied.refusal.kind}`)
    to.index.apply(outcome.index)
  }
  return items.length
}
