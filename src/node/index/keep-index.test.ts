import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { World } from '#desks/ports.ts'
import { publishRecord } from '#desks/records/publish-record.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { nodeJournal } from '#exchange/node-journal.ts'
import type { LogLine } from '#http/services.ts'
import type { PoliceRecord } from '#acts/record.ts'
import type { Uuid } from '#kernel/ids.ts'
import { documentKey } from '#matching/identifiers/documents.ts'
import { indexKeysOf } from '#matching/identifiers/keys.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { aNotice } from '#testkit/builders.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { nodeIndex, type NodeIndex } from '../check-index.ts'
import { fillIndex } from './fill-index.ts'
import { indexSections, sectionsOf } from './index-sections.ts'
import { type KeptIndex, keepIndex } from './keep-index.ts'

const STORE_KEY = new Uint8Array(32).fill(5)
const SEED = new Uint8Array(16)
const bureau = anActor('bureau-officer', 'test.bureau')

let folder = ''
let world: TestWorld
let secretariat: TestNode
let lines: LogLine[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entraide-kept-'))
  world = await openTestWorld()
  secretariat = world.node('GS')
  lines = []
})
afterEach(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const path = (): string => join(folder, 'check-index.snapshot')
const keep = (node = secretariat, storeKey = STORE_KEY): Promise<KeptIndex> =>
  keepIndex({
    path: path(),
    storeKey,
    sql: node.sql,
    contents: node.context.contents,
    log: (line) => lines.push(line),
    nowMs: () => 0,
    leastRecords: 0,
  })

/** The desk of a node whose index is this one. */
const deskOf = (index: NodeIndex, node = secretariat): World => ({
  ...node.world,
  index: index.reader,
  journal: nodeJournal(node.sql, node.context, (outcome) => index.apply(outcome.index)),
})

async function publish(desk: World, record: PoliceRecord): Promise<Uuid> {
  const published = await publishRecord(desk, bureau, record)
  if (!published.ok) throw new Error(JSON.stringify(published.refusal))
  return published.value.held.id
}
const withdraw = (desk: World, id: Uuid) =>
  withdrawRecord(desk, authorityOf(bureau, 'record:withdraw'), { id, reason: 'found again' })

const person = (name: string, number?: string): PoliceRecord => {
  const notice = aNotice()
  const documents = number === undefined ? [] : [{ type: 'passport' as const, number }]
  const names = [{ text: name, use: 'primary' as const, quality: 'good' as const }]
  const subject = { ...notice.subject, names, documents } as typeof notice.subject
  return { ...notice, subject }
}
const bearer = (number: string): PoliceRecord => person(`Bearer ${number}`, number)
const bearers = (index: NodeIndex, number: string): readonly string[] =>
  index.reader
    .findKeys(indexKeysOf(documentKey({ number })).slice(0, 1), { mayKnow: () => true })
    .map(({ id }) => id)
const named = async (index: NodeIndex, name: string): Promise<readonly string[]> =>
  (await index.reader.findPersons({ name }, { limit: 5, threshold: 0.5 })).hits.map(({ id }) => id)

describe('the index of a node', () => {
  test('comes from the journal at first, then from its snapshot and what changed since', async () => {
    const first = await keep()
    const desk = deskOf(first.index)
    const standing = await publish(desk, bearer('ZQ7315842'))
    const leaving = await publish(desk, bearer('ZQ7315843'))
    const farzan = await publish(desk, person('Hamidreza Farzan'))
    await first.write(true)
    expect(first.state()).toMatchObject({ from: 'written', behind: 0 })
    const later = await publish(desk, bearer('ZQ7315844'))
    await withdraw(desk, leaving)
    const malenko = await publish(desk, person('Sergei Malenko'))
    expect(first.state()).toMatchObject({ behind: 3 })

    const second = await keep()
    expect(lines.map(({ event, changes }) => `${event} ${changes ?? ''}`)).toEqual([
      'index/filled ',
      'index/loaded 3',
    ])
    expect(bearers(second.index, 'ZQ7315842')).toEqual([standing])
    expect(bearers(second.index, 'ZQ7315843')).toEqual([])
    expect(bearers(second.index, 'ZQ7315844')).toEqual([later])
    expect(await named(second.index, 'Hamidreza Farzan')).toEqual([farzan])
    expect(await named(second.index, 'Sergei Malenko')).toEqual([malenko])
    expect(second.index.sizes()).toEqual(first.index.sizes())
    expect(second.index.applied).toBe(first.index.applied)
  })

  test.each([
    ['of another store key', async () => keep(secretariat, new Uint8Array(32)), 'snapshot/not-ours'],
    ['of another store', async () => keep(world.node('SG')), 'snapshot/other-store'],
    [
      'altered',
      async () => {
        const bytes = await readFile(path())
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 20) ^ 1, bytes.length - 20)
        await writeFile(path(), bytes)
        return keep()
      },
      'snapshot/altered',
    ],
  ] as const)(
    'is made again from the journal when the snapshot is %s, and says so',
    async (_, open, reason) => {
      const first = await keep()
      await publish(deskOf(first.index), bearer('ZQ7315842'))
      await world.settle()
      await first.write(true)
      const again = await open()
      expect(lines.at(-1)).toMatchObject({ event: 'index/filled', reason })
      expect(bearers(again.index, 'ZQ7315842')).toHaveLength(1)
      expect(await readdir(folder)).toEqual([])
    },
  )

  test('is written when it was quiet, once, and not when it is too small to be worth it', async () => {
    let nowMs = 0
    const options = {
      path: path(),
      storeKey: STORE_KEY,
      sql: secretariat.sql,
      contents: secretariat.context.contents,
      log: () => undefined,
    }
    const small = await keepIndex({ ...options, nowMs: () => 0 })
    await small.write(true)
    expect(await readdir(folder)).toEqual([])
    const kept = await keepIndex({ ...options, nowMs: () => nowMs, leastRecords: 0 })
    await publish(deskOf(kept.index), bearer('ZQ7315842'))
    kept.changed()
    await kept.write()
    expect(await readdir(folder)).toEqual([])
    nowMs = 30_000
    await kept.write()
    expect(await readdir(folder)).toEqual(['check-index.snapshot'])
    const before = await readFile(path())
    nowMs = 10_000_000
    await kept.write()
    expect((await readFile(path())).equals(before)).toBe(true)
  })

  test('has no snapshot after an erasure, even of one that is being written', async () => {
    const kept = await keep()
    await publish(deskOf(kept.index), bearer('ZQ7315842'))
    await kept.write(true)
    await kept.erase()
    expect(await readdir(folder)).toEqual([])
    expect(kept.state()).toMatchObject({ from: 'none' })
    const writing = kept.write(true)
    await kept.erase()
    await writing
    expect(await readdir(folder)).toEqual([])
  })

  test('holds nothing of a withdrawn record in any of its memory', async () => {
    const kept = await keep()
    const desk = deskOf(kept.index)
    for (const name of NAMES) await publish(desk, person(`${name} Malenko`, `ZQ${name}`))
    const [name, number] = [['Zwq', 'vathorn'].join(''), ['QZ88', '07713'].join('')]
    const id = await publish(desk, person(`Sergei ${name}`, number))
    kept.index.parts()
    expect(await named(kept.index, `Sergei ${name}`)).toEqual([id])
    expect(bearers(kept.index, number)).toEqual([id])
    const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex')
    const traces = (): number =>
      memoriesOf(kept.index).filter((memory) =>
        [name.toLowerCase(), name, number, idBytes].some((text) => memory.includes(text)),
      ).length
    expect(traces(), 'the search finds what is there').toBeGreaterThan(0)
    await withdraw(desk, id)
    expect(traces()).toBe(0)
    // What was asked is not kept longer than the question either.
    expect(await named(kept.index, 'Anton Veresk')).not.toContain(id)
    expect(traces()).toBe(0)
  })

  test('has the same bytes whether it followed publications and withdrawals or was filled from the journal', async () => {
    const index = nodeIndex({ seed: SEED })
    const desk = deskOf(index)
    const ids: Uuid[] = []
    for (let at = 0; at < 40; at++) {
      ids.push(await publish(desk, bearer(`ZQ73${10_000 + at * 7}`)))
      ids.push(await publish(desk, person(`${NAMES[at % 7]} ${NAMES[(at * 3 + 1) % 7]}`)))
    }
    for (let at = 0; at < ids.length; at += 3) await withdraw(desk, ids[at] ?? ('' as Uuid))
    for (let at = 0; at < 10; at++) await publish(desk, bearer(`ZQ73${10_000 + at * 21}`))
    const filled = nodeIndex({ seed: SEED })
    await fillIndex(filled, secretariat.sql, secretariat.context.contents)
    expect(filled.sizes()).toEqual(index.sizes())
    expect(digests(index)).toEqual(digests(filled))
  })
})

const NAMES = ['Sergei', 'Malenko', 'Yusuf', 'Farzan', 'Veresk', 'Hamidreza', 'Harizi']

/** Whole memories, not only what of them is in use. */
function memoriesOf(index: NodeIndex): readonly Buffer[] {
  const { keys, persons, organisations } = index.parts()
  const segments = [...persons.values(), ...organisations.values()].flat()
  const buffers = new Set([
    ...[...keys.values()].flatMap(({ table, ids }) => [table.memory.buffer, ids.ids.buffer]),
    ...segments.flatMap(({ sections, book }) => [
      book.memory.buffer,
      ...Object.values(sections).map(({ buffer }) => buffer),
    ]),
  ])
  return [...buffers].map((buffer) => Buffer.from(buffer))
}

function digests(index: NodeIndex): readonly string[] {
  const { keys, persons, organisations } = index.parts()
  const sections = indexSections({
    keys,
    persons: sectionsOf(persons),
    organisations: sectionsOf(organisations),
    seed: SEED,
  })
  return sections.map(
    ({ name, data }) => `${name} ${data.length} ${createHash('sha256').update(data).digest('hex')}`,
  )
}
