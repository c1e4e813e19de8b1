import { assert } from '#kernel/assert.ts'
import { UUID_BYTES as ID_BYTES, writeUuid } from '../uuid-bytes.ts'
import { encodeId, hashAt, idAt, isTextId, textBytes, writeTextPlace } from './person-ids.ts'
import type { PersonIds } from './person-ids.ts'
import { sharedBytes } from './segment.ts'

/** The ids of people being gathered. */
export interface IdTable {
  readonly size: number
  add(id: string): void
  /** Per person the place in the order of hashes, equal ones in the order of ids. */
  ranks(): Uint32Array
  /** The ids of the rows' people. */
  inOrder(persons: Uint32Array): PersonIds
}

export function idTable(): IdTable {
  let ids = new Uint8Array(ID_BYTES * 64)
  let idTexts = new Uint8Array(64)
  let size = 0
  let textEnd = 0
  let known: Uint32Array | undefined

  const addText = (id: string, at: number): void => {
    const text = encodeId(id)
    if (textEnd + text.length > idTexts.length) {
      const more = new Uint8Array((textEnd + text.length) * 2)
      more.set(idTexts)
      idTexts = more
    }
    idTexts.set(text, textEnd)
    writeTextPlace(ids, at, textEnd, text.length)
    textEnd += text.length
  }

  const compare = (one: number, other: number): number => {
    const table = { ids, idTexts }
    const [a, b] = [idAt(table, one), idAt(table, other)]
    assert(a !== b, 'a person is added once')
    return a < b ? -1 : 1
  }

  return {
    get size() {
      return size
    },
    add(id) {
      if ((size + 1) * ID_BYTES > ids.length) {
        const more = new Uint8Array(ids.length * 2)
        more.set(ids)
        ids = more
      }
      if (!writeUuid(id, ids, size * ID_BYTES)) addText(id, size * ID_BYTES)
      size++
      known = undefined
    },
    ranks() {
      if (known !== undefined) return known
      const table = { ids, idTexts }
      const width = 2 ** 24
      const keys = new Float64Array(size)
      for (let person = 0; person < size; person++) keys[person] = hashAt(table, person) * width + person
      keys.sort()
      const order = Uint32Array.from(keys, (key) => key % width)
      // Few hashes are shared: those stretches are put into the order of ids.
      for (let from = 0; from < size; ) {
        const hash = Math.floor((keys[from] ?? 0) / width)
        let to = from + 1
        while (to < size && Math.floor((keys[to] ?? 0) / width) === hash) to++
        if (to - from > 1) order.set([...order.subarray(from, to)].sort(compare), from)
        from = to
      }
      known = new Uint32Array(size)
      for (let rank = 0; rank < size; rank++) known[order[rank] ?? 0] = rank
      return known
    },
    inOrder(persons) {
      const rows = sharedBytes(persons.length * ID_BYTES)
      const table = { ids, idTexts }
      let length = 0
      persons.forEach((person) => {
        if (isTextId(ids, person * ID_BYTES)) length += textBytes(table, person).length
      })
      const texts = sharedBytes(length)
      let end = 0
      persons.forEach((person, row) => {
        const at = person * ID_BYTES
        rows.set(ids.subarray(at, at + ID_BYTES), row * ID_BYTES)
        if (!isTextId(ids, at)) return
        const text = textBytes(table, person)
        texts.set(text, end)
        writeTextPlace(rows, row * ID_BYTES, end, text.length)
        end += text.length
      })
      return { ids: rows, idTexts: texts }
    },
  }
}
