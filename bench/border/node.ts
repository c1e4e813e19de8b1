/**
 * The node that `border` measures, in a process of its own: `prepare FOLDER` makes and fills it, `serve FOLDER` serves
 * it over TLS 1.3 and answers what the bench asks of it over the channel that `fork` opens.
 */
import { createReadStream, existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { INVENTED_LIST } from '../../demo/documents.ts'
import { type ImportedEntry, importList } from '#desks/notices/import-list.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { readOfacSdn, readUnList } from '#gateway/list.ts'
import { hashPassword } from '#http/passwords.ts'
import { numberOf } from '#journal/row.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { readNodeFolder } from '#node/folder.ts'
import { type Node, openNode } from '#node.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { FOUR_MEMBERS } from '#testkit/members.ts'
import { eventually, makeNetwork, memberFolder, startNetwork } from '#testkit/network.ts'

/** Its lists come from the keeper, as they would at a border. */
export const MEMBER = 'KE'
const MEMBERS = FOUR_MEMBERS.filter(({ id }) => id === MEMBER || id === 'GS')
export const OFFICER = { account: 'border', password: 'a long invented passphrase' } as const

export type Asked =
  | { readonly verb: 'cpu' }
  | { readonly verb: 'state' }
  | { readonly verb: 'verify' }
  | { readonly verb: 'profile' }
  | { readonly verb: 'profiled'; readonly file: string }
  | { readonly verb: 'stop' }

/** CPU time used since the process began: by all its threads, and by the one that answers. */
export interface Cpu {
  readonly userMs: number
  readonly systemMs: number
  readonly mainMs: number
  readonly residentMegabytes: number
}

/** What a measurement must have left behind. */
export interface Left {
  readonly accesses: number
  readonly checks: number
}

/** What the load generator needs to know of the node. */
export interface Prepared {
  readonly names: readonly string[]
  readonly documents: number
}

export const listedNumber = (at: number): string => `N${String(10_000_000 + at * 8)}`

async function prepare(root: string, documents: number, lists: string): Promise<void> {
  const path = memberFolder(root, MEMBER)
  await makeNetwork({ root, members: MEMBERS, pollMs: 200 })
  const settingsFile = join(path, 'node.json')
  const settings = JSON.parse(await readFile(settingsFile, 'utf8'))
  settings.application.tls = {
    certificate: join(path, 'certificate.pem'),
    key: join(path, 'certificate-key.pem'),
  }
  await writeFile(settingsFile, JSON.stringify({ ...settings, pollMs: 2_000 }))
  const network = await startNetwork({ root, members: MEMBERS })
  const node = network.node(MEMBER)
  await addOfficer(node)
  const entries = await importNames(network.node('GS'), lists)
  await recordDocuments(node, documents)
  const holdsAll = async (): Promise<boolean> => {
    const [row] = await node.sql.query("select count(*) as n from record where database_name = 'notices'")
    return row !== undefined && numberOf(row, 'n') >= entries.length
  }
  await eventually('the lists have arrived', holdsAll, 120_000)
  await network.close()
  const names = entries.flatMap(({ notice: { subject } }) =>
    subject.type === 'person' ? subject.names.map(({ text }) => text) : [],
  )
  const prepared: Prepared = { names, documents }
  await writeFile(join(root, 'prepared.json'), JSON.stringify(prepared))
}

async function addOfficer({ world }: Node): Promise<void> {
  const passwordHash = await hashPassword(OFFICER.password)
  const account = {
    id: OFFICER.account,
    displayName: 'Border officer',
    entity: 'Airport',
    roles: ['border-officer', 'bureau-officer'] as const,
    language: 'en' as const,
    isDemonstration: false,
    passwordHash,
  }
  await world.journal.transact((tx) => tx.accounts.add(account, world.clock.now()))
}

async function importNames({ world }: Node, lists: string): Promise<readonly ImportedEntry[]> {
  const by = authorityOf(anActor('notices-officer'), 'list:import')
  const isReal = existsSync(join(lists, 'un-consolidated.xml'))
  const all: ImportedEntry[] = []
  const take = async (
    list: 'un-sc' | 'ofac-sdn',
    read: Awaited<ReturnType<typeof readUnList>>,
  ): Promise<void> => {
    if (!read.ok) throw new Error(read.refusal.kind)
    const imported = await importList(world, by, { list, entries: read.value })
    if (!imported.ok) throw new Error(imported.refusal.kind)
    all.push(...read.value)
  }
  const un = isReal ? join(lists, 'un-consolidated.xml') : INVENTED_LIST
  await take('un-sc', await readUnList(createReadStream(un)))
  if (!isReal) return all
  const open = (name: string): ReturnType<typeof createReadStream> =>
    createReadStream(join(lists, 'ofac-sdn', name))
  const files = { sdn: open('sdn.csv'), alt: open('alt.csv'), add: open('add.csv') }
  await take('ofac-sdn', await readOfacSdn({ ...files, comments: open('sdn_comments.csv') }))
  return all
}

async function recordDocuments({ world }: Node, documents: number): Promise<void> {
  const by = authorityOf(anActor('bureau-officer'), 'record:record')
  for (let from = 0; from < documents; from += 64) {
    const count = Math.min(64, documents - from)
    await Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const recorded = await recordTravelDocument(world, by, {
          purposes: ['identify'],
          status: 'stolen',
          documentType: 'passport',
          number: listedNumber(from + at),
          issuingCountry: 'KE' as CountryCode,
          event: 'Invented for a measurement',
          relevance: 'Invented for a measurement',
        })
        if (!recorded.ok) throw new Error(JSON.stringify(recorded.refusal))
      }),
    )
  }
}

async function serve(root: string): Promise<void> {
  const node = await openNode({
    folder: await readNodeFolder(memberFolder(root, MEMBER)),
    isServing: true,
    log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
  })
  const profiler = new Session()
  const answer = async (asked: Asked): Promise<unknown> => {
    switch (asked.verb) {
      case 'cpu': {
        return cpuNow()
      }
      case 'state':
        return leftIn(node)
      case 'verify':
        return (await node.world.exchange.verifyStore()).findings
      case 'profile':
        profiler.connect()
        await profiler.post('Profiler.enable')
        await profiler.post('Profiler.start')
        return null
      case 'profiled': {
        const { profile } = await profiler.post('Profiler.stop')
        await writeFile(asked.file, JSON.stringify(profile))
        return null
      }
      case 'stop':
        await node.close()
        setImmediate(() => process.disconnect())
        return null
    }
  }
  process.once('disconnect', () => process.exit()) // it does not outlive the bench
  process.on('message', ({ key, asked }: { readonly key: number; readonly asked: Asked }) => {
    answer(asked).then(
      (value) => process.send?.({ key, value }),
      (error: unknown) => process.send?.({ key, failed: String(error) }),
    )
  })
  process.send?.({ key: -1, value: node.url })
}

async function leftIn({ sql }: Node): Promise<Left> {
  const [head] = await sql.query("select size from log_head where log = 'accesses'")
  const [made] = await sql.query('select count(*) as n from check_made')
  if (head === undefined || made === undefined) throw new Error('the store is empty')
  return { accesses: numberOf(head, 'size'), checks: numberOf(made, 'n') }
}

export function cpuNow(): Cpu {
  const { user, system } = process.cpuUsage()
  const main = process.threadCpuUsage()
  return {
    userMs: user / 1000,
    systemMs: system / 1000,
    mainMs: (main.user + main.system) / 1000,
    residentMegabytes: process.memoryUsage().rss / 2 ** 20,
  }
}

const LISTS = fileURLToPath(new URL('../../../shared/lists', import.meta.url))
const [, program, verb, root, documents, lists] = process.argv
if (program === fileURLToPath(import.meta.url) && root !== undefined) {
  if (verb === 'prepare') await prepare(root, Number(documents), lists ?? LISTS)
  else await serve(root)
}
