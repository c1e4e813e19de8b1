import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { createInterface } from 'node:readline'
import type { MemberCard } from '#acts/charter.ts'
import { LIMITS } from '#kernel/limits.ts'
import { certificateFingerprint, type TlsIdentity } from './tls.ts'

/** A peer cannot be reached or answers what it should not. The follower tries again later; nothing local waits for it. */
export class PeerUnreachableError extends Error {
  override readonly name = 'PeerUnreachableError'
}

export interface PeerClient {
  /** The lines of the answer, as they come. Throws `PeerUnreachableError`. */
  lines(path: string): AsyncIterable<string>
  post(path: string, body: unknown): Promise<void>
  close(): void
}

/** Speaks to one peer over mutual TLS; its certificate must be the charter's, whatever name or authority it shows. */
export function peerClient(peer: MemberCard, identity: TlsIdentity): PeerClient {
  const pinned = certificateFingerprint(peer.certificate)
  const agent = new Agent({
    cert: identity.certificate,
    key: identity.privateKey,
    ca: [peer.certificate],
    minVersion: 'TLSv1.3',
    keepAlive: true,
    maxSockets: 4,
    servername: `${peer.id.toLowerCase()}.entraide.invalid`,
    checkServerIdentity: (_, certificate) =>
      certificate.fingerprint256 === pinned ? undefined : new Error('not the certificate of the charter'),
  })
  const send = (method: string, path: string, body?: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers =
        body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const outgoing = request(new URL(path, peer.address), {
        agent,
        method,
        headers,
        timeout: LIMITS.peerAnswerMs,
      })
      outgoing.once('timeout', () => outgoing.destroy(new Error('no answer in time')))
      outgoing.once('error', (cause) =>
        reject(new PeerUnreachableError(`${peer.id}: ${cause.message}`, { cause })),
      )
      outgoing.once('response', (answer) => {
        if (answer.statusCode === 200) return resolve(answer)
        answer.resume()
        reject(new PeerUnreachableError(`${peer.id} answered ${answer.statusCode}`))
      })
      outgoing.end(body)
    })
  return {
    async *lines(path) {
      const answer = await send('GET', path)
      // attacker-controlled: every line; longer ones than an envelope allows end the answer
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > LIMITS.feedPageBytes * 2) answer.destroy(new Error('more than a page'))
      })
      const reader = createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY })
      // Whoever reads may have stopped by the time the peer breaks off; an error that nobody hears ends the process.
      reader.on('error', () => undefined)
      try {
        for await (const line of reader) yield line
      } catch (cause) {
        throw new PeerUnreachableError(`${peer.id} broke off`, { cause })
      } finally {
        reader.close()
        if (!answer.readableEnded) answer.destroy() // what is left unread would hold the connection
      }
    },
    async post(path, body) {
      const answer = await send('POST', path, JSON.stringify(body))
      answer.resume()
    },
    close: () => agent.destroy(),
  }
}
