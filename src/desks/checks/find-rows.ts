import { setImmediate } from 'node:timers/promises'
import type { World } from '#desks/ports.ts'
import { LIMITS } from '#kernel/limits.ts'
import { bestPerRecord, type Found } from './candidate.ts'
import { type Border, findDocuments, findHolder } from './find-traveller.ts'

/** What the index found for one row: the best first, no more than are shown. */
export interface RowFound {
  readonly best: readonly Found[]
  readonly isCut: boolean
  readonly tooMany: boolean
}

/** A block ends here, so that names without a birth date do not keep the answers of the rows before them waiting. */
const BLOCK_MS = 250
/** Others get their turn at least this often. */
const TURN_MS = 8
/** The records of a block are read in one transaction. */
const MOST_FOUND = 500

/**
 * Looks up rows in their order, all documents of them in one look at the table. `used` says how many: fewer than were
 * given when they take long or find much. `found` is by the place of the row.
 */
export async function findRows(
  world: World,
  rows: readonly { readonly asked: Border | undefined }[],
  near: boolean,
): Promise<{ readonly used: number; readonly found: ReadonlyMap<number, RowFound> }> {
  const startedMs = world.clock.elapsedMs()
  const held = new Map<number, readonly Found[]>()
  let turnMs = startedMs
  let count = 0
  let used = 0
  for (const { asked } of rows) {
    if (asked !== undefined && (asked.name !== undefined || asked.vehicle !== undefined)) {
      const holder = await findHolder(world, asked)
      if (holder.length > 0) held.set(used, holder)
      count += holder.length
      const nowMs = world.clock.elapsedMs()
      if (nowMs - turnMs >= TURN_MS) {
        await setImmediate()
        turnMs = world.clock.elapsedMs()
      }
      used += 1
      if (nowMs - startedMs >= BLOCK_MS || count >= MOST_FOUND) break
    } else used += 1
  }
  const asked = rows.slice(0, used).map((row) => row.asked ?? NOTHING)
  const documents = findDocuments(world.index, { rows: asked, near })
  const found = new Map<number, RowFound>()
  let toRead = 0
  for (const at of [...new Set([...held.keys(), ...documents.keys()])].toSorted((a, b) => a - b)) {
    const best = bestPerRecord([...(held.get(at) ?? []), ...(documents.get(at) ?? [])])
    const shown = best.slice(0, LIMITS.candidates)
    if (toRead > 0 && toRead + shown.length > MOST_FOUND) return { used: at, found }
    toRead += shown.length
    found.set(at, { best: shown, isCut: best.length > shown.length, tooMany: false })
  }
  return { used, found }
}

const NOTHING: Border = {}
