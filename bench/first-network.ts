/**
 * The first network's figures: from nothing to four nodes, import of a sanctions list, checks, an act seen abroad.
 *
 * Uses the public lists beside the project when they are there (`--lists FOLDER` names another place), and the
 * invented list of the demonstration otherwise. Each figure stands beside a peer or a floor measured in the same run.
 */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { INVENTED_LIST } from '../demo/documents.ts'
import { checkDocument } from '#desks/checks/check-document.ts'
import { checkPerson } from '#desks/checks/check-person.ts'
import { type ImportedEntry, importList } from '#desks/notices/import-list.ts'
import type { IndexReader } from '#desks/ports.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { readOfacSdn, readUnList } from '#gateway/list.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { createKeyIndex } from '#lookup/keys/key-index.ts'
import { documentKey } from '#matching/identifiers/documents.ts'
import { indexKeysOf } from '#matching/identifiers/keys.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { eventually, type Network, startNetwork } from '#testkit/network.ts'

const border = authorityOf(anActor('border-officer'), 'check:person')
const documents = authorityOf(anActor('border-officer'), 'check:document')
const notices = authorityOf(anActor('notices-officer'), 'list:import')
const bureau = authorityOf(anActor('bureau-officer'), 'record:record')

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { lists: { type: 'string' } } })
  const lists = values.lists ?? fileURLToPath(new URL('../../shared/lists', import.meta.url))
  await measureDemonstration()
  const root = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const network = await startNetwork({ root })
  try {
    await measureVisibility(network)
    const names = await measureImport(network, lists)
    await measurePersonChecks(network, names)
    await measureDocumentChecks(network)
  } finally {
    await network.close()
    rmSync(root, { recursive: true, force: true })
  }
}

async function measureDemonstration(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'entraide-demo-'))
  const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
  const firstPort = String(20_000 + Math.floor(Math.random() * 30_000))
  const bare = await timed(() => runToEnd(['-e', '0']))
  for (const what of ['fresh, made and seeded', 'again, as it was']) {
    const start = performance.now()
    const child = spawn(process.execPath, [main, 'demo', '--port', firstPort, '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('"ready"')) resolve()
      })
      child.once('exit', (code) => reject(new Error(`demo ended with ${code}`)))
    })
    const ready = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    print(
      `demo ready (${what})`,
      `${ready.toFixed(0)} ms`,
      '<= 30 s',
      `${(ready / bare).toFixed(0)}x a bare node start`,
    )
    print('all four nodes, resident, 3 s later', `${residentMegabytes(child.pid)} MB`, '<= 700 MB', '')
    child.removeAllListeners('exit')
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await ended
  }
  rmSync(root, { recursive: true, force: true })
}

async function measureVisibility(network: Network): Promise<void> {
  const latencies: number[] = []
  for (let at = 0; at < 60; at++) {
    const number = `VB${String(4_000_000 + at * 7919)}`
    const recorded = await recordTravelDocument(network.node('KE').world, bureau, {
      purposes: ['identify'],
      status: 'stolen',
      documentType: 'passport',
      number,
      issuingCountry: 'KE' as CountryCode,
      event: 'Invented for a measurement',
      relevance: 'Invented for a measurement',
    })
    if (!recorded.ok) throw new Error(recorded.refusal.kind)
    const start = performance.now()
    await eventually('the record is found abroad', () => {
      const keys = indexKeysOf(documentKey({ number, issuer: 'KE' }))
      return network.node('SG').world.index.findKeys(keys, { mayKnow: () => true }).length > 0
    })
    latencies.push(performance.now() - start)
  }
  const floor = await emptyTransactionMs(network)
  print(
    'an act visible at the next node',
    summary(latencies),
    '<= 2 s',
    `${ratio(latencies, floor)} a logged transaction`,
  )
}

async function measureImport(network: Network, lists: string): Promise<readonly string[]> {
  const isReal = existsSync(join(lists, 'un-consolidated.xml'))
  if (!isReal)
    console.log(`No public lists at ${lists}: measured on the invented list instead, which is much smaller.`)
  const file = isReal ? join(lists, 'un-consolidated.xml') : INVENTED_LIST
  const start = performance.now()
  const read = await readUnList(createReadStream(file))
  if (!read.ok) throw new Error(read.refusal.kind)
  const readMs = performance.now() - start
  await importAll(network, 'un-sc', read.value)
  const allMs = performance.now() - start
  print(
    `import of the UN list, ${read.value.length} notices to 3 peers`,
    `${allMs.toFixed(0)} ms`,
    '<= 15 s',
    `${(allMs / readMs).toFixed(1)}x reading it only`,
  )
  const entries = [...read.value]
  if (isReal) entries.push(...(await importOfac(network, join(lists, 'ofac-sdn'))))
  const total = entries.length
  // Every follower must have caught up: one that still applies would be measured with the checks.
  for (const member of ['MA', 'KE', 'SG']) {
    const holdsAll = async (): Promise<boolean> => (await noticesAt(network, member)) >= total
    await eventually(`${member} holds every notice`, holdsAll, 300_000)
  }
  return entries.flatMap((entry) =>
    entry.notice.subject.type === 'person' ? entry.notice.subject.names.map((name) => name.text) : [],
  )
}

async function importOfac(network: Network, folder: string): Promise<readonly ImportedEntry[]> {
  const open = (name: string): ReturnType<typeof createReadStream> => createReadStream(join(folder, name))
  const read = await readOfacSdn({
    sdn: open('sdn.csv'),
    alt: open('alt.csv'),
    add: open('add.csv'),
    comments: open('sdn_comments.csv'),
  })
  if (!read.ok) throw new Error(read.refusal.kind)
  const ms = await importAll(network, 'ofac-sdn', read.value)
  print(`import of the OFAC list, ${read.value.length} notices to 3 peers`, `${ms.toFixed(0)} ms`, '', '')
  return read.value
}

async function importAll(
  network: Network,
  list: 'un-sc' | 'ofac-sdn',
  entries: readonly ImportedEntry[],
): Promise<number> {
  return timed(async () => {
    const imported = await importList(network.node('GS').world, notices, { list, entries })
    if (!imported.ok) throw new Error(imported.refusal.kind)
  })
}

async function measurePersonChecks(network: Network, names: readonly string[]): Promise<void> {
  const { world } = network.node('MA')
  const latencies: number[] = []
  let found = 0
  for (let at = 0; at < 2_000; at++) {
    const name = names[(at * 7919) % names.length] ?? ''
    const start = performance.now()
    const result = await checkPerson(world, border, { purpose: 'border-control', name })
    latencies.push(performance.now() - start)
    if (result.ok && result.value.candidates.length > 0) found++
  }
  const linear: number[] = []
  const folded = names.map(trigrams)
  for (let at = 0; at < 50; at++) {
    const asked = trigrams(names[(at * 7919) % names.length] ?? '')
    linear.push(
      await timed(async () => folded.reduce((best, listed) => Math.max(best, shared(asked, listed)), 0)),
    )
  }
  print(
    `a person check, ${names.length} names, no birth date, logged`,
    summary(latencies),
    'p99 <= 30 ms',
    `${ratio(latencies, median(linear))} a trigram scan`,
  )
  print('  of 2,000 listed names asked, with a candidate', String(found), '', '')
}

async function measureDocumentChecks(network: Network): Promise<void> {
  const { world } = network.node('SG')
  const index = createKeyIndex(new Uint8Array(16))
  const numberOf = (at: number): string => `N${String(10_000_000 + at * 8)}`
  for (let at = 0; at < 1_000_000; at++)
    index.put(`synthetic-${at}`, indexKeysOf(documentKey({ number: numberOf(at), issuer: 'KE' })))
  // Synthetic keys stand for a million records; of those the journal holds none, so a hit here ends without a candidate.
  const findKeys: IndexReader['findKeys'] = (keys, options) => index.find(keys, options)
  const million = { ...world, index: { ...world.index, findKeys } }
  const latencies: number[] = []
  for (let at = 0; at < 2_000; at++) {
    const number = at % 2 === 0 ? numberOf((at * 7919) % 1_000_000) : `M${at}5551`
    const asked = { purpose: 'border-control' as const, number, issuingCountry: 'KE' as CountryCode }
    const start = performance.now()
    await checkDocument(million, documents, asked)
    latencies.push(performance.now() - start)
  }
  const floor = await emptyTransactionMs(network)
  print(
    'a document check over 1,000,000 documents, logged',
    summary(latencies),
    'p99 <= 5 ms',
    `${ratio(latencies, floor)} a logged transaction`,
  )
}

/** The floor under every logged use case: one entry in the ledger, durable. */
async function emptyTransactionMs(network: Network): Promise<number> {
  const times: number[] = []
  for (let at = 0; at < 200; at++) {
    times.push(
      await timed(() =>
        network.node('SG').world.journal.transact((tx) => tx.log({ kind: 'network/read', actor: 'bench' })),
      ),
    )
  }
  return median(times)
}

async function noticesAt(network: Network, member: string): Promise<number> {
  const [row] = await network
    .node(member)
    .sql.query(`select count(*) as total from record where database_name = 'notices'`)
  return Number(row?.['total'] ?? 0)
}

function residentMegabytes(pid: number | undefined): string {
  if (process.platform !== 'linux' || pid === undefined) return '?'
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  return (kilobytes / 1024).toFixed(0)
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text.toLowerCase()} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const trigram of one) if (other.has(trigram)) count++
  return count / (one.size + other.size - count)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function runToEnd(args: readonly string[]): Promise<void> {
  return new Promise((resolve) =>
    spawn(process.execPath, args, { stdio: 'ignore' }).once('exit', () => resolve()),
  )
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN
const median = (values: readonly number[]): number => percentile(values, 0.5)
const summary = (values: readonly number[]): string =>
  `p50 ${median(values).toFixed(2)} ms, p99 ${percentile(values, 0.99).toFixed(2)} ms`
const ratio = (values: readonly number[], floor: number): string => `${(median(values) / floor).toFixed(2)}x`

function print(what: string, measured: string, bar: string, beside: string): void {
  console.log(`${what.padEnd(58)} ${measured.padEnd(34)} ${bar.padEnd(14)} ${beside}`)
}
