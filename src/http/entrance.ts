import type { Context } from 'hono'
import { parse as parseCookies } from 'hono/utils/cookie'
import type { Language } from '#acts/charter.ts'
import { type Actor, type Authority, authorize } from '#desks/authority.ts'
import type { Account } from '#desks/ports.ts'
import { type Asking, askingOf } from './asking.ts'
import type { Answer } from './catalogue.ts'
import { REQUEST_HEADER } from '#http/contract/problem.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Permission } from '#rulebook/permissions.ts'
import { languageOf } from './language.ts'
import type { Services } from './services.ts'
import { cookieNameOf, type Sessions } from './sessions.ts'

/** What the server tells the application about a connection. A request cannot set any of it. */
export interface Bindings {
  /** Where the connection comes from. */
  readonly address?: string
  /** The request came through the node's own socket file, which only its operator can open. */
  readonly isOperator?: boolean
}
export interface Env {
  readonly Bindings: Bindings
}

/** Who calls: a person with a session, the operator at the node's machine, or nobody yet. */
export type Caller =
  | { readonly type: 'account'; readonly actor: Actor; readonly account: Account; readonly token: string }
  | { readonly type: 'operator'; readonly actor: Actor }
  | { readonly type: 'nobody' }

export function callerOf(context: Context<Env>, services: Services, sessions: Sessions): Promise<Caller> {
  return callerBy(askingOf(context), services, sessions)
}

export async function callerBy(asking: Asking, services: Services, sessions: Sessions): Promise<Caller> {
  // attacker-controlled: cookies.
  const cookies = asking.header('cookie')
  const name = cookieNameOf(services.world.self.id)
  const token = cookies === undefined ? undefined : parseCookies(cookies, name)[name]
  const account = token === undefined ? undefined : await sessions.accountOf(token)
  if (token !== undefined && account !== undefined) {
    const { id, entity, roles, language } = account
    return { type: 'account', actor: { account: id, entity, roles, language }, account, token }
  }
  if (!asking.isOperator) return { type: 'nobody' }
  const language = languageOf(asking.header('accept-language'))
  return {
    type: 'operator',
    actor: { account: 'operator', entity: 'this machine', roles: ['operator'], language },
  }
}

/** A refused access by somebody who is signed in is logged (RPD 127); a passer-by leaves no mark to fill the log with. */
export async function permit<P extends Permission>(
  caller: Caller,
  permission: P,
  services: Services,
): Promise<Answer<Authority<P>>> {
  if (caller.type === 'nobody') return refuse({ kind: 'session/missing' })
  const authority = authorize(caller.actor, permission)
  if (authority.ok) return authority
  const { account: actor, entity } = caller.actor
  await services.world.journal.transact((tx) =>
    tx.log({ kind: 'access/refused', actor, entity, outcome: permission }),
  )
  return refuse({ kind: 'access/permission-missing' })
}

/**
 * Whether a changing request may come from another site's page. Such a page cannot set the header without our leave
 * (there is none: no CORS), and its browser names its origin.
 */
export function refuseCrossSite(request: Request): Answer<undefined> {
  const { method, headers } = request
  return refuseOtherSite({ method, header: (name) => headers.get(name) ?? undefined })
}

export function refuseOtherSite({ method, header }: Pick<Asking, 'method' | 'header'>): Answer<undefined> {
  if (method === 'GET' || method === 'HEAD') return ok(undefined)
  const origin = header('origin')
  const isOurPage = origin === undefined || hostOf(origin) === header('host')
  const hasHeader = header(REQUEST_HEADER) !== undefined
  return hasHeader && isOurPage ? ok(undefined) : refuse({ kind: 'request/cross-site' })
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined

export function readerLanguage(context: Context<Env>): Language {
  return languageOf(context.req.header('accept-language'))
}
