import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from './exits.ts'
import { run } from './main.ts'
import type { Terminal } from './terminal.ts'

const never: Promise<void> = new Promise(() => undefined)
const COUNT = 2_500

describe('check --batch', () => {
  let folder = ''
  const inFolder = (name: string): string => join(folder, name)
  const entraide = async (args: readonly string[], world: Partial<Terminal> = {}) => {
    let out = ''
    let err = ''
    const exit = await run(args, {
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      env: { ENTRAIDE_PASSWORD: 'four grey steady cranes' },
      folder,
      isWatched: false,
      readInput: async () => '',
      askSecret: async () => undefined,
      stopped: () => never,
      ...world,
    })
    return { exit, out, err }
  }
  const check = (file: string, ...more: readonly string[]): readonly string[] => [
    ...[
      'check',
      '--batch',
      inFolder(file),
      '--purpose',
      'border-control',
      '--as',
      'ada.wekesa',
      '--node',
      folder,
    ],
    ...more,
  ]
  const checksLogged = async (): Promise<number> => {
    const { out } = await entraide(['log', 'show', '--json', '--node', folder])
    return out.split('"check/batch"').length - 1
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'entraide-batch-'))
    const node = ['--node', folder]
    for (const args of [
      ['init', '--member', 'KE', '--name', 'Test bureau', '--address', 'https://127.0.0.1:4798'],
      ['charter', 'make', '--network', 'test-net', '--out', inFolder('c.json')],
      [
        'account',
        'add',
        'ada.wekesa',
        '--name',
        'Ada Wekesa',
        '--entity',
        'Port',
        '--role',
        'bureau-officer',
      ],
      [
        ...[
          'record',
          'add-document',
          'ZQ7315842',
          '--country',
          'KE',
          '--status',
          'stolen',
          '--type',
          'passport',
        ],
        ...['--event', 'Invented', '--relevance', 'Invented', '--purpose', 'identify', '--as', 'ada.wekesa'],
      ],
    ]) {
      const { exit, err } = await entraide([...args, ...node])
      expect([args[0], exit, err]).toEqual([args[0], EXIT.done, err])
    }
    const rows = Array.from({ length: COUNT }, (_, at) => `X${100_000 + at};KEN`)
    rows[2_000] = 'ZQ7315842;KEN'
    writeFileSync(inFolder('gate.csv'), ['passport no;issuer', ...rows].join('\r\n'))
    writeFileSync(inFolder('small.csv'), 'name,dob\nWanjiru Mutua,31/02/1980\nNobody Example,1980\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('says what it recognised, prints rows with candidates, and its exit code says that there are some', async () => {
    const { exit, out, err } = await entraide(check('gate.csv'))
    expect(exit).toBe(EXIT.found)
    expect(err).toContain(`CSV, ${COUNT} rows, documentNumber, documentCountry`)
    expect(out).toContain('Row 2001')
    expect(out).toContain(`${COUNT} rows: 1 with candidates, ${COUNT - 1} without, 0 not usable`)
  })

  test('tells rows that cannot be used with their line and what to do, in four languages', async () => {
    const { exit, out } = await entraide(check('small.csv'))
    expect(exit).toBe(EXIT.incomplete)
    expect(out).toContain('✗ Row 1 [2]: A field of the row does not fit')
    for (const language of ['fr', 'es', 'ar']) {
      const { out: other } = await entraide(check('small.csv', '--language', language))
      expect(other).toContain('birthDate')
      expect(other).not.toContain('A field of the row')
    }
  })

  test('stopped half way goes on where it was, and asks for and writes nothing twice', async () => {
    const whole = inFolder('whole.csv')
    await entraide(check('gate.csv', '--out', whole, '--answer', 'all'))
    const before = await checksLogged()

    const out = inFolder('answers.csv')
    let stop = (): void => undefined
    const stopped = new Promise<void>((resolve) => (stop = resolve))
    const first = await entraide(check('gate.csv', '--out', out, '--answer', 'all'), {
      stopped: () => stopped,
      err: (text) => void (text.startsWith('Checked') && stop()),
    })
    expect(first.exit).toBe(EXIT.incomplete)
    expect(existsSync(`${out}.resume`)).toBe(true)
    const second = await entraide(check('gate.csv', '--out', out, '--answer', 'all', '--resume'))
    expect(second.exit).toBe(EXIT.found)
    expect(existsSync(`${out}.resume`)).toBe(false)
    expect((await checksLogged()) - before).toBe(3)
    const withoutChecks = (path: string): string =>
      readFileSync(path, 'utf8').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    expect(withoutChecks(out)).toBe(withoutChecks(whole))
  })

  test('writes answers, which name people, where nobody else on the machine reads them', async () => {
    const out = inFolder('kept.ndjson')
    await entraide(check('gate.csv', '--out', out))
    expect(statSync(out).mode & 0o777).toBe(0o600)
  })

  test('goes on with no other list than the one that was begun', async () => {
    const out = inFolder('other.ndjson')
    writeFileSync(
      `${out}.resume`,
      JSON.stringify({
        name: 'list-12345678',
        digest: 'of another',
        next: 1,
        outBytes: 0,
        hits: 0,
        errors: 0,
      }),
    )
    const { exit, err } = await entraide(check('gate.csv', '--out', out, '--resume'))
    expect([exit, err.includes('another list')]).toEqual([EXIT.usage, true])
  })

  test('of what is no list says so before anything is asked', async () => {
    writeFileSync(inFolder('picture.csv'), new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]))
    const { exit, err } = await entraide(check('picture.csv'))
    expect([exit, err.includes('batch/unreadable')]).toEqual([EXIT.refused, true])
  })
})
