import { expect, test } from 'vitest'
import { MigrationMismatchError, migrate } from './migrate.ts'
import { StatementError } from './sql.ts'
import type { OpenStore } from './sql-contract-world.ts'

export function describeMigrations(open: OpenStore): void {
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
