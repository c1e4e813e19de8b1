import { expect, test } from 'vitest'
import { InvariantError } from '#kernel/assert.ts'
import { type SqlWriter, TransactionTooLongError } from './sql.ts'
import { addItem, labels, type OpenStore } from './sql-contract-world.ts'

export function describeTransactions(open: OpenStore): void {
  test('a transaction is undone whole when its work throws, and the error is its own', async () => {
    const sql = await open()
    const own = new RangeError('no')
    const failing = sql.transact(async (tx) => {
      await addItem(tx, 1)
      await addItem(tx, 2)
      throw own
    })
    await expect(failing).rejects.toBe(own)
    expect(await labels(sql)).toEqual([])
  })

  test('one that fails among many at once is undone alone', async () => {
    const sql = await open()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, id) =>
        sql.transact(async (tx) => {
          await addItem(tx, id)
          if (id % 3 === 0) throw new RangeError('no')
          return id
        }),
      ),
    )
    for (const [id, outcome] of outcomes.entries()) {
      if (id % 3 === 0) expect(outcome).toEqual({ status: 'rejected', reason: new RangeError('no') })
      else expect(outcome).toEqual({ status: 'fulfilled', value: id })
    }
    const kept = Array.from({ length: 30 }, (_, id) => id).filter((id) => id % 3 !== 0)
    expect(await labels(sql)).toEqual(kept.map((id) => `item ${id}`))
  })

  test('200 transactions at once each count one, and none counts the same', async () => {
    const sql = await open()
    await sql.transact((tx) => tx.run(`insert into item (id, label) values (0, 'counter')`))
    await sql.transact((tx) => tx.run(`create table counter (name text primary key, n bigint not null)`))
    await sql.transact((tx) => tx.run(`insert into counter (name, n) values ('acts', 0)`))
    const counted = await Promise.all(
      Array.from({ length: 200 }, () =>
        sql.transact(async (tx) => {
          const [row] = await tx.query(`update counter set n = n + 1 where name = $1 returning n`, ['acts'])
          return Number(row?.['n'])
        }),
      ),
    )
    expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1))
  })

  test('what two transactions both read first, only one changes unseen (no write skew)', async () => {
    const sql = await open()
    // Each adds a row only if there is none: run one after the other, one row remains.
    const addIfNone = (id: number): Promise<void> =>
      sql.transact(async (tx) => {
        const [row] = await tx.query('select count(*) as n from item')
        if (row?.['n'] === 0) await addItem(tx, id)
      })
    await Promise.all(Array.from({ length: 12 }, (_, id) => addIfNone(id)))
    expect(await labels(sql)).toHaveLength(1)
  })

  test('a reader never sees what is not committed', async () => {
    const sql = await open()
    const written = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const writing = sql.transact(async (tx) => {
      await addItem(tx, 1)
      expect(await tx.query('select id from item')).toHaveLength(1) // its own change it sees
      written.resolve()
      await goOn.promise
    })
    await written.promise
    const reading = sql.query('select id from item')
    const seen = await Promise.race([reading, new Promise((resolve) => setImmediate(resolve, 'waits'))])
    goOn.resolve()
    await writing
    // A store with one connection reads after the commit; the others read now, and see nothing.
    expect(seen === 'waits' ? 0 : seen).toEqual(seen === 'waits' ? 0 : [])
    expect(await sql.query('select id from item')).toEqual([{ id: 1 }])
  })

  test('nothing is read, written or nested beside the transaction from inside it', async () => {
    const sql = await open()
    const inside: readonly (() => Promise<unknown>)[] = [
      () => sql.transact(async () => 1),
      () => sql.query('select 1'),
      () => sql.scrub(),
    ]
    for (const call of inside) await expect(sql.transact(call)).rejects.toThrow(InvariantError)
    expect(await sql.transact(async () => 2)).toBe(2)
  })

  test('a transaction that others wait for is not used after its end', async () => {
    const sql = await open()
    let kept: SqlWriter | undefined
    await sql.transact(async (tx) => {
      kept = tx
    })
    await expect(kept?.query('select 1')).rejects.toThrow(InvariantError)
  })

  test('a transaction that holds the store too long is undone, and the next one goes on', async () => {
    const sql = await open({ longestTransactionMs: 200 })
    const stuck = sql.transact(async (tx) => {
      await addItem(tx, 1)
      await new Promise<never>(() => {})
    })
    await expect(stuck).rejects.toThrow(TransactionTooLongError)
    await sql.transact((tx) => addItem(tx, 2))
    expect(await labels(sql)).toEqual(['item 2'])
  })
}
