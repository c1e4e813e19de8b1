import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { REQUEST_HEADER } from './contract/problem.ts'
import { BATCH_PATH, type BatchEvent, BatchEventShape } from './contract/batch.ts'
import { CheckShape } from './contract/shapes.ts'
import { type InProcess, inProcess } from './in-process-contract.ts'
import { LIMITS } from '#kernel/limits.ts'

const NAME = 'flight-EX1234-20261123'

/** A node of Kenya with two stolen passports, and the airport's officer signed in. */
async function border() {
  const node = await inProcess()
  const bureau = await node.signedInAs('bureau')
  const recordIds: string[] = []
  for (const number of ['ZQ7315842', 'ZQ7315999']) {
    const recorded = await node.send(
      'POST',
      '/api/records/travel-documents',
      {
        purposes: ['identify'],
        status: 'stolen',
        documentType: 'passport',
        number,
        issuingCountry: 'KE',
        event: 'Invented',
        relevance: 'Invented',
      },
      bureau,
    )
    recordIds.push(
      z
        .object({ id: z.string() })
        .loose()
        .parse(await recorded.json()).id,
    )
  }
  const cookie = await node.signedInAs('border')
  const ask = (
    body: string,
    query: Readonly<Record<string, string>> = {},
    contentType = 'text/csv',
  ): Promise<Response> =>
    node.request(
      `/api${BATCH_PATH}?${new URLSearchParams({ name: NAME, purpose: 'border-control', ...query })}`,
      {
        method: 'POST',
        headers: { [REQUEST_HEADER]: '1', host: 'node.example', 'content-type': contentType, ...cookie },
        body,
      },
    )
  const answer = async (...asked: Parameters<typeof ask>): Promise<readonly BatchEvent[]> => {
    const response = await ask(...asked)
    const text = await response.text()
    expect([response.status, text.slice(0, 300)]).toEqual([200, text.slice(0, 300)])
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => BatchEventShape.parse(JSON.parse(line)))
  }
  return { node, cookie, bureau, recordIds, ask, answer }
}

const entriesOf = async ({ world }: InProcess) =>
  world.journal
    .transact((tx) => tx.ledger.latest(100))
    .then((all) => all.filter(({ log }) => log === 'accesses'))
const lookUps = async (node: InProcess): Promise<number> =>
  (await entriesOf(node)).filter(({ kind }) => kind === 'check/batch').length
const kindsOf = (events: readonly BatchEvent[]): readonly string[] => events.map(({ event }) => event)
const last = (events: readonly BatchEvent[]) => events.at(-1)
const documents = (count: number): string =>
  Array.from({ length: count }, (_, at) => `X${100_000 + at},KE`).join('\n')

describe('a batch of documents', () => {
  test('answers the rows that hit, counts the rest, and is one entry in the log', async () => {
    const { node, answer } = await border()
    const events = await answer('X100001,KE\nZQ7315842,KE\nX100002,KE\nZQ73I5842\n')
    expect(kindsOf(events)).toEqual(['row', 'row', 'progress', 'done'])
    expect(events[0]).toMatchObject({ position: 1, candidates: [{ score: 1, title: expect.any(String) }] })
    expect(events[1]).toMatchObject({ position: 3, candidates: [{ strength: 'possible' }] })
    expect(last(events)).toMatchObject({ next: 4, rows: 4, clear: 2, hits: 2, errors: 0, isWhole: true })
    expect(await lookUps(node)).toBe(1)
  })

  test('asked exactly does not look one confusion further', async () => {
    const { answer } = await border()
    expect(last(await answer('ZQ73I5842,KE\n', { near: 'no' }))).toMatchObject({ hits: 0, clear: 1 })
  })

  test('can answer every row', async () => {
    const { answer } = await border()
    const events = await answer(documents(3), { answer: 'all' })
    expect(kindsOf(events)).toEqual(['clear', 'clear', 'clear', 'progress', 'done'])
  })

  test('is logged in blocks of a thousand', async () => {
    const { node, answer } = await border()
    expect(last(await answer(documents(2_500)))).toMatchObject({ rows: 2_500, next: 2_500 })
    expect(await lookUps(node)).toBe(3)
  })

  test('of more rows than a request may bring stops there, and says from where to go on', async () => {
    const { answer } = await border()
    const body = documents(LIMITS.batchRows + 5)
    expect(last(await answer(body))).toMatchObject({
      event: 'refused',
      next: LIMITS.batchRows,
      problem: { type: 'batch/too-many-rows' },
    })
    const rest = body.split('\n').slice(LIMITS.batchRows).join('\n')
    expect(last(await answer(rest, { from: String(LIMITS.batchRows) }))).toMatchObject({
      rows: 5,
      isWhole: true,
    })
  })
})

describe('the answer', () => {
  test('is made only as far as its reader takes it up', async () => {
    const { node, ask } = await border()
    const row = JSON.stringify({ documents: [{ number: 'ZQ7315842' }, { number: 'ZQ7315999' }] })
    const response = await ask(
      Array.from({ length: 2_600 }, () => row).join('\n'),
      {},
      'application/x-ndjson',
    )
    await new Promise((resolve) => setImmediate(resolve))
    // Blocks end early where much is found; ten of them share a commit, and that is what the reader is ahead of.
    await expect.poll(() => lookUps(node)).toBe(10)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await lookUps(node)).toBe(10)
    await response.text()
    expect(await lookUps(node)).toBe(11)
  })
})

describe('a row that cannot be used', () => {
  test('is answered with its kind, field and cure, and stops nothing', async () => {
    const { answer } = await border()
    const body = [
      'name;birth date;nationality;passport;country',
      'Wanjiru Mutua;31/02/1975;KE;;',
      ';;;ZQ7315842;KEN',
      'Tomasz Example;1980;QQ;;',
      ';;;;KE',
      'Nobody Inparticular;1980;ke;X1234567;ke',
    ].join('\n')
    const events = await answer(body, { dates: 'day-first' })
    expect(kindsOf(events)).toEqual(['error', 'row', 'error', 'error', 'progress', 'done'])
    expect(events[0]).toMatchObject({
      position: 0,
      problem: {
        type: 'row/field',
        field: 'birthDate',
        line: 2,
        cure: expect.stringContaining('YYYY-MM-DD'),
      },
    })
    expect(events[2]).toMatchObject({ problem: { type: 'row/field', field: 'nationality' } })
    expect(events[3]).toMatchObject({ problem: { type: 'row/nothing-to-search' } })
    expect(last(events)).toMatchObject({ rows: 5, errors: 3, hits: 1, clear: 1 })
  })
})

describe('going on', () => {
  test('gives the same answers again, without a look-up and without an entry in the log', async () => {
    const { node, answer } = await border()
    const body = `${documents(1_200)}\nZQ7315842,KE\n${documents(3)}`
    const first = await answer(body)
    const count = (await entriesOf(node)).length
    const again = await answer(body)
    const rowsOf = (events: readonly BatchEvent[]) => events.filter(({ event }) => event === 'row')
    expect(rowsOf(first)).toHaveLength(1)
    expect(rowsOf(again)).toEqual(rowsOf(first))
    expect((await entriesOf(node)).length).toBe(count)
    const rest = body.split('\n').slice(700).join('\n')
    expect(rowsOf(await answer(rest, { from: '700' }))).toEqual(rowsOf(first))
    expect((await entriesOf(node)).length).toBe(count)
  })

  test('from the last answered row looks up only the rest', async () => {
    const { node, answer } = await border()
    await answer(documents(500))
    expect(last(await answer(documents(900)))).toMatchObject({ rows: 900, next: 900 })
    const sizes = (await entriesOf(node)).filter(({ kind }) => kind === 'check/batch').length
    expect(sizes).toBe(2)
  })

  test('with other rows, purpose or place is refused', async () => {
    const { ask, answer } = await border()
    await answer(documents(10))
    expect(last(await answer(documents(10).replace('X100003', 'X999999')))).toMatchObject({
      problem: { type: 'batch/changed' },
    })
    expect((await ask(documents(10), { purpose: 'analysis' })).status).toBe(409)
    expect((await ask(documents(10), { place: 'elsewhere' })).status).toBe(409)
  })

  test('beyond the first position without an answer is refused', async () => {
    const { ask } = await border()
    expect((await ask('X1234567,KE', { from: '7' })).status).toBe(409)
  })

  test('is refused while a request of the batch is under way, and free again when its reader leaves', async () => {
    const { ask } = await border()
    const first = await ask(documents(10_000), { answer: 'all' })
    expect((await ask(documents(1))).status).toBe(409)
    await first.body?.cancel()
    await new Promise((resolve) => setImmediate(resolve))
    expect((await ask(documents(1))).status).toBe(200)
  })

  test('beyond as many batches as a node answers at once is refused, with a time to come back', async () => {
    const { ask } = await border()
    const open: Response[] = []
    for (let at = 0; at < LIMITS.batchesAtOnce; at++)
      open.push(await ask(documents(10_000), { name: `${NAME}.${at}`, answer: 'all' }))
    const refused = await ask(documents(1))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
    await open[0]?.body?.cancel()
    expect((await ask(documents(1))).status).toBe(200)
    for (const response of open.slice(1)) await response.body?.cancel()
  })

  test('keeps its place for who went on, when what the one who left had under way is finished', async () => {
    const { node, ask } = await border()
    const left = await ask(documents(10_000), { answer: 'all' })
    await left.body?.cancel()
    const goneOn = await ask(documents(10_000), { answer: 'all' })
    expect(goneOn.status).toBe(200)
    await expect.poll(() => lookUps(node)).toBeGreaterThan(0)
    await new Promise((resolve) => setImmediate(resolve))
    expect((await ask(documents(1))).status).toBe(409)
    await goneOn.body?.cancel()
  })
})

describe('a hit of a batch', () => {
  test('is decided on like that of any check, by the officer who made it', async () => {
    const { node, cookie, recordIds, answer } = await border()
    const [row] = await answer('ZQ7315842,KE\n')
    const check = row?.event === 'row' ? row.check : ''
    const decided = await node.send(
      'POST',
      `/api/checks/${check}/decisions`,
      { recordId: recordIds[0], decision: 'not-same', reason: 'another number on the page' },
      cookie,
    )
    expect(decided.status).toBe(200)
  })

  test('on a record that was withdrawn since is no longer shown; its rows are looked up again', async () => {
    const { node, bureau, recordIds, answer } = await border()
    const body = `X100001,KE\nZQ7315842,KE\nZQ7315999,KE\n`
    expect(last(await answer(body))).toMatchObject({ hits: 2 })
    const withdrawn = await node.send(
      'POST',
      `/api/records/${recordIds[0]}/withdrawal`,
      { reason: 'found again' },
      bureau,
    )
    expect(withdrawn.status).toBe(200)
    expect(last(await answer(body))).toMatchObject({ hits: 1, clear: 2, next: 3 })
    expect(await lookUps(node)).toBe(2)
  })
})

describe('one check of a border', () => {
  test('asks person, documents and vehicle at once, with one entry', async () => {
    const { node, cookie } = await border()
    const before = (await entriesOf(node)).length
    const reply = await node.send(
      'POST',
      '/api/checks/border',
      {
        purpose: 'border-control',
        name: 'Wanjiru Mutua',
        documents: [{ number: 'ZQ7315842', issuingCountry: 'KE' }, { number: 'ZQ7315999' }],
        vehicle: { plate: 'KAA 123Z', plateCountry: 'KE' },
      },
      cookie,
    )
    const check = CheckShape.parse(await reply.json())
    expect(check.kinds).toEqual(['person', 'document', 'vehicle'])
    expect(check.candidates).toHaveLength(2)
    const entries = await entriesOf(node)
    expect(entries.length).toBe(before + 1)
    expect(entries[0]).toMatchObject({ kind: 'check/border' })
  })
})
