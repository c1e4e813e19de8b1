import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProblemShape } from './contract/problem.ts'
import { CheckShape } from './contract/shapes.ts'
import { inProcess } from './in-process-contract.ts'
import { ROUTES } from './routes.ts'

const ID = '019ac000-0000-7000-8000-000000000000'

/** Text that has broken other programs: controls, halves of characters, directions, prototypes, SQL, percent signs. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '\ud800',
    'a\udc00b',
    '\u0000',
    '\u202ex',
    '__proto__',
    "'; drop table act; --",
    '%',
    '%E0%A4',
    '<',
    '\ufeff',
    '',
  ),
)

/** Texts that pass for the numbers of real things until somebody looks closely. */
const almost = fc.constantFrom(
  'AK73\u000002 14',
  'AK\u20280214',
  'AK\u202e7300214',
  'AK\ufeff7300214',
  'АК7300214',
)

const bodies = {
  checkPerson: fc.record(
    {
      purpose: fc.constant('warn'),
      place: nasty,
      name: nasty,
      birthDate: fc.constantFrom('1980', '1980-02-30'),
      sex: nasty,
    },
    { requiredKeys: ['purpose', 'name'] },
  ),
  checkDocument: fc.record({ purpose: fc.constant('warn'), number: fc.oneof(nasty, almost) }),
  checkVehicle: fc.record(
    { purpose: fc.constant('warn'), plate: fc.oneof(nasty, almost), vin: nasty },
    { requiredKeys: ['purpose'] },
  ),
  checkMrz: fc.record({ purpose: fc.constant('warn'), lines: nasty }),
  recordTravelDocument: fc.record({
    purposes: fc.constant(['warn']),
    status: fc.constant('stolen'),
    documentType: fc.constant('passport'),
    number: fc.oneof(nasty, almost),
    issuingCountry: fc.constantFrom('KE', 'SG'),
    event: nasty,
    relevance: nasty,
  }),
  recordVehicle: fc.record({
    purposes: fc.constant(['warn']),
    status: fc.constant('stolen'),
    make: nasty,
    plate: nasty,
    plateCountry: fc.constant('KE'),
    event: nasty,
    relevance: nasty,
  }),
} as const

describe('whatever is sent', () => {
  test.each(Object.entries(bodies))(
    '%s answers, or refuses with a problem, and never breaks',
    async (name, body) => {
      const { send, signedInAs, lines } = await inProcess()
      const cookie = await signedInAs('bureau')
      const { path } = ROUTES[name as keyof typeof bodies]
      await fc.assert(
        fc.asyncProperty(body, async (value) => {
          const response = await send('POST', `/api${path}`, value, cookie)
          expect([response.status, lines]).toEqual([
            response.status < 500 ? response.status : 'below 500',
            [],
          ])
          if (!response.ok) ProblemShape.parse(await response.json())
        }),
        { numRuns: 60 },
      )
    },
  )

  test('a check that was answered can be decided on', async () => {
    const { send, signedInAs, lines } = await inProcess()
    const cookie = await signedInAs('bureau')
    const document = { status: 'stolen', documentType: 'passport', number: 'AK7300214', issuingCountry: 'KE' }
    const about = { purposes: ['warn'], event: 'Taken', relevance: 'Misuse' }
    await send('POST', '/api/records/travel-documents', { ...document, ...about }, cookie)
    const number = fc.array(fc.constantFrom(' ', '-', '\u0001', '\u00ad', '\u2068', '\u202e', '.'), {
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(number, nasty, async (noise, reason) => {
        const asked = { purpose: 'warn', number: `AK7300${noise.join('')}214` }
        const response = await send('POST', '/api/checks/document', asked, cookie)
        if (!response.ok) return
        const check = CheckShape.parse(await response.json())
        const body = {
          recordId: check.candidates[0]?.recordId,
          decision: 'same',
          reason: `as seen ${reason}`,
        }
        const decided = await send('POST', `/api/checks/${check.id}/decisions`, body, cookie)
        expect(decided.status).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
    expect(lines).toEqual([])
  })

  test('any JSON to any route is refused with a problem', async () => {
    const { send, signedInAs, lines } = await inProcess()
    const cookie = await signedInAs('bureau')
    const posts = Object.values(ROUTES).filter(({ method }) => method === 'post')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), fc.jsonValue(), async ({ path }, value) => {
        const response = await send('POST', `/api${path.replaceAll(/:\w+/g, ID)}`, value, cookie)
        expect(response.status).toBeLessThan(500)
        if (!response.ok) ProblemShape.parse(await response.json())
      }),
      { numRuns: 150 },
    )
    expect(lines).toEqual([])
  })

  test('any address is refused with a problem, however it is written', async () => {
    const { request, signedInAs, lines } = await inProcess()
    const headers = await signedInAs('bureau')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/api/', '/api/records/', '/api/records?after=', '/api/hits?limit='),
        nasty,
        async (start, rest) => {
          const response = await request(start + rest.replaceAll('#', ''), { headers })
          expect(response.status).toBeLessThan(500)
        },
      ),
      { numRuns: 150 },
    )
    expect(lines).toEqual([])
  })
})
