import type { z } from 'zod'
import { BATCH_PATH, BATCH_TYPES, BatchEventShape, BatchQuery } from '#http/contract/batch.ts'
import { ImportEventShape } from '#http/contract/shapes.ts'
import type { RouteAuthority } from '#http/contract/route.ts'

/** A route whose request or answer is not one JSON value. It passes the same entrance as all others. */
export interface StreamRoute {
  readonly method: 'get' | 'post'
  readonly path: `/${string}`
  readonly summary: string
  readonly since: string
  readonly authority: RouteAuthority
  /** Form fields of a multipart request: files, and whether each must be there. */
  readonly files: Readonly<Record<string, 'required' | 'optional'>>
  /** What the address says beyond the path. */
  readonly query?: z.ZodType
  /** Content types of a body that is no form. */
  readonly bodyTypes?: readonly string[]
  /** One line of the answer. */
  readonly line?: z.ZodType
  readonly replyType: 'application/x-ndjson' | 'text/event-stream'
}

export const importUnList = {
  method: 'post',
  path: '/imports/un-sc',
  summary: 'Import the United Nations Security Council consolidated list (XML): progress, then one result',
  since: '0.1',
  authority: 'list:import',
  files: { list: 'required' },
  line: ImportEventShape,
  replyType: 'application/x-ndjson',
} as const satisfies StreamRoute

export const importOfacSdn = {
  method: 'post',
  path: '/imports/ofac-sdn',
  summary: 'Import the OFAC list of specially designated nationals (CSV files): progress, then one result',
  since: '0.1',
  authority: 'list:import',
  files: { sdn: 'required', alt: 'required', add: 'optional', comments: 'optional' },
  line: ImportEventShape,
  replyType: 'application/x-ndjson',
} as const satisfies StreamRoute

export const checkBatch = {
  method: 'post',
  path: BATCH_PATH,
  summary:
    'Many checks for one purpose, such as a passenger list: answered row by row, and gone on with (spec/batch.md)',
  since: '0.2',
  authority: 'check:person',
  files: {},
  query: BatchQuery,
  bodyTypes: Object.keys(BATCH_TYPES),
  line: BatchEventShape,
  replyType: 'application/x-ndjson',
} as const satisfies StreamRoute

export const followEvents = {
  method: 'get',
  path: '/events',
  summary: 'Topics that changed and that the account may read, as server-sent events; never contents',
  since: '0.1',
  authority: 'account',
  files: {},
  replyType: 'text/event-stream',
} as const satisfies StreamRoute

/** Every route that is not JSON in and JSON out. */
export const STREAMS = { importUnList, importOfacSdn, checkBatch, followEvents } as const satisfies Readonly<
  Record<string, StreamRoute>
>
