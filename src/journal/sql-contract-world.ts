import type { Sql, SqlWriter } from './sql.ts'

/** Opens a store with the tables `item` and `part`, of this test only. */
export type OpenStore = (options?: { readonly longestTransactionMs?: number }) => Promise<Sql>

export const addItem = (tx: SqlWriter, id: number): Promise<number> =>
  tx.run('insert into item (id, label) values ($1, $2)', [id, `item ${id}`])

export const labels = async (sql: Sql): Promise<readonly unknown[]> =>
  (await sql.query('select label from item order by id')).map((row) => row['label'])
