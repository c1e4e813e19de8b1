import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#acts/charter.ts'
import { ProblemShape } from './contract/problem.ts'
import { CheckShape, ImportEventShape, RecordViewShape, VerificationShape } from './contract/shapes.ts'
import { inProcess, type InProcess } from './in-process-contract.ts'
import { importUnList } from './streams.ts'

const DOCUMENT = {
  status: 'stolen',
  documentType: 'passport',
  number: 'KE 4410 927',
  issuingCountry: 'KE',
  purposes: ['border-control'],
  event: 'Taken from a car in Kisumu',
  relevance: 'May be used to cross a border',
}

async function recorded({ send }: InProcess, cookie: { cookie: string }): Promise<string> {
  const response = await send('POST', '/api/records/travel-documents', DOCUMENT, cookie)
  expect(response.status).toBe(200)
  return RecordViewShape.parse(await response.json()).id
}

describe('an officer over the interface', () => {
  test('records a document, finds it, and silence follows its withdrawal', async () => {
    const node = await inProcess()
    const { send, signedInAs } = node
    const cookie = await signedInAs('bureau')
    const id = await recorded(node, cookie)

    const check = async (): Promise<ReturnType<typeof CheckShape.parse>> => {
      const asked = { purpose: 'border-control', number: 'ke4410927', issuingCountry: 'KE' }
      return CheckShape.parse(await (await send('POST', '/api/checks/document', asked, cookie)).json())
    }
    const [candidate] = (await check()).candidates
    expect(candidate).toMatchObject({
      recordId: id,
      score: 1,
      strength: 'strong',
      subjectType: 'document',
      status: 'stolen',
    })
    expect(candidate?.sentence).toContain('character for character')
    expect(candidate?.may).toContain('retain-document')

    const withdrawn = await send('POST', `/api/records/${id}/withdrawal`, { reason: 'Found again' }, cookie)
    expect(RecordViewShape.parse(await withdrawn.json())).toMatchObject({ isWithdrawn: true, record: null })
    expect((await check()).candidates).toEqual([])
    const again = await send('POST', `/api/records/${id}/withdrawal`, { reason: 'Found again' }, cookie)
    expect([again.status, ProblemShape.parse(await again.json()).type]).toEqual([
      409,
      'record/already-withdrawn',
    ])
  })

  test('is told every rule that refuses, with article and cure, in their language', async () => {
    const { send, signedInAs } = await inProcess()
    const body = { ...DOCUMENT, issuingCountry: 'SG', retainUntil: '2020-01-01', purposes: ['warn', 'warn'] }
    const headers = { ...(await signedInAs('bureau')), 'accept-language': 'fr' }
    const response = await send('POST', '/api/records/travel-documents', body, headers)
    const problem = ProblemShape.parse(await response.json())
    expect([response.status, problem.type]).toEqual([422, 'record/rules-refuse'])
    expect(problem.refusals?.map(({ kind }) => kind)).toEqual([
      'rule/retention-past',
      'rule/purpose-repeated',
      'rule/not-the-issuing-country',
    ])
    expect(problem.refusals?.[2]).toMatchObject({
      article: 'RPD 36(1)(g), 37',
      cure: 'Prévenez le bureau du pays qui l’a délivré.',
    })
  })

  test('checks a machine readable zone and sees each check digit', async () => {
    const { send, signedInAs } = await inProcess()
    const lines =
      'P<UTOTESTER<<ADA<MARIA<<<<<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
    const asked = { purpose: 'border-control', lines }
    const response = await send('POST', '/api/checks/mrz', asked, await signedInAs('border'))
    const check = CheckShape.parse(await response.json())
    expect(check.kinds).toEqual(['person', 'document'])
    expect(check.mrz).toMatchObject({
      format: 'TD3',
      surname: 'TESTER',
      given: 'ADA MARIA',
      birthDate: '1974-08-12',
    })
    expect(check.mrz?.checks.map(({ valid }) => valid)).toEqual([true, true, true, true, true])
  })

  test('learns where a machine readable zone is wrong, and not what it says', async () => {
    const { send, signedInAs } = await inProcess()
    const lines = 'P<UTOTESTER<<ADA<MARIA<<<<<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<1'
    const response = await send(
      'POST',
      '/api/checks/mrz',
      { purpose: 'warn', lines },
      await signedInAs('border'),
    )
    const problem = ProblemShape.parse(await response.json())
    expect(problem).toMatchObject({ status: 422, type: 'mrz/line-length', line: 2 })
    expect(JSON.stringify(problem)).not.toContain('L898902C3')
  })

  test('cannot tell an unknown record from one that was never theirs to know', async () => {
    const { send, signedInAs } = await inProcess()
    const response = await send(
      'GET',
      '/api/records/019ac000-0000-7000-8000-000000000000',
      undefined,
      await signedInAs('bureau'),
    )
    expect([response.status, ProblemShape.parse(await response.json()).type]).toEqual([404, 'record/unknown'])
  })

  test('gets no field that the contract does not declare', async () => {
    const node = await inProcess()
    const cookie = await node.signedInAs('bureau')
    await recorded(node, cookie)
    const { rows } = (await (await node.send('GET', '/api/records', undefined, cookie)).json()) as {
      rows: object[]
    }
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual([
      'database',
      'id',
      'isOwn',
      'owner',
      'recordedOn',
      'status',
      'title',
      'version',
    ])
    const session = JSON.stringify(await (await node.send('GET', '/api/session', undefined, cookie)).json())
    expect(session).not.toMatch(/passwordHash|argon2|certificate|"keys"/)
  })

  test('may not ask twice for one parameter of a query', async () => {
    const { request, signedInAs } = await inProcess()
    const headers = await signedInAs('bureau')
    expect((await request('/api/records?limit=1&limit=2', { headers })).status).toBe(422)
    expect((await request('/api/records?limit=1', { headers })).status).toBe(200)
  })
})

describe('an administrator over the interface', () => {
  const account = {
    id: 'new.officer',
    displayName: 'Imani Odhiambo',
    entity: 'Port police',
    roles: ['border-officer'],
    language: 'en',
  }

  test('adds a named account, once, with a password that is not easy to guess', async () => {
    const { send, signedInAs } = await inProcess()
    const cookie = await signedInAs('admin')
    const add = (password: string): Promise<Response> =>
      send('POST', '/api/accounts', { ...account, password }, cookie)
    expect((await add('new.officer new.officer')).status).toBe(422)
    expect((await add('four grey steady cranes')).status).toBe(200)
    expect((await add('four grey steady cranes')).status).toBe(409)
    const opened = await send('POST', '/api/session', {
      account: account.id,
      password: 'four grey steady cranes',
    })
    expect(opened.status).toBe(200)
  })

  test('cannot make an operator, nor a demonstration account', async () => {
    const { send, signedInAs } = await inProcess()
    const cookie = await signedInAs('admin')
    const body = { ...account, password: 'four grey steady cranes' }
    expect((await send('POST', '/api/accounts', { ...body, roles: ['operator'] }, cookie)).status).toBe(422)
    expect((await send('POST', '/api/accounts', { ...body, isDemonstration: true }, cookie)).status).toBe(422)
  })

  test('reads the network and the ledger, and proves the ledger', async () => {
    const { send, signedInAs } = await inProcess()
    const cookie = await signedInAs('admin')
    expect((await send('GET', '/api/network', undefined, cookie)).status).toBe(200)
    expect((await send('GET', '/api/ledger?limit=5', undefined, cookie)).status).toBe(200)
    const proved = VerificationShape.parse(
      await (await send('POST', '/api/ledger/verification', undefined, cookie)).json(),
    )
    expect(proved.isSound).toBe(true)
    expect((await send('GET', '/api/diagnosis', undefined, cookie)).status).toBe(200)
  })
})

describe('importing a list', () => {
  const LIST = `<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-01T00:00:00.000Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>
<FIRST_NAME>ODALIA</FIRST_NAME><SECOND_NAME>VRENN</SECOND_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE>
<REFERENCE_NUMBER>TEi.001</REFERENCE_NUMBER><LISTED_ON>2026-01-02</LISTED_ON></INDIVIDUAL></INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>`

  async function upload(node: InProcess, text: string, field = 'list', language = 'en'): Promise<Response> {
    const form = new FormData()
    form.set(field, new File([text], 'list.xml'))
    const headers = {
      ...(await node.signedInAs('notices')),
      'x-entraide-request': '1',
      'accept-language': language,
    }
    return node.request(`/api${importUnList.path}`, { method: 'POST', body: form, headers })
  }
  const eventsOf = async (
    response: Response,
  ): Promise<readonly ReturnType<typeof ImportEventShape.parse>[]> =>
    (await response.text())
      .trim()
      .split('\n')
      .map((line) => ImportEventShape.parse(JSON.parse(line)))

  test('tells its progress and its counts, and changes nothing the second time', async () => {
    const node = await inProcess({ mandate: 'general-secretariat' })
    const first = await upload(node, LIST)
    expect(first.headers.get('content-type')).toBe('application/x-ndjson')
    expect((await eventsOf(first)).at(-1)).toMatchObject({ event: 'done', entries: 1, published: 1 })
    expect((await eventsOf(await upload(node, LIST))).at(-1)).toMatchObject({
      event: 'done',
      published: 0,
      unchanged: 1,
    })
  })

  test('ends with the line and the reason when the file is cut, and the refusal is logged', async () => {
    const node = await inProcess({ mandate: 'general-secretariat' })
    const last = (await eventsOf(await upload(node, LIST.slice(0, 300)))).at(-1)
    expect(last).toMatchObject({
      event: 'refused',
      problem: {
        type: 'import/truncated',
        line: 4,
        detail: 'The file ends inside INDIVIDUAL.',
        detailCode: 'ends-in-element',
      },
    })
    expect((await node.accesses()).at(-1)).toBe('list/refused notices import/truncated')
    expect((await eventsOf(await upload(node, LIST))).at(-1)).toMatchObject({ event: 'done' })
  })

  test('says why a file is refused in the language of whoever asks', async () => {
    const node = await inProcess({ mandate: 'general-secretariat' })
    const details: unknown[] = []
    for (const language of LANGUAGES) {
      const last = (await eventsOf(await upload(node, '<other/>', 'list', language))).at(-1)
      details.push(last?.event === 'refused' ? last.problem['detail'] : last)
    }
    expect(details).toEqual([
      'العنصر الجذر ليس \u2068CONSOLIDATED_LIST\u2069.',
      'The root element is not CONSOLIDATED_LIST.',
      'L’élément racine n’est pas CONSOLIDATED_LIST.',
      'El elemento raíz no es CONSOLIDATED_LIST.',
    ])
  })

  test('is refused at a bureau: only the Secretariat publishes lists', async () => {
    const node = await inProcess()
    expect((await eventsOf(await upload(node, LIST))).at(-1)).toMatchObject({
      event: 'refused',
      problem: { type: 'import/not-mandated' },
    })
  })

  test('needs its file', async () => {
    const node = await inProcess({ mandate: 'general-secretariat' })
    const response = await upload(node, LIST, 'other')
    expect(ProblemShape.parse(await response.json()).fields).toEqual([
      { path: 'list', message: 'is required' },
    ])
  })
})
