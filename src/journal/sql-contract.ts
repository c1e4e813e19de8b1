import { afterEach, describe, expect, test } from 'vitest'
import { assert, InvariantError } from '#kernel/assert.ts'
import { MigrationMismatchError, migrate } from './migrate.ts'
import {
  ConstraintError,
  type Sql,
  type SqlValue,
  type SqlWriter,
  StatementError,
  StoreClosedError,
  TransactionTooLongError,
  ValueNotStorableError,
} from './sql.ts'

/** How one test reaches a store of its own. */
export interface StoreOpener {
  /** Opens an empty store. */
  open(options?: { readonly longestTransactionMs?: number }): Promise<Sql>
  /** Opens again the store that `open` gave, after its `close`. */
  reopen?(): Promise<Sql>
  /** Removes what `open` made. */
  remove?(): Promise<void>
}

const TEXTS = [
  '',
  'd\'Arc \\ "quoted" % _ $1 ? :x',
  'يوسف بن الحسن',
  '𠮷野家 👮🏽‍♀️',
  'e\u0301 é \u200f\u2028',
  'a\r\nb\tc',
]

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

type Open = (options?: { readonly longestTransactionMs?: number }) => Promise<Sql>

const addItem = (tx: SqlWriter, id: number): Promise<number> =>
  tx.run('insert into item (id, label) values ($1, $2)', [id, `item ${id}`])

const labels = async (sql: Sql): Promise<readonly unknown[]> =>
  (await sql.query('select label from item order by id')).map((row) => row['label'])

function describeValues(open: Open): void {
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

function describeTransactions(open: Open): void {
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

function describeErrors(open: Open): void {
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

function describeMigrations(open: Open): void {
  const first = {
    id: 1,
    name: 'notes',
    text: 'create table note (\n  id bigint primary key\n);\n-- why; so\n',
  }
  const second = {
    id: 2,
    name: 'words',
    text: `create table word (id bigint primary key, note bigint not null references note (id), text text);
create index word_note on word (note);
insert into word (id, note, text)
  select id, id, 'a; b' from note;`,
  }

  test('migrations run once each, in order, and a later run continues', async () => {
    const sql = await open()
    expect(await migrate(sql, [first], () => 0)).toEqual([1])
    await sql.transact((tx) => tx.run('insert into note (id) values (7)'))
    expect(await migrate(sql, [first, second], () => 0)).toEqual([2])
    expect(await migrate(sql, [first, second], () => 0)).toEqual([])
    expect(await sql.query('select text from word where note = 7')).toEqual([{ text: 'a; b' }])
    expect(await sql.query('select id, name, applied_at from migration order by id')).toEqual([
      { id: 1, name: 'notes', applied_at: '1970-01-01T00:00:00.000Z' },
      { id: 2, name: 'words', applied_at: '1970-01-01T00:00:00.000Z' },
    ])
  })

  test('a migration that fails leaves nothing of itself', async () => {
    const sql = await open()
    const broken = {
      id: 2,
      name: 'broken',
      text: 'create table word (id bigint primary key);\ncreate nonsense;\n',
    }
    await expect(migrate(sql, [first, broken])).rejects.toThrow(StatementError)
    expect(await sql.query('select id from migration')).toEqual([{ id: 1 }])
    await expect(sql.query('select id from word')).rejects.toThrow(StatementError)
    expect(await migrate(sql, [first, second])).toEqual([2])
  })

  test.each([
    ['edited', 1, [{ ...first, text: `${first.text} ` }, second]],
    ['newer', 2, [first]],
  ] as const)('a store made by other migrations is refused: %s', async (reason, id, known) => {
    const sql = await open()
    await migrate(sql, [first, second])
    const refused = migrate(sql, known)
    await expect(refused).rejects.toThrow(MigrationMismatchError)
    await expect(refused).rejects.toMatchObject({ reason, id })
  })

  test('a store that lacks a migration before its last is refused', async () => {
    const sql = await open()
    await migrate(sql, [first, second])
    await sql.transact((tx) => tx.run('delete from migration where id = 1'))
    await expect(migrate(sql, [first, second])).rejects.toMatchObject({ reason: 'missing', id: 1 })
  })

  test('two nodes that start at once migrate once', async () => {
    const sql = await open()
    const runs = await Promise.all([migrate(sql, [first, second]), migrate(sql, [first, second])])
    expect(runs.flat().sort((a, b) => a - b)).toEqual([1, 2])
  })
}
