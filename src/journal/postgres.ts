import { setTimeout } from 'node:timers/promises'
import { Pool, type PoolClient, type PoolConfig, type QueryConfig, TypeOverrides } from 'pg'
import { assert } from '#kernel/assert.ts'
import { isSchemaName, namedError, OutrunError, PARSERS, rowsChanged } from './postgres-translation.ts'
import {
  checkStorable,
  type Sql,
  type SqlValue,
  type SqlWriter,
  StoreBrokenError,
  StoreBusyError,
  StoreClosedError,
} from './sql.ts'
import { LONGEST_TRANSACTION_MS, transactionScope } from './transaction.ts'
import { turnstile } from './turnstile.ts'

const CONNECTIONS = 8 // for writing, and as many for reading
const WAITING = 10_000
const CONNECT_MS = 10_000
const LOCK_WAIT_MS = 15_000
/** With 8 writers on one row each round lets one through, so the unluckiest needs some 8; see ADR 0003. */
const TRIES = 40
const LONGEST_PAUSE_MS = 50

/**
 * Opens a store on a PostgreSQL server (15 or later), in `schema`, which is made when it is missing.
 *
 * Throws `StoreBrokenError` when the server does not answer. Many nodes may share one store.
 */
export async function openPostgres(
  url: string,
  options: { readonly schema?: string; readonly longestTransactionMs?: number } = {},
): Promise<Sql> {
  const schema = options.schema ?? 'public'
  assert(isSchemaName(schema), 'the schema has a plain name')
  const longestMs = options.longestTransactionMs ?? LONGEST_TRANSACTION_MS
  const scope = transactionScope(longestMs)
  const writers = poolOf(url, `-c search_path=${schema} -c statement_timeout=${longestMs}`)
  const readers = poolOf(url, `-c search_path=${schema} -c default_transaction_read_only=on`)
  try {
    if (options.schema !== undefined) await send(writers, `create schema if not exists ${schema}`, [])
    await send(readers, 'select 1', [])
  } catch (cause) {
    await Promise.all([writers.end(), readers.end()])
    throw cause
  }
  // In front of the pools, whose own queue forgets who waits when they end.
  const writing = turnstile({ working: CONNECTIONS, waiting: WAITING })
  const reading = turnstile({ working: CONNECTIONS, waiting: WAITING })
  let closed = false
  const enter = (): void => {
    if (closed) throw new StoreClosedError('the store is closed')
    scope.refuseInside()
  }
  return {
    dialect: 'postgresql',
    async query(text, params = []) {
      enter()
      return reading.pass(async () => (await send(readers, text, params)).rows)
    },
    async transact(work) {
      enter()
      const once = (writer: SqlWriter) => scope.run(writer, work)
      return writing.pass(() => withClient(writers, (client) => untilNotOutrun(once, client)))
    },
    async scrub() {
      enter()
      await writing.pass(() => withClient(writers, scrubTables))
    },
    async close() {
      if (closed) return
      closed = true
      await Promise.all([writing.empty(), reading.empty()])
      await Promise.all([writers.end(), readers.end()])
    },
  }
}

function poolOf(url: string, settings: string): Pool {
  const types = new TypeOverrides()
  for (const [oid, parser] of Object.entries(PARSERS)) types.setTypeParser(Number(oid), parser)
  const config: PoolConfig = {
    connectionString: url,
    options: `${settings} -c lock_timeout=${LOCK_WAIT_MS} -c bytea_output=hex`,
    max: CONNECTIONS,
    types,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'entraide',
  }
  const pool = new Pool(config)
  // A connection that the server ends is replaced. Whoever was using it is told by its next statement; the
  // events would only end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly rowCount: number | null
  readonly command: string
}

/** Sends one statement: the extended protocol refuses two in one text. */
async function send(to: Pool | PoolClient, text: string, params: readonly SqlValue[]): Promise<Answer> {
  checkStorable(params)
  const config: QueryConfig & { readonly queryMode: 'extended' } = {
    text,
    values: [...params],
    queryMode: 'extended',
  }
  try {
    return await to.query<Readonly<Record<string, unknown>>>(config)
  } catch (cause) {
    throw namedError(cause)
  }
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw namedError(cause)
  })
  let broken = true
  try {
    const value = await work(client)
    broken = false
    return value
  } catch (cause) {
    // After a failure the connection is kept only when it answers, and no transaction stays open on it.
    broken = await send(client, 'rollback', []).then(
      () => false,
      () => true,
    )
    throw cause
  } finally {
    client.release(broken)
  }
}

/** Runs the work again, after a random pause, as long as other transactions are faster. */
async function untilNotOutrun<T>(work: (tx: SqlWriter) => Promise<T>, client: PoolClient): Promise<T> {
  for (let tried = 1; ; tried++) {
    const outcome = await attempt(work, client)
    if (!outcome.outrun) return outcome.value
    if (tried === TRIES) throw new StoreBusyError(`outrun by other transactions ${TRIES} times`)
    await setTimeout(Math.random() * Math.min(2 ** tried, LONGEST_PAUSE_MS))
  }
}

type Outcome<T> = { readonly outrun: false; readonly value: T } | { readonly outrun: true }

async function attempt<T>(work: (tx: SqlWriter) => Promise<T>, client: PoolClient): Promise<Outcome<T>> {
  let outrun = false // kept beside the error: work may wrap what it caught
  const step = async (text: string, params: readonly SqlValue[] = []): Promise<Answer> => {
    try {
      return await send(client, text, params)
    } catch (cause) {
      outrun ||= cause instanceof OutrunError
      throw cause
    }
  }
  try {
    await step('begin isolation level serializable')
    const value = await work({
      query: async (text, params) => (await step(text, params)).rows,
      run: async (text, params) => rowsChanged(await step(text, params)),
    })
    const { command } = await step('commit')
    // A lost transaction answers COMMIT with ROLLBACK, as if all were well.
    if (command !== 'COMMIT') throw new StoreBrokenError('the server rolled the transaction back')
    return { outrun: false, value }
  } catch (cause) {
    if (!outrun) throw cause
    await send(client, 'rollback', [])
    return { outrun: true }
  }
}

/**
 * Rewrites every table without its dead rows. The write-ahead log and archives keep old pages until they
 * are recycled: that part is the operator's (ADR 0003).
 */
async function scrubTables(client: PoolClient): Promise<void> {
  const { rows } = await send(
    client,
    'select tablename from pg_tables where schemaname = current_schema()',
    [],
  )
  for (const { tablename } of rows) await send(client, `vacuum full "${String(tablename)}"`, [])
  await send(client, 'checkpoint', []).catch((cause: unknown) => {
    if (!(cause instanceof Error && 'code' in cause && cause.code === '42501')) throw cause // may not: not needed
  })
}
