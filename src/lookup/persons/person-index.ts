import type { PersonEntry, PersonQuery } from '#matching/types.ts'
import { compareNames, comparePeople, findPersons } from './find-persons.ts'
import type { ComparedName, ComparedPerson, PersonHits, PersonSearch, Searched } from './find-persons.ts'
import { workspaces } from './gather.ts'
import type { Observer } from './gather.ts'
import { createRarities } from './rarity.ts'
import { NAMES, PEOPLE, REMOVED, findRow, removeRows } from './segment.ts'
import type { Segment } from './segment.ts'
import { createSegmentWriter } from './segment-writer.ts'
import { wordWeights } from './word-weights.ts'

/** Restriction 0: open to all who may ask. */
export const OPEN = 0

export interface PersonIndexSearch extends PersonSearch {
  /** The restrictions whose people the asker may know beside the open ones. */
  readonly restrictions?: readonly number[]
}

/**
 * People by the words of their names and by their births.
 *
 * They lie in segments that never change: a large one, smaller ones for what came later, and a smallest one that is made
 * afresh when something was put. People under different restrictions lie apart, and a question touches only those that
 * its asker may know; how rare a name is, is counted among the open ones.
 */
export interface PersonIndex {
  /** Inserts or replaces. */
  put(id: string, entry: PersonEntry, restriction?: number): void
  remove(id: string): void
  /** Puts many, who must not be held yet, into a segment of their own: much faster than one by one. */
  putAll(people: Iterable<readonly [id: string, entry: PersonEntry]>, restriction?: number): void
  find(query: PersonQuery, search: PersonIndexSearch): PersonHits
  /** Each candidate with the best of its names, in no order: for fitting the model. */
  compare(query: PersonQuery, observe?: Observer): readonly ComparedPerson[]
  /** Every open name that is compared in full, in no order: for fitting the model. */
  compareNames(query: PersonQuery): readonly ComparedName[]
  /** Whether something of a removed person still lies in a segment. */
  readonly needsCompaction: boolean
  /** Makes the segments afresh that hold something of removed people, but those of more than `most` people. */
  clean(most?: number): void
  /**
   * Large segments that another thread should make into one: one with removed people that is not among `except`, or a run of several.
   */
  toCompact(except?: ReadonlySet<Segment>): readonly Segment[] | undefined
  /**
   * Puts a segment in the place of those that it was made of, without the people put or removed since. False when they are not there any more.
   */
  replace(from: readonly Segment[], by: Segment, changedSince: Iterable<string>): boolean
  /** The segments by restriction, those of fresh people among them. */
  parts(): ReadonlyMap<number, readonly Segment[]>
  /** Takes over the segments of another index in the place of its own; what it knows of those that stay is kept. */
  adopt(parts: ReadonlyMap<number, readonly Segment[]>): void
  readonly size: { readonly persons: number; readonly names: number }
  /** How much memory the segments take, by section. */
  bytes(): Readonly<Record<string, number>>
}

interface Partition {
  /** Not yet in a segment. */
  readonly fresh: Map<string, PersonEntry>
  /** The fresh ones as a segment, as long as they have not changed. */
  freshSegment: Segment | undefined
  segments: Segment[]
}

/** People who are put into a segment of their own before they are merged with others. */
const MOST_FRESH = 256
/** A segment is merged with the one before it that has less than so many times its people. */
const GROWTH = 4
/** A segment of more people takes too long to make while others wait. */
const MOST_AT_ONCE = 12_000

/** `from`: parts of another index or of a snapshot; they are taken over, not copied. */
export function createPersonIndex(from: ReadonlyMap<number, readonly Segment[]> = new Map()): PersonIndex {
  const partitions = new Map<number, Partition>()
  for (const [restriction, segments] of from)
    partitions.set(restriction, { fresh: new Map(), freshSegment: undefined, segments: [...segments] })
  const workspaceOf = workspaces()
  const segmentsOf = ({ fresh, freshSegment, segments }: Partition): readonly Segment[] =>
    fresh.size === 0 || freshSegment === undefined ? segments : [...segments, freshSegment]
  let openSegments: readonly Segment[] | undefined
  const rarities = createRarities(() => {
    const open = partitions.get(OPEN)
    return (openSegments ??= open === undefined ? [] : segmentsOf(open))
  })
  const weights = wordWeights(rarities)

  /** What is kept between questions is counted among the open ones: no other change costs anybody time. */
  const changed = (restriction: number): void => {
    if (restriction !== OPEN) return
    openSegments = undefined
    rarities.forget()
    weights.forget()
  }

  const partitionOf = (restriction: number): Partition => {
    let partition = partitions.get(restriction)
    if (partition === undefined)
      partitions.set(restriction, (partition = { fresh: new Map(), freshSegment: undefined, segments: [] }))
    return partition
  }

  const segmentOf = (people: Iterable<readonly [string, PersonEntry]>): Segment => {
    const writer = createSegmentWriter()
    for (const [id, entry] of people) writer.add(id, entry)
    return writer.finish()
  }

  const mergedSegment = (from: readonly Segment[]): Segment => {
    const writer = createSegmentWriter()
    for (const segment of from) writer.addAll(segment)
    return writer.finish()
  }

  const settle = (restriction: number, partition: Partition): void => {
    if (partition.fresh.size === 0 || partition.freshSegment !== undefined) return
    partition.freshSegment = segmentOf(partition.fresh)
    changed(restriction)
  }

  /** Moves the fresh people into segments, merging small ones. */
  const absorb = (partition: Partition): void => {
    const from = [segmentOf(partition.fresh)]
    partition.fresh.clear()
    partition.freshSegment = undefined
    let people = from[0]?.state.totals[PEOPLE] ?? 0
    for (;;) {
      const last = partition.segments.at(-1)
      const held = last?.state.totals[PEOPLE] ?? 0
      if (last === undefined || held > people * GROWTH || held + people > MOST_AT_ONCE) break
      partition.segments.pop()
      from.unshift(last)
      people += held
    }
    partition.segments.push(from.length === 1 && from[0] !== undefined ? from[0] : mergedSegment(from))
  }

  const remove = (id: string): void => {
    for (const [restriction, partition] of partitions) {
      let isHeld = partition.fresh.delete(id)
      if (isHeld) partition.freshSegment = undefined
      for (const segment of partition.segments) {
        const row = findRow(segment, id)
        if (row < 0) continue
        removeRows(segment, row)
        isHeld = true
      }
      if (isHeld) changed(restriction)
    }
  }

  const searched = (restrictions: readonly number[]): Searched => {
    const known = [...new Set([OPEN, ...restrictions])].flatMap((restriction) => {
      const partition = partitions.get(restriction)
      if (partition === undefined) return []
      settle(restriction, partition)
      return segmentsOf(partition)
    })
    return { segments: known, rarities, workspaceOf, weightsOf: (segment) => weights.of(segment) }
  }

  return {
    put(id, entry, restriction = OPEN) {
      remove(id)
      const partition = partitionOf(restriction)
      partition.fresh.set(id, entry)
      partition.freshSegment = undefined
      if (partition.fresh.size >= MOST_FRESH) absorb(partition)
      changed(restriction)
    },
    remove,
    putAll(people, restriction = OPEN) {
      partitionOf(restriction).segments.push(segmentOf(people))
      changed(restriction)
    },
    find: (query, search) => findPersons(searched(search.restrictions ?? []), query, search),
    compare: (query, observe) =>
      comparePeople({ ...searched([]), observe }, query, Number.NEGATIVE_INFINITY).compared,
    compareNames: (query) => compareNames(searched([]), query, Number.NEGATIVE_INFINITY).found,
    get needsCompaction() {
      for (const { segments } of partitions.values())
        if (segments.some(({ state }) => (state.totals[REMOVED] ?? 0) > 0)) return true
      return false
    },
    toCompact(except = new Set()) {
      for (const { segments } of partitions.values()) {
        const soiled = segments.find(
          (segment) => (segment.state.totals[REMOVED] ?? 0) > 0 && !except.has(segment),
        )
        if (soiled !== undefined) return [soiled]
        const run = runToMerge(segments)
        if (run.length > 1) return run
      }
      return undefined
    },
    replace(from, by, changedSince) {
      for (const [restriction, partition] of partitions) {
        const at = partition.segments.indexOf(from[0] ?? by)
        if (at < 0 || from.some((segment, each) => partition.segments[at + each] !== segment)) continue
        for (const id of changedSince) {
          const row = findRow(by, id)
          if (row >= 0) removeRows(by, row)
        }
        partition.segments.splice(at, from.length, by)
        changed(restriction)
        return true
      }
      return false
    },
    clean(most = Number.POSITIVE_INFINITY) {
      for (const [restriction, partition] of partitions) {
        partition.segments = partition.segments.flatMap((segment) => {
          if ((segment.state.totals[REMOVED] ?? 0) === 0) return [segment]
          if ((segment.state.totals[PEOPLE] ?? 0) > most) return [segment]
          return (segment.state.totals[PEOPLE] ?? 0) === 0 ? [] : [mergedSegment([segment])]
        })
        changed(restriction)
      }
    },
    adopt(parts) {
      partitions.clear()
      for (const [restriction, segments] of parts)
        partitions.set(restriction, { fresh: new Map(), freshSegment: undefined, segments: [...segments] })
      changed(OPEN)
    },
    parts() {
      for (const [restriction, partition] of partitions) settle(restriction, partition)
      return new Map([...partitions].map(([restriction, each]) => [restriction, segmentsOf(each)]))
    },
    get size() {
      let persons = 0
      let names = 0
      for (const { fresh, segments } of partitions.values()) {
        persons += fresh.size
        for (const { names: own } of fresh.values()) names += own.length
        for (const { state } of segments) {
          persons += state.totals[PEOPLE] ?? 0
          names += state.totals[NAMES] ?? 0
        }
      }
      return { persons, names }
    },
    bytes() {
      const sizes: Record<string, number> = {}
      for (const partition of partitions.values()) {
        for (const { sections, state } of segmentsOf(partition)) {
          for (const [name, values] of [...Object.entries(sections), ...Object.entries(state)])
            sizes[name] = (sizes[name] ?? 0) + values.byteLength
        }
      }
      return sizes
    },
  }
}

/** The last segments that are not small against those after them. Those before are large, and stay for longer. */
function runToMerge(segments: readonly Segment[]): readonly Segment[] {
  let people = 0
  let first = segments.length
  for (; first > 0; first--) {
    const held = segments[first - 1]?.state.totals[PEOPLE] ?? 0
    if (first < segments.length && held > people * GROWTH) break
    people += held
  }
  // Small ones are merged where they are put.
  return people > MOST_AT_ONCE ? segments.slice(first) : []
}
