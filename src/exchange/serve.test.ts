import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import type { Uuid } from '#kernel/ids.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { aTravelDocumentDraft, NOW, SECRETARIAT, SINGAPORE } from '#testkit/builders.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { itemHash, FeedItemField, NO_ITEM } from './feed-item.ts'
import { type Receipt, signReceipt } from './receipt.ts'
import { exchangeApplication } from './serve.ts'

const bureau = anActor('bureau-officer')
let world: TestWorld
let kenya: TestNode
let ids: Uuid[]
beforeEach(async () => {
  world = await openTestWorld()
  kenya = world.node('KE')
  ids = []
  for (const number of ['NB4001001', 'NB4001002', 'NB4001003']) {
    const draft = aTravelDocumentDraft({ number })
    const recorded = await recordTravelDocument(kenya.world, authorityOf(bureau, 'record:record'), draft)
    if (!recorded.ok) throw new Error(recorded.refusal.kind)
    ids.push(recorded.value.held.id)
  }
})
afterEach(() => world.close())

/** Asks Kenya's exchange as the member whose certificate was shown. */
async function ask(as: string, path: string, init?: RequestInit): Promise<Response> {
  const app = exchangeApplication({
    node: kenya.context,
    sql: kenya.sql,
    onHint: () => undefined,
    onReceipt: () => undefined,
  })
  return app.request(`https://ke.entraide.invalid${path}`, init, { peer: world.node(as).context.self })
}

async function feedOf(as: string, after: number | string) {
  const answer = await ask(as, `/exchange/feed?after=${after}`)
  expect(answer.status).toBe(200)
  const [head, ...lines] = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const items = lines.map((line) => ({ item: FeedItemField.parse(line.item), envelope: line.envelope }))
  return { head: head.head as number, items }
}

const post = (as: string, body: unknown): Promise<Response> =>
  ask(as, '/exchange/receipt', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const receipted = async (): Promise<readonly unknown[]> =>
  (await kenya.sql.query('select member, number from receipt')).map(
    (row) => `${String(row['member'])} ${Number(row['number'])}`,
  )

async function aReceipt(number: number, change: Partial<Receipt> = {}, by = 'SG'): Promise<Receipt> {
  const { items } = await feedOf('SG', 0)
  const item = items[number - 1]?.item
  return signReceipt(
    {
      follower: SINGAPORE,
      issuer: kenya.context.self.id,
      number,
      item: item === undefined ? NO_ITEM : itemHash(item),
      at: NOW,
      ...change,
    },
    world.node(by).context.keys.act,
  )
}

describe('a feed that is asked for', () => {
  test('has what is addressed to who asks, after the cursor, with that member’s sealed key and no other', async () => {
    const { head, items } = await feedOf('SG', 1)
    expect(head).toBe(3)
    expect(items.map(({ item }) => item.number)).toEqual([2, 3])
    for (const { item, envelope } of items) {
      expect(item.recipient).toBe('SG')
      expect(envelope.keys.map((key: { member: string }) => key.member)).toEqual(['SG'])
    }
  })

  test('is the asking member’s own, and there is no way to ask for another’s', async () => {
    for (const path of [
      '/exchange/feed?after=0&recipient=SG',
      '/exchange/feed?after=0&member=SG',
      '/exchange/feed?after=0&peer=SG',
    ]) {
      const answer = await ask('GS', path)
      const recipients = (await answer.text())
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line).item.recipient)
      expect(new Set(recipients)).toEqual(new Set(['GS']))
    }
  })

  test('shows a number and no content for what is withdrawn', async () => {
    const order = { id: ids[1] as Uuid, reason: 'found again' }
    await withdrawRecord(kenya.world, authorityOf(bureau, 'record:withdraw'), order)
    const { head, items } = await feedOf('SG', 0)
    expect(head).toBe(4)
    expect(items.map(({ item, envelope }) => [item.number, envelope === null])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
    ])
  })

  test('beyond its end has its head alone', async () => {
    expect(await feedOf('SG', 99)).toEqual({ head: 3, items: [] })
  })

  test.each(['', '?after=', '?after=-1', '?after=1.5', '?after=x', '?after=9007199254740993', '?after=NaN'])(
    'with the cursor “%s” is answered by its own beginning or refused, never by an error of ours',
    async (query) => {
      const answer = await ask('SG', `/exchange/feed${query}`)
      expect([200, 400]).toContain(answer.status)
      if (answer.status === 400) expect(await answer.json()).toEqual({ type: 'feed/bad-cursor' })
    },
  )
})

describe('a receipt', () => {
  test('that its follower has signed for an item it was given is kept', async () => {
    expect((await post('SG', await aReceipt(2))).status).toBe(200)
    expect(await receipted()).toEqual(['SG 2'])
  })

  test('that is older than the one we have changes nothing', async () => {
    await post('SG', await aReceipt(3))
    const [before] = await kenya.sql.query('select receipt from receipt')
    expect((await post('SG', await aReceipt(1))).status).toBe(200)
    expect(await receipted()).toEqual(['SG 3'])
    expect(await kenya.sql.query('select receipt from receipt')).toEqual([before])
  })

  test('that another member signed, or hands in, is refused', async () => {
    expect((await post('SG', await aReceipt(1, {}, 'GS'))).status).toBe(403)
    expect((await post('GS', await aReceipt(1))).status).toBe(403)
    expect((await post('SG', await aReceipt(1, { follower: SECRETARIAT }, 'GS'))).status).toBe(403)
    expect((await post('SG', await aReceipt(1, { issuer: SECRETARIAT }))).status).toBe(403)
    expect((await post('SG', { ...(await aReceipt(1)), number: 2 })).status).toBe(403)
    expect(await receipted()).toEqual([])
  })

  test('for an item that was never issued, or with the hash of another, is of another feed', async () => {
    for (const receipt of [await aReceipt(4), await aReceipt(2, { item: NO_ITEM }), await aReceipt(0)]) {
      const answer = await post('SG', receipt)
      expect(answer.status).toBe(409)
      expect(await answer.json()).toEqual({ type: 'receipt/other-feed' })
    }
    const mine = await feedOf('GS', 0)
    const theirs = await aReceipt(1, { item: itemHash(FeedItemField.parse(mine.items[0]?.item)) })
    expect((await post('SG', theirs)).status).toBe(409)
    expect(await receipted()).toEqual([])
  })

  test.each(['', 'null', '[]', '{"follower":"SG"}', '{', 'x'.repeat(3000)])(
    'that is “%.12s” is malformed',
    async (body) => {
      const answer = await post('SG', body)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toEqual({ type: 'receipt/malformed' })
    },
  )
})

test('a damaged envelope breaks the answer off and is reported; it is never sent as if it were erased', async () => {
  await kenya.sql.transact(async (tx) => {
    const [row] = await tx.query(
      'select envelope.act_id as id, bytes from envelope join feed_out on feed_out.act_id = envelope.act_id where number = 2',
    )
    const bytes = row?.['bytes']
    if (!(bytes instanceof Uint8Array)) throw new Error('an act to travel has its envelope')
    const damaged = Uint8Array.from(bytes, (byte, at) => (at === 3 ? byte ^ 1 : byte))
    await tx.run('update envelope set bytes = $2 where act_id = $1', [String(row?.['id']), damaged])
  })
  const failures: string[] = []
  const app = exchangeApplication({
    node: kenya.context,
    sql: kenya.sql,
    onHint: () => undefined,
    onReceipt: () => undefined,
    onFailure: (cause) => failures.push(cause.name),
  })
  const peer = world.node('SG').context.self
  const answer = await app.request('https://ke.entraide.invalid/exchange/feed?after=0', undefined, { peer })
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(failures).toEqual(['StoredEnvelopeError'])
})

test('a failure of our own is told to a peer without a word of how', async () => {
  await kenya.sql.close()
  const answer = await ask('SG', '/exchange/feed?after=0')
  expect(answer.status).toBe(500)
  expect(await answer.text()).toBe('')
})
