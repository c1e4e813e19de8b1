import { describe, expect, test } from 'vitest'
import { type Language, LANGUAGES } from '#acts/charter.ts'
import type { DiagnosisCode, DiagnosisLine } from '#desks/diagnosis.ts'
import { DIAGNOSIS_CODES, DiagnosisShape } from '#http/contract/shapes.ts'
import type { Instant } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'
import { diagnosisView } from './diagnosis.ts'

const late = { state: 'bad', member: 'KE' as MemberId } as const
const well = { state: 'good' } as const

/** One of each: a code without its example does not compile. */
const LINES: { readonly [C in DiagnosisCode]: DiagnosisLine<C> } = {
  'store/answers': { code: 'store/answers', ...well, dialect: 'sqlite' },
  'store/fails': { code: 'store/fails', state: 'bad', error: 'StoreFullError' },
  'disk/room': { code: 'disk/room', ...well, freeMegabytes: 40_123 },
  'disk/short': { code: 'disk/short', state: 'warning', freeMegabytes: 1_234 },
  'key-files/closed': { code: 'key-files/closed', ...well },
  'key-files/open': { code: 'key-files/open', state: 'bad', files: ['keys.json', 'store-key'] },
  'certificate/valid': { code: 'certificate/valid', ...well, days: 364 },
  'certificate/expires': { code: 'certificate/expires', state: 'warning', days: 11 },
  'certificate/expired': { code: 'certificate/expired', state: 'bad' },
  'certificate/not-of-charter': { code: 'certificate/not-of-charter', state: 'bad' },
  'check-index/complete': { code: 'check-index/complete', ...well, persons: 62, organisations: 12 },
  'check-index/incomplete': { code: 'check-index/incomplete', state: 'bad', indexed: 73, held: 74 },
  'snapshot/kept': { code: 'snapshot/kept', ...well, megabytes: 2810, behind: 12 },
  'snapshot/none': { code: 'snapshot/none', ...well },
  'erasures/confirmed': { code: 'erasures/confirmed', ...well },
  'erasures/due': { code: 'erasures/due', state: 'warning', count: 5 },
  'peers/not-followed': { code: 'peers/not-followed', state: 'warning' },
  'peer/answered': {
    code: 'peer/answered',
    ...well,
    member: late.member,
    at: '2026-11-02T10:00:00.000Z' as Instant,
  },
  'peer/not-asked': { code: 'peer/not-asked', ...well, member: late.member },
  'peer/unreachable': { code: 'peer/unreachable', ...late, error: 'ECONNREFUSED' },
  'peer/silent': { code: 'peer/silent', ...late },
  'peer/address-unknown': { code: 'peer/address-unknown', ...late },
  'peer/other-certificate': { code: 'peer/other-certificate', ...late },
  'peer/certificate-expired': { code: 'peer/certificate-expired', ...late },
  'peer/hangs-up': { code: 'peer/hangs-up', ...late },
  'peer/answered-status': { code: 'peer/answered-status', ...late, status: 409 },
  'peer/broke-off': { code: 'peer/broke-off', ...late },
  'peer/too-much': { code: 'peer/too-much', ...late },
  'peer/holds-back': { code: 'peer/holds-back', ...late },
  'peer/feed-broken': { code: 'peer/feed-broken', ...late, refusal: 'feed/gap', item: 712 },
  'peer/fails': { code: 'peer/fails', ...late, error: 'something new' },
  'runtime/pinned': { code: 'runtime/pinned', ...well, version: '24.11.1' },
  'runtime/other': { code: 'runtime/other', state: 'warning', version: '25.0.0' },
  'writing/fails': { code: 'writing/fails', state: 'bad', error: 'StoreFullError' },
}
const ALL: readonly DiagnosisLine[] = Object.values(LINES)

describe('a diagnosis in words', () => {
  test('the contract names every code, once', () => {
    expect(DIAGNOSIS_CODES.toSorted()).toEqual(Object.keys(LINES).toSorted())
  })

  test.each(ALL)(
    '$code has its own words in four languages, its values, and a cure when not good',
    (line) => {
      const worded = LANGUAGES.map((language) => lineIn(line, language))
      expect(new Set(worded.map(({ detail }) => detail)).size).toBe(LANGUAGES.length)
      for (const { name, detail, cure } of worded) {
        expect(name.length).toBeGreaterThan(2)
        for (const text of [detail, cure ?? 'none'])
          expect(text).not.toMatch(/undefined|NaN|\[object|#|\{|^$/)
        if (line.state === 'good') expect(cure).toBeNull()
        else expect(cure?.length).toBeGreaterThan(5)
      }
      const { code, state, ...values } = line
      for (const [name, value] of Object.entries(values).filter(([field]) => field !== 'dialect')) {
        const shown = Array.isArray(value) ? value.join(', ') : String(value)
        for (const { detail, name: subject } of worded)
          expect(unspaced(name === 'member' ? subject : detail), `${code} ${state} ${name}`).toContain(
            unspaced(shown),
          )
      }
    },
  )

  test('Arabic sentences hold foreign letters only as isolated names', () => {
    for (const { name, detail, cure } of ALL.map((line) => lineIn(line, 'ar'))) {
      for (const text of [name, detail, ...(cure === null ? [] : [cure])]) {
        expect(text).toMatch(/\p{Script=Arabic}/u)
        expect(text.replaceAll(/\u2068[^\u2069]*\u2069/g, '')).not.toMatch(/\p{Script=Latin}/u)
      }
    }
  })

  test.each<[number, string]>([
    [1, 'تنتهي صلاحيتها خلال يوم واحد'],
    [2, 'تنتهي صلاحيتها خلال يومين'],
    [10, 'تنتهي صلاحيتها خلال 10 أيام'],
    [11, 'تنتهي صلاحيتها خلال 11 يومًا'],
  ])('counts %d days as Arabic does', (days, detail) => {
    expect(lineIn({ ...LINES['certificate/expires'], days }, 'ar').detail).toBe(detail)
  })

  test('the command that closes key files can be copied', () => {
    for (const language of LANGUAGES)
      expect(lineIn(LINES['key-files/open'], language).cure).toContain('chmod 600 keys.json store-key')
  })

  test('a line keeps its code, its state and its peer, and fits the contract', () => {
    const view = DiagnosisShape.parse(diagnosisView({ isHealthy: false, checks: ALL }, 'es'))
    expect(view.checks.map(({ code, state }) => [code, state])).toEqual(
      ALL.map(({ code, state }) => [code, state]),
    )
    expect(view.checks.find(({ code }) => code === 'peer/silent')).toEqual({
      code: 'peer/silent',
      name: 'Miembro KE',
      member: 'KE',
      state: 'bad',
      detail: 'No responde a tiempo',
      cure: 'Vea si el nodo del miembro está en marcha, su dirección en la carta y los cortafuegos.',
    })
  })
})

function lineIn(line: DiagnosisLine, language: Language) {
  const [worded] = diagnosisView({ isHealthy: true, checks: [line] }, language).checks
  if (worded === undefined) throw new Error('a line gives a line')
  return worded
}

/** Without what separates thousands. */
const unspaced = (text: string): string => text.replaceAll(/(?<=\d)[.,\u00a0\u202f](?=\d{3})/g, '')
