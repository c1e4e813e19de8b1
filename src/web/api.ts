import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import { type Problem, ProblemShape, REQUEST_HEADER } from '#http/contract/problem.ts'
import type { Route } from '#http/contract/route.ts'

/** The node refused, and said why in the reader's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.type)
    this.problem = problem
  }
}

/** The node could not be reached, or answered something that is not its contract. */
export class NodeUnreachableError extends Error {
  override readonly name = 'NodeUnreachableError'
}

/** What a call needs: each part only when the route asks for it. */
export type RequestOf<R extends Route> = PartOf<'params', R['params']> &
  PartOf<'query', R['query']> &
  PartOf<'body', R['body']>

/** A part without fields (`nothing`) takes any key and no value: it is left out. */
type PartOf<Key extends string, Shape extends z.ZodType> = string extends keyof z.input<Shape>
  ? unknown
  : { readonly [K in Key]: Readonly<z.input<Shape>> }

export type ReplyOf<R extends Route> = z.output<R['reply']>

interface LooseRequest {
  readonly params?: object
  readonly query?: object
  readonly body?: object
}

export interface Api {
  <R extends Route>(route: R, request: RequestOf<R> & LooseRequest): Promise<ReplyOf<R>>
}

/**
 * The one way to call the node: a route of the contract and what it asks for. The reply is parsed with the shape that
 * the server used. Throws `ApiProblem` for a refusal and `NodeUnreachableError` for everything else.
 */
export function apiFor(language: () => Language): Api {
  return async function call<R extends Route>(
    route: R,
    request: RequestOf<R> & LooseRequest,
  ): Promise<ReplyOf<R>> {
    const { params, query, body }: LooseRequest = request
    const response = await send(addressOf(route.path, params ?? {}, query ?? {}), {
      method: route.method.toUpperCase(),
      headers: {
        accept: 'application/json',
        'accept-language': language(),
        ...(route.method !== 'get' && { [REQUEST_HEADER]: '1', 'content-type': 'application/json' }),
      },
      ...(route.method === 'post' && { body: JSON.stringify(body ?? {}) }),
    })
    const answer: unknown = await response.json().catch(() => undefined)
    if (!response.ok) throw problemOf(answer, response.status)
    const reply = route.reply.safeParse(answer)
    if (!reply.success) throw new NodeUnreachableError('reply outside the contract', { cause: reply.error })
    return reply.data as ReplyOf<R>
  }
}

export async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin' })
  } catch (cause) {
    throw new NodeUnreachableError('no answer', { cause })
  }
}

export function problemOf(answer: unknown, status: number): Error {
  const problem = ProblemShape.safeParse(answer)
  if (!problem.success) return new NodeUnreachableError(`answer ${status} is not a problem`)
  return new ApiProblem(problem.data)
}

export function addressOf(path: string, params: object, query: object): string {
  const given = new Map(Object.entries(params))
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(given.get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return `/api${filled}${text === '' ? '' : `?${text}`}`
}
