import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '#acts/charter.ts'
import { SAMPLE_ZONES } from '../../demo/documents.ts'
import { COMMANDS } from './commands.ts'
import { EXIT } from './exits.ts'
import { run } from './main.ts'
import { createOutput, harmless, table } from './output.ts'
import type { Terminal } from './terminal.ts'
import { WORDS } from './words/words-of.ts'

const PASSWORD = 'four grey steady cranes'
const guide = (): string =>
  readFileSync(new URL('../../docs/guides/command-line.md', import.meta.url), 'utf8')

interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

const nobody: Terminal = {
  out: () => undefined,
  err: () => undefined,
  env: { ENTRAIDE_PASSWORD: PASSWORD },
  folder: '/nowhere',
  isWatched: false,
  readInput: async () => '',
  askSecret: async () => undefined,
  stopped: async () => undefined,
}

async function runIn(folder: string, args: readonly string[], world: Partial<Terminal> = {}): Promise<Ran> {
  let out = ''
  let err = ''
  const exit = await run(args, {
    ...nobody,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    folder,
    ...world,
  })
  return { exit, out, err }
}

describe('the command line', () => {
  test('explains every command, and the guide lists each', async () => {
    for (const [words, { summary }] of Object.entries(COMMANDS)) {
      const { exit, out } = await runIn('/nowhere', [...words.split(' '), '--help'])
      expect([words, exit]).toEqual([words, EXIT.done])
      expect(out).toContain(summary)
      expect(out).toContain(`entraide ${words}`)
      expect(out).toContain('--json')
      expect(guide(), words).toContain(`\`${words}\``)
    }
  })

  test('leaves exit codes that the guide documents', () => {
    const documented = [...guide().matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code))
    expect(documented).toEqual(Object.values(EXIT))
  })

  test.each([
    [['chek']],
    [[]],
    [['check']],
    [['check', 'person']],
    [['check', 'person', 'A', '--nope']],
    [['check', 'person', 'A', '--language', 'tlh']],
    [['toString']],
    [['demo', '--port', 'x']],
    [['init', '--member', 'KE', '--name', 'A', '--address', 'https://a.example', '--host', '0.0.0.0']],
    [['init', '--member', 'KE', '--name', 'A', '--address', 'http://a.example']],
  ])('says how it is called when called wrongly: %j', async (args) => {
    const { exit, out, err } = await runIn('/nowhere', args)
    expect([exit, out]).toEqual([EXIT.usage, ''])
    expect(err.length).toBeGreaterThan(5)
    expect(err).not.toContain('    at ')
  })

  test('says what to do where there is no node', async () => {
    const { exit, err } = await runIn('/nowhere', ['status'])
    expect(exit).toBe(EXIT.unreachable)
    expect(err).toContain('entraide init')
  })

  test('speaks four languages, each in its own words', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(WORDS[language])).toEqual(Object.keys(WORDS.en))
      expect(Object.values(WORDS[language]).every((word) => word.trim() !== '')).toBe(true)
    }
    expect(WORDS.ar.candidates).toMatch(/\p{Script=Arabic}/u)
  })

  test('lets no text of a record drive the terminal', () => {
    expect(harmless('a\u001b[2Jb\u009bc\u202ed\re')).toBe('a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e')
    expect(harmless('\u2068يوسف\u2069\tok')).toBe('\u2068يوسف\u2069\tok')
  })

  test('draws progress in place where somebody watches, a line now and then elsewhere, and nothing for programs', () => {
    const drawn = (isWatched: boolean, isJson: boolean): string => {
      let err = ''
      const terminal = { ...nobody, isWatched, err: (text: string) => void (err += text) }
      const output = createOutput(terminal, isJson)
      for (let at = 0; at <= 100; at++) output.progress('Reading', at, 100)
      output.progress('Applying', 1, 2)
      output.endProgress()
      return err
    }
    expect(drawn(true, false)).toContain('\r\u001b[2K[##############--------------]  50% Reading 50 / 100')
    expect(drawn(false, false).split('\n')).toHaveLength(13)
    expect(drawn(false, false)).not.toContain('\u001b')
    expect(drawn(true, true)).toBe('')
  })

  test('sets rows in columns', () => {
    expect(
      table([
        ['a', 'bb'],
        ['ccc', 'd'],
      ]),
    ).toEqual(['a    bb', 'ccc  d'])
  })
})

describe('a node that is not running', () => {
  let folder: string
  const entraide = (args: readonly string[], world?: Partial<Terminal>): Promise<Ran> =>
    runIn(folder, args, world)
  const json = async (args: readonly string[]): Promise<Record<string, unknown>> => {
    const { exit, out, err } = await entraide([...args, '--json'])
    expect([exit, err]).toEqual([EXIT.done, ''])
    return JSON.parse(out) as Record<string, unknown>
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'entraide-cli-'))
    const init = ['init', '--member', 'KE', '--name', 'Test bureau', '--address', 'https://127.0.0.1:4799']
    expect((await entraide(init)).exit).toBe(EXIT.done)
    expect((await entraide(init)).exit).toBe(EXIT.unreachable)
    expect((await entraide(['status'])).err).toContain('entraide charter adopt')
    expect(
      (await entraide(['charter', 'make', '--network', 'test-net', '--out', join(folder, 'c.json')])).exit,
    ).toBe(0)
    const person = ['--name', 'Ada Wekesa', '--entity', 'Port', '--role', 'bureau-officer']
    expect((await entraide(['account', 'add', 'ada.wekesa', ...person])).exit).toBe(EXIT.done)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('records a document, finds it, shows it and withdraws it, as a named account', async () => {
    const as = ['--as', 'ada.wekesa']
    const about = [
      '--purpose',
      'border-control',
      '--event',
      'Lost at the port',
      '--relevance',
      'May be misused',
    ]
    const number = ['AK7300214', '--country', 'ke', '--status', 'stolen']
    const record = await json(['record', 'add-document', ...number, ...about, ...as])
    const id = String(record['id'])

    const asked = ['--purpose', 'border-control', ...as]
    expect(await json(['check', 'document', 'ak 7300214', '--country', 'KE', ...asked])).toMatchObject({
      candidates: [{ recordId: id, score: 1 }],
    })
    const zone = SAMPLE_ZONES.find(({ shows }) => shows === 'stolen-document')?.text ?? ''
    const scanned = await entraide(['check', 'mrz', '-', ...asked], { readInput: async () => zone })
    expect(scanned.out).toContain(`Record: ${id}`)
    expect(scanned.out).toContain('✓ Document number: 9 = 9')

    expect((await entraide(['record', 'show', id, ...as])).out).toContain('number: AK7300214')
    expect((await entraide(['record', 'list', '--own', ...as])).out).toContain('AK7300214 (KE)')
    expect((await entraide(['record', 'withdraw', id, '--reason', 'found', ...as])).exit).toBe(EXIT.done)
    const silent = await entraide(['check', 'document', 'AK7300214', ...asked, '--language', 'fr'])
    expect(silent.out).toContain('Aucun candidat')
  })

  test('prints what was refused with fields, rules, articles and cures', async () => {
    const as = ['--as', 'ada.wekesa', '--language', 'es']
    const wrong = await entraide(['check', 'person', 'Ada', '--purpose', 'curiosity', ...as])
    expect([wrong.exit, wrong.out]).toEqual([EXIT.refused, ''])
    expect(wrong.err).toContain('purpose: no es uno de los valores permitidos')

    const about = [
      '--purpose',
      'warn',
      '--event',
      'x',
      '--relevance',
      'y',
      '--status',
      'lost',
      '--country',
      'SG',
    ]
    const refused = await entraide(['record', 'add-document', 'SG123456', ...about, ...as])
    expect(refused.exit).toBe(EXIT.refused)
    expect(refused.err).toContain('(RPD 36(1)(g), 37)')
    expect(refused.err).toContain('→ Avise a la oficina')
  })

  test('answers a refusal as JSON where a program asked', async () => {
    const { exit, out } = await entraide(['record', 'show', 'x', '--as', 'ada.wekesa', '--json'])
    expect(exit).toBe(EXIT.refused)
    expect(JSON.parse(out)).toMatchObject({ type: 'request/invalid', fields: [{ path: 'id' }] })
  })

  test('asks for a password, and takes no other', async () => {
    const check = ['check', 'person', 'Ada', '--purpose', 'warn', '--as', 'ada.wekesa']
    expect((await entraide(check, { env: {}, askSecret: async () => PASSWORD })).exit).toBe(EXIT.done)
    expect((await entraide(check, { env: { ENTRAIDE_PASSWORD: 'wrong' } })).exit).toBe(EXIT.refused)
    expect((await entraide(check, { env: {} })).exit).toBe(EXIT.usage)
    expect((await entraide(check.slice(0, -2))).err).toContain('--as ACCOUNT')
  })

  test('tells how it stands, what is wrong with it, who may use it, and that its ledger is sound', async () => {
    expect(await json(['status'])).toMatchObject({ member: 'KE', isRunning: false, network: 'test-net' })
    expect(await json(['doctor'])).toMatchObject({ isHealthy: true })
    expect(await json(['account', 'list'])).toMatchObject({ accounts: [{ id: 'ada.wekesa' }] })
    expect(await json(['log', 'verify'])).toMatchObject({ isSound: true, findings: [] })
    expect((await entraide(['log', 'show', '--limit', '5'])).out).toContain('ledger/verified')
    expect((await entraide(['charter', 'show'])).out).toContain('kept by KE')
  })

  test.each([
    ['ar', 'الأعضاء الآخرون: العقدة متوقفة', 'شغّلها: \u2068entraide start\u2069'],
    ['en', 'Other members: The node is not running', 'Start it: entraide start'],
    ['fr', 'Autres membres: Le nœud ne tourne pas', 'Démarrez-le : entraide start'],
    ['es', 'Otros miembros: El nodo no está en marcha', 'Arránquelo: entraide start'],
  ])('says what is wrong and how to mend it in %s', async (language, line, cure) => {
    const { out } = await entraide(['doctor', '--language', language])
    expect(out).toContain(line)
    expect(out).toContain(`→ ${cure}`)
  })

  test('leaves lists to the Secretariat, and says so on the last line of the stream', async () => {
    const list = new URL('../../demo/invented-list.xml', import.meta.url)
    writeFileSync(join(folder, 'list.xml'), readFileSync(list))
    const { exit, out } = await entraide(['import', 'un-sc', join(folder, 'list.xml'), '--json'])
    expect(exit).toBe(EXIT.refused)
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'import/not-mandated' })
    expect((await entraide(['import', 'un-sc', join(folder, 'none.xml')])).exit).toBe(EXIT.usage)
  })
})
