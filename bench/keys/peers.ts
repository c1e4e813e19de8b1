/** The same questions asked of others, in the same run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fromUtf8 } from '#kernel/bytes.ts'
import { startPostgres } from '../../scripts/test-postgres.ts'
import { cpuSeconds, KEY_BYTES, writeKey } from './synthetic.ts'

const MAP_KEYS = 2_000_000
const SQLITE_KEYS = 1_000_000
const POSTGRES_KEYS = 500_000

export async function measurePeers(asked: Uint8Array, held: number): Promise<void> {
  const texts = Array.from({ length: asked.length / KEY_BYTES }, (_, at) =>
    fromUtf8(asked.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES)),
  )
  askMap(texts, Math.min(held, MAP_KEYS))
  askSqlite(texts, Math.min(held, SQLITE_KEYS))
  await askPostgres(texts, Math.min(held, POSTGRES_KEYS))
}

const buffer = new Uint8Array(KEY_BYTES)
function keyOf(number: number): string {
  writeKey(buffer, 0, number)
  return fromUtf8(buffer)
}

const report = (what: string, count: number, seconds: number): void =>
  console.log(`peer: ${what.padEnd(46)} ${`${(count / seconds / 1e6).toFixed(3)} M/s`.padStart(22)}`)

function askMap(texts: readonly string[], count: number): void {
  const before = process.memoryUsage().heapUsed
  const map = new Map<string, number>()
  for (let at = 0; at < count; at++) map.set(keyOf(at), at)
  const bytes = (process.memoryUsage().heapUsed - before) / count
  let hits = 0
  const begun = cpuSeconds()
  for (let round = 0; round < 20; round++) for (const text of texts) if (map.has(text)) hits++
  report(
    `a Map, ${count / 1e6} million keys, ${bytes.toFixed(0)} bytes a key`,
    texts.length * 20,
    cpuSeconds() - begun,
  )
}

function askSqlite(texts: readonly string[], count: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const database = new DatabaseSync(join(folder, 'peer.sqlite'))
  try {
    database.exec('create table held (key text primary key, record integer) without rowid; begin')
    const insert = database.prepare('insert into held values (?, ?)')
    for (let at = 0; at < count; at++) insert.run(keyOf(at), at)
    database.exec('commit')
    const select = database.prepare('select record from held where key = ?')
    const begun = cpuSeconds()
    for (const text of texts) select.get(text)
    report(`node:sqlite, ${count / 1e6} million keys`, texts.length, cpuSeconds() - begun)
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Wall time: the server works in a process of its own. */
async function askPostgres(texts: readonly string[], count: number): Promise<void> {
  const server = await startPostgres()
  if (server === undefined) return console.log('peer: PostgreSQL is not on this machine: SKIPPED')
  const { default: pg } = await import('pg')
  const client = new pg.Client(server.url)
  try {
    await client.connect()
    await client.query('create table held (key text primary key, record integer)')
    for (let at = 0; at < count; at += 10_000) {
      const keys = Array.from({ length: 10_000 }, (_, each) => keyOf(at + each))
      await client.query('insert into held select key, 1 from unnest($1::text[]) as key', [keys])
    }
    await client.query('analyze held')
    let begun = performance.now()
    for (const text of texts.slice(0, 5_000))
      await client.query({ name: 'one', text: 'select record from held where key = $1', values: [text] })
    report(`PostgreSQL, ${count / 1e6} million keys, one by one`, 5_000, (performance.now() - begun) / 1000)
    begun = performance.now()
    for (let at = 0; at < texts.length; at += 1000)
      await client.query(
        'select held.key, record from held join unnest($1::text[]) as asked(key) on held.key = asked.key',
        [texts.slice(at, at + 1000)],
      )
    report(
      `PostgreSQL, ${count / 1e6} million keys, batches of 1,000`,
      texts.length,
      (performance.now() - begun) / 1000,
    )
  } finally {
    await client.end()
    await server.stop()
  }
}
