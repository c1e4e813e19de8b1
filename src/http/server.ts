import { chmod, unlink } from 'node:fs/promises'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createConnection } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { answerDirectly, type DirectRoutes } from './direct.ts'
import type { Bindings, Env } from './entrance.ts'

/** Slow and silent connections are cut: a few hundred of them must not hold the node. Units are milliseconds. */
const LIMITS_OF_A_CONNECTION = {
  headersTimeout: 10_000,
  /** A list of 64 MB over a slow line. */
  requestTimeout: 300_000,
  keepAliveTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
} as const
/** Longer than the heartbeat of an event stream. */
const IDLE_MS = 60_000
const MOST_CONNECTIONS = 2_000
const CLOSE_GRACE_MS = 2_000

/** An application of the Fetch standard, perhaps with routes that need none of it. */
type Servable = Hono<Env> & { readonly direct?: DirectRoutes }

export interface Serving {
  readonly url: string
  close(): Promise<void>
}

/** Serves the application on a port (0 picks a free one), over TLS when given a certificate and key (PEM). */
export async function serveApplication(options: {
  readonly app: Servable
  readonly host: string
  readonly port: number
  readonly tls?: { readonly cert: string; readonly key: string }
}): Promise<Serving> {
  const { app, host, port, tls } = options
  const listener = listenerFor(app, {})
  const server =
    tls === undefined
      ? createHttpServer(LIMITS_OF_A_CONNECTION, listener)
      : createHttpsServer({ ...LIMITS_OF_A_CONNECTION, ...tls, minVersion: 'TLSv1.2' }, listener)
  await listening(server, () => server.listen({ host, port }))
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `${tls === undefined ? 'http' : 'https'}://${name}:${bound}`, close: () => closed(server) }
}

/**
 * Serves the application on a socket file for the operator of this machine. The file's mode, 0600, is the credential:
 * who can open it could as well read the node's store. A file left by a node that died is replaced; one that answers
 * is not, and the call fails with `EADDRINUSE`.
 */
export async function serveLocal(options: {
  readonly app: Servable
  readonly path: string
}): Promise<Serving> {
  const { app, path } = options
  if (!(await isAnswered(path))) await unlink(path).catch(ignoreAbsent)
  const server = createHttpServer(LIMITS_OF_A_CONNECTION, listenerFor(app, { isOperator: true }))
  const before = process.umask(0o177)
  try {
    await listening(server, () => server.listen({ path }))
  } finally {
    process.umask(before)
  }
  await chmod(path, 0o600)
  return { url: `unix:${path}`, close: () => closed(server) }
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void

function listenerFor(app: Servable, bindings: Bindings): Listener {
  // The application's own classes stay what they are: several nodes and a test run may share this process.
  const answer = getRequestListener(
    (request, { incoming }) =>
      app.fetch(request, { ...bindings, address: incoming.socket.remoteAddress ?? 'unknown' }),
    { overrideGlobalObjects: false },
  )
  // It settles by itself: what breaks while answering ends the connection.
  return (incoming, outgoing) => {
    if (app.direct !== undefined && answerDirectly(app.direct, incoming, outgoing, bindings)) return
    void answer(incoming, outgoing)
  }
}

function listening(server: Server, listen: () => void): Promise<void> {
  server.setTimeout(IDLE_MS)
  server.maxConnections = MOST_CONNECTIONS
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', () => {
      server.off('error', reject)
      resolve()
    })
    listen()
  })
}

/** Lets requests under way finish, for a moment; then cuts what is left, such as event streams. */
async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const grace = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS)
  await done
  clearTimeout(grace)
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection({ path })
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', () => resolve(false))
  })
}

function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
