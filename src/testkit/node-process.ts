import { checkDocument } from '#desks/checks/check-document.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { numberOf, textOf, uuidOf } from '#journal/row.ts'
import type { CountryCode, Uuid } from '#kernel/ids.ts'
import { readNodeFolder } from '#node/folder.ts'
import { type Node, openNode } from '#node.ts'
import { anActor, authorityOf } from './actors.ts'

/** What a test asks of a node in another process, over the channel that `fork` opens. */
export type Asked =
  | { readonly verb: 'record'; readonly number: string }
  | { readonly verb: 'withdraw'; readonly id: string }
  | { readonly verb: 'find'; readonly number: string }
  | { readonly verb: 'state' }
  | { readonly verb: 'verify' }

/** What stands in a node's store, as far as a test compares it. */
export interface NodeState {
  readonly records: readonly {
    readonly id: string
    readonly owner: string
    readonly version: number
    readonly isWithdrawn: boolean
    /** Null once erased. */
    readonly number: string | null
  }[]
  readonly sent: Readonly<Record<string, readonly number[]>>
  readonly applied: Readonly<Record<string, readonly number[]>>
  /** Items of a feed that were passed over, with the reason. */
  readonly refused: readonly string[]
  readonly erasuresDue: number
  /** Record and holder of every erasure confirmed to this node. */
  readonly confirmed: readonly string[]
  readonly receipts: Readonly<Record<string, number>>
}

/** This program is one node in a process of its own, for tests that kill it. Its one argument is the node's folder. */
const bureau = anActor('bureau-officer', 'test.bureau')

async function answer(node: Node, asked: Asked): Promise<unknown> {
  const { world } = node
  switch (asked.verb) {
    case 'record': {
      const recorded = await recordTravelDocument(world, authorityOf(bureau, 'record:record'), {
        purposes: ['identify'],
        status: 'stolen',
        documentType: 'passport',
        number: asked.number,
        issuingCountry: (world.self.country ?? 'XX') as CountryCode,
        event: 'Reported stolen at a bus station',
        relevance: 'May be used to cross borders',
      })
      return recorded.ok ? recorded.value.held.id : null
    }
    case 'withdraw': {
      const order = { id: asked.id as Uuid, reason: 'found again' }
      return (await withdrawRecord(world, authorityOf(bureau, 'record:withdraw'), order)).ok
    }
    case 'find': {
      const check = { purpose: 'border-control' as const, number: asked.number }
      const found = await checkDocument(world, authorityOf(bureau, 'check:document'), check)
      return found.ok ? found.value.candidates.map((candidate) => candidate.held.id) : []
    }
    case 'state':
      return stateOf(node)
    case 'verify':
      return (await world.exchange.verifyStore()).findings
  }
}

async function stateOf({ sql, world }: Node): Promise<NodeState> {
  const numbersOf = async (text: string): Promise<Record<string, number[]>> => {
    const numbers: Record<string, number[]> = {}
    for (const row of await sql.query(text))
      (numbers[textOf(row, 'peer')] ??= []).push(numberOf(row, 'number'))
    return numbers
  }
  const ids = (await sql.query('select id from record order by id')).map((row) => uuidOf(row, 'id'))
  const held = await world.journal.transact((tx) => tx.records.findAll(ids))
  const refused = await sql.query('select issuer, number, refusals from feed_in where refusals is not null')
  const confirmed = await sql.query('select record_id, holder from erasure_confirmed')
  const due = await sql.query('select record_id from erasure_due')
  const receipts = await sql.query('select member, number from receipt')
  return {
    records: held.map(({ id, owner, version, withdrawnAt, record }) => ({
      id,
      owner,
      version,
      isWithdrawn: withdrawnAt !== null,
      number: record?.database === 'travel-documents' ? record.number : null,
    })),
    sent: await numbersOf('select recipient as peer, number from feed_out order by recipient, number'),
    applied: await numbersOf('select issuer as peer, number from feed_in order by issuer, number'),
    refused: refused.map(
      (row) => `${textOf(row, 'issuer')} ${numberOf(row, 'number')}: ${textOf(row, 'refusals')}`,
    ),
    erasuresDue: due.length,
    confirmed: confirmed.map((row) => `${textOf(row, 'record_id')} ${textOf(row, 'holder')}`),
    receipts: Object.fromEntries(receipts.map((row) => [textOf(row, 'member'), numberOf(row, 'number')])),
  }
}

const [, , path] = process.argv
if (path !== undefined && process.send !== undefined) {
  process.once('disconnect', () => process.exit()) // a node does not outlive its test
  const node = await openNode({
    folder: await readNodeFolder(path),
    isServing: true,
    log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
  })
  process.on('message', (message: { readonly key: number; readonly asked: Asked }) => {
    const { key, asked } = message
    answer(node, asked).then(
      (value) => process.send?.({ key, value }),
      (error: unknown) =>
        process.send?.({
          key,
          failed: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
        }),
    )
  })
  process.send('ready')
}
