import { Hono } from 'hono'
import { type Env, readerLanguage } from './entrance.ts'
import { refusalOfFailure } from './failures.ts'
import { mountAdministration } from './handlers/administration.ts'
import { mountBatches } from './handlers/batches.ts'
import { mountChecks } from './handlers/checks.ts'
import { mountEvents } from './handlers/events.ts'
import { mountImports } from './handlers/imports.ts'
import { mountRecords } from './handlers/records.ts'
import { mountSession } from './handlers/session.ts'
import { mounting } from './mount.ts'
import { problemResponse, SECURITY_HEADERS } from './respond.ts'
import type { Services } from './services.ts'
import { createSessions } from './sessions.ts'
import { webFiles } from './web-files.ts'

/** More than this at once and a node would only queue: the reader is asked to come back. Event streams do not count. */
const MOST_AT_ONCE = 256

/** The node's interface: every route of the contract under `/api`, and the web application elsewhere. */
export function createApplication(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  const sessions = createSessions(services.world, services)
  const mount = mounting(app, services, sessions)
  let atOnce = 0

  app.use('*', async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value)
  })
  app.use('/api/*', async (context, next) => {
    const language = readerLanguage(context)
    if (!services.isReady()) return problemResponse({ kind: 'node/starting' }, language)
    if (atOnce >= MOST_AT_ONCE) return problemResponse({ kind: 'request/too-many' }, language)
    atOnce += 1
    try {
      await next()
    } finally {
      atOnce -= 1
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

  return app
}
