import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import type { Authority } from '#desks/authority.ts'
import type { Answer } from './catalogue.ts'
import type { Route } from '#http/contract/route.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Permission } from '#rulebook/permissions.ts'
import {
  addressOf,
  type Caller,
  callerOf,
  type Env,
  permit,
  readerLanguage,
  refuseCrossSite,
} from './entrance.ts'
import { isDeclaredTooLarge, jsonBodyOf, parsePart, queryOf } from './read-request.ts'
import { problemResponse } from './respond.ts'
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
export function mounting(app: Hono<Env>, services: Services, sessions: Sessions): Mount {
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
    app.on(route.method.toUpperCase(), `/api${route.path}`, async (context) => {
      const language = readerLanguage(context)
      const answered = await answer(context, language)
      return answered.ok ? context.json(answered.value) : problemResponse(answered.refusal, language)
    })

    async function answer(context: Context<Env>, language: Language): Promise<Answer<z.output<R>>> {
      const request = context.req.raw
      if (isDeclaredTooLarge(request, LIMITS.requestBodyBytes)) return refuse({ kind: 'request/too-large' })
      const sameSite = refuseCrossSite(request)
      if (!sameSite.ok) return sameSite
      const by = await admit(await callerOf(context, services, sessions))
      if (!by.ok) return by

      const asked = await read(context, language)
      if (!asked.ok) return asked
      const setHeader = (name: string, value: string): void => context.header(name, value)
      const result = await handler({
        ...asked.value,
        by: by.value,
        language,
        address: addressOf(context),
        setHeader,
      })
      // A reply that does not fit is our own bug: it throws, and nothing of it leaves.
      return result.ok ? ok(route.reply.parse(result.value)) : result
    }

    async function read(
      context: Context<Env>,
      language: Language,
    ): Promise<Answer<{ params: z.output<P>; query: z.output<Q>; body: z.output<B> }>> {
      const params = parsePart(route.params, context.req.param(), language)
      if (!params.ok) return params
      const text = queryOf(context.req.url, language)
      const query = text.ok ? parsePart(route.query, text.value, language) : text
      if (!query.ok) return query
      const json = route.method === 'get' ? ok({}) : await jsonBodyOf(context.req.raw)
      const body = json.ok ? parsePart(route.body, json.value, language) : json
      return body.ok ? ok({ params: params.value, query: query.value, body: body.value }) : body
    }
  }
}
