import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import type { Asking } from './asking.ts'
import type { Answer } from './catalogue.ts'
import { answerDirectly } from './direct.ts'

test('the body of somebody who hung up before it was asked for is refused, and nothing waits for it', async () => {
  const asked = Promise.withResolvers<Answer<Uint8Array>>()
  const server = createServer((incoming, outgoing) => {
    const routes = {
      find: () => async (asking: Asking) => {
        await new Promise((resolve) => incoming.once('close', resolve))
        asking.body(1_000).then(asked.resolve, asked.reject)
        return { status: 200, headers: {}, body: '' }
      },
    }
    answerDirectly(routes, incoming, outgoing, {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1', () => {
    socket.write('POST /api/session HTTP/1.1\r\nhost: node\r\ncontent-length: 100\r\n\r\n{')
    server.once('request', () => socket.destroy())
  })
  expect(await asked.promise).toEqual({ ok: false, refusal: { kind: 'request/not-json' } })
  server.close()
})
