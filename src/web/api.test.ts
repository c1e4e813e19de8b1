import { expect, test } from 'vitest'
import { addressOf, ApiProblem, NodeUnreachableError, problemOf } from './api.ts'

test('an address fills its path and leaves out what was not asked', () => {
  const address = addressOf('/records/:id/withdrawal', { id: 'a/b' }, { limit: 5, after: undefined })
  expect(address).toBe('/api/records/a%2Fb/withdrawal?limit=5')
  expect(addressOf('/session', {}, {})).toBe('/api/session')
})

test('a refusal of the node becomes a problem with its rules', () => {
  const refusals = [{ kind: 'rule/example', article: 'RPD 37', title: 'No', cure: 'Ask' }]
  const error = problemOf(
    { type: 'record/rules-refuse', title: 'The rules do not allow this', status: 422, refusals },
    422,
  )
  expect(error).toBeInstanceOf(ApiProblem)
  expect(error).toMatchObject({ problem: { refusals } })
})

test('anything else than a problem counts as no answer, and nothing of it is shown', () => {
  const error = problemOf('<html>gateway</html>', 502)
  expect(error).toBeInstanceOf(NodeUnreachableError)
  expect(error.message).not.toContain('html')
})
