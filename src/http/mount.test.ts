import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ok } from '#kernel/result.ts'
import { ProblemShape } from './contract/problem.ts'
import { route } from './contract/route.ts'
import { nothing } from './contract/shapes.ts'
import type { Env } from './entrance.ts'
import { inProcess } from './in-process-contract.ts'
import { mounting } from './mount.ts'
import { createSessions } from './sessions.ts'

const described = {
  method: 'get',
  path: '/thing/:name',
  summary: 'A thing for this test',
  since: '0.1',
  params: z.strictObject({ name: z.enum(['a', 'b']) }),
  query: nothing,
  body: nothing,
  reply: z.object({ shown: z.string(), inner: z.object({ kept: z.int() }) }),
} as const

async function answering(
  value: unknown,
): Promise<{ readonly response: Response; readonly errors: readonly Error[] }> {
  const { services } = await inProcess()
  const app = new Hono<Env>()
  const errors: Error[] = []
  app.onError((error) => {
    errors.push(error)
    return new Response('broken', { status: 500 })
  })
  const mount = mounting(app, services, createSessions(services.world, services))
  mount.open(route({ ...described, authority: 'anyone' }), async () => ok(value as never))
  return { response: await app.request('/api/thing/a', {}, {}), errors }
}

describe('a mounted route', () => {
  test('lets nothing leave that its reply does not declare', async () => {
    const { response } = await answering({ shown: 'yes', secret: 'no', inner: { kept: 1, hash: 'no' } })
    expect(await response.json()).toEqual({ shown: 'yes', inner: { kept: 1 } })
  })

  test('lets nothing leave at all when the reply does not fit', async () => {
    const { response, errors } = await answering({ shown: 7, inner: { kept: 'x', secret: 'no' } })
    expect([response.status, await response.text()]).toEqual([500, 'broken'])
    expect(errors).toHaveLength(1)
  })

  test('parses what stands in its address', async () => {
    const { services } = await inProcess()
    const app = new Hono<Env>()
    const mount = mounting(app, services, createSessions(services.world, services))
    mount.open(route({ ...described, authority: 'anyone' }), async ({ params }) =>
      ok({ shown: params.name, inner: { kept: 1 } }),
    )
    expect((await app.request('/api/thing/b', {}, {})).status).toBe(200)
    const problem = ProblemShape.parse(await (await app.request('/api/thing/c', {}, {})).json())
    expect(problem.fields).toEqual([{ path: 'name', message: 'is not one of the allowed values' }])
    expect((await app.request('/api/thing/b?more=1', {}, {})).status).toBe(422)
  })

  test('hands its permission to the handler as a value, and to nobody without it', async () => {
    const { services, signedInAs } = await inProcess()
    const app = new Hono<Env>()
    const mount = mounting(app, services, createSessions(services.world, services))
    mount.permitted(route({ ...described, authority: 'record:read' }), async ({ by }) =>
      ok({ shown: by.actor.account, inner: { kept: 1 } }),
    )
    const shown = await app.request('/api/thing/a', { headers: await signedInAs('bureau') }, {})
    expect(await shown.json()).toMatchObject({ shown: 'bureau' })
    expect((await app.request('/api/thing/a', { headers: await signedInAs('border') }, {})).status).toBe(403)
  })
})
