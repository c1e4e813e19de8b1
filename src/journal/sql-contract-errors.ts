import { expect, test } from 'vitest'
import { ConstraintError, StatementError } from './sql.ts'
import { addItem, labels, type OpenStore } from './sql-contract-world.ts'

export function describeErrors(open: OpenStore): void {
  test.each([
    ['unique', `insert into item (id, label) values (1, 'secret')`],
    ['not-null', 'insert into item (id, label) values (2, null)'],
    ['foreign-key', 'insert into part (id, item) values (1, 99)'],
  ] as const)('a %s constraint is named, without the values', async (kind, text) => {
    const sql = await open()
    await sql.transact((tx) => tx.run(`insert into item (id, label) values (1, 'secret')`))
    const failing = sql.transact((tx) => tx.run(text))
    await expect(failing).rejects.toThrow(ConstraintError)
    await expect(failing).rejects.toMatchObject({ kind })
    await expect(failing).rejects.not.toThrow(/secret|99/)
  })

  test('after a statement failed its transaction is lost, also when the work hides it', async () => {
    const sql = await open()
    await sql.transact((tx) => addItem(tx, 1))
    const hiding = sql.transact(async (tx) => {
      await addItem(tx, 2)
      await addItem(tx, 1).catch(() => undefined)
      return 'fine'
    })
    await expect(hiding).rejects.toThrow(ConstraintError)
    expect(await labels(sql)).toEqual(['item 1'])
  })

  test('a statement that the store cannot read is named', async () => {
    const sql = await open()
    await expect(sql.query('select nothing from nowhere')).rejects.toThrow(StatementError)
    const again = 'create table item (id bigint primary key)'
    await expect(sql.transact((tx) => tx.run(again))).rejects.toThrow(StatementError)
    await expect(sql.transact((tx) => tx.run('nonsense'))).rejects.toThrow(StatementError)
    expect(await labels(sql)).toEqual([])
  })

  test('two statements in one text run neither', async () => {
    const sql = await open()
    const two = `insert into item (id, label) values (1, 'a'); delete from item`
    await expect(sql.transact((tx) => tx.run(two))).rejects.toThrow(/one statement|multiple commands/)
    expect(await labels(sql)).toEqual([])
  })

  test('a missing value is not taken for null', async () => {
    const sql = await open()
    const short = sql.transact((tx) =>
      tx.run(`insert into item (id, label, content) values ($1, 'a', $2)`, [1]),
    )
    await expect(short).rejects.toThrow(/as many values|08P01/)
  })

  test('a write outside of a transaction is refused', async () => {
    const sql = await open()
    const write = sql.query(`insert into item (id, label) values (1, 'a') returning id`)
    await expect(write).rejects.toThrow(StatementError)
    expect(await labels(sql)).toEqual([])
  })
}
