import { Pool, type PoolClient, type PoolConfig, TypeOverrides } from 'pg'
import { assert } from '#kernel/assert.ts'
import { send, TURN_TABLE, turns } from './postgres-transaction.ts'
import { isSchemaName, lasting, namedError, OutrunError, PARSERS } from './postgres-translation.ts'
import { type Row, type Sql, type SqlValue, type SqlWriter, StatementError, StoreClosedError } from './sql.ts'
import { LONGEST_TRANSACTION_MS, transactionScope } from './transaction.ts'
import { turnstile } from './turnstile.ts'

const CONNECTIONS = 8 // for writing, and as many for reading
const WAITING = 10_000
const CREATE_TRIES = 5
const CONNECT_MS = 10_000
const LOCK_WAIT_MS = 15_000

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
    if (options.schema !== undefined) await create(writers, `create schema if not exists ${schema}`)
    await create(writers, TURN_TABLE)
    await send(readers, 'select 1')
  } catch (cause) {
    await Promise.all([writers.end(), readers.end()])
    throw cause
  }
  const turn = turns()
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
      return reading.pass(() => read(readers, text, params))
    },
    async transact(work) {
      enter()
      const once = (writer: SqlWriter) => scope.run(writer, work)
      return writing.pass(() => withClient(writers, (client) => turn.transact(client, once)))
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

/** Nodes that start at once meet in the catalogue in spite of `if not exists`; then it exists at the next try. */
async function create(pool: Pool, text: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await send(pool, text)
      return
    } catch (cause) {
      if (!(cause instanceof OutrunError) || tried === CREATE_TRIES) throw lasting(cause)
    }
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

async function read(pool: Pool, text: string, params: readonly SqlValue[]): Promise<readonly Row[]> {
  try {
    return (await send(pool, text, params)).rows
  } catch (cause) {
    throw lasting(cause)
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
    broken = await send(client, 'rollback').then(
      () => false,
      () => true,
    )
    throw lasting(cause)
  } finally {
    client.release(broken)
  }
}

/**
 * Rewrites every table without its dead rows. The write-ahead log and archives keep old pages until they
 * are recycled: that part is the operator's (ADR 0003).
 */
async function scrubTables(client: PoolClient): Promise<void> {
  await send(client, 'set statement_timeout = 0') // a large table takes longer than any transaction may
  try {
    const { rows } = await send(client, 'select tablename from pg_tables where schemaname = current_schema()')
    for (const { tablename } of rows) await send(client, `vacuum full "${String(tablename)}"`)
    await send(client, 'checkpoint').catch((cause: unknown) => {
      if (!(cause instanceof StatementError && cause.code === '42501')) throw cause // left to the server's own
    })
  } finally {
    await send(client, 'reset statement_timeout')
  }
}
