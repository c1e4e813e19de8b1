import type { Hono } from 'hono'
import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import type { Authority } from '#desks/authority.ts'
import { type Asking, askingOf } from './asking.ts'
import type { Answer } from './catalogue.ts'
import type { Route } from '#http/contract/route.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Permission } from '#rulebook/permissions.ts'
import { type Caller, callerBy, type Env, permit, refuseOtherSite } from './entrance.ts'
import { languageOf } from './language.ts'
import { isLongerThan, jsonBodyOf, parsePart, queryIn } from './read-request.ts'
import { jsonReply, problemReply, type Reply, responseOf } from './respond.ts'
import type { Services } from './services.ts'
import type { Sessions } from './sessions.ts'

/** What a handler is given: all of it parsed, and proof of the permission in `by`. */
export interface Asked<Params, Query, Body, By> {
  readonly by: By
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly language: Language
  readonly address: string
  /** Sets a header of the answer. */
  readonly setHeader: (name: string, value: string) => void
}

type Handler<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, By> = (
  asked: Asked<z.output<P>, z.output<Q>, z.output<B>, By>,
) => Promise<Answer<z.input<R>>>

type Params = Readonly<Record<string, string>>
const NO_PARAMS: Params = {}

export type SignedIn = Extract<Caller, { readonly type: 'account' }>

/** Opens the door to routes. A route without one of these three is not reachable. */
export interface Mount {
  /** For an account, or the operator, that holds the route's permission. */
  permitted<
    P extends z.ZodType,
    Q extends z.ZodType,
    B extends z.ZodType,
    R extends z.ZodType,
    A extends Permission,
  >(route: Route<P, Q, B, R, A>, handler: Handler<P, Q, B, R, Authority<A>>): void
  /** For any signed-in account, on its own session. */
  signedIn<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    route: Route<P, Q, B, R, 'account'>,
    handler: Handler<P, Q, B, R, SignedIn>,
  ): void
  /** For everybody. */
  open<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    route: Route<P, Q, B, R, 'anyone'>,
    handler: Handler<P, Q, B, R, Caller>,
  ): void
}

/**
 * Mounts routes on the application, always in this order: declared size, cross-site defence, who calls, may they,
 * body within its limit, parse, act, parse the reply. Nothing of a body is read for somebody who may not call, and
 * nothing that the route's reply does not declare leaves.
 */
export function mounting(
  app: Hono<Env>,
  services: Services,
  sessions: Sessions,
  direct = new Map<string, (asking: Asking) => Promise<Reply>>(),
): Mount {
  return {
    permitted: (route, handler) =>
      serve(route, (caller) => permit(caller, route.authority, services), handler),
    signedIn: (route, handler) =>
      serve(
        route,
        async (caller) => (caller.type === 'account' ? ok(caller) : refuse({ kind: 'session/missing' })),
        handler,
      ),
    open: (route, handler) => serve(route, async (caller) => ok(caller), handler),
  }

  function serve<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, By>(
    route: Route<P, Q, B, R>,
    admit: (caller: Caller) => Promise<Answer<By>>,
    handler: Handler<P, Q, B, R, By>,
  ): void {
    const path = `/api${route.path}`
    const reply = async (asking: Asking, params: Params): Promise<Reply> => {
      const language = languageOf(asking.header('accept-language'))
      const headers: Record<string, string> = {}
      const answered = await answer(asking, params, { language, headers })
      return answered.ok ? jsonReply(answered.value, headers) : problemReply(answered.refusal, language)
    }
    app.on(route.method.toUpperCase(), path, async (context) =>
      responseOf(await reply(askingOf(context), context.req.param())),
    )
    if (!path.includes(':'))
      direct.set(`${route.method.toUpperCase()} ${path}`, (asking) => reply(asking, NO_PARAMS))

    async function answer(
      asking: Asking,
      params: Params,
      { language, headers }: { readonly language: Language; readonly headers: Record<string, string> },
    ): Promise<Answer<z.output<R>>> {
      if (isLongerThan(LIMITS.requestBodyBytes, asking.header('content-length')))
        return refuse({ kind: 'request/too-large' })
      const sameSite = refuseOtherSite(asking)
      if (!sameSite.ok) return sameSite
      const by = await admit(await callerBy(asking, services, sessions))
      if (!by.ok) return by

      const asked = await read(asking, params, language)
      if (!asked.ok) return asked
      const setHeader = (name: string, value: string): void => void (headers[name] = value)
      const { address } = asking
      const result = await handler({ ...asked.value, by: by.value, language, address, setHeader })
      // A reply that does not fit is our own bug: it throws, and nothing of it leaves.
      return result.ok ? ok(route.reply.parse(result.value)) : result
    }

    async function read(
      asking: Asking,
      given: Params,
      language: Language,
    ): Promise<Answer<{ params: z.output<P>; query: z.output<Q>; body: z.output<B> }>> {
      const params = parsePart(route.params, given, language)
      if (!params.ok) return params
      const text = queryIn(asking.query, language)
      const query = text.ok ? parsePart(route.query, text.value, language) : text
      if (!query.ok) return query
      const json = route.method === 'get' ? ok({}) : await jsonBodyOf(asking)
      const body = json.ok ? parsePart(route.body, json.value, language) : json
      return body.ok ? ok({ params: params.value, query: query.value, body: body.value }) : body
    }
  }
}
