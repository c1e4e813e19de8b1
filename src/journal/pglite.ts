import { PGlite, type Results, type Transaction } from '@electric-sql/pglite'
import { assert } from '#kernel/assert.ts'
import { isSchemaName, lasting, namedError, PARSERS, rowsChanged } from './postgres-translation.ts'
import { checkStorable, type Row, type Sql, type SqlValue, StoreClosedError } from './sql.ts'
import { LONGEST_TRANSACTION_MS, transactionScope } from './transaction.ts'

/**
 * FOR TESTS ONLY: PostgreSQL compiled to WebAssembly, in memory. It does not keep data safely on a disk.
 *
 * Start one per test file (some seconds) and give every test a schema of its own (some milliseconds).
 */
export async function startPglite(): Promise<PGlite> {
  return PGlite.create({ parsers: { ...PARSERS } })
}

/** Opens a schema, made when missing, as a store. `close` leaves the schema: opening it again finds the data. */
export async function openPglite(
  server: PGlite,
  options: { readonly schema: string; readonly longestTransactionMs?: number },
): Promise<Sql> {
  const { schema } = options
  assert(isSchemaName(schema), 'the schema has a plain name')
  const scope = transactionScope(options.longestTransactionMs ?? LONGEST_TRANSACTION_MS)
  await server.exec(`create schema if not exists ${schema}`)
  let closed = false
  const enter = (): void => {
    if (closed) throw new StoreClosedError('the store is closed')
    scope.refuseInside()
  }
  return {
    dialect: 'postgresql',
    async query(text, params = []) {
      enter()
      return server.transaction(async (tx) => {
        await tx.exec(`set local search_path to ${schema}; set transaction read only`)
        return (await send(tx, text, params)).rows
      })
    },
    async transact(work) {
      enter()
      return server.transaction(async (tx) => {
        await tx.exec(`set local search_path to ${schema}; set transaction isolation level serializable`)
        return scope.run(
          {
            query: async (text, params = []) => (await send(tx, text, params)).rows,
            run: async (text, params = []) => rowsChanged(await send(tx, text, params)),
          },
          work,
        )
      })
    },
    async scrub() {
      enter() // nothing is on a disk
    },
    async close() {
      closed = true
    },
  }
}

async function send(tx: Transaction, text: string, params: readonly SqlValue[]): Promise<Results<Row>> {
  checkStorable(params)
  try {
    return await tx.query<Row>(text, [...params])
  } catch (cause) {
    throw lasting(namedError(cause)) // one connection: nobody to be outrun by
  }
}
