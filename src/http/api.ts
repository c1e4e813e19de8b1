import { Hono } from 'hono'
import type { Language } from '#acts/charter.ts'
import type { Asking } from './asking.ts'
import type { DirectRoutes } from './direct.ts'
import { type Env, readerLanguage } from './entrance.ts'
import { refusalOfFailure } from './failures.ts'
import { createGate } from './gate.ts'
import { mountAdministration } from './handlers/administration.ts'
import { mountBatches } from './handlers/batches.ts'
import { mountChecks } from './handlers/checks.ts'
import { mountEvents } from './handlers/events.ts'
import { mountImports } from './handlers/imports.ts'
import { mountRecords } from './handlers/records.ts'
import { mountSession } from './handlers/session.ts'
import { languageOf } from './language.ts'
import { mounting } from './mount.ts'
import { problemReply, problemResponse, type Reply, SECURITY_HEADERS } from './respond.ts'
import type { Services } from './services.ts'
import { createSessions } from './sessions.ts'
import { webFiles } from './web-files.ts'

/** Routes of the contract as a Fetch application, and those without parameters also directly on node:http. */
export type Application = Hono<Env> & { readonly direct: DirectRoutes }

/** The node's interface: every route of the contract under `/api`, and the web application elsewhere. */
export function createApplication(services: Services): Application {
  const app = new Hono<Env>()
  const sessions = createSessions(services.world, services)
  const direct = new Map<string, (asking: Asking) => Promise<Reply>>()
  const mount = mounting(app, services, sessions, direct)
  const gate = createGate(services.isReady)

  app.use('*', async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value)
  })
  app.use('/api/*', async (context, next) => {
    const entered = gate.enter()
    if (!entered.ok) return problemResponse(entered.refusal, readerLanguage(context))
    try {
      await next()
    } finally {
      gate.leave()
    }
    context.header('cache-control', 'no-store')
  })

  mountSession(mount, services, sessions)
  mountChecks(mount, services.world)
  mountBatches(app, services, sessions)
  mountRecords(mount, services.world)
  mountAdministration(mount, services.world)
  mountImports(app, services, sessions)
  mountEvents(app, services, sessions)

  const serveFile = services.webFolder === undefined ? undefined : webFiles(services.webFolder)
  app.notFound((context) => {
    const isPage = context.req.method === 'GET' || context.req.method === 'HEAD'
    const isApi = context.req.path === '/api' || context.req.path.startsWith('/api/')
    if (isPage && !isApi && serveFile !== undefined) return serveFile(context.req.raw)
    return problemResponse({ kind: 'request/unknown-route' }, readerLanguage(context))
  })

  app.onError((error, context) => {
    const route = `${context.req.method} ${context.req.path}`
    return problemResponse(refusalOfFailure(error, route, services), readerLanguage(context))
  })

  return Object.assign(app, { direct: { find: (method: string, path: string) => answering(method, path) } })

  /** As the middleware above: the gate first, headers last, and what breaks becomes an incident. */
  function answering(method: string, path: string): ReturnType<DirectRoutes['find']> {
    const route = direct.get(`${method} ${path}`)
    if (route === undefined) return undefined
    return async (asking) => dressed(await letIn(route, asking, `${method} ${path}`))
  }

  async function letIn(
    route: (asking: Asking) => Promise<Reply>,
    asking: Asking,
    name: string,
  ): Promise<Reply> {
    const entered = gate.enter()
    const language = (): Language => languageOf(asking.header('accept-language'))
    if (!entered.ok) return problemReply(entered.refusal, language())
    try {
      return await route(asking)
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('something was thrown that is no error')
      return problemReply(refusalOfFailure(error, name, services), language())
    } finally {
      gate.leave()
    }
  }
}

const dressed = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...reply.headers },
})
