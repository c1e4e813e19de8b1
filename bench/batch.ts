/**
 * Batches of document checks over HTTPS (TLS 1.3, keep-alive) with session, authority and a durable log entry for each
 * block of a thousand checks, beside the same checks asked one request each.
 *
 * The node and the load are processes of their own. `--seconds N` a measurement, `--documents N`, `--connections N`,
 * `--rows N` a request, `--folder FOLDER` keeps the node that was made there, `--profile FILE`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { memberFolder } from '#testkit/network.ts'
import type { BatchLoad, BatchLoaded } from './batch/load.ts'
import { signIn } from './border.ts'
import { type Child, startChild } from './border/child.ts'
import type { Loaded } from './border/load.ts'
import { type Cpu, MEMBER } from './border/node.ts'

const TARGET_PER_SECOND = 300_000

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '4' },
      documents: { type: 'string', default: '5000' },
      connections: { type: 'string', default: '4' },
      rows: { type: 'string', default: '10000' },
      folder: { type: 'string' },
      profile: { type: 'string' },
    },
  })
  const root = values.folder ?? mkdtempSync(join(tmpdir(), 'entraide-batch-'))
  const children: Child[] = []
  const start = async (program: string, given: readonly string[] = []): Promise<Child> => {
    const child = await startChild(new URL(program, import.meta.url), given)
    children.push(child)
    return child
  }
  try {
    if (!existsSync(join(root, 'prepared.json'))) prepare(root, values.documents)
    const certificate = readFileSync(join(memberFolder(root, MEMBER), 'certificate.pem'), 'utf8')
    const node = await start('./border/node.ts', ['serve', root])
    const cookie = await signIn(node.said, certificate)
    const milliseconds = Number(values.seconds) * 1_000
    const documents = Number(values.documents)
    const base = { url: node.said, certificate, cookie, milliseconds, documents }

    const single = await start('./border/load.ts')
    const one = { ...base, names: [], kind: 'document', connections: 128 }
    await single.ask<Loaded>({ ...one, milliseconds: 1_000, run: 1 })
    const singleBefore = await node.ask<Cpu>({ verb: 'cpu' })
    const alone = await single.ask<Loaded>({ ...one, run: 2 })
    const singleAfter = await node.ask<Cpu>({ verb: 'cpu' })
    const alonePerSecond = (alone.answered / alone.milliseconds) * 1_000
    console.log(
      `one request each, c=128:   ${alonePerSecond.toFixed(0)} checks/s, node CPU ${((spent(singleBefore, singleAfter) / alone.answered) * 1_000).toFixed(1)} us a check`,
    )
    await single.end()

    const load = await start('./batch/load.ts')
    const asked: Omit<BatchLoad, 'run' | 'query'> = {
      ...base,
      connections: Number(values.connections),
      rows: Number(values.rows),
    }
    await load.ask<BatchLoaded>({ ...asked, milliseconds: 1_500, query: '', run: 1 })
    for (const [run, [what, query]] of [
      ['answer=hits', ''],
      ['answer=hits, near=no', 'near=no'],
      ['answer=all', 'answer=all'],
    ].entries()) {
      if (values.profile !== undefined && run === 0) await node.ask({ verb: 'profile' })
      const before = await node.ask<Cpu>({ verb: 'cpu' })
      const loaded = await load.ask<BatchLoaded>({ ...asked, query: query ?? '', run: run + 2 })
      const after = await node.ask<Cpu>({ verb: 'cpu' })
      if (values.profile !== undefined && run === 0)
        await node.ask({ verb: 'profiled', file: values.profile })
      if (loaded.failed.length > 0) throw new Error(loaded.failed.join('\n'))
      const perSecond = (loaded.rows / loaded.milliseconds) * 1_000
      const each = (ms: number): string => `${((ms / loaded.rows) * 1_000).toFixed(2)} us`
      console.log(
        `${`batches of ${asked.rows}, ${what}:`.padEnd(44)} ${perSecond.toFixed(0)} checks/s (${(perSecond / alonePerSecond).toFixed(0)}x), ` +
          `p50 ${loaded.p50.toFixed(0)} ms, p99 ${loaded.p99.toFixed(0)} ms a request, ${loaded.hits} hits; ` +
          `CPU a check: node ${each(spent(before, after))}, client ${each(loaded.clientCpuMs)}; node ${after.residentMegabytes.toFixed(0)} MB`,
      )
      if (run === 0) {
        console.log(
          `    asked for: ${TARGET_PER_SECOND} /s ${perSecond >= TARGET_PER_SECOND ? 'reached' : 'MISSED'}`,
        )
      }
    }
    const findings = await node.ask<readonly unknown[]>({ verb: 'verify' })
    console.log(`ledger verified: ${findings.length} findings`)
    if (findings.length > 0) throw new Error('the ledger is not sound')
    await node.ask({ verb: 'stop' })
  } finally {
    for (const child of children) await child.end()
    if (values.folder === undefined) rmSync(root, { recursive: true, force: true })
  }
}

function prepare(root: string, documents: string): void {
  const program = fileURLToPath(new URL('./border/node.ts', import.meta.url))
  const made = spawnSync(process.execPath, [program, 'prepare', root, documents], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (made.status !== 0) throw new Error('the node could not be prepared')
}

const spent = (before: Cpu, after: Cpu): number =>
  after.userMs + after.systemMs - before.userMs - before.systemMs
