import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DiagnosisLine } from '#desks/diagnosis.ts'
import type { FollowState } from '#exchange/follow.ts'
import { certificateExpiry } from '#exchange/tls.ts'
import { openSqlite } from '#journal/sqlite.ts'
import { type Instant, instantOf } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'
import { makeNetwork, memberFolder } from '#testkit/network.ts'
import { openTestWorld, type TestWorld } from '#testkit/world.ts'
import { diagnose, type Examined } from './diagnose.ts'
import { readNodeFolder } from './folder.ts'

const DAY_MS = 86_400_000
const NOW = '2026-11-23T09:00:00.000Z'
const NOW_MS = Date.parse(NOW)
const GS = 'GS' as MemberId

describe('the diagnosis of a node', () => {
  let root: string
  let world: TestWorld
  let examined: Examined

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'entraide-diagnose-'))
    await makeNetwork({ root })
    world = await openTestWorld()
    const { sql, context, index } = world.node('KE')
    const folder = await readNodeFolder(memberFolder(root, 'KE'))
    const states = new Map<MemberId, FollowState>()
    const { contents } = context
    const snapshot = { from: 'none', megabytes: 0, behind: 0 } as const
    examined = { folder, sql, contents, index, snapshot, states, nowMs: NOW_MS, isServing: true }
  })
  afterAll(async () => {
    await world.close()
    await rm(root, { recursive: true, force: true })
  })

  const lineOf = async (
    subject: string,
    change: Partial<Examined> = {},
  ): Promise<DiagnosisLine | undefined> =>
    (await diagnose({ ...examined, ...change })).find(({ code }) => code.startsWith(`${subject}/`))

  test('has a line for each part of the node, whether good or not', async () => {
    const subjects = (await diagnose({ ...examined, isServing: false })).map(({ code }) => code.split('/')[0])
    expect(subjects).toEqual([
      ...[
        'store',
        'disk',
        'key-files',
        'certificate',
        'check-index',
        'snapshot',
        'erasures',
        'peers',
        'runtime',
      ],
    ])
  })

  test('says that a new node is well', async () => {
    expect(await lineOf('store')).toEqual({ code: 'store/answers', state: 'good', dialect: 'sqlite' })
    expect(await lineOf('key-files')).toEqual({ code: 'key-files/closed', state: 'good' })
    expect(await lineOf('erasures')).toEqual({ code: 'erasures/confirmed', state: 'good' })
    expect(await lineOf('check-index')).toEqual({
      code: 'check-index/complete',
      state: 'good',
      persons: 0,
      organisations: 0,
    })
  })

  test('tells of the snapshot that the node starts from', async () => {
    expect(await lineOf('snapshot')).toEqual({ code: 'snapshot/none', state: 'good' })
    const snapshot = { from: 'start', megabytes: 2810, behind: 12 } as const
    const line = { code: 'snapshot/kept', state: 'good', megabytes: 2810, behind: 12 }
    expect(await lineOf('snapshot', { snapshot })).toEqual(line)
  })

  test('names a store that fails, and goes on without what is in it', async () => {
    const sql = openSqlite(':memory:')
    await sql.close()
    const lines = await diagnose({ ...examined, sql })
    expect(lines[0]).toEqual({ code: 'store/fails', state: 'bad', error: 'StoreClosedError' })
    expect(lines.map(({ code }) => code.split('/')[0])).toEqual([
      ...['store', 'disk', 'key-files', 'certificate', 'runtime'],
    ])
  })

  test('names the key files that others can read', async () => {
    const path = join(memberFolder(root, 'KE'), 'store-key')
    await chmod(path, 0o644)
    expect(await lineOf('key-files')).toEqual({ code: 'key-files/open', state: 'bad', files: ['store-key'] })
    await chmod(path, 0o600)
  })

  test('counts the days of a certificate, warns of its end, and finds one that the charter does not name', async () => {
    const endMs = certificateExpiry(examined.folder.identity.certificate).getTime()
    const atDays = (days: number) => lineOf('certificate', { nowMs: endMs - days * DAY_MS })
    expect(await atDays(61)).toEqual({ code: 'certificate/valid', state: 'good', days: 61 })
    expect(await atDays(60)).toEqual({ code: 'certificate/expires', state: 'warning', days: 60 })
    expect(await atDays(0.5)).toEqual({ code: 'certificate/expired', state: 'bad' })
    const { folder } = examined
    const { card: other } = await readNodeFolder(memberFolder(root, 'SG'))
    const changed = { ...folder, card: { ...folder.card, certificate: other.certificate } }
    expect(await lineOf('certificate', { folder: changed })).toEqual({
      code: 'certificate/not-of-charter',
      state: 'bad',
    })
  })

  test.each<[string, Partial<FollowState>, object]>([
    ['has answered', { lastContactAt: instantOf(NOW_MS) }, { code: 'peer/answered', state: 'good', at: NOW }],
    ['was not asked yet', {}, { code: 'peer/not-asked', state: 'good' }],
    [
      'is late by an hour',
      { error: 'GS: no answer in time', lastContactAt: instantOf(NOW_MS - DAY_MS / 24) },
      { code: 'peer/silent', state: 'warning' },
    ],
    [
      'has been away for longer than a day',
      { error: 'GS: connect ECONNREFUSED 127.0.0.1:1', lastContactAt: instantOf(NOW_MS - DAY_MS - 1) },
      { code: 'peer/unreachable', state: 'bad', error: 'ECONNREFUSED' },
    ],
    [
      'has never answered',
      { error: 'feed/gap at item 3' },
      { code: 'peer/feed-broken', state: 'bad', refusal: 'feed/gap', item: 3 },
    ],
  ])('tells a peer that %s', async (_, change, line) => {
    const state: FollowState = {
      lastContactAt: null as Instant | null,
      knownIssued: 0,
      error: null,
      ...change,
    }
    expect(await lineOf('peer', { states: new Map([[GS, state]]) })).toEqual({ member: GS, ...line })
  })

  test('follows no peer while the node is not running', async () => {
    expect(await lineOf('peers', { isServing: false })).toEqual({
      code: 'peers/not-followed',
      state: 'warning',
    })
  })
})
