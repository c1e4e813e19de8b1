import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatter } from '@lingui/format-po'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#acts/charter.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = fileURLToPath(new URL('.', import.meta.url))
const po = formatter({ lineNumbers: false, origins: false })

/** What a catalogue says: each message of the code with its translation. */
type Catalogue = ReadonlyMap<string, { readonly message: string; readonly translation: string }>

let extracted: string
beforeAll(() => {
  extracted = mkdtempSync(join(tmpdir(), 'entraide-catalogues-'))
  for (const language of LANGUAGES)
    copyFileSync(join(folder, `${language}.po`), join(extracted, `${language}.po`))
  extractInto(extracted)
}, 60_000)
afterAll(() => rmSync(extracted, { recursive: true, force: true }))

describe.each(LANGUAGES)('the catalogue in %s', (language) => {
  test('holds every message of the code and no other', async () => {
    const committed = await read(folder, language)
    const ofCode = await read(extracted, language)
    expect([...committed.keys()].toSorted()).toEqual([...ofCode.keys()].toSorted())
  })

  test('leaves no message without words', async () => {
    const empty = [...(await read(folder, language)).values()].filter(
      ({ translation }) => translation.trim() === '',
    )
    expect(empty).toEqual([])
  })

  test('keeps every placeholder of the message', async () => {
    for (const { message, translation } of (await read(folder, language)).values()) {
      expect(placeholders(translation), message).toEqual(placeholders(message))
    }
  })
})

test('Arabic has its own form for two, for few and for many', async () => {
  const plurals = [...(await read(folder, 'ar')).values()].filter(({ message }) =>
    message.includes(', plural,'),
  )
  expect(plurals.length).toBeGreaterThan(0)
  for (const { translation } of plurals) {
    for (const form of ['one {', 'two {', 'few {', 'many {', 'other {']) expect(translation).toContain(form)
  }
})

/** Runs the extraction of the code, as `lingui extract` does, on copies of the catalogues. */
function extractInto(target: string): void {
  const config = join(target, 'lingui.config.json')
  const catalog = {
    path: join(target, '{locale}'),
    include: [join(root, 'src/web')],
    exclude: ['**/*.test.*'],
  }
  writeFileSync(
    config,
    JSON.stringify({ rootDir: root, sourceLocale: 'en', locales: LANGUAGES, catalogs: [catalog] }),
  )
  const lingui = join(root, 'node_modules/@lingui/cli/dist/lingui.js')
  execFileSync(process.execPath, [lingui, 'extract', '--clean', '--workers', '1', '--config', config], {
    cwd: root,
    stdio: 'pipe',
  })
}

async function read(from: string, language: Language): Promise<Catalogue> {
  const filename = join(from, `${language}.po`)
  const catalogue = await po.parse(readFileSync(filename, 'utf8'), {
    locale: language,
    sourceLocale: 'en',
    filename,
  })
  return new Map(
    Object.entries(catalogue).map(([id, { message, translation }]) => [
      id,
      { message: message ?? id, translation: translation ?? '' },
    ]),
  )
}

function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?=[},])/g)].map((found) => found[1] ?? ''))].toSorted()
}
