import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProcess, type InProcess } from './in-process-contract.ts'
import { serveApplication, serveLocal, type Serving } from './server.ts'

let node: InProcess
let folder: string
beforeAll(async () => {
  node = await inProcess()
  folder = mkdtempSync(join(tmpdir(), 'entraide-server-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function overSocket(socketPath: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ socketPath, path, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    request.once('error', reject)
    request.end()
  })
}

describe('on a port', () => {
  let serving: Serving
  beforeAll(async () => {
    serving = await serveApplication({ app: node.app, host: '127.0.0.1', port: 0 })
  })
  afterAll(() => serving.close())

  test('the application answers, and nobody is the operator', async () => {
    expect((await fetch(`${serving.url}/api/session`)).status).toBe(200)
    expect((await fetch(`${serving.url}/api/diagnosis`)).status).toBe(401)
  })

  test('a route answers over the wire as it does in process, to the last header', async () => {
    const cookie = await node.signedInAs('border')
    const requests: readonly (readonly [string, string, string | undefined])[] = [
      ['GET', '/api/session', undefined],
      ['GET', '/api/records?database=vehicles&database=notices', undefined],
      ['POST', '/api/checks/document', '{"purpose":"border-control"}'],
      ['POST', '/api/checks/document', '{"purpose":"\\ud800"}'],
      ['POST', '/api/checks/document', 'no json'],
      ['DELETE', '/api/nothing', undefined],
    ]
    for (const [method, path, body] of requests) {
      const headers = { 'content-type': 'application/json', 'x-entraide-request': '1', ...cookie }
      const init = { method, headers, ...(body !== undefined && { body }) }
      const [wire, within] = [await fetch(`${serving.url}${path}`, init), await node.request(path, init)]
      const ofServer = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding', 'vary']
      const headersOf = (response: Response): unknown =>
        Object.fromEntries([...response.headers].filter(([name]) => !ofServer.includes(name)))
      expect([wire.status, headersOf(wire), await wire.json()], `${method} ${path}`).toEqual([
        within.status,
        headersOf(within),
        await within.json(),
      ])
    }
  })

  test('headers larger than the limit are refused', async () => {
    const response = await fetch(`${serving.url}/api/session`, { headers: { 'x-large': 'a'.repeat(20_000) } })
    expect(response.status).toBe(431)
  })

  test('a body larger than it may be is refused over the wire too', async () => {
    const headers = { 'content-type': 'application/json', 'x-entraide-request': '1' }
    const body = JSON.stringify({ account: 'a'.repeat(300_000), password: 'x' })
    const response = await fetch(`${serving.url}/api/session`, { method: 'POST', headers, body })
    expect(response.status).toBe(413)
  })

  test('what is not HTTP ends the connection and not the server', async () => {
    const { port } = new URL(serving.url)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'))
      socket.once('close', () => resolve())
      socket.resume()
    })
    expect((await fetch(`${serving.url}/api/session`)).status).toBe(200)
  })

  test('an event stream is open until the server closes, and closing does not wait for it', async () => {
    const other = await serveApplication({ app: node.app, host: '127.0.0.1', port: 0 })
    const cookie = await node.signedInAs('bureau')
    const response = await fetch(`${other.url}/api/events`, { headers: cookie })
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('retry:')
    node.services.events.close()
    await other.close()
    expect(node.services.events.size()).toBe(0)
  })
})

describe('on the node’s socket file', () => {
  test('whoever may open the file is the operator, and no officer', async () => {
    const path = join(folder, 'node.sock')
    const serving = await serveLocal({ app: node.app, path })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await overSocket(path, '/api/diagnosis')).toBe(200)
    expect(await overSocket(path, '/api/records')).toBe(403)
    await serving.close()
    expect(existsSync(path)).toBe(false)
  })

  test('a file that a dead node left is replaced, one that answers is not', async () => {
    const path = join(folder, 'stale.sock')
    writeFileSync(path, '')
    const serving = await serveLocal({ app: node.app, path })
    await expect(serveLocal({ app: node.app, path })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(await overSocket(path, '/api/session')).toBe(200)
    await serving.close()
  })
})
