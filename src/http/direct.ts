import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asking } from './asking.ts'
import type { Answer } from './catalogue.ts'
import type { Bindings } from './entrance.ts'
import type { Reply } from './respond.ts'
import { ok, refuse } from '#kernel/result.ts'

/**
 * Routes that node:http is answered on without Request, Response and streams of the Fetch standard (ADR 0011): these
 * cost several times the work of a check. The same handlers answer, in the same order.
 */
export interface DirectRoutes {
  /** What answers this method on this path, if it is a route without parameters. The answer never throws. */
  find(method: string, path: string): ((asking: Asking) => Promise<Reply>) | undefined
}

/** A quarter of a megabyte over a slow line. */
const LONGEST_BODY_MS = 15_000

/** Answers a request that has a direct route; false, and nothing is done, when it has none. */
export function answerDirectly(
  routes: DirectRoutes,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  bindings: Bindings,
): boolean {
  // attacker-controlled: method, path and all that follows.
  const { method = '', url = '' } = incoming
  const at = url.indexOf('?')
  const route = routes.find(method, at === -1 ? url : url.slice(0, at))
  if (route === undefined) return false
  const query = at === -1 ? '' : url.slice(at + 1)
  void route(askingFrom(incoming, query, bindings)).then((reply) => write(reply, incoming, outgoing))
  return true
}

function write({ status, headers, body }: Reply, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (outgoing.destroyed) return
  outgoing.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    // A body that was not wanted is not read to its end either.
    ...(!incoming.complete && { connection: 'close' }),
  })
  outgoing.end(body)
}

function askingFrom(incoming: IncomingMessage, query: string, bindings: Bindings): Asking {
  const { headers } = incoming
  return {
    method: incoming.method ?? '',
    query,
    address: bindings.address ?? incoming.socket.remoteAddress ?? 'unknown',
    isOperator: bindings.isOperator === true,
    header(name) {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    body: (limitBytes) => bodyOf(incoming, limitBytes),
  }
}

function bodyOf(incoming: IncomingMessage, limitBytes: number): Promise<Answer<Uint8Array>> {
  return new Promise((resolve) => {
    // Whoever hung up while it was looked up who calls: `close` has been told, and is not told again.
    if (incoming.destroyed) {
      resolve(refuse({ kind: 'request/not-json' }))
      return
    }
    const parts: Buffer[] = []
    let length = 0
    const take = (part: Buffer): void => {
      length += part.length
      if (length <= limitBytes) return void parts.push(part)
      incoming.off('data', take)
      incoming.pause()
      parts.length = 0
      resolve(refuse({ kind: 'request/too-large' }))
    }
    // A place among those worked on at once is not held for somebody who sends a letter a second.
    const late = setTimeout(() => incoming.destroy(), LONGEST_BODY_MS)
    incoming.on('data', take)
    incoming.once('end', () => {
      clearTimeout(late)
      resolve(ok(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
    })
    incoming.once('close', () => {
      clearTimeout(late)
      // Whoever hung up, or was hung up on, is not there to be answered.
      resolve(refuse({ kind: 'request/not-json' }))
    })
    incoming.on('error', () => undefined) // told by `close`
  })
}
