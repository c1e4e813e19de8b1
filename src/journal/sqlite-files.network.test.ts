import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { type Sql, StoreBrokenError, StoreInUseError } from './sql.ts'
import { openSqlite } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'entraide-files-'))
const opened: Sql[] = []
const started: ChildProcess[] = []
let files = 0

const freshPath = (): string => join(folder, `store-${files++}.db`)

function open(path: string): Sql {
  const sql = openSqlite(path)
  opened.push(sql)
  return sql
}

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  for (const sql of opened.splice(0)) await sql.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Another process that opens the store and adds pairs of rows, telling each number once acknowledged. */
const WRITER = `
  import { writeSync } from 'node:fs'
  const { openSqlite } = await import(process.argv[1])
  const sql = openSqlite(process.argv[2])
  const first = Number(process.argv[3])
  await sql.transact(async (tx) => {
    await tx.run('create table if not exists left_half (id bigint primary key)')
    await tx.run('create table if not exists right_half (id bigint primary key)')
  })
  writeSync(1, 'ready\\n')
  let next = first
  const lane = async () => {
    for (;;) {
      const id = next++
      await sql.transact(async (tx) => {
        await tx.run('insert into left_half (id) values ($1)', [id])
        await tx.run('insert into right_half (id) values ($1)', [id])
      })
      writeSync(1, id + '\\n')
    }
  }
  await Promise.all(Array.from({ length: 12 }, lane))
`

/** Resolves with what it told before it was killed, once `lines` lines arrived. */
async function killAfter(lines: number, path: string, first: number): Promise<readonly string[]> {
  const program = new URL('./sqlite.ts', import.meta.url).href
  const args = ['--input-type=module', '-e', WRITER, program, path, String(first)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const told: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(line)
    if (told.length === lines) child.kill('SIGKILL') // what is still in the pipe was told, too
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return told
}

describe('a store that a process had open when it was killed', () => {
  test('keeps every acknowledged transaction, and no half of any', async () => {
    const path = freshPath()
    const acknowledged: number[] = []
    for (let round = 0; round < 6; round++) {
      const told = await killAfter(2 + round * 37, path, round * 1_000_000)
      acknowledged.push(...told.slice(1).map(Number))
    }
    const sql = open(path) // the lock went with the process
    const left = (await sql.query('select id from left_half')).map((row) => row['id'])
    const right = (await sql.query('select id from right_half')).map((row) => row['id'])
    expect(acknowledged.length).toBeGreaterThan(500)
    expect(acknowledged.filter((id) => !new Set(left).has(id))).toEqual([])
    expect(left).toEqual(right)
    expect(await sql.query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })
})

describe('a second opener', () => {
  test('is refused while another process has the store, and let in once that one is killed', async () => {
    const path = freshPath()
    const program = new URL('./sqlite.ts', import.meta.url).href
    const holder = `const { openSqlite } = await import(process.argv[1]); openSqlite(process.argv[2])
      console.log('open'); setInterval(() => {}, 1000)`
    const args = ['--input-type=module', '-e', holder, program, path]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    started.push(child)
    await once(child.stdout, 'data')
    expect(() => openSqlite(path)).toThrow(StoreInUseError)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await open(path).query('select 1 as n')).toEqual([{ n: 1 }])
  })

  test('is refused in the same process, also by another name of the file, until the first closes', async () => {
    const path = freshPath()
    const first = open(path)
    const link = `${path}.link`
    symlinkSync(path, link)
    expect(() => openSqlite(path)).toThrow(StoreInUseError)
    expect(() => openSqlite(link)).toThrow(StoreInUseError)
    await first.close()
    await open(link).query('select 1')
  })
})

describe('the file of a store', () => {
  test('can be read by its owner only', async () => {
    const path = freshPath()
    await open(path).transact((tx) => tx.run('create table item (id bigint)'))
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o077).toBe(0)
  })

  test('that is no store, or has no folder, is refused by name and does not stay locked', async () => {
    const path = freshPath()
    writeFileSync(path, 'a text that is surely not a database. '.repeat(100))
    expect(() => openSqlite(path)).toThrow(StoreBrokenError)
    expect(() => openSqlite(join(folder, 'nowhere', 'store.db'))).toThrow(StoreBrokenError)
    rmSync(path)
    await open(path).query('select 1')
  })

  test('holds no byte of deleted or replaced text, bytes and index entries after a scrub', async () => {
    const path = freshPath()
    const sql = open(path)
    await sql.transact(async (tx) => {
      await tx.run('create table item (id text primary key, label text, content bytea)')
      await tx.run('create index item_label on item (label)')
    })
    const { live, gone } = await churn(sql)
    expect(remains(path, live).size).toBe(live.size)
    await sql.scrub()
    expect([...remains(path, gone)]).toEqual([])
    expect(remains(path, live).size).toBe(live.size)
    expect(statSync(`${path}-wal`).size).toBe(0)
    await sql.close()
    expect([...remains(path, gone)]).toEqual([])
  })
})

/** Adds, replaces and deletes rows of many sizes, so that SQLite splits, merges and refills its pages. */
async function churn(sql: Sql): Promise<{ live: Set<string>; gone: Set<string> }> {
  const random = sequence(7)
  const current = new Map<string, string>()
  const gone = new Set<string>()
  for (let step = 0; step < 2_500; step++) {
    const mark = `MK${String(step).padStart(8, '0')}KM`
    const content = Buffer.from('z'.repeat(random() * (random() < 0.05 ? 12_000 : 300)) + mark)
    const label = mark + 'x'.repeat(random() * 400)
    const draw = random()
    if (draw < 0.5 || current.size < 10) {
      const id = `${random()}-${step}`
      await sql.transact((tx) => tx.run('insert into item values ($1, $2, $3)', [id, label, content]))
      current.set(id, mark)
      continue
    }
    const [id, old] = [...current][Math.floor(random() * current.size)] ?? ['', '']
    gone.add(old)
    if (draw < 0.8) {
      await sql.transact((tx) => tx.run('delete from item where id = $1', [id]))
      current.delete(id)
    } else {
      const replace = 'update item set label = $2, content = $3 where id = $1'
      await sql.transact((tx) => tx.run(replace, [id, label, content]))
      current.set(id, mark)
    }
  }
  return { live: new Set(current.values()), gone }
}

function remains(path: string, marks: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const file of [path, `${path}-wal`, `${path}-shm`].filter(existsSync)) {
    for (const [mark] of readFileSync(file, 'latin1').matchAll(/MK\d{8}KM/g))
      if (marks.has(mark)) found.add(mark)
  }
  return found
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('the write-ahead log of a busy store', () => {
  test('begins anew while everybody writes, and no transaction is lost by it', async () => {
    const path = freshPath()
    const sql = openSqlite(path, { logPages: 200 })
    opened.push(sql)
    await sql.transact((tx) => tx.run('create table item (id bigint primary key, body bytea)'))
    // https://sqlite.org/fileformat2.html#the_write_ahead_log: the header's salts change when the log begins anew
    const salts = (): string => readFileSync(`${path}-wal`).toString('hex', 16, 24)
    const before = salts()
    let count = 0
    const untilMs = performance.now() + 15_000
    while (salts() === before && performance.now() < untilMs) {
      const body = new Uint8Array(2000)
      await Promise.all(
        Array.from({ length: 50 }, () =>
          sql.transact((tx) => tx.run('insert into item (id, body) values ($1, $2)', [count++, body])),
        ),
      )
    }
    expect(salts()).not.toBe(before)
    expect(await sql.query('select count(*) as n, max(id) as last from item')).toEqual([
      { n: count, last: count - 1 },
    ])
    await sql.scrub()
    await sql.close()
    const again = open(path)
    expect(await again.query('select count(*) as n from item')).toEqual([{ n: count }])
  })
})
