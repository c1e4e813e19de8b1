import { setImmediate } from 'node:timers/promises'
import type { World } from '#desks/ports.ts'
import { type Agreement, documentProbes } from '#matching/identifiers/keys.ts'
import { type Found, worthReading } from './candidate.ts'
import { findRowsOfNumbers, OFFERED } from './find-keys.ts'
import type { PersonsFound } from './check-person.ts'
import { type Border, findHolder, numbersOf } from './find-traveller.ts'

/** What the index found for one row, not yet confirmed on the records. */
export interface RowFound {
  readonly found: readonly Found[]
  readonly tooMany: boolean
}

/** A block ends here, so that names without a birth date do not keep the answers of the rows before them waiting. */
const BLOCK_MS = 250
/** Others get their turn at least this often. */
const TURN_MS = 8
/** The records of a block are read in one transaction. */
const MOST_FOUND = 500

/**
 * Looks up rows in their order, all numbers of them in one look at the index. `used` says how many: fewer than were
 * given when they take long or find much. `found` is by the place of the row.
 */
export async function findRows(
  world: World,
  rows: readonly { readonly asked: Border | undefined }[],
  near: boolean,
): Promise<{ readonly used: number; readonly found: ReadonlyMap<number, RowFound> }> {
  const { used, persons } = await findPersons(world, rows)
  const offered = near ? OFFERED.batch : EXACTLY
  const numbers = findRowsOfNumbers(
    world.index,
    used,
    (row) => probesOf(rows[row]?.asked),
    (row) => numbersOf(rows[row]?.asked ?? {}, 'batch', offered),
  )
  const found = new Map<number, RowFound>()
  let toRead = 0
  for (const at of [...new Set([...persons.keys(), ...numbers.keys()])].toSorted((a, b) => a - b)) {
    const { found: byName = [], tooMany = false } = persons.get(at) ?? {}
    const worth = worthReading([...byName, ...(numbers.get(at) ?? [])])
    if (toRead > 0 && toRead + worth.length > MOST_FOUND) return { used: at, found }
    toRead += worth.length
    found.set(at, { found: worth, tooMany })
  }
  return { used, found }
}

/** Most rows are one document: for them nothing more is made than the keys that are probed. */
function probesOf(asked: Border | undefined): readonly string[] {
  if (asked === undefined) return []
  const { documents, vehicle } = asked
  const [first] = documents ?? []
  if (first !== undefined && documents?.length === 1 && vehicle === undefined) {
    return documentProbes(first.number, first.issuingCountry ?? '')
  }
  return numbersOf(asked, 'batch').flatMap(({ probes }) => probes)
}

const EXACTLY: readonly Agreement[] = ['same']

async function findPersons(
  world: World,
  rows: readonly { readonly asked: Border | undefined }[],
): Promise<{ readonly used: number; readonly persons: ReadonlyMap<number, PersonsFound> }> {
  const startedMs = world.clock.elapsedMs()
  const persons = new Map<number, PersonsFound>()
  let turnMs = startedMs
  let count = 0
  let used = 0
  for (const { asked } of rows) {
    used += 1
    if (asked?.name === undefined) continue
    const holder = await findHolder(world, asked)
    if (holder.found.length > 0 || holder.tooMany) persons.set(used - 1, holder)
    count += holder.found.length
    const nowMs = world.clock.elapsedMs()
    if (nowMs - startedMs >= BLOCK_MS || count >= MOST_FOUND) break
    if (nowMs - turnMs < TURN_MS) continue
    await setImmediate()
    turnMs = world.clock.elapsedMs()
  }
  return { used, persons }
}
