import type { Pool, PoolClient, QueryConfig } from 'pg'
import { namedError, OutrunError, rowsChanged } from './postgres-translation.ts'
import { checkStorable, type SqlValue, type SqlWriter, StoreBrokenError } from './sql.ts'

/**
 * Serializable transactions that always come to an end, also when all of them change the same row.
 *
 * PostgreSQL ends all but one of the transactions that meet on a row, and the same one can lose for ever.
 * So every transaction first locks the empty table `transaction_turn`: side by side at its first try, and
 * alone once it was outrun. The queue for that lock is fair and spans all nodes on the store. LOCK comes
 * before the snapshot is taken, so who waited for it sees what was committed in the meantime
 * (https://www.postgresql.org/docs/current/sql-lock.html).
 */
export interface Turns {
  transact<T>(client: PoolClient, work: (tx: SqlWriter) => Promise<T>): Promise<T>
}

export const TURN_TABLE = 'create table if not exists transaction_turn ()'

const TRIES = 5 // alone, nobody is left to be outrun by; the others are for strangers in the same database
/** After one was outrun, this many go alone at once: trying side by side would mostly be lost work. */
const ALONE_AFTER_OUTRUN = 200

export function turns(): Turns {
  let alone = 0
  return {
    async transact(client, work) {
      for (let tried = 1; ; tried++) {
        const outcome = await attempt(client, work, tried > 1 || alone > 0 ? 'exclusive' : 'row share')
        if (outcome.done) {
          alone = Math.max(0, alone - 1)
          return outcome.value
        }
        if (tried === TRIES) throw outcome.outrun.lasting
        alone = ALONE_AFTER_OUTRUN
      }
    },
  }
}

type Outcome<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly outrun: OutrunError }

async function attempt<T>(
  client: PoolClient,
  work: (tx: SqlWriter) => Promise<T>,
  mode: 'row share' | 'exclusive',
): Promise<Outcome<T>> {
  let outrun: OutrunError | undefined // kept beside the error: work may wrap what it caught
  const step = async (text: string, params: readonly SqlValue[] = []): Promise<Answer> => {
    try {
      return await send(client, text, params)
    } catch (cause) {
      if (cause instanceof OutrunError) outrun ??= cause
      throw cause
    }
  }
  try {
    await sendTogether(
      client,
      `begin isolation level serializable; lock table transaction_turn in ${mode} mode`,
    )
    const value = await work({
      query: async (text, params) => (await step(text, params)).rows,
      run: async (text, params) => rowsChanged(await step(text, params)),
    })
    const { command } = await step('commit')
    // A lost transaction answers COMMIT with ROLLBACK, as if all were well.
    if (command !== 'COMMIT') throw new StoreBrokenError('the server rolled the transaction back')
    return { done: true, value }
  } catch (cause) {
    if (outrun === undefined) throw cause
    await send(client, 'rollback')
    return { done: false, outrun }
  }
}

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly rowCount: number | null
  readonly command: string
}

/** Sends one statement: the extended protocol refuses two in one text. */
export async function send(
  to: Pool | PoolClient,
  text: string,
  params: readonly SqlValue[] = [],
): Promise<Answer> {
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

/** Sends statements without values in one round trip. */
async function sendTogether(client: PoolClient, text: string): Promise<void> {
  try {
    await client.query(text)
  } catch (cause) {
    throw namedError(cause)
  }
}
