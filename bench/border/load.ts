/**
 * The load of `border`, in a process of its own: keep-alive connections over TLS 1.3, one request at a time on each,
 * made before they are sent and read with next to no parsing, so that the client does not take the node's core.
 */
import { connect, type TLSSocket } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { listedNumber } from './node.ts'

export interface Load {
  readonly url: string
  readonly certificate: string
  readonly cookie: string
  readonly kind: 'document' | 'person'
  readonly connections: number
  readonly milliseconds: number
  /** Different in every run, so that no number is asked twice. */
  readonly run: number
  readonly names: readonly string[]
  readonly documents: number
}

export interface Loaded {
  readonly answered: number
  readonly withCandidates: number
  /** Status → how many, of those that were not 200. */
  readonly refused: Readonly<Record<string, number>>
  readonly broken: number
  readonly milliseconds: number
  readonly p50: number
  readonly p99: number
  readonly slowest: number
  readonly clientCpuMs: number
}

const NO_CANDIDATES = '"candidates":[]'
const HEADERS_END = '\r\n\r\n'

async function load(asked: Load): Promise<Loaded> {
  const next = requestsOf(asked)
  const sockets = await Promise.all(Array.from({ length: asked.connections }, () => opened(asked)))
  const latencies: number[] = []
  const refused: Record<string, number> = {}
  let withCandidates = 0
  let broken = 0
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  const until = start + asked.milliseconds
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          let sentAt = 0
          let parts: Buffer | undefined
          const send = (): void => {
            sentAt = performance.now()
            if (sentAt >= until) {
              socket.removeAllListeners('close')
              socket.destroy()
              return resolve()
            }
            socket.write(next())
          }
          socket.on('data', (chunk: Buffer) => {
            const data = parts === undefined ? chunk : Buffer.concat([parts, chunk])
            if (!isWhole(data)) {
              parts = data
              return
            }
            parts = undefined
            const status = data.toString('latin1', 9, 12)
            if (status === '200') {
              latencies.push(performance.now() - sentAt)
              if (data.indexOf(NO_CANDIDATES, 200, 'latin1') === -1) withCandidates++
            } else refused[status] = (refused[status] ?? 0) + 1
            send()
          })
          socket.once('close', () => {
            broken++
            resolve()
          })
          socket.on('error', () => undefined)
          send()
        }),
    ),
  )
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(cpuBefore)
  latencies.sort((a, b) => a - b)
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  return {
    answered: latencies.length,
    withCandidates,
    refused,
    broken,
    milliseconds,
    p50: at(0.5),
    p99: at(0.99),
    slowest: at(1),
    clientCpuMs: (user + system) / 1000,
  }
}

function isWhole(data: Buffer): boolean {
  const end = data.indexOf(HEADERS_END, 0, 'latin1')
  if (end === -1) return false
  const head = data.toString('latin1', 0, end)
  const declared = /content-length: (\d+)/i.exec(head)
  if (declared !== null) return data.length >= end + 4 + Number(declared[1])
  return data.toString('latin1', data.length - 5) === '0\r\n\r\n'
}

function opened({ url, certificate }: Load): Promise<TLSSocket> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname,
      port: Number(port),
      ca: certificate,
      checkServerIdentity: () => undefined,
      minVersion: 'TLSv1.3',
    })
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.once('secureConnect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/** Every hundredth document and every tenth person is listed; all others are different and are not. */
function requestsOf(asked: Load): () => Buffer {
  let count = 0
  if (asked.kind === 'document') {
    return () => {
      const at = count++
      const number =
        at % 100 === 50
          ? listedNumber((at * 7919) % asked.documents)
          : `Q${String(asked.run * 10_000_000 + at).padStart(9, '0')}`
      return requestOf(asked, 'document', { number, issuingCountry: 'KE' })
    }
  }
  const prepared = Array.from({ length: 20_000 }, (_, at) =>
    requestOf(asked, 'person', personAt(asked.names, asked.run * 20_000 + at)),
  )
  return () => prepared[count++ % prepared.length] ?? Buffer.alloc(0)
}

function personAt(names: readonly string[], at: number): Record<string, string> {
  const birthDate = `${1950 + (at % 55)}-${two(1 + (at % 12))}-${two(1 + (at % 28))}`
  const one = names[(at * 7919) % names.length] ?? 'Nobody'
  if (at % 10 === 5) return { name: one, birthDate }
  const other = names[(at * 104_729 + 31) % names.length] ?? 'Nobody'
  const first = one.split(' ')[0] ?? one
  return { name: `${first} ${other.split(' ').at(-1) ?? other}`, birthDate }
}

const two = (value: number): string => String(value).padStart(2, '0')

function requestOf({ url, cookie }: Load, kind: string, body: Readonly<Record<string, string>>): Buffer {
  const text = JSON.stringify({ purpose: 'border-control', ...body })
  return Buffer.from(
    [
      `POST /api/checks/${kind} HTTP/1.1`,
      `Host: ${new URL(url).host}`,
      `Cookie: ${cookie}`,
      'Content-Type: application/json',
      'Accept-Language: en',
      'X-Entraide-Request: 1',
      `Content-Length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n'),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('disconnect', () => process.exit()) // it does not outlive the bench
  process.on('message', ({ key, asked }: { readonly key: number; readonly asked: Load }) => {
    load(asked).then(
      (value) => process.send?.({ key, value }),
      (error: unknown) => process.send?.({ key, failed: String(error) }),
    )
  })
  process.send?.({ key: -1, value: null })
}
