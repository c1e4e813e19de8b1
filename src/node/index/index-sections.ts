import { z } from 'zod'
import { fromUtf8, utf8 } from '#kernel/bytes.ts'
import { compactKeys } from '#lookup/keys/compact.ts'
import type { KeyPart } from '#lookup/keys/key-index.ts'
import {
  LEAST_BUCKETS,
  MOST_BUCKETS,
  roomForTable,
  type SharedKeys,
  tableBytes,
  tableCounts,
} from '#lookup/keys/key-memory.ts'
import { roomForIds } from '#lookup/keys/record-ids.ts'
import {
  beginSegment,
  loadSegment,
  type Segment,
  type SegmentSections,
  sharedBytes,
} from '#lookup/persons/segment.ts'
import { createSegmentWriter } from '#lookup/persons/segment-writer.ts'
import type { SectionHeader } from '#lookup/snapshot/format.ts'
import { openVocabulary } from '#lookup/vocabulary/open.ts'
import { PEOPLE_KINDS, type PeopleKind } from './person-work.ts'
import type { Section } from './snapshot-file.ts'

/** What the indexes of a node are made of, by restriction. */
export interface IndexParts {
  readonly keys: ReadonlyMap<number, KeyPart>
  readonly persons: ReadonlyMap<number, readonly Segment[]>
  readonly organisations: ReadonlyMap<number, readonly Segment[]>
}

/** People by restriction, as another thread is told of them. */
export type PeopleParts = ReadonlyMap<number, readonly SegmentSections[]>

export const sectionsOf = (parts: IndexParts['persons']): PeopleParts =>
  new Map(
    [...parts].map(([restriction, segments]) => [restriction, segments.map(({ sections }) => sections)]),
  )

/** A part of so many records is put into its final order before it is written; a larger one would take long, and is sound without. */
const MOST_COMPACTED = 2_000_000

/** All sections of a snapshot: the same for the same records, however they came. */
export function indexSections(parts: {
  readonly keys: IndexParts['keys']
  readonly persons: PeopleParts
  readonly organisations: PeopleParts
  readonly seed: Uint8Array
}): readonly Section[] {
  return [
    ...peopleSections('persons', parts.persons),
    ...peopleSections('organisations', parts.organisations),
    ...keySections(parts.keys, parts.seed),
  ]
}

/** Keys first and ids after them: of whatever changes meanwhile, a key that is written finds its id. */
function keySections(parts: IndexParts['keys'], seed: Uint8Array): readonly Section[] {
  return [...parts].toSorted(byRestriction).flatMap(([restriction, live]) => {
    const { table, ids } = live.ids.ids.length / 16 < MOST_COMPACTED ? compactKeys(live, seed) : live
    const facts = [table.buckets, table.strayRoom, ...tableCounts(table)].join('.')
    return [
      { name: `keys/${restriction}/table/${facts}`, data: tableBytes(table) },
      { name: `keys/${restriction}/ids`, data: ids.ids },
      {
        name: `keys/${restriction}/free`,
        data: new Uint8Array(ids.free.buffer, ids.free.byteOffset, ids.free.byteLength),
      },
      { name: `keys/${restriction}/texts`, data: utf8(JSON.stringify(ids.texts)) },
    ]
  })
}

/** Each restriction's people in one segment: a pure function of who they are. The segments must hold nobody who is removed. */
function peopleSections(kind: PeopleKind, people: PeopleParts): readonly Section[] {
  return [...people].toSorted(byRestriction).flatMap(([restriction, segments]) => {
    const merged = mergedSections(segments)
    if (merged === undefined) return []
    return Object.entries(merged)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, values]) => ({
        name: `${kind}/${restriction}/0/${name}`,
        data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      }))
  })
}

/** Opened on a copy of the vocabulary: every opening takes room in the memory of the one that answers checks. */
function mergedSections(segments: readonly SegmentSections[]): SegmentSections | undefined {
  if (segments.length < 2) return segments[0]
  const writer = createSegmentWriter()
  for (const sections of segments) writer.addAll(loadSegment(sections))
  return writer.finish().sections
}

const byRestriction = ([one]: readonly [number, unknown], [other]: readonly [number, unknown]): number =>
  one - other

/** Memory for the sections of a snapshot, and the parts that it makes when it is filled. Undefined: this program cannot read them. */
export interface IndexRoom {
  readonly targets: readonly Uint8Array[]
  parts(): IndexParts
}

export function roomForIndex(sections: readonly SectionHeader[], seed: Uint8Array): IndexRoom | undefined {
  const names = sections.map(({ name }) => name.split('/'))
  if (!names.every(isNameKnown)) return undefined
  const tables = new Map<number, SharedKeys>()
  const bytesOf = new Map<string, Uint8Array>()
  const memories = new Map<string, WebAssembly.Memory>()
  const targets = sections.map(({ name, bytes }, at) => {
    const [kind, restriction, what, more] = names[at] ?? []
    let target: Uint8Array
    if (kind === 'keys' && what === 'table') {
      const [buckets = 0, strayRoom = 0, ...counts] = (more ?? '').split('.').map(Number)
      const table = roomForTable(buckets, strayRoom, counts, seed)
      tables.set(Number(restriction), table)
      target = tableBytes(table)
    } else if (kind === 'keys' && what === 'ids') target = roomForIds(bytes)
    else if (more === 'vocabulary') {
      const pages = Math.ceil(bytes / PAGE_BYTES)
      const memory = new WebAssembly.Memory({ initial: pages, maximum: MOST_PAGES, shared: true })
      memories.set(name, memory)
      target = new Uint8Array(memory.buffer, 0, bytes)
    } else target = sharedBytes(bytes)
    bytesOf.set(name, target)
    return target
  })
  if (targets.some(({ length }, at) => length !== sections[at]?.bytes)) return undefined
  const people = (kind: PeopleKind): IndexParts['persons'] => {
    const segments = new Map<number, Segment[]>()
    for (const [name, memory] of memories) {
      const [of, restriction, at] = name.split('/')
      if (of !== kind) continue
      const segment = segmentOf((section) => bytesOf.get(`${kind}/${restriction}/${at}/${section}`), memory)
      const all = segments.get(Number(restriction)) ?? []
      all[Number(at)] = segment
      segments.set(Number(restriction), all)
    }
    return segments
  }
  return {
    targets,
    parts: () => ({
      keys: new Map(
        [...tables].map(([restriction, table]) => {
          const of = (what: string): Uint8Array =>
            bytesOf.get(`keys/${restriction}/${what}`) ?? sharedBytes(0)
          const texts = TextsField.parse(JSON.parse(fromUtf8(of('texts').slice())))
          return [restriction, { table, ids: { ids: of('ids'), free: words(of('free')), texts } }]
        }),
      ),
      persons: people(PEOPLE_KINDS[0]),
      organisations: people(PEOPLE_KINDS[1]),
    }),
  }
}

const PAGE_BYTES = 65_536
const MOST_PAGES = 65_536
const TextsField = z.array(z.tuple([z.int().positive(), z.string().max(64)]))

/** A header is sealed by this node, but by an older program perhaps. */
function isNameKnown([kind, restriction, what, more, ...rest]: readonly string[]): boolean {
  if (rest.length > 0 || !/^\d{1,9}$/.test(restriction ?? '')) return false
  if (kind === 'keys')
    return what === 'table' ? areFactsSound(more ?? '') : KEY_SECTIONS.has(what ?? '') && more === undefined
  return (
    PEOPLE_KINDS.some((each) => each === kind) && /^\d{1,4}$/.test(what ?? '') && isSectionName(more ?? '')
  )
}

const KEY_SECTIONS: ReadonlySet<string> = new Set(['ids', 'free', 'texts'])

function areFactsSound(text: string): boolean {
  if (!/^\d{1,9}(\.\d{1,9}){5}$/.test(text)) return false
  const [buckets = 0, strayRoom = 0] = text.split('.').map(Number)
  return buckets >= LEAST_BUCKETS && buckets <= MOST_BUCKETS && strayRoom >= 1 && strayRoom <= 2 ** 26
}

const words = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
const pairs = (bytes: Uint8Array): Uint16Array =>
  new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)

const SECTION_NAMES = {
  ids: true,
  idTexts: true,
  births: true,
  marks: true,
  nations: true,
  moreRows: true,
  moreStarts: true,
  more: true,
  byHash: true,
  rowNames: true,
  nameRows: true,
  nameWords: true,
  doubted: true,
  words: true,
  wordNames: true,
  postings: true,
  joinStarts: true,
  joins: true,
  vocabulary: true,
} as const satisfies Record<keyof SegmentSections, true>

const isSectionName = (name: string): name is keyof SegmentSections => name in SECTION_NAMES

function segmentOf(
  bytesOf: (name: keyof SegmentSections) => Uint8Array | undefined,
  memory: WebAssembly.Memory,
): Segment {
  const bytes = (name: keyof SegmentSections): Uint8Array => bytesOf(name) ?? sharedBytes(0)
  const book = openVocabulary(memory)
  return beginSegment(
    {
      vocabulary: book.sections.vocabulary,
      ids: bytes('ids'),
      idTexts: bytes('idTexts'),
      births: words(bytes('births')),
      marks: bytes('marks'),
      nations: pairs(bytes('nations')),
      moreRows: words(bytes('moreRows')),
      moreStarts: words(bytes('moreStarts')),
      more: words(bytes('more')),
      byHash: words(bytes('byHash')),
      rowNames: words(bytes('rowNames')),
      nameRows: words(bytes('nameRows')),
      nameWords: words(bytes('nameWords')),
      doubted: bytes('doubted'),
      words: words(bytes('words')),
      wordNames: words(bytes('wordNames')),
      postings: words(bytes('postings')),
      joinStarts: words(bytes('joinStarts')),
      joins: words(bytes('joins')),
    },
    book,
  )
}
