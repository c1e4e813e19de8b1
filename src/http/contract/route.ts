import type { z } from 'zod'
import type { Permission } from '#rulebook/permissions.ts'

/**
 * Who may call a route: `anyone` (signed in or not), `account` (any signed-in account, for its own session),
 * or an account that holds the permission. There is no default: a route without an authority does not compile.
 */
export type RouteAuthority = 'anyone' | 'account' | Permission

export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
  Allowed extends RouteAuthority = RouteAuthority,
> {
  readonly method: 'get' | 'post' | 'delete'
  /** Path below `/api`, with `:name` for parameters. */
  readonly path: `/${string}`
  readonly summary: string
  readonly since: string
  readonly authority: Allowed
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly reply: Reply
}

/**
 * A route as data: the server mounts it, the client calls it, OpenAPI describes it. Its authority stays a literal
 * type, so that a handler is given exactly the `Authority` that its use case asks for.
 */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  const A extends RouteAuthority,
>(description: Route<P, Q, B, R, A>): Route<P, Q, B, R, A> {
  return description
}
