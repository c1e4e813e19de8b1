import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openApi } from './openapi.ts'
import { ROUTES } from './routes.ts'
import { STREAMS } from './streams.ts'

test('spec/openapi.json is what the routes say (`node src/http/openapi.ts --write`)', () => {
  const committed: unknown = JSON.parse(
    readFileSync(new URL('../../spec/openapi.json', import.meta.url), 'utf8'),
  )
  expect(committed).toEqual(JSON.parse(JSON.stringify(openApi())))
})

test('every route is described once, with who may call it', () => {
  const paths = Object.values(
    openApi()['paths'] as Record<string, Record<string, { operationId: string; 'x-authority': string }>>,
  )
  const operations = paths.flatMap((methods) => Object.values(methods))
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(
    [...Object.keys(ROUTES), ...Object.keys(STREAMS)].toSorted(),
  )
  expect(operations.every((operation) => operation['x-authority'].length > 0)).toBe(true)
})
