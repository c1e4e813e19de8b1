import { bytesOf } from '#journal/row.ts'
import { fromUtf8 } from '#kernel/bytes.ts'
import type { TestNode } from './world.ts'

/** What the log of accesses holds, oldest first: the entries as they were committed to. */
export async function accessesOf({ sql }: TestNode): Promise<readonly Record<string, unknown>[]> {
  const rows = await sql.query(`select entry from leaf where log = 'accesses' order by position`)
  return rows.map((row) => JSON.parse(fromUtf8(bytesOf(row, 'entry'))))
}
