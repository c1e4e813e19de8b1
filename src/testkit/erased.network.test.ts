import { existsSync } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocument } from '#desks/checks/check-document.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import { listHits } from '#desks/records/list-hits.ts'
import { readRecord } from '#desks/records/read-record.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { applyItem, openItem } from '#exchange/apply-item.ts'
import { FeedItemField } from '#exchange/feed-item.ts'
import { emptyOutcome } from '#exchange/outcome.ts'
import { contentKey } from '#journal/act-store.ts'
import { feedHead, outgoingAfter } from '#journal/feed-store.ts'
import { bytesOf } from '#journal/row.ts'
import { openSqlite } from '#journal/sqlite.ts'
import { fromBase64, utf8 } from '#kernel/bytes.ts'
import type { CountryCode, Uuid } from '#kernel/ids.ts'
import { PREAMBLE_BYTES } from '#lookup/snapshot/format.ts'
import { documentKey } from '#matching/identifiers/documents.ts'
import { indexKeysOf } from '#matching/identifiers/keys.ts'
import { type NodeFolder, readNodeFolder, snapshotPath, storePath } from '#node/folder.ts'
import type { Node } from '#node.ts'
import { envelopeFor, parseEnvelopeBytes } from '#seal/envelope.ts'
import { anActor, authorityOf } from './actors.ts'
import { FOUR_MEMBERS } from './members.ts'
import { eventually, memberFolder, type Network, startNetwork } from './network.ts'
import { nodeContextOf } from './node-context.ts'

const border = anActor('border-officer', 'test.border')
const bureau = anActor('bureau-officer', 'test.bureau')
const MEMBERS = ['KE', 'SG']
const KE = 'KE' as CountryCode

let root: string
let network: Network
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'entraide-erased-'))
  network = await startNetwork({
    root,
    members: FOUR_MEMBERS.filter((member) => MEMBERS.includes(member.id)),
    pollMs: 300,
    // Every node that is closed leaves a snapshot of its index.
    leastSnapshotRecords: 0,
  })
})
afterAll(async () => {
  await network.close()
  await rm(root, { recursive: true, force: true })
})

/** Texts that occur nowhere else, so that finding one anywhere is finding the record, the hit or the check. */
const SECRETS = {
  number: 'QZ8807713',
  asked: 'qz 880-7713',
  event: 'Vanished with a green rucksack at Wundanyi',
  relevance: 'Carried by someone posing as a botanist',
  place: 'Lane eleven, Woodlands crossing',
  reason: 'the laminate blisters over the left corner',
} as const

async function record(node: Node, number: string): Promise<Uuid> {
  const recorded = await recordTravelDocument(node.world, authorityOf(bureau, 'record:record'), {
    purposes: ['identify'],
    status: 'stolen',
    documentType: 'passport',
    number,
    issuingCountry: KE,
    event: SECRETS.event,
    relevance: SECRETS.relevance,
  })
  if (!recorded.ok) throw new Error(recorded.refusal.kind)
  return recorded.value.held.id
}

async function check(node: Node, number: string, place?: string) {
  const found = await checkDocument(node.world, authorityOf(border, 'check:document'), {
    purpose: 'border-control',
    place,
    number,
    issuingCountry: KE,
  })
  if (!found.ok) throw new Error(found.refusal.kind)
  return found.value
}

const withdraw = (node: Node, id: Uuid) =>
  withdrawRecord(node.world, authorityOf(bureau, 'record:withdraw'), { id, reason: 'found again' })

const isConfirmed = async (id: Uuid, holder: string): Promise<boolean> => {
  const read = await readRecord(network.node('KE').world, authorityOf(bureau, 'record:read'), id)
  return read.ok && read.value.holders.some((each) => each.member === holder && each.state === 'erased')
}

/** Every file below both nodes' folders, as it is on the disk at this moment. */
async function filesOf(members: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const member of members) {
    const folder = memberFolder(root, member)
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile()) files.set(path.slice(root.length), await readFile(path))
    }
  }
  return files
}

const spellings = (text: string): readonly Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(text, 'utf16le').swap16(),
  Buffer.from(Buffer.from(text).toString('base64').slice(2, -4)),
  Buffer.from(Buffer.from(text).toString('hex')),
]

/** Where the texts, and the 32-byte runs of ciphertext, still are. */
function found(
  files: ReadonlyMap<string, Buffer>,
  texts: readonly string[],
  ciphertexts: readonly Uint8Array[],
): readonly string[] {
  const places: string[] = []
  for (const [file, bytes] of files) {
    for (const text of texts)
      if (spellings(text).some((form) => bytes.includes(form))) places.push(`${file}: ${text}`)
    for (const [at, ciphertext] of ciphertexts.entries()) {
      for (let from = 0; from + 32 <= ciphertext.length; from += 32) {
        if (bytes.includes(Buffer.from(ciphertext.subarray(from, from + 32))))
          places.push(`${file}: ciphertext ${at} at ${from}`)
      }
    }
  }
  return places
}

/** What the stores hold sealed, taken before the purge: envelopes as text and as bytes, contents at rest, wrapped keys. */
async function sealedIn(node: Node, subjects: readonly string[]): Promise<readonly Uint8Array[]> {
  const sealed: Uint8Array[] = []
  for (const subject of subjects) {
    const acts = await node.sql.query('select id, content from act where subject = $1', [subject])
    for (const act of acts) {
      if (act['content'] instanceof Uint8Array) sealed.push(act['content'])
      for (const row of await node.sql.query('select bytes from envelope where act_id = $1', [
        String(act['id']),
      ])) {
        const envelope = parseEnvelopeBytes(bytesOf(row, 'bytes'))
        if (!envelope.ok) throw new Error(envelope.refusal.kind)
        sealed.push(utf8(envelope.value.content), fromBase64(envelope.value.content))
        for (const key of envelope.value.keys) sealed.push(utf8(key.wrapped), utf8(key.encapsulated))
      }
    }
    const keys = [subject, contentKey('hit/reported', subject), `check:${subject}`]
    for (const row of await node.sql.query(
      'select wrapped from content_key where subject in ($1, $2, $3)',
      keys,
    )) {
      sealed.push(bytesOf(row, 'wrapped'))
    }
    for (const row of await node.sql.query('select content from check_made where id = $1', [subject])) {
      sealed.push(bytesOf(row, 'content'))
    }
  }
  return sealed
}

/** Leaves a holder's store as a fall does that comes after the purge is committed and before anything else. */
async function fallAfterPurge(folder: NodeFolder, owner: Node, id: Uuid): Promise<void> {
  const sql = openSqlite(storePath(folder.path))
  const context = nodeContextOf(folder)
  const cursor = await feedHead(sql, owner.world.self.id, 'in')
  for (const sent of await outgoingAfter(owner.sql, folder.card.id, cursor.number, 50)) {
    const envelope = sent.envelope === null ? undefined : parseEnvelopeBytes(sent.envelope)
    const copy = envelope?.ok === true ? envelopeFor(envelope.value, [folder.card.id]) : null
    const received = openItem(context, owner.world.self, FeedItemField.parse(JSON.parse(sent.item)), copy)
    if (!received.ok) throw new Error(received.refusal.kind)
    const applied = await sql.transact((tx) => applyItem(tx, context, received.value, emptyOutcome()))
    expect(applied).toEqual({ ok: true, value: true })
  }
  expect(await sql.query('select record_id from erasure_due')).toEqual([{ record_id: id }])
  await sql.close()
}

describe('a withdrawn record, its hit and its check', () => {
  test('are in no byte of any file of either node once the owner has the receipt', async () => {
    const [owner, holder] = [network.node('KE'), network.node('SG')]
    // Neighbours in the store, so that a page keeps living rows beside the erased ones.
    for (const at of [1, 2, 3, 4, 5, 6]) await record(owner, `NB40010${at}`)
    const id = await record(owner, SECRETS.number)
    await eventually(
      'Singapore finds it',
      async () => (await check(holder, SECRETS.number)).candidates.length === 1,
    )
    const { id: checkId } = await check(holder, SECRETS.asked, SECRETS.place)
    const decided = await decideCandidate(holder.world, authorityOf(border, 'check:decide'), {
      checkId,
      recordId: id,
      decision: 'same',
      reason: SECRETS.reason,
    })
    if (!decided.ok || decided.value.hitId === null) throw new Error('no hit')
    const { hitId } = decided.value
    const received = async () =>
      (await listHits(owner.world, authorityOf(bureau, 'hit:read'), { box: 'received' })).rows
    await eventually('Kenya has the hit', async () => (await received()).length === 1)
    expect((await check(owner, SECRETS.number)).candidates).toHaveLength(1)

    const subjects = [id, hitId, checkId]
    const sealed = [...(await sealedIn(owner, subjects)), ...(await sealedIn(holder, subjects))]
    expect(sealed.length).toBeGreaterThan(8)
    const ciphertextsBefore = found(await filesOf(MEMBERS), [], sealed)
    expect(ciphertextsBefore.length, 'the search finds what is there').toBeGreaterThan(8)

    expect((await withdraw(owner, id)).ok).toBe(true)
    await eventually('Kenya has Singapore’s receipt', () => isConfirmed(id, 'SG'))
    await eventually('Kenya has cleaned its own files', async () => {
      return (await owner.sql.query('select 1 as due from erasure_due')).length === 0
    })

    expect(found(await filesOf(MEMBERS), Object.values(SECRETS), sealed)).toEqual([])
    for (const node of [owner, holder]) {
      const keys = indexKeysOf(documentKey({ number: SECRETS.number, issuer: KE }))
      expect(node.world.index.findKeys(keys, { mayKnow: () => true })).toEqual([])
      for (const [table, column] of [
        ['hit', 'record_id'],
        ['check_candidate', 'record_id'],
        ['content_key', 'subject'],
      ]) {
        const rows = await node.sql.query(`select 1 as found from ${table} where ${column} = $1`, [id])
        expect(rows, `${table} holds nothing of it`).toEqual([])
      }
      for (const subject of subjects) {
        const keysLeft = await node.sql.query('select subject from content_key where subject like $1', [
          `%${subject}`,
        ])
        expect(keysLeft, 'no key outlives its subject').toEqual([])
        const left = await node.sql.query(
          'select 1 as found from act where subject = $1 and content is not null',
          [subject],
        )
        expect(left).toEqual([])
      }
      expect(await node.sql.query('select 1 as found from check_made where id = $1', [checkId])).toEqual([])
      const verdict = await node.world.exchange.verifyStore()
      expect(verdict.findings, 'the leaves stay, and the store is sound').toEqual([])
    }
    expect(await received()).toEqual([])
    const again = await decideCandidate(holder.world, authorityOf(border, 'check:decide'), {
      checkId,
      recordId: id,
      decision: 'same',
      reason: 'asked once more',
    })
    expect(again).toMatchObject({ ok: false, refusal: { kind: 'check/unknown' } })
  })

  test('are erased also where the hit crossed the withdrawal on its way', async () => {
    const [owner, holder] = [network.node('KE'), network.node('SG')]
    const number = 'QZ4410096'
    const id = await record(owner, number)
    await eventually('Singapore finds it', async () => (await check(holder, number)).candidates.length === 1)
    const { id: checkId } = await check(holder, number, SECRETS.place)
    // Kenya goes away before the hit leaves, and withdraws before it comes.
    await network.stop('KE')
    const decided = await decideCandidate(holder.world, authorityOf(border, 'check:decide'), {
      checkId,
      recordId: id,
      decision: 'same',
      reason: SECRETS.reason,
    })
    expect(decided.ok).toBe(true)
    const sealed = await sealedIn(holder, [id, checkId])
    const back = await network.start('KE')
    expect((await withdraw(back, id)).ok).toBe(true)
    await eventually('Kenya has Singapore’s receipt', () => isConfirmed(id, 'SG'))
    await eventually('Kenya has cleaned its own files', async () => {
      return (await back.sql.query('select 1 as due from erasure_due')).length === 0
    })
    await eventually('Kenya’s store holds no hit of it', async () => {
      return (
        (await listHits(back.world, authorityOf(bureau, 'hit:read'), { box: 'received' })).rows.length === 0
      )
    })
    await back.sql.scrub() // what a refused hit left in the write-ahead log is no part of the receipt
    expect(found(await filesOf(MEMBERS), [number, SECRETS.reason, SECRETS.place], sealed)).toEqual([])
  })
})

describe('an erasure', () => {
  test('is confirmed only after the files were cleaned', async () => {
    const [owner, holder] = [network.node('KE'), network.node('SG')]
    const number = 'QZ5520071'
    const id = await record(owner, number)
    await eventually('Singapore finds it', async () => (await check(holder, number)).candidates.length === 1)
    const sealed = await sealedIn(holder, [id])
    await withdraw(owner, id)
    // The first moment at which Singapore has the confirmation in its feed: by then its files must be clean.
    const isSent = async (): Promise<boolean> => {
      const rows = await holder.sql.query(
        `select 1 as sent from act where type = 'erasure/confirmed' and issuer = 'SG'
         and applied_at >= (select withdrawn_at from record where id = $1 and withdrawn_at is not null)`,
        [id],
      )
      return rows.length > 0
    }
    await eventually('Singapore confirms', isSent)
    expect(found(await filesOf(['SG']), [number], sealed)).toEqual([])
    await eventually('Kenya knows', () => isConfirmed(id, 'SG'))
  })

  test('is confirmed after a restart when the node fell between the purge and the confirmation', async () => {
    const owner = network.node('KE')
    const number = 'QZ6630058'
    const id = await record(owner, number)
    await eventually(
      'Singapore finds it',
      async () => (await check(network.node('SG'), number)).candidates.length === 1,
    )
    await eventually('no erasure is under way', async () => {
      return (await network.node('SG').sql.query('select 1 as due from erasure_due')).length === 0
    })
    const sealed = await sealedIn(network.node('SG'), [id])
    await network.stop('SG')
    const snapshot = snapshotPath(memberFolder(root, 'SG'))
    const held = await open(snapshot, 'r')
    const salt = (await readFile(snapshot)).subarray(0, PREAMBLE_BYTES)
    expect((await withdraw(owner, id)).ok).toBe(true)
    await fallAfterPurge(await readNodeFolder(memberFolder(root, 'SG')), owner, id)
    expect(await isConfirmed(id, 'SG')).toBe(false)
    await network.start('SG')
    await eventually('Kenya has the receipt', () => isConfirmed(id, 'SG'))
    expect(found(await filesOf(['SG']), [number], [...sealed, salt])).toEqual([])
    expect(existsSync(snapshot), 'the snapshot that held it is gone').toBe(false)
    const left = new Uint8Array(PREAMBLE_BYTES).fill(1)
    await held.read(left, 0, PREAMBLE_BYTES, 0)
    await held.close()
    expect(
      left.every((byte) => byte === 0),
      'and what could open its blocks',
    ).toBe(true)
  })
})
