import type { RecordHeld } from '#desks/ports.ts'
import type { Contents } from '#journal/contents.ts'
import { changesAfter, journalPlace, recordsAfter } from '#journal/record-store.ts'
import type { Sql } from '#journal/sql.ts'
import type { NodeIndex } from '../check-index.ts'

const PAGE = 500

/** Builds the indexes from the journal: they are never the record. Gives how many records there are. */
export async function fillIndex(
  index: NodeIndex,
  sql: Sql,
  contents: Contents,
  onProgress: (records: number) => void = () => undefined,
): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const page = await recordsAfter(sql, contents, after, PAGE)
    index.apply(
      page.flatMap(({ id, owner, record }) =>
        record === null ? [] : [{ type: 'put', id, owner, record, before: 'none', change: 0 }],
      ),
    )
    count += page.length
    onProgress(count)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last.id
  }
  index.startFrom((await journalPlace(sql)).change)
  return count
}

/** Beyond, to fill the index from the journal is not much slower, and takes less memory on the way. */
const MOST_CAUGHT_UP = 100_000

/**
 * Brings an index that was made at an earlier change to what the journal says now. Gives how many records have changed;
 * undefined when they are too many, and nothing was done.
 */
export async function catchUp(
  index: NodeIndex,
  sql: Sql,
  contents: Contents,
  change: number,
): Promise<number | undefined> {
  const changed: RecordHeld[] = []
  for (let after = change; ; ) {
    const page = await changesAfter(sql, contents, after, PAGE)
    changed.push(...page.map(({ held }) => held))
    if (changed.length > MOST_CAUGHT_UP) return undefined
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last.change
  }
  if (changed.length > 0) index.renew(changed)
  index.startFrom((await journalPlace(sql)).change)
  return changed.length
}
