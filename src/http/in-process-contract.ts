import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import type { Charter, Mandate, MemberCard } from '#acts/charter.ts'
import { CountryField, MemberField } from '#acts/fields.ts'
import type { Account, World } from '#desks/ports.ts'
import { makeCheckpoints } from '#exchange/make-checkpoint.ts'
import type { NodeContext } from '#exchange/node-context.ts'
import { nodeJournal } from '#exchange/node-journal.ts'
import type { Outcome } from '#exchange/outcome.ts'
import { mintOwnId } from '#exchange/own-id.ts'
import { verifyNode } from '#exchange/verify-node.ts'
import { contents } from '#journal/contents.ts'
import { openLogs } from '#journal/ledger-store.ts'
import { migrate } from '#journal/migrate.ts'
import { MIGRATIONS } from '#journal/schema.ts'
import { openSqlite } from '#journal/sqlite.ts'
import { instantOf } from '#kernel/days.ts'
import { nodeIndex } from '#node/check-index.ts'
import { fingerprint, makeMemberKeys, publicKeysOf } from '#seal/keys.ts'
import { createApplication } from './api.ts'
import { REQUEST_HEADER } from './contract/problem.ts'
import type { Bindings, Env } from './entrance.ts'
import { createEventHub } from './events.ts'
import { hashPassword } from './passwords.ts'
import type { LogLine, Services } from './services.ts'

export const PASSWORD = 'seven quiet herons'
const PASSWORD_HASH = hashPassword(PASSWORD)

/** The whole interface over a real store in memory, for the suites of this folder: nothing in it is a stand-in but the clock. */
export interface InProcess {
  readonly app: Hono<Env>
  readonly world: World
  readonly services: Services
  readonly lines: readonly LogLine[]
  readonly clock: { ms: number }
  /** Kinds and outcomes of the log of accesses, oldest first. */
  readonly accesses: () => Promise<readonly string[]>
  readonly request: (path: string, init?: RequestInit & { readonly bindings?: Bindings }) => Promise<Response>
  /** A changing request as the application's own pages send it. */
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>
  /** Opens a session; gives its cookie as a request header. */
  readonly signedInAs: (account: string) => Promise<{ readonly cookie: string }>
}

const ACCOUNTS: readonly Omit<Account, 'passwordHash'>[] = [
  {
    id: 'border',
    displayName: 'Samira Tazi',
    entity: 'Airport',
    roles: ['border-officer'],
    language: 'fr',
    isDemonstration: false,
  },
  {
    id: 'bureau',
    displayName: 'Ilyas Berrada',
    entity: 'Bureau',
    roles: ['bureau-officer'],
    language: 'en',
    isDemonstration: false,
  },
  {
    id: 'notices',
    displayName: 'Nadia Ouali',
    entity: 'Notices',
    roles: ['notices-officer'],
    language: 'en',
    isDemonstration: false,
  },
  {
    id: 'admin',
    displayName: 'Hugo Lenz',
    entity: 'Systems',
    roles: ['administrator'],
    language: 'en',
    isDemonstration: false,
  },
]

export async function inProcess({
  mandate = 'bureau',
  ...options
}: Partial<Services> & { readonly mandate?: Mandate } = {}): Promise<InProcess> {
  const clock = { ms: Date.UTC(2026, 10, 23, 9) }
  const keys = makeMemberKeys()
  const self = memberCard(keys, mandate)
  const charter: Charter = {
    network: 'test-network',
    version: 1,
    issuedAt: instantOf(clock.ms),
    keeper: self.id,
    members: [self],
  }
  const random = (length: number): Uint8Array => randomBytes(length)
  const node: NodeContext = {
    self,
    keys,
    charter: () => charter,
    contents: contents(randomBytes(32), random),
    random,
    now: () => instantOf(clock.ms),
    newId: () => mintOwnId(self.id, clock.ms, random),
  }
  const sql = openSqlite(':memory:')
  await migrate(sql, MIGRATIONS)
  await sql.transact((tx) => openLogs(tx))
  const events = createEventHub()
  const index = nodeIndex()
  const world: World = {
    self,
    charter: node.charter,
    clock: { now: node.now, elapsedMs: () => clock.ms },
    newId: node.newId,
    journal: nodeJournal(sql, node, (outcome: Outcome) => {
      index.apply(outcome.index)
      events.publish([...outcome.topics])
    }),
    index: index.reader,
    exchange: {
      states: () => new Map(),
      fingerprint: ({ keys: shown }) => fingerprint(shown),
      async verifyStore() {
        await makeCheckpoints(sql, node)
        return verifyNode(sql, node)
      },
      diagnose: async () => [],
    },
  }
  const passwordHash = await PASSWORD_HASH
  await world.journal.transact(async (tx) => {
    for (const account of ACCOUNTS) await tx.accounts.add({ ...account, passwordHash }, node.now())
    await tx.accounts.add({ ...ACCOUNTS_OF_DEMONSTRATION, passwordHash: null }, node.now())
  })
  const lines: LogLine[] = []
  const services: Services = {
    world,
    isDemonstration: false,
    isServedOverTls: false,
    log: (line) => lines.push(line),
    events,
    isReady: () => true,
    ...options,
  }
  const app = createApplication(services)
  const request: InProcess['request'] = async (path, { bindings, ...init } = {}) =>
    app.request(path, init, bindings ?? {})
  const send: InProcess['send'] = (method, path, body, headers = {}) =>
    request(path, {
      method,
      headers: {
        [REQUEST_HEADER]: '1',
        'content-type': 'application/json',
        host: 'node.example',
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  return {
    app,
    world,
    services,
    lines,
    clock,
    request,
    send,
    accesses: async () => {
      const rows = await sql.query(`select entry from leaf where log = 'accesses' order by position`)
      return rows.map((row) => {
        const entry = JSON.parse(new TextDecoder().decode(row['entry'] as Uint8Array)) as Record<
          string,
          string
        >
        return [entry['kind'], entry['actor'], entry['outcome']]
          .filter((part) => part !== undefined)
          .join(' ')
      })
    },
    signedInAs: async (account) => {
      const reply = await send('POST', '/api/session', { account, password: PASSWORD })
      return { cookie: (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
    },
  }
}

const ACCOUNTS_OF_DEMONSTRATION: Omit<Account, 'passwordHash'> = {
  id: 'demo',
  displayName: 'Amal Demo',
  entity: 'Airport',
  roles: ['bureau-officer'],
  language: 'ar',
  isDemonstration: true,
}

function memberCard(keys: ReturnType<typeof makeMemberKeys>, mandate: Mandate): MemberCard {
  return {
    id: MemberField.parse('KE'),
    mandate,
    country: CountryField.parse('KE'),
    name: { ar: 'المكتب', en: 'The bureau', fr: 'Le bureau', es: 'La oficina' },
    address: 'https://localhost:1',
    keys: publicKeysOf(keys),
    certificate: 'none',
  }
}
