import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AskedRow, checkBatch, type RowsDone } from '#desks/checks/check-batch.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { checkpointAndVerify } from '#exchange/verify-node.ts'
import { utf8 } from '#kernel/bytes.ts'
import type { CountryCode, Uuid } from '#kernel/ids.ts'
import { eraseChecksPast } from '#node/erase-checks.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { aTravelDocumentDraft } from '#testkit/builders.ts'
import { accessesOf } from '#testkit/ledger-entries.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { blockCommitment, blockContents } from './batch-store.ts'
import type { Sql } from './sql.ts'

const border = anActor('border-officer', 'amina.border')
const bureau = anActor('bureau-officer')
const HOUR = 3_600_000
const LISTED = 'ZQ7315842'

/** What batches promise of the store, on each dialect. */
export function describeBatches(name: string, openStore: () => Promise<Sql>): void {
  describe(`batches on ${name}`, () => {
    let world: TestWorld
    let kenya: TestNode
    let recordId: Uuid
    beforeEach(async () => {
      world = await openTestWorld({ openStore })
      kenya = world.node('KE')
      const by = authorityOf(bureau, 'record:record')
      const recorded = await recordTravelDocument(kenya.world, by, aTravelDocumentDraft({ number: LISTED }))
      if (!recorded.ok) throw new Error(recorded.refusal.kind)
      recordId = recorded.value.held.id
    }, 60_000)
    afterEach(() => world.close())

    const rowsOf = (numbers: readonly string[]): readonly AskedRow[] =>
      numbers.map((number) => ({
        text: `${number},KE`,
        asked: { documents: [{ number, issuingCountry: 'KE' as CountryCode }] },
      }))
    const run = async (rows: readonly AskedRow[], from = 0, named = 'flight-EX1234') => {
      let waiting = rows
      const source = {
        take: (most: number) => {
          const taken = waiting.slice(0, most)
          waiting = waiting.slice(taken.length)
          return taken
        },
        putBack: (given: readonly AskedRow[]) => void (waiting = [...given, ...waiting]),
      }
      const asked = { name: named, purpose: 'border-control' as const, from, near: true }
      const begun = await checkBatch(kenya.world, authorityOf(border, 'check:person'), asked, source)
      if (!begun.ok) throw new Error(begun.refusal.kind)
      const all: RowsDone<AskedRow>[] = []
      for (;;) {
        const done = await begun.value.answerNext()
        if (!done.ok) throw new Error(done.refusal.kind)
        if (done.value.length === 0) return all
        all.push(...done.value)
      }
    }
    const hitsOf = (all: readonly RowsDone<AskedRow>[]) =>
      all.flatMap(({ first, hits }) => [...hits].map(([row, hit]) => ({ position: first + row, ...hit })))
    const blocks = async () => (await accessesOf(kenya)).filter(({ kind }) => kind === 'check/batch')
    const count = async (table: string): Promise<unknown> =>
      (await kenya.sql.query(`select count(*) as n from ${table}`))[0]?.['n']
    const numbers = (many: number): readonly string[] =>
      Array.from({ length: many }, (_, at) => (at === 1_500 ? LISTED : `X${1_000_000 + at}`))

    test('the log commits to what each block asked and found, and names none of it', async () => {
      const [hit] = hitsOf(await run(rowsOf(numbers(2_100))))
      expect(hit).toMatchObject({ position: 1_500, candidates: [{ held: { id: recordId } }] })
      const entries = await blocks()
      expect(entries).toMatchObject([
        { count: 0, records: [], block: { from: 0, rows: 1_000, checks: 1_000 } },
        { count: 1, records: [recordId], block: { from: 1_000, rows: 1_000 } },
        { count: 0, block: { from: 2_000, rows: 100 } },
      ])
      expect(JSON.stringify(entries)).not.toContain(LISTED)
      for (const { subject, block } of entries) {
        const text = await blockContents(kenya.sql, kenya.context.contents, String(subject))
        expect(text?.startsWith('entraide/batch-block/v1\n')).toBe(true)
        expect(block).toMatchObject({ commitment: blockCommitment(text ?? '') })
      }
      expect((await checkpointAndVerify(kenya.sql, kenya.context)).findings).toEqual([])
    })

    test('contents of a block that were changed are found by verification', async () => {
      await run(rowsOf(['X1234567']))
      const [block] = await blocks()
      await kenya.sql.transact((tx) =>
        tx.run('update batch_block set content = $1', [utf8('something else, long enough to hold a nonce')]),
      )
      const { findings } = await checkpointAndVerify(kenya.sql, kenya.context)
      expect(block).toBeDefined()
      expect(findings.map(({ what }) => what)).toEqual(['ledger/block-changed'])
    })

    test('nothing asked stands in clear in the store', async () => {
      await run(
        [{ text: '{"name":"Oleksa Drohvyn"}', asked: { name: 'Oleksa Drohvyn' } }],
        0,
        'flight-Drohvyn',
      )
      const rows = [
        ...(await kenya.sql.query('select * from batch')),
        ...(await kenya.sql.query('select * from batch_block')),
      ]
      const bytes = rows.flatMap((row) =>
        Object.values(row).map((cell) =>
          cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') : String(cell),
        ),
      )
      expect(bytes.length).toBeGreaterThan(8)
      for (const cell of bytes) expect(cell).not.toContain('Drohvyn')
    })

    test('are answered the same again, with no look-up and no entry', async () => {
      const first = hitsOf(await run(rowsOf(numbers(1_600))))
      const entries = (await accessesOf(kenya)).length
      expect(hitsOf(await run(rowsOf(numbers(1_600))))).toEqual(first)
      expect(hitsOf(await run(rowsOf(numbers(1_600).slice(1_200)), 1_200))).toEqual(first)
      expect((await accessesOf(kenya)).length).toBe(entries)
    })

    test('are of one account: the same name of another begins anew', async () => {
      await run(rowsOf(['X1234567']))
      const source = { take: () => [], putBack: () => undefined }
      const asked = { name: 'flight-EX1234', purpose: 'analysis' as const, from: 0, near: true }
      const other = anActor('border-officer', 'brian.border')
      const begun = await checkBatch(kenya.world, authorityOf(other, 'check:person'), asked, source)
      expect(begun.ok).toBe(true)
    })

    test('are erased with their keys when the time of their checks is over', async () => {
      await run(rowsOf(['X1234567', LISTED]))
      expect([await count('batch'), await count('batch_block'), await count('check_made')]).toEqual([1, 1, 1])
      const keys = Number(await count('content_key'))
      world.pass(24 * HOUR)
      await eraseChecksPast(kenya.sql, kenya.context.contents, kenya.context.now)
      expect([await count('batch'), await count('batch_block'), await count('check_made')]).toEqual([0, 0, 0])
      expect(Number(await count('content_key'))).toBe(keys - 2)
      expect((await checkpointAndVerify(kenya.sql, kenya.context)).findings).toEqual([])
    })

    test('on a record that is withdrawn lose the block that showed it, and look its rows up again', async () => {
      await run(rowsOf(numbers(2_100)))
      const by = authorityOf(bureau, 'record:withdraw')
      const withdrawn = await withdrawRecord(kenya.world, by, { id: recordId, reason: 'found again' })
      expect(withdrawn.ok).toBe(true)
      expect(await count('batch_block')).toBe(2)
      expect(hitsOf(await run(rowsOf(numbers(2_100))))).toEqual([])
      const again = (await blocks()).slice(3)
      expect(again).toMatchObject([{ count: 0, block: { from: 1_000, rows: 1_000 } }])
    })

    test('report a hit with what that row showed', async () => {
      const [hit] = hitsOf(
        await run([
          ...rowsOf(['X1234567']),
          {
            text: 'row',
            asked: { name: 'Pat Example', documents: [{ number: LISTED }, { number: 'Y7654321' }] },
          },
        ]),
      )
      const decided = await decideCandidate(kenya.world, authorityOf(border, 'check:decide'), {
        checkId: hit?.check ?? recordId,
        recordId,
        decision: 'same',
        reason: 'number agrees',
      })
      expect(decided.ok).toBe(true)
      const hits = await kenya.world.journal.transact((tx) => tx.hits.page({ limit: 5 }))
      expect(hits[0]?.hit.seen).toEqual({ name: 'Pat Example', documentNumber: `${LISTED}, Y7654321` })
    })
  })
}
