/**
 * What any server of this runtime could reach here: node:https that answers a constant, at once, or after one line for
 * the request has been appended to a file and synced together with the lines of all that waited (`log`).
 */
import { fdatasync, openSync, readFileSync, writev } from 'node:fs'
import { createServer } from 'node:https'
import { fileURLToPath } from 'node:url'
import { cpuNow } from './node.ts'

const ANSWER = JSON.stringify({
  id: '00000000-0000-7000-8000-000000000000',
  at: '2026-01-01T00:00:00.000Z',
  candidates: [],
})
const LINE = Buffer.alloc(160, 0x61)

function serve(certificate: string, key: string, logFile: string | undefined): void {
  const waiting: (() => void)[] = []
  const file = logFile === undefined ? undefined : openSync(logFile, 'a')
  let isSyncing = false
  const sync = (): void => {
    if (file === undefined || isSyncing || waiting.length === 0) return
    isSyncing = true
    const group = waiting.splice(0)
    writev(
      file,
      group.map(() => LINE),
      () =>
        fdatasync(file, () => {
          isSyncing = false
          for (const answer of group) answer()
          sync()
        }),
    )
  }
  const server = createServer(
    { cert: readFileSync(certificate), key: readFileSync(key), minVersion: 'TLSv1.3' },
    (request, response) => {
      const answer = (): void => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(ANSWER),
        })
        response.end(ANSWER)
      }
      request.resume()
      request.once('end', () => {
        if (file === undefined) return answer()
        waiting.push(answer)
        sync()
      })
    },
  )
  process.once('disconnect', () => process.exit()) // it does not outlive the bench
  process.on('message', ({ key: number, asked }: { key: number; asked: { verb: string } }) => {
    process.send?.({ key: number, value: cpuNow() })
    if (asked.verb === 'stop') process.exit()
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    process.send?.({ key: -1, value: `https://127.0.0.1:${port}` })
  })
}

const [, program, certificate, key, logFile] = process.argv
if (program === fileURLToPath(import.meta.url) && certificate !== undefined && key !== undefined)
  serve(certificate, key, logFile)
