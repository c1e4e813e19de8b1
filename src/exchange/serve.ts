import { createServer, type Server } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { stream } from 'hono/streaming'
import type { MemberCard } from '#acts/charter.ts'
import { utf8 } from '#kernel/bytes.ts'
import type { MemberId } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'
import { feedHead, itemHashAt, outgoingAfter, putReceipt } from '#journal/feed-store.ts'
import type { Sql } from '#journal/sql.ts'
import { envelopeBytes, envelopeFor, parseEnvelopeBytes } from '#seal/envelope.ts'
import { sha256Hex } from './feed-item.ts'
import type { NodeContext } from './node-context.ts'
import { isReceiptSigned, ReceiptField } from './receipt.ts'
import { certificateFingerprint, type TlsIdentity } from './tls.ts'

interface Served {
  readonly node: NodeContext
  readonly sql: Sql
  /** A peer said that it has something for us. */
  readonly onHint: (peer: MemberId) => void
  readonly onReceipt: (peer: MemberId) => void
  /** An answer failed on our side. */
  readonly onFailure?: (cause: Error) => void
}

interface Bindings {
  readonly peer: MemberCard
}

/** Our own store is damaged where a peer reads. */
class StoredEnvelopeError extends Error {
  override readonly name = 'StoredEnvelopeError'
}

const RECEIPT_BYTES = 4096
/** Envelopes held in memory at once for one asking peer. */
const ROUND_ITEMS = 16

/** What a peer may ask of this node (spec/feed.md §3). Who asks is known from its certificate before anything is read. */
export function exchangeApplication({
  node,
  sql,
  onHint,
  onReceipt,
  onFailure = () => undefined,
}: Served): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>()
  // A peer is told that we failed, and nothing of how; it asks again.
  app.onError((cause, c) => {
    onFailure(cause)
    return c.body(null, 500)
  })
  // Thrown on from here it would end the process. The follower sees an answer that broke off, and asks again.
  const breakOff = async (cause: Error): Promise<void> => onFailure(cause)

  app.get('/exchange/feed', async (c) => {
    const after = Number(c.req.query('after') ?? 'x')
    if (!Number.isSafeInteger(after) || after < 0) return c.json({ type: 'feed/bad-cursor' }, 400)
    const recipient = c.env.peer.id
    const head = await feedHead(sql, recipient, 'out')
    c.header('content-type', 'application/x-ndjson')
    return stream(
      c,
      async (out) => {
        await out.write(`${JSON.stringify({ head: head.number })}\n`)
        let sentBytes = 0
        for (let from = after, sent = 0; sent < LIMITS.feedPageItems && sentBytes < LIMITS.feedPageBytes; ) {
          const items = await outgoingAfter(sql, recipient, from, ROUND_ITEMS)
          for (const each of items) {
            const line = `{"item":${each.item},"envelope":${envelopeText(each.envelope, recipient)}}\n`
            sentBytes += line.length
            await out.write(utf8(line))
            from = each.number
            sent += 1
            // The follower asks again for the rest: the first line told it how much there is.
            if (sentBytes >= LIMITS.feedPageBytes) return
          }
          if (items.length < ROUND_ITEMS) return
        }
      },
      breakOff,
    )
  })

  app.post('/exchange/receipt', bodyLimit({ maxSize: RECEIPT_BYTES }), async (c) => {
    const parsed = ReceiptField.safeParse(jsonOrNull(await c.req.text()))
    if (!parsed.success) return c.json({ type: 'receipt/malformed' }, 400)
    const receipt = parsed.data
    const peer = c.env.peer
    if (
      receipt.follower !== peer.id ||
      receipt.issuer !== node.self.id ||
      !isReceiptSigned(receipt, peer.keys.act)
    ) {
      return c.json({ type: 'receipt/bad-signature' }, 403)
    }
    const item = await itemHashAt(sql, peer.id, receipt.number)
    if (item === undefined || sha256Hex(utf8(item)) !== receipt.item)
      return c.json({ type: 'receipt/other-feed' }, 409)
    await sql.transact((tx) =>
      putReceipt(tx, {
        member: peer.id,
        number: receipt.number,
        at: node.now(),
        text: JSON.stringify(receipt),
      }),
    )
    onReceipt(peer.id)
    return c.json({})
  })

  app.post('/exchange/hint', bodyLimit({ maxSize: RECEIPT_BYTES }), (c) => {
    onHint(c.env.peer.id)
    return c.json({})
  })
  return app
}

/** The exchange's own server: TLS 1.3, client certificate required, and only those of the charter. */
export async function serveExchange(
  served: Served,
  { host, port, identity }: { readonly host: string; readonly port: number; readonly identity: TlsIdentity },
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const members = served.node.charter().members
  const peers = new Map(members.map((member) => [certificateFingerprint(member.certificate), member]))
  const app = exchangeApplication(served)
  const listener = getRequestListener(async (request, env) => {
    const socket = (env as { incoming: { socket: TLSSocket } }).incoming.socket
    const peer = peers.get(socket.getPeerCertificate().fingerprint256 ?? '')
    if (peer === undefined || peer.id === served.node.self.id) return new Response(null, { status: 403 })
    return app.fetch(request, { peer })
  })
  const server = createServer(
    {
      cert: identity.certificate,
      key: identity.privateKey,
      ca: members.map((member) => member.certificate),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
      requestTimeout: LIMITS.peerAnswerMs,
      headersTimeout: 10_000,
      keepAliveTimeout: 30_000,
      maxHeaderSize: 8192,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  )
  server.maxConnections = 1000
  await listen(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

// Only the asking member's sealed key travels to it; the others' are 1.6 kB each and nothing to it.
function envelopeText(stored: Uint8Array | null, recipient: MemberId): string {
  if (stored === null) return 'null'
  const envelope = parseEnvelopeBytes(stored)
  // Damage is not an erasure: the answer breaks off here, and the follower waits until the store is mended.
  if (!envelope.ok)
    throw new StoredEnvelopeError('a stored envelope cannot be read; run `entraide log verify`')
  return Buffer.from(envelopeBytes(envelopeFor(envelope.value, [recipient]))).toString('utf8')
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
