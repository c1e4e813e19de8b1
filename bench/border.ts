/**
 * What a border asks of a node: single checks over HTTPS (TLS 1.3, keep-alive) with session, authority, rules and a
 * durable ledger entry for each, on the embedded store.
 *
 * The node, the load and the peers are processes of their own. `--seconds N` a measurement, `--documents N`,
 * `--connections 32,128`, `--only document|person`, `--no-peers`, `--lists FOLDER`, `--profile FILE` (a CPU profile of the node),
 * `--folder FOLDER` keeps the node that was made there, and takes it the next time.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { memberFolder } from '#testkit/network.ts'
import { type Child, startChild } from './border/child.ts'
import type { Load, Loaded } from './border/load.ts'
import { type Cpu, type Left, MEMBER, OFFICER, type Prepared } from './border/node.ts'

const PROGRAMS = {
  node: new URL('./border/node.ts', import.meta.url),
  load: new URL('./border/load.ts', import.meta.url),
  peer: new URL('./border/peer.ts', import.meta.url),
}

const TARGET = {
  document: { perSecond: 6_000, p99: 15 },
  person: { perSecond: 1_500, p99: 25 },
} as const

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '4' },
      documents: { type: 'string', default: '5000' },
      connections: { type: 'string', default: '32,128' },
      only: { type: 'string' },
      'no-peers': { type: 'boolean', default: false },
      lists: { type: 'string' },
      profile: { type: 'string' },
      folder: { type: 'string' },
    },
  })
  const root = values.folder ?? mkdtempSync(join(tmpdir(), 'entraide-border-'))
  const children: Child[] = []
  const start = async (name: keyof typeof PROGRAMS, given: readonly string[] = []): Promise<Child> => {
    const child = await startChild(PROGRAMS[name], given)
    children.push(child)
    return child
  }
  try {
    const lists = values.lists === undefined ? [] : [values.lists]
    const preparedFile = join(root, 'prepared.json')
    if (!existsSync(preparedFile)) prepare(root, [values.documents, ...lists])
    const prepared: Prepared = JSON.parse(readFileSync(preparedFile, 'utf8'))
    const certificateFile = join(memberFolder(root, MEMBER), 'certificate.pem')
    const keyFile = join(memberFolder(root, MEMBER), 'certificate-key.pem')
    const certificate = readFileSync(certificateFile, 'utf8')
    console.log(
      `${prepared.names.length} names and ${prepared.documents} documents; ${values.seconds} s each`,
    )
    console.log(
      `${'what'.padEnd(44)} ${'per s'.padStart(7)} ${'p50 ms'.padStart(7)} ${'p99 ms'.padStart(7)} ${'most'.padStart(6)}  CPU a request: server (its main thread), client`,
    )

    const load = await start('load')
    const base = { certificate, names: prepared.names, documents: prepared.documents }
    const milliseconds = Number(values.seconds) * 1000

    let bareMs: number | undefined
    if (!values['no-peers']) {
      for (const logFile of [[], [join(root, 'peer.log')]]) {
        const peer = await start('peer', [certificateFile, keyFile, ...logFile])
        const asked = { ...base, url: peer.said, cookie: 'x=y', kind: 'document' as const, connections: 128 }
        await load.ask<Loaded>({ ...asked, milliseconds: 1_000, run: 0 })
        const before = await peer.ask<Cpu>({ verb: 'cpu' })
        const loaded = await load.ask<Loaded>({ ...asked, milliseconds: milliseconds / 2, run: 1 })
        const after = await peer.ask<Cpu>({ verb: 'cpu' })
        const what = logFile.length === 0 ? 'a constant answer' : 'the same, a line synced to disk before it'
        print(`peer, c=128: ${what}`, loaded, spent(before, after))
        bareMs ??= spent(before, after).mainMs / loaded.answered
        await peer.end()
      }
    }

    const node = await start('node', ['serve', root])
    const cookie = await signIn(node.said, certificate)
    const measure = { ...base, url: node.said, cookie }
    const before = await node.ask<Left>({ verb: 'state' })
    let answered = 0
    let run = 10
    const loadBy = async (asked: Omit<Load, 'run'>): Promise<Loaded> => {
      const loaded = await load.ask<Loaded>({ ...asked, run: run++ })
      answered += loaded.answered
      return loaded
    }
    const kinds = (['document', 'person'] as const).filter(
      (kind) => values.only === undefined || values.only === kind,
    )
    for (const kind of kinds) await loadBy({ ...measure, kind, connections: 32, milliseconds: 3_000 })
    if (values.profile !== undefined) await node.ask({ verb: 'profile' })
    for (const kind of kinds) {
      for (const connections of values.connections.split(',').map(Number)) {
        const cpuBefore = await node.ask<Cpu>({ verb: 'cpu' })
        const loaded = await loadBy({ ...measure, kind, connections, milliseconds })
        const cpuAfter = await node.ask<Cpu>({ verb: 'cpu' })
        print(`${kind} check, c=${connections}`, loaded, spent(cpuBefore, cpuAfter))
        const { perSecond, p99 } = TARGET[kind]
        const cpuMs = spent(cpuBefore, cpuAfter).mainMs / loaded.answered
        const ratio = bareMs === undefined ? '' : `, ${(cpuMs / bareMs).toFixed(1)}x the bare server's CPU`
        const reached = (loaded.answered / loaded.milliseconds) * 1000
        console.log(
          `    asked for: ${perSecond} /s ${reached >= perSecond ? 'reached' : 'MISSED'}, p99 <= ${p99} ms ${loaded.p99 <= p99 ? 'reached' : 'MISSED'}; ${loaded.withCandidates} with candidates; node ${cpuAfter.residentMegabytes.toFixed(0)} MB${ratio}`,
        )
      }
    }
    if (values.only === undefined) {
      const screens = probeScreens(node.said, certificate, cookie, milliseconds)
      await loadBy({ ...measure, kind: 'document', connections: 64, milliseconds })
      for (const { what, times, refused } of await screens) {
        const p = (share: number): string =>
          (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1)
        console.log(
          `under 64 document checks at a time: ${what.padEnd(24)} p50 ${p(0.5)} ms, p99 ${p(0.99)} ms, ${times.length} answered ${listOf(refused)}`,
        )
      }
    }
    if (values.profile !== undefined) await node.ask({ verb: 'profiled', file: values.profile })
    await verify(node, before, answered)
    await node.ask({ verb: 'stop' })
  } finally {
    for (const child of children) await child.end()
    if (values.folder === undefined) rmSync(root, { recursive: true, force: true })
  }
}

function prepare(root: string, given: readonly string[]): void {
  const program = fileURLToPath(PROGRAMS.node)
  const made = spawnSync(process.execPath, [program, 'prepare', root, ...given], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (made.status !== 0) throw new Error('the node could not be prepared')
}

/** Each answered check has left one entry and one check, all of it durable and true; reads of screens add their own. */
async function verify(node: Child, before: Left, answered: number): Promise<void> {
  const after = await node.ask<Left>({ verb: 'state' })
  const checks = after.checks - before.checks
  const start = performance.now()
  const findings = await node.ask<readonly unknown[]>({ verb: 'verify' })
  const isExact = checks === answered
  console.log(
    `ledger: ${answered} checks answered, ${checks} kept, ${after.accesses - before.accesses} entries; verified in ${((performance.now() - start) / 1000).toFixed(1)} s with ${findings.length} findings`,
  )
  // Requests that were still under way when a connection was cut would be kept without having been answered.
  if (!isExact || findings.length > 0) throw new Error('the ledger is not what was answered')
}

interface Spent {
  readonly ms: number
  readonly mainMs: number
}

const spent = (before: Cpu, after: Cpu): Spent => ({
  ms: after.userMs + after.systemMs - before.userMs - before.systemMs,
  mainMs: after.mainMs - before.mainMs,
})

function print(what: string, loaded: Loaded, cpu: Spent): void {
  const { answered, milliseconds, p50, p99, slowest, refused, broken, clientCpuMs } = loaded
  const each = (ms: number): string => `${((ms / answered) * 1000).toFixed(0)} us`
  const errors = listOf(refused) + (broken > 0 ? ` ${broken} broken` : '')
  console.log(
    `${what.padEnd(44)} ${((answered / milliseconds) * 1000).toFixed(0).padStart(7)} ${p50.toFixed(2).padStart(7)} ${p99.toFixed(2).padStart(7)} ${slowest.toFixed(0).padStart(6)}  ${each(cpu.ms)} (${each(cpu.mainMs)}), ${each(clientCpuMs)} ${errors}`,
  )
}

const listOf = (refused: Readonly<Record<string, number>>): string =>
  Object.entries(refused)
    .map(([status, count]) => `${count}x ${status}`)
    .join(', ')

export async function signIn(url: string, certificate: string): Promise<string> {
  const answer = await ask(url, certificate, 'POST /api/session', { body: JSON.stringify(OFFICER) })
  const cookie = answer.cookie?.split(';')[0]
  if (answer.status !== 200 || cookie === undefined) throw new Error(`sign-in: ${answer.status}`)
  return cookie
}

const agent = new Agent({ keepAlive: true })

function ask(
  url: string,
  certificate: string,
  what: string,
  { body, cookie }: { readonly body?: string; readonly cookie?: string },
): Promise<{ readonly status: number; readonly cookie: string | undefined }> {
  const [method = '', path = ''] = what.split(' ')
  return new Promise((resolve, reject) => {
    const asking = request(
      new URL(path, url),
      {
        method,
        agent,
        ca: certificate,
        checkServerIdentity: () => undefined,
        headers: {
          'content-type': 'application/json',
          'x-entraide-request': '1',
          ...(cookie !== undefined && { cookie }),
        },
      },
      (response) => {
        response.resume()
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, cookie: response.headers['set-cookie']?.[0] }),
        )
      },
    )
    asking.once('error', reject)
    asking.end(body)
  })
}

interface ScreenTimes {
  readonly what: string
  readonly times: readonly number[]
  readonly refused: Readonly<Record<string, number>>
}

/** What people at their desks feel while the border asks. */
async function probeScreens(
  url: string,
  certificate: string,
  cookie: string,
  milliseconds: number,
): Promise<readonly ScreenTimes[]> {
  const until = performance.now() + milliseconds
  return Promise.all(
    ['GET /api/session', 'GET /api/records', 'POST /api/session'].map(async (what) => {
      const times: number[] = []
      const refused: Record<number, number> = {}
      while (performance.now() < until) {
        const start = performance.now()
        const isSignIn = what.startsWith('POST')
        const { status } = await ask(
          url,
          certificate,
          what,
          isSignIn ? { body: JSON.stringify(OFFICER) } : { cookie },
        )
        if (status === 200) times.push(performance.now() - start)
        else refused[status] = (refused[status] ?? 0) + 1
        await new Promise((resolve) => setTimeout(resolve, isSignIn ? 150 : 20))
      }
      return { what: isSignInName(what), times, refused }
    }),
  )
}

const isSignInName = (what: string): string => (what.startsWith('POST') ? 'sign-in' : what)
