import { expect, test } from 'vitest'
import { createGate, MOST_AT_ONCE } from './gate.ts'
import { inProcess } from './in-process-contract.ts'

test('who is turned away is told when to come back, and those who left make room', () => {
  const gate = createGate(() => true)
  for (let at = 0; at < MOST_AT_ONCE; at++) expect(gate.enter().ok).toBe(true)
  expect(gate.enter()).toEqual({ ok: false, refusal: { kind: 'request/too-many', retryAfterSeconds: 1 } })
  gate.leave()
  expect(gate.enter().ok).toBe(true)
})

test('a node that is not ready lets nobody in', () => {
  expect(createGate(() => false).enter()).toMatchObject({ refusal: { kind: 'node/starting' } })
})

test('of a flood of checks those beyond the limit are refused at once, and only the answered are in the ledger', async () => {
  const { send, signedInAs, accesses } = await inProcess()
  const cookie = await signedInAs('border')
  const before = (await accesses()).length
  const answers = await Promise.all(
    Array.from({ length: MOST_AT_ONCE + 50 }, (_, at) =>
      send(
        'POST',
        '/api/checks/document',
        { purpose: 'border-control', number: `ZQ${1_000_000 + at}` },
        cookie,
      ),
    ),
  )
  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused).toHaveLength(50)
  for (const answer of refused) {
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  }
  const logged = (await accesses()).slice(before)
  expect(logged.filter((entry) => entry.startsWith('check/document'))).toHaveLength(MOST_AT_ONCE)
})
