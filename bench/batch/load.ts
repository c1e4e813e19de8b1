/**
 * The load of `batch`, in a process of its own: requests of many rows over keep-alive connections (TLS 1.3), each of
 * numbers that nobody asked before, and the answers read to their last line.
 */
import { Agent, request } from 'node:https'
import { fileURLToPath } from 'node:url'
import { listedNumber } from '../border/node.ts'

export interface BatchLoad {
  readonly url: string
  readonly certificate: string
  readonly cookie: string
  readonly connections: number
  readonly milliseconds: number
  readonly rows: number
  readonly query: string
  /** Different in every run, so that no number is asked twice. */
  readonly run: number
  readonly documents: number
}

export interface BatchLoaded {
  readonly requests: number
  readonly rows: number
  readonly hits: number
  readonly milliseconds: number
  readonly p50: number
  readonly p99: number
  readonly bytesAnswered: number
  readonly clientCpuMs: number
  readonly failed: readonly string[]
}

async function load(asked: BatchLoad): Promise<BatchLoaded> {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: asked.connections,
    ca: asked.certificate,
    minVersion: 'TLSv1.3',
  })
  const latencies: number[] = []
  const failed: string[] = []
  let [rows, hits, bytesAnswered, sent] = [0, 0, 0, 0]
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  const until = start + asked.milliseconds
  await Promise.all(
    Array.from({ length: asked.connections }, async () => {
      while (performance.now() < until) {
        const number = sent++
        const body = bodyOf(asked, number)
        const sentAt = performance.now()
        const { status, last, bytes } = await post(agent, asked, number, body)
        if (status !== 200 || last['event'] !== 'done') {
          failed.push(`${status} ${JSON.stringify(last).slice(0, 200)}`)
          return
        }
        latencies.push(performance.now() - sentAt)
        rows += Number(last['rows'])
        hits += Number(last['hits'])
        bytesAnswered += bytes
      }
    }),
  )
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(cpuBefore)
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  return {
    requests: latencies.length,
    rows,
    hits,
    milliseconds,
    p50: at(0.5),
    p99: at(0.99),
    bytesAnswered,
    clientCpuMs: (user + system) / 1000,
    failed,
  }
}

/** One row in a thousand is listed; all others are different and are not. */
function bodyOf({ rows, run, documents }: BatchLoad, number: number): Buffer {
  const text = Array.from({ length: rows }, (_, at) => {
    const serial = (run * 1_000 + number) * rows + at
    return at % 1_000 === 500
      ? `${listedNumber(serial % documents)},KE`
      : `Q${String(serial).padStart(9, '0')},KE`
  })
  return Buffer.from(text.join('\n'))
}

function post(
  agent: Agent,
  { url, cookie, query, run }: BatchLoad,
  number: number,
  body: Buffer,
): Promise<{ readonly status: number; readonly last: Record<string, unknown>; readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    const asking = request(
      `${url}/api/checks/batches?name=bench-${run}-${number}&purpose=border-control&${query}`,
      {
        method: 'POST',
        agent,
        checkServerIdentity: () => undefined,
        headers: {
          'content-type': 'text/csv; header=absent',
          'content-length': body.length,
          'x-entraide-request': '1',
          cookie,
        },
      },
      (answer) => {
        let tail = ''
        let bytes = 0
        answer.setEncoding('latin1')
        answer.on('data', (text: string) => {
          bytes += text.length
          tail = (tail + text).slice(-2_000)
        })
        answer.once('error', reject)
        answer.once('end', () => {
          const line = tail.trimEnd().split('\n').at(-1) ?? '{}'
          resolve({ status: answer.statusCode ?? 0, last: JSON.parse(line), bytes })
        })
      },
    )
    asking.once('error', reject)
    asking.end(body)
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('disconnect', () => process.exit()) // it does not outlive the bench
  process.on('message', ({ key, asked }: { readonly key: number; readonly asked: BatchLoad }) => {
    load(asked).then(
      (value) => process.send?.({ key, value }),
      (error: unknown) => process.send?.({ key, failed: String(error) }),
    )
  })
  process.send?.({ key: -1, value: null })
}
