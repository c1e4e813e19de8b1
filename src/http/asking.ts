import type { Context } from 'hono'
import type { Answer } from './catalogue.ts'
import type { Env } from './entrance.ts'
import { bytesOf } from './read-request.ts'

/** A request as routes need it, whichever server brought it. */
export interface Asking {
  readonly method: string
  /** The query of the URL without its question mark; empty when there is none. */
  readonly query: string
  /** Where the connection comes from; requests of one process share one. */
  readonly address: string
  /** The request came through the node's own socket file. */
  readonly isOperator: boolean
  /** The value of a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined
  /** The body, when it is no longer than the limit. Asked for once. */
  readonly body: (limitBytes: number) => Promise<Answer<Uint8Array>>
}

/** A request of the Fetch standard, as tests and the routes with streams have it. */
export function askingOf(context: Context<Env>): Asking {
  const request = context.req.raw
  const at = request.url.indexOf('?')
  return {
    method: request.method,
    query: at === -1 ? '' : request.url.slice(at + 1),
    address: context.env?.address ?? 'local',
    isOperator: context.env?.isOperator === true,
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limitBytes) => bytesOf(request, limitBytes),
  }
}
