import type { ImportStore } from '#desks/ports.ts'
import type { Contents } from './contents.ts'
import { textOf, uuidOf } from './row.ts'
import type { SqlWriter } from './sql.ts'

/** Digests are kept under the store key: a plain hash of an entry could be guessed after the entry is withdrawn. */
export function importStore(tx: SqlWriter, contents: Contents): ImportStore {
  return {
    async known(list) {
      const rows = await tx.query('select entry, record_id, digest from import_entry where list = $1', [list])
      return new Map(
        rows.map((row) => [
          textOf(row, 'entry'),
          { recordId: uuidOf(row, 'record_id'), digest: textOf(row, 'digest') },
        ]),
      )
    },
    digest: (text) => contents.digest('import-entry', text),
    async remember(list, entry, recordId, digest) {
      await tx.run(
        `insert into import_entry (list, entry, record_id, digest) values ($1, $2, $3, $4)
         on conflict (list, entry) do update set record_id = excluded.record_id, digest = excluded.digest`,
        [list, entry, recordId, digest],
      )
    },
    async forget(list, entry) {
      await tx.run('delete from import_entry where list = $1 and entry = $2', [list, entry])
    },
  }
}
