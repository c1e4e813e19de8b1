import { describe, expect, test } from 'vitest'
import { LIMITS } from '#kernel/limits.ts'
import type { Permission } from '#rulebook/permissions.ts'
import { createEventHub, type EventHub } from './events.ts'
import { inProcess } from './in-process-contract.ts'

const BUREAU: readonly Permission[] = ['hit:read', 'record:read', 'network:read', 'ledger:read']

function open(
  hub: EventHub,
  permissions = BUREAU,
  isOpen = true,
  session = 'one',
): ReadableStreamDefaultReader<Uint8Array> {
  const stream = hub.subscribe({ session, permissions, isOpen: async () => isOpen })
  if (!stream.ok) throw new Error(stream.refusal.kind)
  return stream.value.getReader()
}
const textOf = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> =>
  new TextDecoder().decode((await reader.read()).value)

describe('the event stream', () => {
  test('tells a reader which topics changed, and nothing else', async () => {
    const hub = createEventHub()
    const reader = open(hub)
    expect(await textOf(reader)).toContain('retry:')
    hub.publish(['hits', 'ledger'])
    expect(await textOf(reader)).toBe('event: change\ndata: {"topics":["hits","ledger"]}\n\n')
    hub.close()
  })

  test('tells only topics that the account may read', async () => {
    const hub = createEventHub()
    const reader = open(hub, ['network:read'])
    await textOf(reader)
    hub.publish(['hits'])
    hub.publish(['hits', 'network'])
    expect(await textOf(reader)).toContain('{"topics":["network"]}')
    hub.close()
  })

  test('keeps nothing but topics for a reader who does not read', async () => {
    const hub = createEventHub()
    const reader = open(hub)
    for (let at = 0; at < 10_000; at++) hub.publish(['hits', 'records'])
    let events = 0
    hub.close()
    for (let part = await reader.read(); !part.done; part = await reader.read()) events += 1
    expect(events).toBeLessThan(10)
  })

  test('refuses more streams than its limit, and has room again when one ends', () => {
    const hub = createEventHub()
    const readers = Array.from({ length: LIMITS.eventStreams }, (_, at) =>
      open(hub, BUREAU, true, String(at)),
    )
    expect(hub.subscribe({ session: 'x', permissions: [], isOpen: async () => true })).toMatchObject({
      ok: false,
      refusal: { kind: 'request/too-many' },
    })
    void readers[0]?.cancel()
    expect(hub.size()).toBe(LIMITS.eventStreams - 1)
    hub.close()
    expect(hub.size()).toBe(0)
  })

  test('ends at the first heartbeat after the session is over', async () => {
    const hub = createEventHub(1)
    const reader = open(hub, BUREAU, false)
    await textOf(reader)
    expect((await reader.read()).done).toBe(true)
    expect(hub.size()).toBe(0)
  })

  test('of one session are a few: nobody takes those of all others', () => {
    const hub = createEventHub()
    const refusalOf = (session: string) =>
      hub.subscribe({ session, permissions: [], isOpen: async () => true }).ok ? 'none' : 'too many'
    const mine = Array.from({ length: 40 }, () => refusalOf('one'))
    expect(mine.filter((refusal) => refusal === 'none').length).toBeLessThan(20)
    expect(refusalOf('another')).toBe('none')
    hub.close()
  })

  test('survives a store that fails after its reader has gone', async () => {
    const unheard: unknown[] = []
    const hear = (reason: unknown): void => void unheard.push(reason)
    process.on('unhandledRejection', hear)
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<boolean>()
    const hub = createEventHub(1)
    const stream = hub.subscribe({
      session: 'one',
      permissions: BUREAU,
      isOpen: () => {
        asked.resolve()
        return answer.promise
      },
    })
    await asked.promise
    if (stream.ok) await stream.value.cancel()
    answer.reject(new Error('the store broke'))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', hear)
    expect(unheard).toEqual([])
  })

  test('tells a colleague that a record was made, once it is kept', async () => {
    const { request, send, signedInAs } = await inProcess()
    const cookie = await signedInAs('bureau')
    const reader = (await request('/api/events', { headers: cookie })).body?.getReader()
    await reader?.read()
    const document = { status: 'stolen', documentType: 'passport', number: 'AK7300214', issuingCountry: 'KE' }
    const about = { purposes: ['warn'], event: 'Taken', relevance: 'Misuse' }
    await send('POST', '/api/records/travel-documents', { ...document, ...about }, cookie)
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/"topics":\[.*"records"/)
    await reader?.cancel()
  })

  test('ends when its account loses a role: what it may hear of was settled by the role', async () => {
    const { request, world, signedInAs, clock } = await inProcess({ events: createEventHub(1) })
    const cookie = await signedInAs('bureau')
    const response = await request('/api/events', { headers: cookie })
    const { journal } = world
    const transact: typeof journal.transact = (work) =>
      journal.transact((tx) => {
        const findSession: typeof tx.accounts.findSession = async (hash, now) => {
          const found = await tx.accounts.findSession(hash, now)
          return found && { ...found, account: { ...found.account, roles: ['border-officer'] } }
        }
        return work({ ...tx, accounts: { ...tx.accounts, findSession } })
      })
    Object.assign(world, { journal: { transact } })
    clock.ms += 1_000 // whose a session is, is remembered for a second
    expect(await response.text()).toContain('retry:')
  })

  test('needs a session, and ends with it', async () => {
    const { request, send, signedInAs, services } = await inProcess()
    expect((await request('/api/events')).status).toBe(401)
    const cookie = await signedInAs('bureau')
    const response = await request('/api/events', { headers: cookie })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const other = await request('/api/events', { headers: await signedInAs('admin') })
    await send('DELETE', '/api/session', undefined, cookie)
    expect(services.events.size()).toBe(1)
    expect(await response.text()).toContain('retry:')
    await other.body?.cancel()
    expect(services.events.size()).toBe(0)
  })
})
