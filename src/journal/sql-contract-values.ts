import { expect, test } from 'vitest'
import { type SqlValue, ValueNotStorableError } from './sql.ts'
import { labels, type OpenStore } from './sql-contract-world.ts'

const TEXTS = [
  '',
  'd\'Arc \\ "quoted" % _ $1 ? :x',
  'يوسف بن الحسن',
  '𠮷野家 👮🏽‍♀️',
  'e\u0301 é \u200f\u2028',
  'a\r\nb\tc',
]

export function describeValues(open: OpenStore): void {
  test('text comes back as it was, in every script', async () => {
    const sql = await open()
    const add = 'insert into item (id, label) values ($1, $2) returning label'
    for (const [id, text] of TEXTS.entries()) {
      const [row] = await sql.transact((tx) => tx.query(add, [id, text]))
      expect(row?.['label']).toBe(text)
    }
    expect(await labels(sql)).toEqual(TEXTS)
    const found = await sql.query('select count(*) as n from item where label = $1', [TEXTS[3] ?? null])
    expect(found).toEqual([{ n: 1 }])
  })

  test('bytes come back as they were, none is not empty, and null is null', async () => {
    const sql = await open()
    const every = Uint8Array.from({ length: 256 }, (_, at) => at)
    const view = new Uint8Array(every.buffer, 10, 20)
    const contents = [every, view, new Uint8Array(0), null, new Uint8Array(300_000).fill(7)]
    await sql.transact(async (tx) => {
      for (const [id, content] of contents.entries()) {
        await tx.run('insert into item (id, label, content) values ($1, $2, $3)', [id, 'x', content])
      }
    })
    const rows = await sql.query('select content from item order by id')
    expect(rows.map((row) => row['content'])).toEqual(contents)
    expect(Object.getPrototypeOf(rows[0]?.['content'])).toBe(Uint8Array.prototype)
    const same = await sql.query('select id from item where content = $1', [every])
    expect(same).toEqual([{ id: 0 }])
  })

  test('whole numbers are exact to 2^53 − 1, and stay whole when divided', async () => {
    const sql = await open()
    const numbers = [0, 1, -1, 2 ** 31, -(2 ** 40), Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]
    await sql.transact(async (tx) => {
      for (const number of numbers) await tx.run(`insert into item (id, label) values ($1, '')`, [number])
    })
    const rows = await sql.query('select id from item order by id')
    expect(rows.map((row) => row['id'])).toEqual([...numbers].sort((a, b) => a - b))
    const [divided] = await sql.query('select id / $1 as half from item where id = $2', [2, 1])
    expect(divided).toEqual({ half: 0 })
    const [summed] = await sql.query('select count(*) as n, sum(id) as total, max(id) as top from item')
    expect(summed).toEqual({ n: 7, total: 2 ** 31 - 2 ** 40, top: Number.MAX_SAFE_INTEGER })
  })

  test('truth is 1 and 0', async () => {
    const sql = await open()
    const [row] = await sql.query('select 1 = 1 as yes, 1 = 2 as no, null is null as known')
    expect(row).toEqual({ yes: 1, no: 0, known: 1 })
  })

  test.each<[string, SqlValue]>([
    ['U+0000', 'a\0b'],
    ['half a surrogate pair', 'a\ud83d'],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a number beyond 2^53', 2 ** 53],
  ])('what a store would change is refused before it is written: %s', async (_, value) => {
    const sql = await open()
    const add = sql.transact((tx) => tx.run('insert into item (id, label) values (1, $1)', [value]))
    await expect(add).rejects.toThrow(ValueNotStorableError)
    await expect(add).rejects.toThrow(/^\$1: /)
    expect(await labels(sql)).toEqual([])
  })

  test('a change says how many rows it changed', async () => {
    const sql = await open()
    const counts = await sql.transact(async (tx) => [
      await tx.run(`insert into item (id, label) values (1, 'a'), (2, 'b'), (3, 'c')`),
      await tx.run('update item set label = $1 where id > $2', ['z', 1]),
      await tx.run('create index item_label on item (label)'),
      await tx.run(`insert into item (id, label) values (1, 'again') on conflict (id) do nothing`),
      await tx.run('delete from item'),
      await tx.run('delete from item'),
    ])
    expect(counts).toEqual([3, 2, 0, 0, 3, 0])
  })

  test('a parameter can be used twice and out of order', async () => {
    const sql = await open()
    await sql.transact((tx) => tx.run('insert into item (label, id) values ($2, $1)', [5, 'five']))
    const rows = await sql.query('select label from item where id = $1 or (id > $1 and label = $2)', [5, 'x'])
    expect(rows).toEqual([{ label: 'five' }])
  })

  test('on conflict updates, and returning gives the new row', async () => {
    const sql = await open()
    const put = `insert into item (id, label) values ($1, $2)
      on conflict (id) do update set label = item.label || excluded.label returning id, label`
    expect(await sql.transact((tx) => tx.query(put, [1, 'a']))).toEqual([{ id: 1, label: 'a' }])
    expect(await sql.transact((tx) => tx.query(put, [1, 'b']))).toEqual([{ id: 1, label: 'ab' }])
  })
}
