import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { groupCommit } from './group-commit.ts'
import { StoreBrokenError } from './sql.ts'
import { connectSqlite } from './sqlite-connection.ts'
import { transactionScope } from './transaction.ts'
import { walSync } from './wal-sync.ts'

const folder = mkdtempSync(join(tmpdir(), 'entraide-sync-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

/** A disk whose syncs end when the test says so. */
function slowDisk(): { readonly file: string; readonly ends: (() => void)[]; readonly fail: () => void } & {
  readonly sync: (log: number) => Promise<void>
} {
  const file = join(folder, `${files++}.db`)
  writeFileSync(`${file}-wal`, '')
  const ends: (() => void)[] = []
  const failures: ((cause: Error) => void)[] = []
  return {
    file,
    ends,
    fail: () => failures.at(-1)?.(new Error('EIO')),
    sync: () =>
      new Promise((resolve, reject) => {
        ends.push(resolve)
        failures.push(reject)
      }),
  }
}

function storeOn(disk: ReturnType<typeof slowDisk>) {
  const connection = connectSqlite(disk.file, { readOnly: false })
  connection.exec('pragma journal_mode = wal')
  connection.exec('create table item (id bigint primary key)')
  const log = walSync(disk.file, disk.sync)
  // A clock that stands still: how many make a group must not hang on how busy the machine is.
  const commits = groupCommit(
    connection,
    transactionScope(5_000),
    () => log.sync(),
    () => 0,
  )
  return { disk, connection, log, commits }
}

const turns = async (): Promise<void> => {
  for (let at = 0; at < 5; at++) await new Promise((resolve) => setImmediate(resolve))
}

test('whoever asks while a sync runs waits for one that began afterwards, and shares it', async () => {
  const disk = slowDisk()
  const log = walSync(disk.file, disk.sync)
  const told: string[] = []
  void log.sync().then(() => told.push('first'))
  void log.sync().then(() => told.push('second'))
  void log.sync().then(() => told.push('third'))
  await turns()
  expect(disk.ends).toHaveLength(1)
  disk.ends[0]?.()
  await turns()
  expect(told).toEqual(['first'])
  expect(disk.ends).toHaveLength(2)
  disk.ends[1]?.()
  await turns()
  expect(told).toEqual(['first', 'second', 'third'])
  log.close()
})

test('who asks in the moment between two syncs shares the one that is about to begin', async () => {
  const disk = slowDisk()
  const log = walSync(disk.file, disk.sync)
  const first = log.sync()
  const second = log.sync()
  const third = first.then(() => log.sync())
  await turns()
  disk.ends[0]?.()
  await turns()
  expect(disk.ends).toHaveLength(2)
  disk.ends[1]?.()
  await Promise.all([second, third])
  log.close()
})

test('after a sync that failed nothing is ever said to be durable', async () => {
  const disk = slowDisk()
  const log = walSync(disk.file, disk.sync)
  const failing = log.sync()
  await turns()
  disk.fail()
  await expect(failing).rejects.toThrow(StoreBrokenError)
  await expect(log.sync()).rejects.toThrow(StoreBrokenError)
  expect(disk.ends).toHaveLength(1)
  log.close()
})

test('nobody is answered before the sync of their group, not even who only read; others go on meanwhile', async () => {
  const { disk, connection, log, commits } = storeOn(slowDisk())
  const told: string[] = []
  const add = (id: number): Promise<unknown> =>
    commits.transact((tx) => tx.run('insert into item (id) values ($1)', [id])).then(() => told.push(`${id}`))
  const adding = [add(1)]
  await turns()
  for (let id = 2; id < 40; id++) adding.push(add(id)) // enough to be a group while the disk is busy
  const reading = commits
    .transact((tx) => tx.query('select count(*) as n from item'))
    .then(([row]) => told.push(`read ${Number(row?.['n'])}`))
  const durable = commits.durable().then(() => told.push('durable'))
  await turns()
  expect(told).toEqual([])
  expect(connection.query('select count(*) as n from item')).toEqual([{ n: 39 }])
  disk.ends[0]?.()
  await turns()
  expect(told).toEqual(['1', 'durable'])
  disk.ends[1]?.()
  await Promise.all([...adding, reading, durable])
  expect(told.at(-1)).toBe('read 39')
  const nothing = await commits.transact((tx) => tx.query('select 1 as one'))
  expect([nothing, disk.ends.length], 'a read alone needs no sync').toEqual([[{ one: 1 }], 2])
  await commits.settled()
  log.close()
  connection.close()
})

test('who reads in the very turn of a commit waits for its sync', async () => {
  const { disk, connection, log, commits } = storeOn(slowDisk())
  const reader = connectSqlite(disk.file, { readOnly: true })
  const told: string[] = []
  const readAtOnce = async (): Promise<void> => {
    while (reader.query('select id from item').length === 0) await Promise.resolve()
    await commits.durable()
    told.push('read')
  }
  let reading: Promise<void> | undefined
  const adding = commits.transact((tx) => {
    reading = readAtOnce()
    return tx.run('insert into item (id) values (1)')
  })
  await turns()
  expect(told).toEqual([])
  disk.ends[0]?.()
  await Promise.all([adding, reading])
  expect(told).toEqual(['read'])
  await commits.settled()
  log.close()
  reader.close()
  connection.close()
})

test('a group that only read, while the sync of what it read failed, is told nothing of it', async () => {
  const { disk, connection, log, commits } = storeOn(slowDisk())
  const adding = Promise.allSettled([commits.transact((tx) => tx.run('insert into item (id) values (1)'))])
  await turns()
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const read = (): Promise<unknown> =>
    commits.transact(async (tx) => {
      const rows = await tx.query('select id from item')
      await gate
      return rows
    })
  const reading = Promise.allSettled(Array.from({ length: 32 }, read)) // enough to begin while the disk is busy
  await turns()
  disk.fail()
  await turns()
  open()
  for (const outcome of [...(await adding), ...(await reading)])
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreBrokenError) })
  await commits.settled()
  log.close()
  connection.close()
})

test('when the sync fails, its group and all who come later are told, and nobody of a success', async () => {
  const { disk, connection, log, commits } = storeOn(slowDisk())
  const add = (id: number): Promise<number> =>
    commits.transact((tx) => tx.run('insert into item (id) values ($1)', [id]))
  const first = Promise.allSettled([add(1), add(2)])
  await turns()
  disk.fail()
  for (const outcome of await first) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreBrokenError) })
  }
  await expect(add(3)).rejects.toThrow(StoreBrokenError)
  await expect(commits.durable()).rejects.toThrow(StoreBrokenError)
  expect(connection.query('select count(*) as n from item where id = 3')).toEqual([{ n: 0 }])
  await commits.settled()
  log.close()
  connection.close()
})
