import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { call } from './client.ts'
import { connect } from './connection.ts'
import { NodeAwayError } from './exits.ts'
import { readNetwork } from '#http/contract/administration.ts'

const folder = mkdtempSync(join(tmpdir(), 'entraide-away-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a node that stops in the middle of an answer is said to be away, not to be broken', async () => {
  const server = createServer((request, answer) => {
    if (request.url === '/api/session') return void answer.end('{}')
    answer.writeHead(200, { 'content-type': 'application/json' })
    answer.write('{"peers":')
    setImmediate(() => answer.destroy())
  })
  await new Promise<void>((resolve) => server.listen({ path: join(folder, 'node.sock') }, resolve))
  const connection = await connect(folder, 'en', () => undefined)
  expect(connection.isRunning).toBe(true)
  await expect(call(connection, readNetwork)).rejects.toBeInstanceOf(NodeAwayError)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await expect(connection.send('/api/network', { method: 'GET' })).rejects.toBeInstanceOf(NodeAwayError)
})

test('a folder without a node is said to be none', async () => {
  await expect(connect(join(folder, 'empty'), 'en', () => undefined)).rejects.toBeInstanceOf(NodeAwayError)
})
