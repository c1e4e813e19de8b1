import { afterEach, describe, expect, test } from 'vitest'
import { assert } from '#kernel/assert.ts'
import { describeMigrations } from './migrate-contract.ts'
import { type Sql, StoreClosedError } from './sql.ts'
import { describeErrors } from './sql-contract-errors.ts'
import { describeTransactions } from './sql-contract-transactions.ts'
import { describeValues } from './sql-contract-values.ts'
import { addItem, labels } from './sql-contract-world.ts'

/** How one test reaches a store of its own. */
export interface StoreOpener {
  /** Opens an empty store. */
  open(options?: { readonly longestTransactionMs?: number }): Promise<Sql>
  /** Opens again the store that `open` gave, after its `close`. */
  reopen?(): Promise<Sql>
  /** Removes what `open` made. */
  remove?(): Promise<void>
}

/**
 * What every `Sql` promises. Run on each adapter; a difference between stores is a defect of an adapter.
 *
 * `keeps` is false for a store that ends with its `close`.
 */
export function describeSql(name: string, opener: () => StoreOpener, keeps = true): void {
  describe(`the store on ${name}`, () => {
    const opened: { sql: Sql; from: StoreOpener }[] = []
    const open = async (options?: { readonly longestTransactionMs?: number }): Promise<Sql> => {
      const from = opener()
      const sql = await from.open(options)
      opened.push({ sql, from })
      await sql.transact(async (tx) => {
        await tx.run('create table item (id bigint primary key, label text not null, content bytea)')
        await tx.run('create table part (id bigint primary key, item bigint not null references item (id))')
      })
      return sql
    }
    afterEach(async () => {
      for (const { sql, from } of opened.splice(0)) {
        await sql.close()
        await from.remove?.()
      }
    })

    describeValues(open)
    describeTransactions(open)
    describeErrors(open)
    describeMigrations(open)

    if (keeps)
      test('what was acknowledged is there when the store is opened again', async () => {
        const sql = await open()
        const from = opened.at(-1)?.from
        assert(from?.reopen !== undefined, 'a store that keeps its data can be opened again')
        await sql.transact((tx) => addItem(tx, 1))
        await sql.close()
        const again = await from.reopen()
        opened.push({ sql: again, from })
        expect(await labels(again)).toEqual(['item 1'])
      })

    test('a scrub keeps what is live, and work goes on while it waits', async () => {
      const sql = await open()
      await Promise.all([1, 2, 3].map((id) => sql.transact((tx) => addItem(tx, id))))
      await sql.transact((tx) => tx.run('delete from item where id = $1', [2]))
      await Promise.all([
        sql.scrub(),
        sql.scrub(),
        sql.transact((tx) => addItem(tx, 4)),
        sql.query('select 1'),
      ])
      expect(await labels(sql)).toEqual(['item 1', 'item 3', 'item 4'])
    })

    test('closing finishes what was asked for, and refuses what comes after', async () => {
      const sql = await open()
      const asked = [1, 2, 3].map((id) => sql.transact((tx) => addItem(tx, id)))
      const closing = sql.close()
      await expect(Promise.all(asked)).resolves.toEqual([1, 1, 1])
      await closing
      await sql.close()
      await expect(sql.query('select 1')).rejects.toThrow(StoreClosedError)
      await expect(sql.transact(async () => 1)).rejects.toThrow(StoreClosedError)
      await expect(sql.scrub()).rejects.toThrow(StoreClosedError)
    })
  })
}
