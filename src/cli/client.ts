import type { z } from 'zod'
import { ProblemShape } from '#http/contract/problem.ts'
import type { Route } from '#http/contract/route.ts'
import { readSession, signIn, signInForDemonstration, signOut } from '#http/contract/session.ts'
import type { Connection } from './connection.ts'
import { ProblemError, UsageError } from './exits.ts'
import type { Terminal } from './terminal.ts'

export interface Asking {
  /** What was typed, as it was typed: the node says what is wrong with it, in the reader's language. */
  readonly params?: TypedText
  readonly query?: TypedText
  readonly body?: Typed
  /** Who asks; the operator of this machine when absent. */
  readonly session?: Session
}

export type Typed = Readonly<
  Record<string, string | boolean | readonly string[] | readonly TypedPart[] | TypedPart | undefined>
>
type TypedText = Readonly<Record<string, string | boolean | undefined>>
/** A part of a body, such as one document. */
type TypedPart = Readonly<Record<string, string | undefined>>

/** An open session of a named account. */
export interface Session {
  readonly account: string
  readonly cookie: string
}

/** Calls a route of the contract; the reply is parsed with the shape that the server used. Throws `ProblemError`. */
export async function call<Reply extends z.ZodType>(
  connection: Connection,
  route: Route<z.ZodType, z.ZodType, z.ZodType, Reply>,
  { params, query, body, session }: Asking = {},
): Promise<z.output<Reply>> {
  const response = await connection.send(`/api${addressOf(route.path, params, query)}`, {
    method: route.method.toUpperCase(),
    headers: { 'content-type': 'application/json', ...(session !== undefined && { cookie: session.cookie }) },
    ...(route.method === 'post' && { body: JSON.stringify(body ?? {}) }),
  })
  await throwProblem(response)
  return route.reply.parse(await response.json())
}

/** Throws `ProblemError` when the answer is a refusal. */
export async function throwProblem(response: Response): Promise<void> {
  if (!response.ok) throw new ProblemError(ProblemShape.parse(await response.json()))
}

/**
 * Runs something as a named account, and signs out again. Demonstration accounts have no password; others are asked
 * for theirs, or it is read from ENTRAIDE_PASSWORD.
 */
export async function asAccount<T>(
  connection: Connection,
  terminal: Terminal,
  account: string | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const node = await call(connection, readSession)
  const offered = node.demonstrationAccounts.map(({ id }) => id)
  if (account === undefined) {
    const hint = offered.length === 0 ? '' : `; here: ${offered.join(', ')}`
    throw new UsageError(`say who acts with --as ACCOUNT: checks and records are always somebody's${hint}`)
  }
  const session = offered.includes(account)
    ? await open(connection, signInForDemonstration, { account })
    : await open(connection, signIn, { account, password: await passwordOf(account, terminal) })
  try {
    return await work({ account, cookie: session })
  } finally {
    await call(connection, signOut, { session: { account, cookie: session } })
  }
}

async function open(connection: Connection, route: Route, body: Typed): Promise<string> {
  const response = await connection.send(`/api${route.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  await throwProblem(response)
  await response.body?.cancel()
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function passwordOf(account: string, terminal: Terminal): Promise<string> {
  const password = terminal.env['ENTRAIDE_PASSWORD'] ?? (await terminal.askSecret(`Password of ${account}: `))
  if (password !== undefined && password !== '') return password
  throw new UsageError('no password: answer the question, or set ENTRAIDE_PASSWORD')
}

function addressOf(path: string, params: TypedText | undefined, query: TypedText | undefined): string {
  const address = Object.entries(params ?? {}).reduce(
    (filled, [name, value]) => filled.replace(`:${name}`, encodeURIComponent(String(value))),
    path,
  )
  const asked = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const search = new URLSearchParams(asked).toString()
  return search === '' ? address : `${address}?${search}`
}
