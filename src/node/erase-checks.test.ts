import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkStore } from '#journal/check-store.ts'
import { contents as contentsUnder } from '#journal/contents.ts'
import { migrate } from '#journal/migrate.ts'
import { MIGRATIONS } from '#journal/schema.ts'
import { openSqlite } from '#journal/sqlite.ts'
import type { Instant } from '#kernel/days.ts'
import { aCheck } from '#testkit/builders.ts'
import { eraseChecksPast } from './erase-checks.ts'

test('every check past its time is erased in one sweep, also more than one transaction takes, and no other', async () => {
  const sql = openSqlite(':memory:')
  await migrate(sql, MIGRATIONS)
  const contents = contentsUnder(randomBytes(32), randomBytes)
  const late = '2026-11-24T09:00:00.000Z' as Instant
  await sql.transact(async (tx) => {
    const store = checkStore(tx, contents)
    for (let at = 1; at <= 7; at++) await store.add(aCheck(at), [])
    await store.add(aCheck(8, { expiresAt: late }), [])
  })
  const now = (): Instant => '2026-11-23T10:00:00.000Z' as Instant
  expect(await eraseChecksPast(sql, contents, now, 3)).toBe(7)
  expect(await sql.query('select id from check_made')).toEqual([{ id: aCheck(8).id }])
  expect(await sql.query('select subject from content_key')).toHaveLength(1)
  expect(await eraseChecksPast(sql, contents, now, 3)).toBe(0)
  await sql.close()
})
