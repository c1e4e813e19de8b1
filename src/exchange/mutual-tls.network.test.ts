import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, request, type Server } from 'node:https'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Charter, MemberCard } from '#acts/charter.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { LIMITS } from '#kernel/limits.ts'
import { instantOf } from '#kernel/days.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { aTravelDocumentDraft } from '#testkit/builders.ts'
import { eventually } from '#testkit/network.ts'
import { openTestWorld, type TestWorld } from '#testkit/world.ts'
import { type Follower, follow } from './follow.ts'
import { peerClient, PeerUnreachableError } from './peer-client.ts'
import { serveExchange } from './serve.ts'
import { makeTlsIdentity, type TlsIdentity } from './tls.ts'

const HOST = '127.0.0.1'
const identities = new Map<string, TlsIdentity>()
beforeAll(async () => {
  for (const id of ['GS', 'KE', 'SG', 'ZZ'])
    identities.set(id, await makeTlsIdentity(id as never, instantOf(Date.now())))
})
const identityOf = (id: string): TlsIdentity => {
  const identity = identities.get(id)
  if (identity === undefined) throw new RangeError(id)
  return identity
}

let world: TestWorld
let charter: Charter
const closing: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  world = await openTestWorld()
  charter = world.node('KE').context.charter()
  charter = {
    ...charter,
    members: charter.members.map((card) => ({ ...card, certificate: identityOf(card.id).certificate })),
  }
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await world.close()
})

const cardOf = (id: string, port: number): MemberCard => {
  const card = charter.members.find((member) => member.id === id)
  if (card === undefined) throw new RangeError(id)
  return { ...card, address: `https://${HOST}:${port}` }
}

/** Kenya's exchange, on a port of its own, with one record issued to everybody. */
async function serveKenya(): Promise<number> {
  const kenya = world.node('KE')
  await recordTravelDocument(
    kenya.world,
    authorityOf(anActor('bureau-officer'), 'record:record'),
    aTravelDocumentDraft(),
  )
  const node = { ...kenya.context, charter: () => charter }
  const served = { node, sql: kenya.sql, onHint: () => undefined, onReceipt: () => undefined }
  const { port, close } = await serveExchange(served, { host: HOST, port: 0, identity: identityOf('KE') })
  closing.push(close)
  return port
}

function ask(
  port: number,
  identity: Partial<{ cert: string; key: string; maxVersion: 'TLSv1.2' }>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: HOST,
        port,
        path: '/exchange/feed?after=0',
        rejectUnauthorized: false,
        agent: false,
        ...identity,
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      },
    )
    outgoing.once('error', reject)
    outgoing.end()
  })
}
const shown = (id: string) => ({ cert: identityOf(id).certificate, key: identityOf(id).privateKey })

describe('the exchange over TLS', () => {
  test('answers each member with its own feed, and knows it by its certificate alone', async () => {
    const port = await serveKenya()
    for (const id of ['SG', 'GS']) {
      const { status, text } = await ask(port, shown(id))
      expect(status).toBe(200)
      expect(text).toContain(`"recipient":"${id}"`)
      expect(text).not.toContain(`"recipient":"${id === 'SG' ? 'GS' : 'SG'}"`)
    }
  })

  test('answers nobody without a certificate, with one that the charter lacks, or over an older TLS', async () => {
    const port = await serveKenya()
    await expect(ask(port, {})).rejects.toThrow()
    await expect(ask(port, shown('ZZ'))).rejects.toThrow()
    await expect(
      ask(port, { cert: identityOf('SG').certificate, key: identityOf('ZZ').privateKey }),
    ).rejects.toThrow()
    await expect(ask(port, { ...shown('SG'), maxVersion: 'TLSv1.2' })).rejects.toThrow()
    expect((await ask(port, shown('SG'))).status).toBe(200)
  })

  test('answers nothing to its own certificate', async () => {
    expect((await ask(await serveKenya(), shown('KE'))).status).toBe(403)
  })

  test('is not spoken to when it shows another certificate than the charter’s', async () => {
    const port = await serveKenya()
    const client = peerClient(
      { ...cardOf('KE', port), certificate: identityOf('ZZ').certificate },
      identityOf('SG'),
    )
    closing.push(async () => client.close())
    await expect(client.post('/exchange/hint', {})).rejects.toThrow(PeerUnreachableError)
  })

  test('survives bodies and paths that no member of good will sends', async () => {
    const port = await serveKenya()
    const client = peerClient(cardOf('KE', port), identityOf('SG'))
    closing.push(async () => client.close())
    await expect(client.post('/exchange/receipt', 'x'.repeat(5_000_000))).rejects.toThrow(
      PeerUnreachableError,
    )
    await expect(client.post('/exchange/../../etc/passwd', {})).rejects.toThrow(PeerUnreachableError)
    await client.post('/exchange/hint', {})
  })
})

describe('a follower of a hostile member', () => {
  /** A server with Kenya's certificate that says what the test wants. */
  async function hostileKenya(
    say: (answer: ServerResponse, request: IncomingMessage) => void,
  ): Promise<Follower> {
    const { certificate: cert, privateKey: key } = identityOf('KE')
    const ca = charter.members.map((member) => member.certificate)
    const server: Server = createServer({ cert, key, ca, requestCert: true }, (incoming, answer) => {
      answer.on('error', () => undefined)
      say(answer, incoming)
    })
    server.on('tlsClientError', () => undefined)
    server.listen(0, HOST)
    await once(server, 'listening')
    const address = server.address()
    const card = cardOf('KE', typeof address === 'object' && address !== null ? address.port : 0)
    const singapore = world.node('SG')
    const follower = follow({
      node: singapore.context,
      sql: singapore.sql,
      client: peerClient(card, identityOf('SG')),
      peer: card,
      onCommitted: () => undefined,
      onChange: () => undefined,
      pollMs: 100,
    })
    closing.push(async () => {
      await follower.stop()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    })
    return follower
  }
  const errorOf = (follower: Follower, text: RegExp) => () => text.test(follower.state().error ?? '')
  const ENDLESS = 'x'.repeat(64 * 1024)
  const pour = (answer: ServerResponse, chunk: string): void => {
    const more = (): void => {
      while (!answer.destroyed && answer.write(chunk));
      if (!answer.destroyed) answer.once('drain', more)
    }
    more()
  }

  test('cuts a line that never ends, before it fills the memory', async () => {
    const before = process.memoryUsage().rss
    const follower = await hostileKenya((answer) => pour(answer, ENDLESS))
    await eventually('the error is shown', errorOf(follower, /KE broke off|malformed/), 30_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  })

  test('does not read on through header lines without number', async () => {
    const follower = await hostileKenya((answer) => pour(answer, '{"head":0}\n'.repeat(4000)))
    await eventually('the error is shown', errorOf(follower, /feed\/malformed/), 30_000)
  })

  test('sees an answer that is cut in the middle, and asks again', async () => {
    let asked = 0
    const follower = await hostileKenya((answer) => {
      asked++
      answer.write('{"head":3}\n{"item":{"issuer":"KE"')
      setImmediate(() => answer.destroy())
    })
    await eventually('it asks again', () => asked >= 3)
    expect(follower.state().error).toMatch(/KE broke off|feed\/malformed/)
  })

  test('is not brought down by a peer that breaks off after a line that was refused', async () => {
    let asked = 0
    const follower = await hostileKenya((answer) => {
      asked++
      answer.write('nonsense\n')
      setTimeout(() => answer.destroy(), 50)
    })
    await eventually('it asks again', () => asked >= 3)
    expect(follower.state().error).toBe('feed/malformed at item 1')
  })

  test('lets go of a connection whose answer it refused', async () => {
    const open = new Set<unknown>()
    let asked = 0
    const follower = await hostileKenya((answer, { socket }) => {
      asked++
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      answer.write('nonsense\n') // and never ends
    })
    await eventually('it asks again', () => asked >= 4)
    await eventually('the refused ones are closed', () => open.size <= 1)
    expect(follower.state().error).toBe('feed/malformed at item 1')
  })

  test('is not led elsewhere', async () => {
    const follower = await hostileKenya((answer) =>
      answer.writeHead(302, { location: 'https://127.0.0.1:1/' }).end(),
    )
    await eventually('the error is shown', errorOf(follower, /KE answered 302/))
  })

  test('stops at once, also while an answer is under way', async () => {
    const follower = await hostileKenya((answer) => answer.write('{"head":0}\n'))
    await eventually('it has heard the head', () => follower.state().lastContactAt !== null)
    const startedMs = performance.now()
    await follower.stop()
    expect(performance.now() - startedMs).toBeLessThan(LIMITS.peerAnswerMs / 4)
  })
})
