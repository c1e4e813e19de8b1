import { describe, expect, test } from 'vitest'
import { permissionsOf } from '#desks/authority.ts'
import { StoreFullError } from '#journal/sql.ts'
import { LIMITS } from '#kernel/limits.ts'
import { REQUEST_HEADER } from './contract/problem.ts'
import type { RouteAuthority } from './contract/route.ts'
import { ProblemShape } from './contract/problem.ts'
import { DiagnosisShape } from './contract/shapes.ts'
import { inProcess, PASSWORD } from './in-process-contract.ts'
import { ROUTES } from './routes.ts'
import { STREAMS } from './streams.ts'

interface AnyRoute {
  readonly method: string
  readonly path: string
  readonly authority: RouteAuthority
}
const ALL: readonly (readonly [string, AnyRoute])[] = [...Object.entries(ROUTES), ...Object.entries(STREAMS)]
const GUARDED = ALL.filter(([, { authority }]) => authority !== 'anyone')
const ID = '019ac000-0000-7000-8000-000000000000'
const pathOf = ({ path }: AnyRoute): string => `/api${path.replaceAll(/:\w+/g, ID)}`
const kindOf = async (response: Response): Promise<string> => ProblemShape.parse(await response.json()).type

describe('default deny', () => {
  test('every route of the contract has a summary, and is mounted', async () => {
    const { send } = await inProcess()
    for (const [name, route] of ALL) {
      const response = await send(route.method.toUpperCase(), pathOf(route))
      expect(response.status, name).not.toBe(404)
    }
    for (const { summary } of [...Object.values(ROUTES), ...Object.values(STREAMS)])
      expect(summary.length).toBeGreaterThan(10)
  })

  test('every route but those for anyone refuses who has no session', async () => {
    const { send, accesses } = await inProcess()
    for (const [name, route] of GUARDED) {
      const response = await send(route.method.toUpperCase(), pathOf(route))
      expect([name, response.status, response.headers.get('content-type'), await kindOf(response)]).toEqual([
        name,
        401,
        'application/problem+json',
        'session/missing',
      ])
    }
    expect(await accesses()).toEqual([])
  })

  test('every route refuses a signed-in account that lacks its permission, and logs it', async () => {
    const { send, signedInAs, accesses } = await inProcess()
    const roles = {
      border: ['border-officer'],
      admin: ['administrator'],
      notices: ['notices-officer'],
    } as const
    let refused = 0
    for (const [account, held] of Object.entries(roles)) {
      const cookie = await signedInAs(account)
      for (const [name, route] of GUARDED) {
        const { authority } = route
        if (authority === 'account' || authority === 'anyone' || permissionsOf(held).includes(authority))
          continue
        const response = await send(
          route.method.toUpperCase(),
          pathOf(route),
          route.method === 'get' ? undefined : {},
          cookie,
        )
        expect([name, response.status, await kindOf(response)]).toEqual([
          name,
          403,
          'access/permission-missing',
        ])
        expect((await accesses()).at(-1)).toBe(`access/refused ${account} ${authority}`)
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(20)
  })

  test('a made-up session opens nothing', async () => {
    const { send } = await inProcess()
    for (const token of ['', 'x', 'A'.repeat(43), 'é'.repeat(43), '%00'.repeat(9)]) {
      const response = await send('GET', '/api/records', undefined, { cookie: `entraide-KE=${token}` })
      expect(response.status).toBe(401)
    }
  })

  test('nobody calls themselves the operator: only the node’s own socket does', async () => {
    const { request, send } = await inProcess()
    expect(
      (await send('GET', '/api/diagnosis', undefined, { 'x-operator': '1', isOperator: 'true' })).status,
    ).toBe(401)
    expect((await request('/api/diagnosis', { bindings: { isOperator: true } })).status).toBe(200)
    expect((await request('/api/records', { bindings: { isOperator: true } })).status).toBe(403)
  })
})

describe('another site’s page', () => {
  const body = { account: 'bureau', password: PASSWORD }

  test.each([
    ['without our header', { [REQUEST_HEADER]: '' }],
    ['from another origin', { origin: 'https://elsewhere.example' }],
    ['from an opaque origin', { origin: 'null' }],
    ['from our name on another port', { origin: 'http://node.example:99' }],
  ])('cannot change anything %s', async (_, headers) => {
    const { app } = await inProcess()
    const all = new Headers({
      'content-type': 'application/json',
      host: 'node.example',
      [REQUEST_HEADER]: '1',
    })
    for (const [name, value] of Object.entries(headers)) {
      if (value === '') all.delete(name)
      else all.set(name, value)
    }
    const response = await app.request(
      '/api/session',
      { method: 'POST', headers: all, body: JSON.stringify(body) },
      {},
    )
    expect([response.status, await kindOf(response)]).toEqual([403, 'request/cross-site'])
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('is told apart from our own', async () => {
    const { send } = await inProcess()
    const response = await send('POST', '/api/session', body, { origin: 'https://node.example' })
    expect(response.status).toBe(200)
  })

  test('gets no leave to read: no CORS header is ever sent', async () => {
    const { request } = await inProcess()
    const response = await request('/api/session', { headers: { origin: 'https://elsewhere.example' } })
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('a hostile body', () => {
  const check = '/api/checks/person'

  test.each([
    ['that is not JSON', '{"name":', 415],
    ['of nothing but braces', '['.repeat(200_000), 415],
    ['with half a character', '{"purpose":"warn","name":"a\\ud800"}', 415],
    ['that is no object', '"text"', 422],
    ['with a field too many', '{"purpose":"warn","name":"Aa","admin":true}', 422],
    ['with the wrong types', '{"purpose":1,"name":["a"]}', 422],
    ['with a prototype', '{"__proto__":{"purpose":"warn","name":"Aa"}}', 422],
    ['larger than the limit', `{"name":"${'a'.repeat(LIMITS.requestBodyBytes)}"}`, 413],
  ])('%s is refused with a problem', async (_, body, status) => {
    const { app, signedInAs } = await inProcess()
    const headers = {
      ...(await signedInAs('border')),
      [REQUEST_HEADER]: '1',
      'content-type': 'application/json',
    }
    const response = await app.request(check, { method: 'POST', headers, body }, {})
    expect(response.status).toBe(status)
    expect(ProblemShape.parse(await response.json()).status).toBe(status)
  })

  test('is not read for somebody who is not signed in', async () => {
    const { app } = await inProcess()
    let pulled = 0
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new TextEncoder().encode('a'.repeat(1024)))
      },
    })
    const headers = { [REQUEST_HEADER]: '1', 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    const response = await app.request(check, init, {})
    expect(response.status).toBe(401)
    expect(pulled).toBeLessThan(3)
  })

  test('that never ends is cut at the limit, whatever length it declared', async () => {
    const { app, signedInAs } = await inProcess()
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += 16 * 1024
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20))
      },
    })
    const headers = {
      ...(await signedInAs('border')),
      [REQUEST_HEADER]: '1',
      'content-type': 'application/json',
    }
    const response = await app.request(
      check,
      { method: 'POST', headers, body, duplex: 'half' } as RequestInit,
      {},
    )
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(LIMITS.requestBodyBytes * 2)
  })

  test('of another type is refused: a form cannot be sent by accident', async () => {
    const { send, signedInAs } = await inProcess()
    const headers = { ...(await signedInAs('border')), 'content-type': 'text/plain' }
    expect((await send('POST', check, { purpose: 'warn', name: 'Aa' }, headers)).status).toBe(415)
  })
})

describe('every answer', () => {
  test('carries the headers that keep a browser safe, refusals too', async () => {
    const { request } = await inProcess()
    for (const path of ['/api/session', '/api/records', '/api/nowhere', '/nowhere']) {
      const { headers } = await request(path)
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  test('is in the language that the reader asks for', async () => {
    const { request } = await inProcess()
    const problem = await (await request('/api/records', { headers: { 'accept-language': 'ar-MA' } })).json()
    expect(problem).toMatchObject({ title: 'لم تسجّل الدخول' })
  })

  test('of a failure tells a number, and the node’s log the stack, without body or query', async () => {
    const { app, world, lines, signedInAs } = await inProcess()
    const cookie = await signedInAs('bureau')
    Object.assign(world, { journal: { transact: () => Promise.reject(new Error('the store broke')) } })
    const failed = await app.request(`/api/records?after=${ID}`, { headers: cookie }, {})
    const problem = ProblemShape.parse(await failed.json())
    expect([failed.status, problem.type]).toEqual([500, 'node/broken'])
    expect(problem.cure).toContain(String(lines[0]?.['incident']))
    expect(lines[0]).toMatchObject({ level: 'error', event: 'request/broken', route: 'GET /api/records' })
    expect(JSON.stringify(lines)).not.toContain(ID)
    expect(JSON.stringify(problem)).not.toContain('the store broke')
  })

  test('of a full store says that nothing was changed', async () => {
    const { request, world, signedInAs } = await inProcess()
    const cookie = await signedInAs('bureau')
    Object.assign(world, { journal: { transact: () => Promise.reject(new StoreFullError('full')) } })
    const response = await request('/api/records', { headers: cookie })
    expect([response.status, await kindOf(response)]).toEqual([507, 'node/store-full'])
  })

  test.each([
    [
      'ar',
      'الكتابة',
      'لا يمكن كتابة شيء (\u2068StoreFullError\u2069)؛ هذا التشخيص غير مدوَّن في سجل الاطلاعات',
    ],
    ['en', 'Writing', 'Nothing can be written (StoreFullError); this diagnosis is not in the log'],
    ['fr', 'Écriture', 'Rien ne peut être écrit (StoreFullError) ; ce diagnostic n’est pas dans le journal'],
    [
      'es',
      'Escritura',
      'No se puede escribir nada (StoreFullError); este diagnóstico no está en el registro de accesos',
    ],
  ])('of a full store is no reason to give no diagnosis, in %s', async (language, name, detail) => {
    const { request, world } = await inProcess()
    Object.assign(world, { journal: { transact: () => Promise.reject(new StoreFullError('full')) } })
    const headers = { 'accept-language': language }
    const response = await request('/api/diagnosis', { headers, bindings: { isOperator: true } })
    const { isHealthy, checks } = DiagnosisShape.parse(await response.json())
    expect(isHealthy).toBe(false)
    expect(checks).toMatchObject([{ code: 'writing/fails', state: 'bad', name, detail }])
  })

  test('while the node starts says so', async () => {
    const { request } = await inProcess({ isReady: () => false })
    expect(await kindOf(await request('/api/session'))).toBe('node/starting')
  })
})
