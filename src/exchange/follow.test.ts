import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '#kernel/limits.ts'
import { anId, aPublication, aTravelDocument, SINGAPORE } from '#testkit/builders.ts'
import { feedWriter, type FeedWriter, type Written } from '#testkit/feed-writer.ts'
import { eventually } from '#testkit/network.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { itemHash } from './feed-item.ts'
import { type Follower, follow } from './follow.ts'
import { type PeerClient, PeerUnreachableError } from './peer-client.ts'
import { isReceiptSigned, ReceiptField } from './receipt.ts'

let world: TestWorld
let kenya: TestNode
let singapore: TestNode
let feed: FeedWriter
const following: Follower[] = []
beforeEach(async () => {
  world = await openTestWorld()
  kenya = world.node('KE')
  singapore = world.node('SG')
  feed = feedWriter(kenya.context, SINGAPORE)
})
afterEach(async () => {
  for (const follower of following.splice(0)) await follower.stop()
  await world.close()
})

const next = (number: number): Written =>
  feed.write(
    aPublication(aTravelDocument({ number: `ZQ731584${number}` }), {
      id: anId(100 + number),
      subject: anId(number),
    }),
  )
const line = ({ item, envelope }: Written): string => JSON.stringify({ item, envelope })
const head = (number: number): string => JSON.stringify({ head: number })

/** A peer that answers each request with what the test lets it say; afterwards with its head alone. */
interface Peer extends PeerClient {
  readonly asked: string[]
  readonly receipts: unknown[]
  say(...lines: readonly (string | Error)[]): void
}
function scriptedPeer(): Peer {
  const answers: (readonly (string | Error)[])[] = []
  let last = head(0)
  const peer: Peer = {
    asked: [],
    receipts: [],
    say: (...lines) => void answers.push(lines),
    async *lines(path) {
      peer.asked.push(path)
      const lines = answers.shift() ?? [last]
      for (const each of lines) {
        if (each instanceof Error) throw each
        if (each.startsWith('{"head"')) last = each
        yield each
      }
    },
    async post(_, body) {
      peer.receipts.push(body)
    },
    close: () => undefined,
  }
  return peer
}

function start(peer: PeerClient, pollMs = 1): Follower {
  const follower = follow({
    node: singapore.context,
    sql: singapore.sql,
    client: peer,
    peer: kenya.context.self,
    onCommitted: (outcome) => singapore.index.apply(outcome.index),
    onChange: () => undefined,
    pollMs,
  })
  following.push(follower)
  return follower
}

const held = async (): Promise<number> => (await singapore.sql.query('select id from record')).length
const errorOf = (follower: Follower, text: string) => () => follower.state().error?.includes(text) === true

describe('a follower', () => {
  test('applies what comes, says what it has applied, and asks on from there', async () => {
    const peer = scriptedPeer()
    const [first, second] = [next(1), next(2)]
    peer.say(head(2), line(first), line(second))
    start(peer)
    await eventually('both are held', async () => (await held()) === 2)
    await eventually('a receipt is sent', () => peer.receipts.length > 0)
    const receipt = ReceiptField.parse(peer.receipts[0])
    expect(receipt).toMatchObject({ follower: 'SG', issuer: 'KE', number: 2, item: itemHash(second.item) })
    expect(isReceiptSigned(receipt, singapore.context.self.keys.act)).toBe(true)
    await eventually('it asks on', () => peer.asked.includes('/exchange/feed?after=2'))
    expect(peer.receipts, 'one receipt for one cursor').toHaveLength(1)
  })

  test('sends a receipt again that did not arrive', async () => {
    const peer = scriptedPeer()
    let failures = 2
    const post = peer.post.bind(peer)
    peer.say(head(1), line(next(1)))
    start({
      ...peer,
      post: async (path, body) => {
        if (failures-- > 0) throw new PeerUnreachableError('KE: gone')
        await post(path, body)
      },
    })
    await eventually('it arrives', () => peer.receipts.length === 1)
    expect(await held()).toBe(1)
  })

  test('applies nothing twice of an answer that broke off and came again', async () => {
    const peer = scriptedPeer()
    const [first, second] = [next(1), next(2)]
    peer.say(head(2), line(first), new PeerUnreachableError('KE broke off'))
    peer.say(head(2), line(first), line(second))
    const follower = start(peer)
    await eventually('both are held', async () => (await held()) === 2)
    await eventually('nothing is wrong', () => follower.state().error === null)
    expect(await singapore.sql.query('select number from feed_in order by number')).toEqual([
      { number: 1 },
      { number: 2 },
    ])
  })

  test('is woken by a hint, however long its poll', async () => {
    const peer = scriptedPeer()
    const follower = start(peer, 600_000)
    await eventually(
      'it has asked once',
      () => peer.asked.length === 1 && follower.state().lastContactAt !== null,
    )
    peer.say(head(1), line(next(1)))
    follower.hint()
    await eventually('it has asked again', async () => (await held()) === 1)
  })

  const hostile: readonly (readonly [string, string, () => readonly (string | Error)[]])[] = [
    ['text that is no JSON', 'feed/malformed at item 1', () => [head(1), '{"item":']],
    [
      'JSON that is no item',
      'feed/malformed at item 1',
      () => [head(1), '{"item":{"number":1},"envelope":null}'],
    ],
    [
      'an item with something added',
      'feed/malformed at item 1',
      () => [line(next(9)).replace('{"item"', '{"more":1,"item"')],
    ],
    [
      'a line longer than any envelope',
      'feed/malformed at item 1',
      () => [head(1), 'x'.repeat(LIMITS.envelopeBytes * 2 + 1)],
    ],
    ['a head that is no number', 'feed/malformed at item 1', () => ['{"head":-1}']],
    ['items with a gap', 'feed/gap at item 2', () => [head(2), line((next(8), next(9)))]],
    [
      'an item of its own to somebody else',
      'feed/not-for-us at item 1',
      () => [head(1), line(feed.forge(next(9), { recipient: 'GS' as never }))],
    ],
    [
      'an item that it did not sign',
      'feed/bad-signature at item 1',
      () => [head(1), line(feed.forge(next(9), {}, singapore.context.keys.act))],
    ],
    [
      'another envelope than the item’s',
      'feed/other-envelope at item 1',
      () => [head(1), line({ ...next(8), envelope: next(9).envelope })],
    ],
    ['a head beyond what it sends', 'holds back', () => [head(1_000_000)]],
  ]
  test.each(hostile)('keeps its place, says what is wrong and goes on after %s', async (_, error, lines) => {
    const peer = scriptedPeer()
    const said = lines()
    peer.say(...said)
    peer.say(...said)
    const follower = start(peer, 100)
    await eventually('the error is shown', errorOf(follower, error))
    expect(await held()).toBe(0)
    feed = feedWriter(kenya.context, SINGAPORE)
    peer.say(head(1), line(next(1)))
    await eventually('it has recovered', async () => (await held()) === 1 && follower.state().error === null)
  })

  test('waits before it asks again for what does not come', async () => {
    const peer = scriptedPeer()
    for (let at = 0; at < 1000; at++) peer.say(head(5))
    const follower = start(peer, 50)
    await eventually('the error is shown', errorOf(follower, 'holds back'))
    await eventually('it has asked again', () => peer.asked.length > 1)
    expect(peer.asked.length).toBeLessThan(5)
  })

  test('sees a peer whose store was put back, before that one issues the same numbers again', async () => {
    const peer = scriptedPeer()
    peer.say(head(2), line(next(1)), line(next(2)))
    const follower = start(peer)
    await eventually('both are held', async () => (await held()) === 2)
    peer.say(head(1))
    await eventually('the error is shown', errorOf(follower, 'feed/fork at item 2'))
  })

  test('sees a fork, keeps what it has and says so for as long as it lasts', async () => {
    const peer = scriptedPeer()
    peer.say(head(1), line(next(1)))
    const follower = start(peer)
    await eventually('the first is held', async () => (await held()) === 1)
    feed = feedWriter(kenya.context, SINGAPORE)
    next(7)
    const other = next(2)
    for (let at = 0; at < 1000; at++) peer.say(head(2), line(other))
    await eventually('the error is shown', errorOf(follower, 'feed/fork at item 2'))
    expect(await held()).toBe(1)
  })

  test('refuses a page without end, and keeps the whole batches before that', async () => {
    const peer = scriptedPeer()
    const lines = [head(700)]
    for (let at = 1; at <= 700; at++) {
      const publication = aPublication(aTravelDocument(), { id: anId(1000 + at), subject: anId(at) })
      lines.push(line(feed.write(publication, { isErased: true })))
    }
    peer.say(...lines)
    const follower = start(peer, 60_000)
    await eventually('the error is shown', errorOf(follower, 'more than a page'))
    const [row] = await singapore.sql.query('select count(*) as total from feed_in')
    expect(row?.['total']).toBe(600)
  })

  test('stops when it is told to, in the middle of waiting', async () => {
    const follower = start(scriptedPeer(), 600_000)
    await follower.stop()
    following.splice(0)
    expect(follower.state().error).toBeNull()
  })
})
