import { z } from 'zod'
import type { MemberCard } from '#acts/charter.ts'
import type { Instant } from '#kernel/days.ts'
import { LIMITS } from '#kernel/limits.ts'
import { feedHead } from '#journal/feed-store.ts'
import type { Sql } from '#journal/sql.ts'
import { applyItem, type FeedRefusal, openItem, type Received } from './apply-item.ts'
import { FeedItemField, NO_ITEM } from './feed-item.ts'
import type { NodeContext } from './node-context.ts'
import { emptyOutcome, type Outcome } from './outcome.ts'
import { type PeerClient, PeerUnreachableError } from './peer-client.ts'
import { signReceipt } from './receipt.ts'

/** What screens show of a peer besides what the store holds. */
export interface FollowState {
  readonly lastContactAt: Instant | null
  /** The number of the last item that the peer has for us, as it said when last asked. */
  readonly knownIssued: number
  readonly error: string | null
}

export interface Follower {
  /** Something may have come: ask now. */
  hint(): void
  state(): FollowState
  stop(): Promise<void>
}

export interface Following {
  readonly node: NodeContext
  readonly sql: Sql
  readonly client: PeerClient
  readonly peer: MemberCard
  readonly onCommitted: (outcome: Outcome) => void
  readonly onChange: () => void
  readonly pollMs: number
}

/** The feed itself is broken: what the peer sends contradicts what it signed before, or is not for us. */
export class FeedBrokenError extends Error {
  override readonly name = 'FeedBrokenError'
  readonly refusal: FeedRefusal
  constructor(refusal: FeedRefusal) {
    super(`${refusal.kind} at item ${refusal.number}`)
    this.refusal = refusal
  }
}

/** Follows one peer's feed by pull until stopped. A hint only makes the next pull come sooner. */
export function follow(following: Following): Follower {
  const { onChange, pollMs } = following
  let state: FollowState = { lastContactAt: null, knownIssued: 0, error: null }
  const receipted = { number: 0 }
  let isStopped = false
  let isHinted = false
  let wake: () => void = () => undefined

  const note = (change: Partial<FollowState>): void => {
    const isNews = change.error !== undefined && change.error !== state.error
    state = { ...state, ...change }
    if (isNews) onChange()
  }
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (isHinted || isStopped) wake()
    })

  const run = async (): Promise<void> => {
    let failures = 0
    while (!isStopped) {
      isHinted = false
      try {
        const isMore = await pullPage(following, receipted, (knownIssued) =>
          note({ knownIssued, lastContactAt: following.node.now() }),
        )
        failures = 0
        note({ error: null })
        if (isMore) continue
      } catch (error) {
        if (isStopped) return
        failures++
        note({ error: describe(error) })
      }
      // Doubling up to half a minute: a peer that is down costs next to nothing, and is found soon after it is back.
      await sleep(Math.min(pollMs * 2 ** Math.min(failures, 6), 30_000))
    }
  }
  const running = run()
  return {
    hint() {
      isHinted = true
      wake()
    },
    state: () => state,
    async stop() {
      isStopped = true
      wake()
      following.client.close()
      await running
    },
  }
}

const LineField = z.union([
  z.strictObject({ head: z.int().min(0) }),
  z.strictObject({ item: FeedItemField, envelope: z.unknown() }),
])
const BATCH = 100

/**
 * Reads what the peer has issued to us since the cursor and applies it in batches, each with its cursor in one
 * transaction. Gives whether more is waiting.
 *
 * Safe to repeat: an item read twice changes nothing (spec/feed.md §4).
 */
async function pullPage(
  following: Following,
  receipted: { number: number },
  onHead: (knownIssued: number) => void,
): Promise<boolean> {
  const { node, sql, client, peer } = following
  const cursor = await feedHead(sql, peer.id, 'in')
  let issued = cursor.number
  let batch: Received[] = []
  let seen = 0
  let isHeadRead = false
  for await (const line of client.lines(`/exchange/feed?after=${cursor.number}`)) {
    // The header line comes first and once: a page of nothing else would keep us reading for seconds.
    const parsed = line.length > LIMITS.envelopeBytes * 2 ? undefined : LineField.safeParse(jsonOrNull(line))
    const isRepeated = parsed?.success === true && 'head' in parsed.data && isHeadRead
    if (parsed?.success !== true || isRepeated)
      throw new FeedBrokenError({ kind: 'feed/malformed', number: cursor.number + seen + 1 })
    if ('head' in parsed.data) {
      isHeadRead = true
      issued = parsed.data.head
      onHead(issued)
      // It has signed more than it now knows of: its store was put back, and what it issues next would pass us by.
      if (issued < cursor.number) throw new FeedBrokenError({ kind: 'feed/fork', number: issued + 1 })
      continue
    }
    seen++
    if (seen > LIMITS.feedPageItems + BATCH)
      throw new PeerUnreachableError(`${peer.id} sent more than a page`)
    const { item } = parsed.data
    const received = openItem(node, peer, item, parsed.data.envelope)
    if (!received.ok) throw new FeedBrokenError(received.refusal)
    batch.push(received.value)
    if (batch.length >= BATCH) {
      await applyBatch(following, batch)
      batch = []
    }
  }
  if (batch.length > 0) await applyBatch(following, batch)
  const head = await feedHead(sql, peer.id, 'in')
  // A receipt lost on the way is sent again: the peer shows a follower as late until it has one.
  if (head.number > 0 && receipted.number !== head.number) {
    await sendReceipt(following)
    receipted.number = head.number
  }
  const isMore = head.number < issued
  // Asking at once again, for what does not come, would be a loop without a pause.
  if (isMore && head.number === cursor.number) {
    throw new PeerUnreachableError(`${peer.id} holds back items that it says it has issued`)
  }
  return isMore
}

async function applyBatch({ node, sql, onCommitted }: Following, batch: readonly Received[]): Promise<void> {
  let outcome = emptyOutcome()
  await sql.transact(async (tx) => {
    outcome = emptyOutcome()
    for (const received of batch) {
      const applied = await applyItem(tx, node, received, outcome)
      if (!applied.ok) throw new FeedBrokenError(applied.refusal)
    }
  })
  onCommitted(outcome)
}

async function sendReceipt(following: Following): Promise<void> {
  const { node, sql, client, peer } = following
  const head = await feedHead(sql, peer.id, 'in')
  await client.post(
    '/exchange/receipt',
    signReceipt(
      {
        follower: node.self.id,
        issuer: peer.id,
        number: head.number,
        item: head.number === 0 ? NO_ITEM : head.itemHash,
        at: node.now(),
      },
      node.keys.act,
    ),
  )
}

function describe(error: unknown): string {
  if (error instanceof PeerUnreachableError || error instanceof FeedBrokenError) return error.message
  return error instanceof Error ? error.name : 'unknown error'
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
