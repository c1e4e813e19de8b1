import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NodeFolderError } from '#node/folder.ts'
import { DEMONSTRATION_ACCOUNTS, startDemonstration } from './demonstration.ts'
import { eventually, makeNetwork, memberFolder } from './network.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'entraide-demonstration-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('the demonstration seeds four members, which come to hold the same, and goes on where it was', async () => {
  const network = await startDemonstration({ root })
  const counts = async (member: string): Promise<number> => {
    const [row] = await network.node(member).sql.query('select count(*) as total from record')
    return Number(row?.['total'])
  }
  const total = 74 + 202 + 60
  for (const member of ['GS', 'MA', 'KE', 'SG']) {
    await eventually(`${member} holds everything`, async () => (await counts(member)) === total, 60_000)
  }
  const accounts = await network.node('MA').world.journal.transact((tx) => tx.accounts.all())
  expect(accounts.map((account) => account.id).toSorted()).toEqual(
    DEMONSTRATION_ACCOUNTS.filter((account) => account.member === 'MA')
      .map((account) => account.id)
      .toSorted(),
  )
  await network.close()

  const again = await startDemonstration({ root })
  const [row] = await again.node('SG').sql.query('select count(*) as total from record')
  expect(row?.['total']).toBe(total)
  await again.close()
})

test('a demonstration never throws a real node away', async () => {
  await makeNetwork({ root })
  const keys = join(memberFolder(root, 'GS'), 'keys.json')
  const before = await readFile(keys, 'utf8')
  await expect(startDemonstration({ root })).rejects.toThrow(NodeFolderError)
  await expect(startDemonstration({ root, isFresh: true })).rejects.toThrow(NodeFolderError)
  expect(existsSync(keys)).toBe(true)
  expect(await readFile(keys, 'utf8')).toBe(before)
})

test('a node whose store holds a damaged act starts, says so, and proves where', async () => {
  const network = await startDemonstration({ root })
  const ke = network.node('KE')
  const [row] = await ke.sql.query(`select act_id as id from record where owner = 'KE' order by id limit 1`)
  const id = String(row?.['id'])
  await network.close()

  const { openSqlite } = await import('#journal/sqlite.ts')
  const { storePath } = await import('#node/folder.ts')
  const store = openSqlite(storePath(memberFolder(root, 'KE')))
  await store.transact(async (tx) => {
    const [act] = await tx.query('select content from act where id = $1', [id])
    const content = act?.['content']
    if (!(content instanceof Uint8Array)) throw new Error('an act has its content')
    const damaged = Uint8Array.from(content, (byte, at) => (at === 40 ? byte ^ 1 : byte))
    await tx.run('update act set content = $2 where id = $1', [id, damaged])
  })
  await store.close()

  const again = await startDemonstration({ root })
  const { findings } = await again.node('KE').world.exchange.verifyStore()
  expect(findings.map((finding) => finding.where)).toContain(`act ${id}`)
  await again.close()
})
