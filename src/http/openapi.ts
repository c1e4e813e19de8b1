/**
 * The interface as OpenAPI 3.1, from the routes themselves: `node src/http/openapi.ts --write` rewrites
 * spec/openapi.json, and a test fails when the two differ.
 */
import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { PROBLEMS } from './catalogue.ts'
import { ProblemShape, REQUEST_HEADER } from './contract/problem.ts'
import type { Route, RouteAuthority } from './contract/route.ts'
import { ROUTES } from './routes.ts'
import { STREAMS, type StreamRoute } from './streams.ts'

type Json = Readonly<Record<string, unknown>>

/** The description as plain data. Shapes are inlined: a reader of one route needs no other page. */
export function openApi(): Json {
  const operations = [
    ...Object.entries(ROUTES).map(([name, route]) => [route, operationOf(name, route)] as const),
    ...Object.entries(STREAMS).map(([name, route]) => [route, streamOperationOf(name, route)] as const),
  ]
  const paths: Record<string, Record<string, Json>> = {}
  for (const [{ path, method }, operation] of operations) {
    const address = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[address] = { ...paths[address], [method]: operation }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Entraide',
      version: '0.1',
      description:
        'The interface of one node. Errors are problem+json (spec/problems.md). Changing requests carry the header ' +
        `${REQUEST_HEADER}. Sessions are cookies; the node’s own socket file speaks for its operator.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'entraide-MEMBER',
          description: 'MEMBER is the node’s member',
        },
      },
      parameters: {
        request: {
          name: REQUEST_HEADER,
          in: 'header',
          required: true,
          description: 'Any value. A page of another site cannot send it.',
          schema: { type: 'string' },
        },
      },
      responses: {
        Problem: {
          description: problemDescription(),
          content: jsonContent(ProblemShape, 'application/problem+json'),
        },
      },
    },
  }
}

function operationOf(name: string, route: Route): Json {
  const { body, reply, method } = route
  const hasBody = method === 'post' && propertiesOf(body) !== undefined
  return {
    ...headOf(name, route),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...requestHeader(method),
    ],
    ...(hasBody && { requestBody: { required: true, content: jsonContent(body) } }),
    responses: { 200: { description: 'Done', content: jsonContent(reply) }, ...problem },
  }
}

function streamOperationOf(name: string, route: StreamRoute): Json {
  const files = Object.entries(route.files)
  const file = { type: 'string', contentMediaType: 'application/octet-stream' }
  const form = {
    type: 'object',
    properties: {
      ...Object.fromEntries(files.map(([field]) => [field, file])),
      mayWithdrawMany: {
        type: 'string',
        const: 'yes',
        description: 'Withdraw even a large share of the list',
      },
    },
    required: files.filter(([, need]) => need === 'required').map(([field]) => field),
  }
  const isList = route.replyType === 'application/x-ndjson'
  const line = route.line === undefined ? { type: 'string' } : schemaOf(route.line)
  const rows = (route.bodyTypes ?? []).map((type) => [type, { schema: { type: 'string' } }] as const)
  return {
    ...headOf(name, route),
    parameters: [
      ...(route.query === undefined ? [] : parametersOf(route.query, 'query')),
      ...requestHeader(route.method),
    ],
    ...(rows.length > 0 && { requestBody: { required: true, content: Object.fromEntries(rows) } }),
    ...(files.length > 0 && {
      requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } },
    }),
    responses: {
      200: {
        description: isList ? 'One JSON value a line' : '`event: change` with `{"topics": [...]}`',
        content: { [route.replyType]: { schema: line } },
      },
      ...problem,
    },
  }
}

const problem = { default: { $ref: '#/components/responses/Problem' } }

function headOf(
  name: string,
  route: { readonly summary: string; readonly since: string; readonly authority: RouteAuthority },
): Json {
  const { summary, since, authority } = route
  return {
    operationId: name,
    summary,
    'x-since': since,
    'x-authority': authority,
    security: authority === 'anyone' ? [] : [{ session: [] }],
  }
}

const requestHeader = (method: string): readonly Json[] =>
  method === 'get' ? [] : [{ $ref: '#/components/parameters/request' }]

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): readonly Json[] {
  const json = schemaOf(schema)
  const required: unknown = json['required']
  return Object.entries(propertiesOf(schema) ?? {}).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || (Array.isArray(required) && required.includes(name)),
    schema: shape,
  }))
}

/** Undefined when there are none. */
function propertiesOf(schema: z.ZodType): Json | undefined {
  const properties: unknown = schemaOf(schema)['properties']
  const isFilled = typeof properties === 'object' && properties !== null && Object.keys(properties).length > 0
  return isFilled ? { ...properties } : undefined
}

const jsonContent = (schema: z.ZodType, type = 'application/json'): Json => ({
  [type]: { schema: schemaOf(schema) },
})

/** What may be sent or is answered; checks beyond a type (such as a day of the calendar) stay in words of the problem. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return json
}

function problemDescription(): string {
  return `A refusal (RFC 9457). Kinds: ${Object.keys(PROBLEMS).join(', ')}.`
}

if (import.meta.main && process.argv.includes('--write')) {
  writeFileSync(
    new URL('../../spec/openapi.json', import.meta.url),
    `${JSON.stringify(openApi(), undefined, 2)}\n`,
  )
}
