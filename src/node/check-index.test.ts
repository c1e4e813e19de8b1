import { expect, test } from 'vitest'
import { aNotice, anId, SECRETARIAT } from '#testkit/builders.ts'
import { nodeIndex } from './check-index.ts'

test('a notice updated from a person to an organisation is found as an organisation only, with its documents', () => {
  const index = nodeIndex()
  const notice = aNotice()
  const { names, addresses } = notice.subject
  const documents = [{ type: 'other' as const, number: 'REG-773' }]
  let change = 0
  let before: typeof notice | 'none' = 'none'
  const put = (record: typeof notice): void => {
    index.apply([{ type: 'put', id: anId(1), owner: SECRETARIAT, record, before, change: ++change }])
    before = record
  }
  put(notice)
  expect(index.sizes()).toEqual({ persons: 1, organisations: 0, keys: 0 })
  put({ ...notice, subject: { type: 'entity', names, addresses, documents } })
  expect(index.sizes()).toEqual({ persons: 0, organisations: 1, keys: 2 })
  put(notice)
  expect(index.sizes()).toEqual({ persons: 1, organisations: 0, keys: 0 })
  index.apply([{ type: 'remove', id: anId(1), before, change: ++change }])
  expect(index.sizes()).toEqual({ persons: 0, organisations: 0, keys: 0 })
})
