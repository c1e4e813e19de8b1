import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Finding } from '#desks/ports.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { openSqlite } from '#journal/sqlite.ts'
import type { Uuid } from '#kernel/ids.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { aTravelDocumentDraft } from '#testkit/builders.ts'
import { openTestWorld, type TestNode } from '#testkit/world.ts'
import { makeCheckpoints } from './make-checkpoint.ts'
import { checkpointAndVerify } from './verify-node.ts'

const bureau = anActor('bureau-officer')
const folder = mkdtempSync(join(tmpdir(), 'entraide-at-work-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function record({ world }: TestNode, number: string): Promise<Uuid> {
  const draft = aTravelDocumentDraft({ number })
  const recorded = await recordTravelDocument(world, authorityOf(bureau, 'record:record'), draft)
  if (!recorded.ok) throw new Error(recorded.refusal.kind)
  return recorded.value.held.id
}

test('a proof while the node is at work finds nothing wrong', async () => {
  const world = await openTestWorld({
    members: ['KE', 'SG'],
    openStore: async (id) => openSqlite(join(folder, id)),
  })
  const kenya = world.node('KE')
  await record(kenya, 'NB4009001')
  let isOver = false
  const work = async (lane: number): Promise<void> => {
    for (let at = 0; at < 25; at++) {
      const id = await record(kenya, `NB4${lane}${String(at).padStart(3, '0')}`)
      if (at % 3 === 0) {
        const order = { id, reason: 'found again' }
        await withdrawRecord(kenya.world, authorityOf(bureau, 'record:withdraw'), order)
      }
      if (at % 4 === 0) await makeCheckpoints(kenya.sql, kenya.context)
    }
  }
  const prove = async (): Promise<readonly Finding[]> => {
    const found: Finding[] = []
    while (!isOver) found.push(...(await checkpointAndVerify(kenya.sql, kenya.context)).findings)
    return found
  }
  const proving = prove()
  await Promise.all([1, 2, 3].map(work))
  await world.carry('KE', 'SG')
  isOver = true
  expect(await proving).toEqual([])
  await world.close()
})
