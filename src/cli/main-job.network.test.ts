import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '#testkit/network.ts'
import { SAMPLE_ZONES, STOLEN_PASSPORT_KE } from '../../demo/documents.ts'
import { EXIT } from './exits.ts'
import { run } from './main.ts'

/** The main job by hand: every step a command, over the sockets of four running nodes. */
let folder: string
let stop: () => void = () => undefined
let demonstration: Promise<number>
let ready = ''

interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

async function entraide(
  args: readonly string[],
  options: { input?: string; stopped?: Promise<void>; onOut?: (text: string) => void } = {},
): Promise<Ran> {
  let out = ''
  let err = ''
  const exit = await run(args, {
    out: (text) => {
      out += text
      options.onOut?.(text)
    },
    err: (text) => void (err += text),
    env: {},
    folder,
    isWatched: false,
    readInput: async () => options.input ?? '',
    askSecret: async () => undefined,
    stopped: () => options.stopped ?? Promise.resolve(),
  })
  return { exit, out, err }
}

async function json<T>(args: readonly string[]): Promise<T> {
  const { exit, out, err } = await entraide([...args, '--json'])
  expect([exit, err]).toEqual([EXIT.done, ''])
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as T
}

interface Checked {
  readonly id: string
  readonly candidates: readonly {
    readonly recordId: string
    readonly owner: string
    readonly sentence: string
  }[]
}
const check = (words: readonly string[], node: string, account: string): Promise<Checked> =>
  json(['check', ...words, '--purpose', 'border-control', '--node', node, '--as', account])

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-job-'))
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  // Below the ports that systems give out by themselves (32768 and up on Linux): tests beside this one use those.
  const port = String(20_000 + (process.pid % 1_500) * 8)
  const running = entraide(['demo', '--port', port], { stopped, onOut: (text) => void (ready += text) })
  demonstration = running.then(({ exit }) => exit)
  await eventually('the demonstration is ready', () => ready.includes('Ctrl-C'), 60_000)
})
afterAll(async () => {
  stop()
  await demonstration
  rmSync(folder, { recursive: true, force: true })
})

describe('the main job on the command line', () => {
  test('a list is imported at the Secretariat, and a second time changes nothing', async () => {
    const list = fileURLToPath(new URL('../../demo/invented-list.xml', import.meta.url))
    const first = await json<{ published: number; entries: number }>([
      'import',
      'un-sc',
      list,
      '--node',
      'gs',
    ])
    expect(first.published).toBe(first.entries)
    const again = await json<{ published: number; unchanged: number }>([
      'import',
      'un-sc',
      list,
      '--node',
      'gs',
    ])
    expect(again).toMatchObject({ published: 0, updated: 0, withdrawn: 0, unchanged: first.entries })
  })

  test('every bureau follows, and its status says so', async () => {
    await eventually('Morocco has fetched all', async () => {
      const { peers } = await json<{
        peers: { isSelf: boolean; incoming: { lag: number; cursor: number } }[]
      }>(['status', '--node', 'ma'])
      return peers.every(({ isSelf, incoming }) => isSelf || (incoming.lag === 0 && incoming.cursor > 0))
    })
  })

  test('an officer finds a listed person by a misspelt name, decides, and the owner has the hit', async () => {
    const found = await check(['person', 'Youssef Bencandil', '--birth', '1984'], 'ma', 'amina.border')
    const [candidate] = found.candidates
    expect(candidate?.owner).toBe('GS')
    expect(candidate?.sentence).toContain('Youss')
    const decide = [
      'check',
      'decide',
      found.id,
      candidate?.recordId ?? '',
      '--decision',
      'same',
      '--reason',
      'photograph agrees',
    ]
    expect((await entraide([...decide, '--node', 'ma', '--as', 'amina.border'])).out).toContain(
      'Hit reported',
    )
    await eventually('the Secretariat sees the hit', async () =>
      (await entraide(['record', 'hits', '--node', 'gs', '--as', 'ines.notices'])).out.includes(
        'photograph agrees',
      ),
    )
  })

  test('an account is recognised, its check digits are said, and it is found', async () => {
    const asked = ['check', 'identifier', 'gb72-zzzz-0000-0012-3456-78', '--purpose', 'investigation']
    const { out } = await entraide([...asked, '--node', 'ma', '--as', 'amina.border'])
    expect(out).toContain('Bank account (IBAN): GB72 ZZZZ 0000 0012 3456 78  Check digits are right')
    expect(out).toContain('LANTERN BRIDGE')
    const refused = await entraide([...asked, '--type', 'email', '--node', 'ma', '--as', 'amina.border'])
    expect(refused.err).toContain('The value does not have the form of its type')
  })

  test('a stolen passport hits abroad from its scanned lines, until its country withdraws it', async () => {
    const zone = SAMPLE_ZONES.find(({ shows }) => shows === 'stolen-document')?.text ?? ''
    const scan = ['check', 'mrz', '-', '--purpose', 'border-control', '--node', 'sg', '--as', 'mei.border']
    expect((await entraide(scan, { input: zone })).out).toContain(STOLEN_PASSPORT_KE)

    const { candidates } = await check(
      ['document', STOLEN_PASSPORT_KE, '--country', 'KE'],
      'sg',
      'mei.border',
    )
    const id = candidates[0]?.recordId ?? ''
    const foreign = await entraide([
      'record',
      'withdraw',
      id,
      '--reason',
      'not ours',
      '--node',
      'sg',
      '--as',
      'arjun.bureau',
    ])
    expect([foreign.exit, foreign.err]).toEqual([EXIT.refused, expect.stringContaining('record/not-owner')])

    const withdrawal = [
      'record',
      'withdraw',
      id,
      '--reason',
      'found again',
      '--node',
      'ke',
      '--as',
      'wanjiru.bureau',
    ]
    expect((await entraide(withdrawal)).exit).toBe(EXIT.done)
    await eventually(
      'Singapore’s check is silent',
      async () => (await check(['document', STOLEN_PASSPORT_KE], 'sg', 'mei.border')).candidates.length === 0,
    )
    await eventually('every holder has answered', async () => {
      const { holders } = await json<{ holders: { state: string }[] }>([
        'record',
        'show',
        id,
        '--node',
        'ke',
        '--as',
        'wanjiru.bureau',
      ])
      return holders.length === 3 && holders.every(({ state }) => state === 'erased')
    })
  })

  test('every ledger is proved, and one flipped byte is found', async () => {
    for (const node of ['gs', 'ma', 'ke', 'sg']) {
      expect(await json(['log', 'verify', '--node', node])).toMatchObject({ isSound: true })
      expect((await entraide(['doctor', '--node', node])).exit).toBe(EXIT.done)
    }
    stop()
    expect(await demonstration).toBe(EXIT.done)
    const store = new DatabaseSync(join(folder, '.entraide', 'ke', 'journal.sqlite'))
    store.exec(`update leaf set commitment = zeroblob(32) where log = 'acts' and position = 5`)
    store.close()
    const verdict = await entraide(['log', 'verify', '--node', 'ke'])
    expect([verdict.exit, verdict.out]).toEqual([EXIT.unsound, expect.stringMatching(/✗ .*5/)])
  })
})
