import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocument } from '#desks/checks/check-document.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import { importList } from '#desks/notices/import-list.ts'
import type { Finding } from '#desks/ports.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { openSqlite } from '#journal/sqlite.ts'
import type { Uuid } from '#kernel/ids.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { anEntry, aTravelDocumentDraft } from '#testkit/builders.ts'
import { seededRandom } from '#testkit/seeded-random.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { makeCheckpoints } from './make-checkpoint.ts'
import { checkpointAndVerify, verifyNode } from './verify-node.ts'

const bureau = anActor('bureau-officer')
const notices = anActor('notices-officer')

interface Small {
  readonly world: TestWorld
  readonly kenya: TestNode
  readonly raw: DatabaseSync
}
const folder = mkdtempSync(join(tmpdir(), 'entraide-verify-'))
const opened: Small[] = []
afterAll(async () => {
  for (const { world, raw } of opened) {
    raw.close()
    await world.close()
  }
  rmSync(folder, { recursive: true, force: true })
})

/** A world whose Kenyan store can be written to behind the program's back. */
async function openSmall(name: string, members: readonly string[]): Promise<Small> {
  const world = await openTestWorld({
    members,
    openStore: async (id) => openSqlite(join(folder, `${name}-${id}`)),
  })
  const raw = new DatabaseSync(join(folder, `${name}-KE`), {
    enableForeignKeyConstraints: false,
    timeout: 2000,
  })
  const small = { world, kenya: world.node('KE'), raw }
  opened.push(small)
  return small
}

async function record({ world }: TestNode, number: string): Promise<Uuid> {
  const recorded = await recordTravelDocument(
    world,
    authorityOf(bureau, 'record:record'),
    aTravelDocumentDraft({ number }),
  )
  if (!recorded.ok) throw new Error(recorded.refusal.kind)
  return recorded.value.held.id
}

const check = ({ world }: TestNode, number: string) =>
  checkDocument(world, authorityOf(bureau, 'check:document'), { purpose: 'border-control', number })

/** Own and received acts, live and erased ones, a hit, accesses, an item that was refused, several checkpoints. */
async function busyNode(): Promise<Small> {
  const small = await openSmall('busy', ['GS', 'KE', 'SG'])
  const { world, kenya } = small
  const step = async (): Promise<void> => {
    world.pass(1000)
    await world.settle()
    await makeCheckpoints(kenya.sql, kenya.context)
  }
  await importList(world.node('GS').world, authorityOf(notices, 'list:import'), {
    list: 'un-sc',
    entries: [anEntry('1'), anEntry('2')],
  })
  const lost = await record(kenya, 'NB4001001')
  await step()
  const kept = await record(kenya, 'NB4001002')
  await step()
  const found = await check(world.node('SG'), 'NB4001002')
  if (!found.ok) throw new Error(found.refusal.kind)
  await decideCandidate(world.node('SG').world, authorityOf(bureau, 'check:decide'), {
    checkId: found.value.id,
    recordId: kept,
    decision: 'same',
    reason: 'number agrees',
  })
  await step()
  await withdrawRecord(kenya.world, authorityOf(bureau, 'record:withdraw'), {
    id: lost,
    reason: 'found again',
  })
  await importList(world.node('GS').world, authorityOf(notices, 'list:import'), {
    list: 'un-sc',
    entries: [anEntry('2')],
  })
  await step()
  await check(kenya, 'NB4001002')
  await step()
  return small
}

type Value = string | Uint8Array | null
interface Cell {
  readonly table: string
  readonly column: string
  readonly rowid: number
  readonly value: string | Uint8Array
  /** Where a finding about this row may say that it is. */
  readonly place: RegExp
}

const COLUMNS = {
  leaf: ['log', 'salt', 'commitment', 'leaf_hash', 'logged_at', 'act_id', 'entry'],
  act: ['id', 'issuer', 'type', 'subject', 'issued_at', 'applied_at', 'content', 'mark'],
  envelope: ['act_id', 'bytes'],
  checkpoint: ['log', 'root', 'made_at', 'note', 'mark'],
  feed_out: ['recipient', 'act_id', 'item'],
  feed_in: ['issuer', 'item', 'act_id', 'refusals', 'applied_at', 'mark'],
} as const
type Table = keyof typeof COLUMNS
const TABLES = Object.keys(COLUMNS) as readonly Table[]

function rowsOf({ raw }: Small, table: Table): readonly Record<string, unknown>[] {
  return raw.prepare(`select rowid as row_number, * from ${table} order by rowid`).all()
}

function placeOf({ raw }: Small, table: Table, row: Record<string, unknown>, column: string): RegExp {
  const text = (name: string): string => String(row[name])
  switch (table) {
    case 'leaf':
      return new RegExp(`^${text('log')}: leaf ${text('position')}$`)
    case 'act':
      // An act of another id is another act: both the one that is there and what misses the old one are named.
      return column === 'id' ? /^(act |acts: leaf |feed )/ : new RegExp(`^act ${text('id')}$`)
    case 'envelope': {
      const [leaf] = raw.prepare('select position from leaf where act_id = ?').all(text('act_id'))
      const sent = raw.prepare('select recipient, number from feed_out where act_id = ?').all(text('act_id'))
      // The sealed keys are no part of the leaf; each is part of what its recipient was promised.
      const items = sent.map((item) => `feed to ${String(item['recipient'])}: item ${Number(item['number'])}`)
      return new RegExp(`^(${[`acts: leaf ${Number(leaf?.['position'])}`, ...items].join('|')})$`)
    }
    case 'checkpoint':
      return column === 'log'
        ? new RegExp(`^${text('log')}: checkpoint at `)
        : new RegExp(`^${text('log')}: checkpoint at ${text('size')}$`)
    case 'feed_out':
      return new RegExp(`^feed to ${text('recipient')}: item ${text('number')}$`)
    case 'feed_in':
      return new RegExp(`^feed from ${text('issuer')}: item ${text('number')}$`)
  }
}

function cellsOf(small: Small, table: Table, row: Record<string, unknown>): readonly Cell[] {
  return COLUMNS[table].flatMap((column) => {
    const value = row[column] as Value
    if (value === null || value.length === 0) return []
    return [
      { table, column, rowid: Number(row['row_number']), value, place: placeOf(small, table, row, column) },
    ]
  })
}

function flipped(value: string | Uint8Array, at: number): string | Uint8Array {
  if (typeof value === 'string') {
    return value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ 1) + value.slice(at + 1)
  }
  const bytes = Uint8Array.from(value)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

/** Flips one byte of a cell, asks, and puts it back. Gives what is wrong with the answer. */
async function flip({ kenya, raw }: Small, cell: Cell, at: number): Promise<string | undefined> {
  const write = raw.prepare(`update ${cell.table} set ${cell.column} = ? where rowid = ?`)
  write.run(flipped(cell.value, at), cell.rowid)
  const { findings } = await verifyNode(kenya.sql, kenya.context)
  write.run(cell.value, cell.rowid)
  const name = `${cell.table}.${cell.column} of row ${cell.rowid} at ${at}`
  if (findings.length === 0) return `${name}: not noticed`
  if (findings.some((finding) => cell.place.test(finding.where))) return undefined
  return `${name}: said to be at ${findings.map(({ where, what }) => `${where} (${what})`).join(', ')}`
}

const findingsOf = async ({ kenya }: Small): Promise<readonly Finding[]> =>
  (await verifyNode(kenya.sql, kenya.context)).findings

describe('one flipped byte', () => {
  let busy: Small
  let tiny: Small
  beforeAll(async () => {
    busy = await busyNode()
    tiny = await openSmall('tiny', ['KE', 'SG'])
    await record(tiny.world.node('KE'), 'NB4002001')
    const singapore = tiny.world.node('SG')
    await tiny.world.settle()
    const [held] = await singapore.sql.query('select id from record')
    const found = await check(singapore, 'NB4002001')
    if (!found.ok) throw new Error(found.refusal.kind)
    await decideCandidate(singapore.world, authorityOf(bureau, 'check:decide'), {
      checkId: found.value.id,
      recordId: held?.['id'] as Uuid,
      decision: 'same',
      reason: 'number agrees',
    })
    await tiny.world.settle()
    await makeCheckpoints(tiny.kenya.sql, tiny.kenya.context)
  })

  test('the nodes under test are sound, and have something in every column', async () => {
    expect(await findingsOf(busy)).toEqual([])
    expect(await findingsOf(tiny)).toEqual([])
    for (const table of TABLES) {
      const filled = new Set(
        rowsOf(busy, table).flatMap((row) => cellsOf(busy, table, row).map((cell) => cell.column)),
      )
      const never = table === 'feed_in' ? ['refusals'] : [] // nothing was refused here; see apply-item.test.ts
      expect([...filled, ...never].toSorted()).toEqual([...COLUMNS[table]].toSorted())
    }
  })

  test.each(TABLES)('in any row of %s is noticed, and its place is named', async (table) => {
    const random = seededRandom(20261123)
    const wrong: (string | undefined)[] = []
    for (const row of rowsOf(busy, table)) {
      for (const cell of cellsOf(busy, table, row)) {
        const places = new Set([0, cell.value.length - 1, Math.floor(random() * cell.value.length)])
        for (const at of places) wrong.push(await flip(busy, cell, at))
      }
    }
    expect(wrong.filter((each) => each !== undefined)).toEqual([])
    expect(await findingsOf(busy)).toEqual([])
  })

  const stride = process.env['ENTRAIDE_EXHAUSTIVE'] === '1' ? 1 : 29
  test.each(TABLES)('anywhere in a row of %s is noticed', { timeout: 300_000 }, async (table) => {
    const [row] = rowsOf(tiny, table)
    if (row === undefined) throw new Error(`${table} is empty`)
    const wrong: (string | undefined)[] = []
    for (const cell of cellsOf(tiny, table, row)) {
      for (let at = 0; at < cell.value.length; at += cell.value.length > 400 ? stride : 1) {
        wrong.push(await flip(tiny, cell, at))
      }
    }
    expect(wrong.filter((each) => each !== undefined).slice(0, 20)).toEqual([])
  })
})

describe('rows that are taken out, put in or moved', () => {
  let busy: Small
  beforeAll(async () => {
    busy = await openSmall('moved', ['KE', 'SG'])
    const { world, kenya } = busy
    for (const number of ['NB4003001', 'NB4003002', 'NB4003003']) {
      await record(kenya, number)
      world.pass(1000)
      await world.settle()
      await makeCheckpoints(kenya.sql, kenya.context)
    }
    const [first, second] = await kenya.sql.query('select id from record order by id')
    for (const each of [first, second]) {
      const order = { id: each?.['id'] as Uuid, reason: 'found again' }
      await withdrawRecord(kenya.world, authorityOf(bureau, 'record:withdraw'), order)
    }
    await world.settle()
    await makeCheckpoints(kenya.sql, kenya.context)
    expect(await findingsOf(busy)).toEqual([])
  })

  /** Changes the store, asks, and puts every table back as it was. */
  async function findingsAfter(change: (raw: DatabaseSync) => void): Promise<readonly string[]> {
    const { raw } = busy
    const tables = [...TABLES, 'log_head', 'feed_head', 'content_key', 'record']
    const kept = tables.map((table) => ({ table, rows: raw.prepare(`select rowid, * from ${table}`).all() }))
    change(raw)
    const found = await findingsOf(busy)
    for (const { table, rows } of kept) {
      raw.exec(`begin; delete from ${table}`)
      for (const row of rows) {
        const names = Object.keys(row)
        const text = `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`
        raw.prepare(text).run(...Object.values(row))
      }
      raw.exec('commit')
    }
    return found.map(({ where }) => where)
  }

  test.each(TABLES)('any one row of %s that is deleted is missed', async (table) => {
    const rows = rowsOf(busy, table)
    expect(rows.length).toBeGreaterThan(0)
    for (const { row_number: at } of rows) {
      const found = await findingsAfter((raw) =>
        raw.prepare(`delete from ${table} where rowid = ?`).run(Number(at)),
      )
      expect(found, `${table} without row ${Number(at)}`).not.toEqual([])
    }
    expect(await findingsOf(busy)).toEqual([])
  })

  test('the content of an act that nobody withdrew is missed, also when its key goes with it', async () => {
    const live = `(select act.id from act join record on record.act_id = act.id where withdrawn_at is null and owner = 'KE' limit 1)`
    expect(
      await findingsAfter((raw) => raw.exec(`update act set content = null where id = ${live}`)),
    ).not.toEqual([])
    const wiped = await findingsAfter((raw) => {
      raw.exec(`delete from content_key where subject = (select subject from act where id = ${live})`)
      raw.exec(`update leaf set salt = null where act_id = ${live}`)
      raw.exec(`delete from envelope where act_id = ${live}`)
      raw.exec(`update act set content = null where id = ${live}`)
    })
    expect(wiped.some((where) => where.startsWith('act '))).toBe(true)
  })

  const swaps = [
    ['leaf', 'log', 'position', `log = 'accesses'`],
    ['feed_out', 'recipient', 'number', '1 = 1'],
    ['feed_in', 'issuer', 'number', '1 = 1'],
    ['checkpoint', 'log', 'size', `log = 'accesses'`],
  ] as const
  test.each(swaps)('two rows of %s that change places are named', async (table, _, order, where) => {
    const [one, two] = rowsOf(busy, table).filter((row) => where === '1 = 1' || row['log'] === 'accesses')
    const found = await findingsAfter((raw) => {
      const move = raw.prepare(`update ${table} set ${order} = ? where rowid = ?`)
      move.run(-1, Number(one?.['row_number']))
      move.run(Number(one?.[order]), Number(two?.['row_number']))
      move.run(Number(two?.[order]), Number(one?.['row_number']))
    })
    expect(found.length).toBeGreaterThan(0)
    expect(await findingsOf(busy)).toEqual([])
  })

  test('a log whose end is cut off is found short, also when its checkpoints go with it', async () => {
    const cut = `delete from leaf where log = 'accesses' and position > 2`
    expect(await findingsAfter((raw) => raw.exec(cut))).toContain('accesses: leaf 3')
    const quiet = await findingsAfter((raw) =>
      raw.exec(`${cut}; delete from checkpoint where log = 'accesses' and size > 3`),
    )
    expect(quiet).toContain('accesses: leaf 3')
  })

  test('a feed whose end is cut off is found short', async () => {
    const found = await findingsAfter((raw) =>
      raw.exec('delete from feed_out where number = (select max(number) from feed_out)'),
    )
    expect(found.some((where) => where.startsWith('feed to SG: item '))).toBe(true)
  })

  test('an act that was put in is no act of anybody', async () => {
    const found = await findingsAfter((raw) =>
      raw.exec(`insert into act (id, issuer, type, subject, issued_at, applied_at, content, mark)
        select '01940000-0000-7000-8000-000000000001', issuer, type, subject, issued_at, applied_at, content, mark
        from act limit 1`),
    )
    expect(found).toContain('act 01940000-0000-7000-8000-000000000001')
  })

  test('a change to a leaf that awaits its checkpoint is never signed for', async () => {
    const { kenya, raw } = busy
    await check(kenya, 'NB4003003')
    const [last] = raw
      .prepare(`select rowid as at, leaf_hash from leaf where log = 'accesses' order by position desc`)
      .all()
    const hash = last?.['leaf_hash'] as Uint8Array
    const write = raw.prepare('update leaf set leaf_hash = ? where rowid = ?')
    write.run(flipped(hash, 3), Number(last?.['at']))
    const damaged = await checkpointAndVerify(kenya.sql, kenya.context)
    expect(damaged.findings.map(({ what }) => what)).toEqual(['ledger/leaf-hash-changed'])
    write.run(hash, Number(last?.['at']))
    const sound = await checkpointAndVerify(kenya.sql, kenya.context)
    expect(sound.findings).toEqual([])
    expect(sound.logs.every((log) => log.root !== '')).toBe(true)
  })
})
