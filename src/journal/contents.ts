import { assert } from '#kernel/assert.ts'
import { fromUtf8, utf8 } from '#kernel/bytes.ts'
import {
  decryptContent,
  encryptContent,
  keyedHash,
  makeRecordKey,
  recordKeyWrapping,
} from '#seal/record-key.ts'
import type { RandomBytes } from '#seal/random.ts'
import { bytesOf } from './row.ts'
import type { SqlReader, SqlWriter } from './sql.ts'

/**
 * Contents at rest: each subject (a record, a hit, a check) has a key of its own, kept wrapped under the node's store
 * key. Erasing the key erases every copy of the content.
 */
export interface Contents {
  /** Encrypts under the subject's key, made when there is none yet. `place` binds the content to its row. */
  put(tx: SqlWriter, subject: string, place: string, text: string): Promise<Uint8Array>
  /** As `put`, for a subject that is new: it has no key yet, and nobody is asked whether it has. */
  putFirst(tx: SqlWriter, subject: string, place: string, text: string): Promise<Uint8Array>
  get(tx: SqlReader, subject: string, place: string, stored: Uint8Array): Promise<string | undefined>
  /** Deletes the key; gives how many there were (0 or 1). */
  erase(tx: SqlWriter, subject: string): Promise<number>
  /** A digest of a text that tells nothing to who lacks the store key. */
  digest(label: string, text: string): string
}

export function contents(storeKey: Uint8Array, random: RandomBytes): Contents {
  const wrapping = recordKeyWrapping(storeKey)
  const keyOf = async (tx: SqlReader, subject: string): Promise<Uint8Array | undefined> => {
    const [row] = await tx.query('select wrapped from content_key where subject = $1', [subject])
    if (row === undefined) return undefined
    const key = wrapping.unwrap(bytesOf(row, 'wrapped'))
    return key.ok ? key.value : undefined
  }
  const makeKey = async (tx: SqlWriter, subject: string): Promise<Uint8Array> => {
    const key = makeRecordKey(random)
    const made = await tx.run(
      'insert into content_key (subject, wrapped) values ($1, $2) on conflict (subject) do nothing',
      [subject, wrapping.wrap(key)],
    )
    assert(made === 1, 'a content key that exists can be unwrapped')
    return key
  }
  return {
    async put(tx, subject, place, text) {
      const key = (await keyOf(tx, subject)) ?? (await makeKey(tx, subject))
      return encryptContent(utf8(text), key, utf8(place), random)
    },
    async putFirst(tx, subject, place, text) {
      return encryptContent(utf8(text), await makeKey(tx, subject), utf8(place), random)
    },
    async get(tx, subject, place, stored) {
      const key = await keyOf(tx, subject)
      if (key === undefined) return undefined
      const bytes = decryptContent(stored, key, utf8(place))
      return bytes.ok ? fromUtf8(bytes.value) : undefined
    },
    erase: (tx, subject) => tx.run('delete from content_key where subject = $1', [subject]),
    digest: (label, text) => keyedHash(storeKey, label, text),
  }
}
