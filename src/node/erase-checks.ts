import { eraseExpiredChecks } from '#journal/check-store.ts'
import { eraseExpiredBatches } from '#journal/batch-store.ts'
import type { Contents } from '#journal/contents.ts'
import type { Sql } from '#journal/sql.ts'
import type { Instant } from '#kernel/days.ts'

/** Checks erased in one transaction: officers who check meanwhile wait for no more than this. */
const BATCH = 1000

/** Erases every check and batch whose time is over, however many there are; gives how many there were. */
export async function eraseChecksPast(
  sql: Sql,
  contents: Contents,
  now: () => Instant,
  batch = BATCH,
): Promise<number> {
  for (let erased = 0; ; ) {
    const count = await sql.transact(
      async (tx) =>
        (await eraseExpiredChecks(tx, contents, now(), batch)) +
        (await eraseExpiredBatches(tx, contents, now(), batch)),
    )
    erased += count
    if (count < batch) return erased
  }
}
