import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MemberCard } from '#acts/charter.ts'
import { addAct } from '#journal/act-store.ts'
import { addOutgoing, feedHead } from '#journal/feed-store.ts'
import { canonicalJson } from '#seal/canonical.ts'
import { anId, aPublication, aTravelDocument, KENYA, NOW, SINGAPORE } from '#testkit/builders.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { feedVectors, feedVectorText } from '../../spec/vectors/feed/make-feed-vectors.ts'
import { applyItem, openItem } from './apply-item.ts'
import { type FeedItem, FeedItemField, isItemSigned, itemHash, itemText, NO_ITEM } from './feed-item.ts'
import { emptyOutcome } from './outcome.ts'
import { isReceiptSigned, ReceiptField } from './receipt.ts'
import { exchangeApplication } from './serve.ts'

// The vectors of spec/feed.md: what any implementation must do with these items and receipts.
const FOLDER = new URL('../../spec/vectors/feed/', import.meta.url)
const text = (name: string): string => readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')
const read = (name: string) => JSON.parse(text(name))

interface Key {
  readonly id: string
  readonly act: string
}
const VALID: {
  readonly issuer: Key
  readonly items: readonly { readonly item: FeedItem; readonly text: string; readonly hash: string }[]
} = read('valid-items')
const INVALID: {
  readonly items: readonly {
    readonly description: string
    readonly item: unknown
    readonly refusal: string
  }[]
} = read('invalid-items')
const FEEDS: {
  readonly feeds: readonly {
    readonly description: string
    readonly items: readonly FeedItem[]
    readonly cursor: number
    readonly hash: string
    readonly refusal: string | null
  }[]
} = read('feeds')
const RECEIPTS: {
  readonly follower: Key
  readonly receipts: readonly {
    readonly description: string
    readonly receipt: unknown
    readonly text: string
  }[]
} = read('valid-receipts')
const INVALID_RECEIPTS: {
  readonly receipts: readonly {
    readonly description: string
    readonly receipt: unknown
    readonly refusal: string
  }[]
} = read('invalid-receipts')

let world: TestWorld
let kenya: TestNode
let singapore: TestNode
let issuer: MemberCard
beforeEach(async () => {
  world = await openTestWorld()
  kenya = world.node('KE')
  singapore = world.node('SG')
  issuer = { ...kenya.context.self, keys: { ...kenya.context.self.keys, act: VALID.issuer.act } }
})
afterEach(() => world.close())

test('every file of vectors is run here, and is what its maker makes', () => {
  const made = feedVectors()
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  expect(files.toSorted()).toEqual(
    Object.keys(made)
      .map((name) => `${name}.json`)
      .toSorted(),
  )
  for (const [name, content] of Object.entries(made)) expect(text(name)).toBe(feedVectorText(content))
})

test.each(VALID.items)('item $item.number is read, hashed and believed', ({ item, text: written, hash }) => {
  const parsed = FeedItemField.parse(item)
  expect(itemText(parsed)).toBe(written)
  expect(itemHash(parsed)).toBe(hash)
  expect(isItemSigned(parsed, VALID.issuer.act)).toBe(true)
  expect(openItem(singapore.context, issuer, parsed, null)).toMatchObject({
    ok: true,
    value: { type: 'erased' },
  })
})

test.each(INVALID.items)('an item with $description is refused', ({ item, refusal }) => {
  const parsed = FeedItemField.safeParse(item)
  if (!parsed.success) return expect(refusal).toBe('feed/malformed')
  expect(openItem(singapore.context, issuer, parsed.data, null)).toMatchObject({
    ok: false,
    refusal: { kind: refusal },
  })
})

test.each(FEEDS.feeds)('a feed with items $description', async ({ items, cursor, hash, refusal }) => {
  const refusals: string[] = []
  for (const item of items) {
    const received = openItem(singapore.context, issuer, FeedItemField.parse(item), null)
    if (!received.ok) throw new Error(received.refusal.kind)
    const applied = await singapore.sql.transact((tx) =>
      applyItem(tx, singapore.context, received.value, emptyOutcome()),
    )
    if (!applied.ok) {
      refusals.push(applied.refusal.kind)
      break // a broken feed is read no further
    }
  }
  expect(refusals).toEqual(refusal === null ? [] : [refusal])
  const head = await feedHead(singapore.sql, KENYA, 'in')
  expect({ number: head.number, hash: head.number === 0 ? NO_ITEM : head.itemHash }).toEqual({
    number: cursor,
    hash,
  })
})

describe('a receipt', () => {
  const hand = async (receipt: unknown): Promise<Response> => {
    const { sql, context } = kenya
    await sql.transact(async (tx) => {
      for (const { item, hash } of VALID.items) {
        await addAct(
          tx,
          context.contents,
          aPublication(aTravelDocument(), { id: item.act, subject: anId(item.number) }),
          NOW,
        )
        const head = { number: item.number, itemHash: hash }
        await addOutgoing(tx, { recipient: SINGAPORE, head, actId: item.act, item: itemText(item), at: NOW })
      }
    })
    const follower = singapore.context.self
    const peer = { ...follower, keys: { ...follower.keys, act: RECEIPTS.follower.act } }
    const app = exchangeApplication({
      node: context,
      sql,
      onHint: () => undefined,
      onReceipt: () => undefined,
    })
    const init = { method: 'POST', body: JSON.stringify(receipt) }
    return app.request('https://ke.entraide.invalid/exchange/receipt', init, { peer })
  }

  test.each(RECEIPTS.receipts)(
    '$description is read, believed and kept',
    async ({ receipt, text: written }) => {
      const parsed = ReceiptField.parse(receipt)
      expect(canonicalJson({ ...parsed })).toBe(written)
      expect(isReceiptSigned(parsed, RECEIPTS.follower.act)).toBe(true)
      expect((await hand(receipt)).status).toBe(200)
    },
  )

  test.each(INVALID_RECEIPTS.receipts)('$description is refused', async ({ receipt, refusal }) => {
    const answer = await hand(receipt)
    expect(await answer.json()).toEqual({ type: refusal })
    expect(await kenya.sql.query('select member from receipt')).toEqual([])
  })
})
