import type { z } from 'zod'
import { labelsOf } from '#acts/labels/labels-of.ts'
import { wordOf } from '#acts/labels/labels.ts'
import * as routes from '#http/contract/records.ts'
import type { RecordViewShape } from '#http/contract/shapes.ts'
import { asAccount, call, type Session, type Typed } from './client.ts'
import { type Call, type Command, needed, positional } from './command.ts'
import { withNode } from './with-node.ts'
import type { Connection } from './connection.ts'
import { EXIT, type Exit, UsageError } from './exits.ts'
import { table } from './output.ts'

const AS = { as: { type: 'string' } } as const
const AS_HELP = '  --as ACCOUNT      who does it (needed)'
const MINIMUM = {
  ...AS,
  status: { type: 'string' },
  since: { type: 'string' },
  event: { type: 'string' },
  relevance: { type: 'string' },
  purpose: { type: 'string', multiple: true },
  confidentiality: { type: 'string' },
  'retain-until': { type: 'string' },
} as const
const MINIMUM_HELP = [
  '  --event TEXT      what happened (needed, RPD 37(2))',
  '  --relevance TEXT  why others should know (needed)',
  '  --purpose CODE    one or more (needed); see `entraide check person --help`',
  '  --since DATE      YYYY, YYYY-MM or YYYY-MM-DD',
  '  --confidentiality official-use-only|restricted|confidential',
  '  --retain-until DAY, no later than the rulebook allows',
  AS_HELP,
]

export const RECORD_ADD_DOCUMENT: Command = {
  help: [
    'entraide record add-document NUMBER --type passport --status stolen --country CC … --as ACCOUNT',
    '',
    '  --type CODE       passport, identity-card, residence-permit, visa, driving-licence, national-number, other',
    '  --status CODE     stolen, stolen-blank, lost, revoked',
    '  --country CC      the country that issued it',
    ...MINIMUM_HELP,
  ],
  options: { ...MINIMUM, type: { type: 'string' }, country: { type: 'string' } },
  run: (asked) =>
    withSession(asked, async (connection, session) => {
      const body = {
        ...minimumOf(asked),
        number: positional(asked, 0, 'NUMBER'),
        documentType: asked.text('type') ?? 'passport',
        issuingCountry: asked.text('country')?.toUpperCase(),
      }
      return recorded(asked, await call(connection, routes.recordTravelDocument, { body, session }))
    }),
}

export const RECORD_ADD_VEHICLE: Command = {
  help: [
    'entraide record add-vehicle --vin VIN | --plate PLATE --country CC --make TEXT --status stolen … --as ACCOUNT',
    '',
    '  --vin VIN, --plate PLATE, --country CC of the plate',
    '  --make TEXT, --model TEXT, --colour TEXT',
    '  --status CODE     stolen, missing',
    ...MINIMUM_HELP,
  ],
  options: {
    ...MINIMUM,
    vin: { type: 'string' },
    plate: { type: 'string' },
    country: { type: 'string' },
    make: { type: 'string' },
    model: { type: 'string' },
    colour: { type: 'string' },
  },
  run: (asked) =>
    withSession(asked, async (connection, session) => {
      const body = {
        ...minimumOf(asked),
        vin: asked.text('vin'),
        plate: asked.text('plate'),
        plateCountry: asked.text('country')?.toUpperCase(),
        make: asked.text('make'),
        model: asked.text('model'),
        colour: asked.text('colour'),
      }
      return recorded(asked, await call(connection, routes.recordVehicle, { body, session }))
    }),
}

export const RECORD_WITHDRAW: Command = {
  help: [
    'entraide record withdraw ID --reason TEXT --as ACCOUNT',
    '',
    '  --reason TEXT     why (needed)',
    AS_HELP,
  ],
  options: { ...AS, reason: { type: 'string' } },
  run: (asked) =>
    withSession(asked, async (connection, session) => {
      const record = await call(connection, routes.withdrawRecord, {
        params: { id: positional(asked, 0, 'ID') },
        body: { reason: needed(asked, 'reason') },
        session,
      })
      asked.output.json(record)
      asked.output.line(asked.words.withdrawn)
      for (const line of holderLines(record, asked)) asked.output.line(line)
      return EXIT.done
    }),
}

export const RECORD_SHOW: Command = {
  help: ['entraide record show ID --as ACCOUNT', '', AS_HELP],
  options: AS,
  run: (asked) =>
    withSession(asked, async (connection, session) => {
      const record = await call(connection, routes.readRecord, {
        params: { id: positional(asked, 0, 'ID') },
        session,
      })
      asked.output.json(record)
      for (const line of recordLines(record, asked)) asked.output.line(line)
      return EXIT.done
    }),
}

export const RECORD_LIST: Command = {
  help: [
    'entraide record list [--database notices|travel-documents|vehicles] [--own] [--limit N] --as ACCOUNT',
    '',
    '  --own             only those of this member',
    '  --after ID        the page after this record',
    AS_HELP,
  ],
  options: {
    ...AS,
    database: { type: 'string' },
    own: { type: 'boolean' },
    after: { type: 'string' },
    limit: { type: 'string' },
  },
  run: (asked) =>
    withSession(asked, async (connection, session) => {
      const labels = labelsOf(asked.language)
      const query = {
        database: asked.text('database'),
        scope: asked.isSet('own') ? 'own' : undefined,
        after: asked.text('after'),
        limit: asked.text('limit'),
      }
      const page = await call(connection, routes.listRecords, { query, session })
      asked.output.json(page)
      const rows = page.rows.map((row) => [
        row.id,
        row.owner,
        labels.databases[row.database],
        statusWord(row.status, asked),
        row.title,
      ])
      for (const line of table(rows)) asked.output.line(line)
      asked.output.line(
        `${page.total} ${asked.words.total}${page.next === null ? '' : `   --after ${page.next}`}`,
      )
      return EXIT.done
    }),
}

export const RECORD_HITS: Command = {
  help: ['entraide record hits [--box received|sent] --as ACCOUNT', '', AS_HELP],
  options: { ...AS, box: { type: 'string' } },
  run: (asked) =>
    withSession(asked, async (connection, session) => {
      const page = await call(connection, routes.listHits, { query: { box: asked.text('box') }, session })
      asked.output.json(page)
      const { boxes } = labelsOf(asked.language)
      const rows = page.rows.map((row) => [
        row.at,
        boxes[row.box],
        `${row.reporter} → ${row.owner}`,
        row.title ?? '—',
        row.hit.reason,
      ])
      for (const line of table(rows)) asked.output.line(line)
      if (rows.length === 0) asked.output.line(asked.words.nothingHere)
      return EXIT.done
    }),
}

type RecordView = z.output<typeof RecordViewShape>

function withSession(
  asked: Call,
  work: (connection: Connection, session: Session) => Promise<Exit>,
): Promise<Exit> {
  return withNode(asked, (connection) =>
    asAccount(connection, asked.terminal, asked.text('as'), (session) => work(connection, session)),
  )
}

function minimumOf(asked: Call): Typed {
  const purposes = asked.texts('purpose')
  if (purposes.length === 0) throw new UsageError('--purpose is needed, once or more')
  return {
    purposes,
    status: asked.text('status'),
    missingSince: asked.text('since'),
    event: asked.text('event'),
    relevance: asked.text('relevance'),
    confidentiality: asked.text('confidentiality'),
    retainUntil: asked.text('retain-until'),
  }
}

function recorded(asked: Call, record: RecordView): Exit {
  asked.output.json(record)
  asked.output.line(`${asked.words.recorded}: ${record.id}`)
  for (const line of holderLines(record, asked)) asked.output.line(line)
  return EXIT.done
}

function recordLines(view: RecordView, asked: Call): readonly string[] {
  const head = `${view.id}  ${labelsOf(asked.language).databases[view.database]}  ${asked.words.owner} ${view.owner}`
  if (view.record === null) return [head, asked.words.isWithdrawn, ...holderLines(view, asked)]
  return [head, ...fieldLines(view.record, '  '), ...holderLines(view, asked)]
}

/** Every field under its own name, in the order of the vocabulary: the same names as with --json. */
function fieldLines(value: object, indent: string): readonly string[] {
  return Object.entries(value).flatMap(([name, field]: [string, unknown]): readonly string[] => {
    if (field === undefined || (Array.isArray(field) && field.length === 0)) return []
    if (Array.isArray(field) && field.some((each) => typeof each === 'object')) {
      const each = field.flatMap((one: unknown) =>
        typeof one === 'object' && one !== null ? [`${indent}  - ${flat(one)}`] : [],
      )
      return [`${indent}${name}:`, ...each]
    }
    if (typeof field === 'object' && field !== null && !Array.isArray(field)) {
      return [`${indent}${name}:`, ...fieldLines(field, `${indent}  `)]
    }
    return [`${indent}${name}: ${Array.isArray(field) ? field.join(', ') : plain(field)}`]
  })
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const flat = (value: object): string =>
  Object.entries(value)
    .map(([name, field]) => `${name} ${plain(field)}`)
    .join(', ')

function holderLines({ holders }: RecordView, { language, words }: Call): readonly string[] {
  const { holderStates } = labelsOf(language)
  if (holders.length === 0) return []
  return [
    `${words.holders}:`,
    ...table(holders.map(({ member, state, at }) => [`  ${member}`, holderStates[state], at ?? ''])),
  ]
}

function statusWord(status: string, { language }: Call): string {
  const labels = labelsOf(language)
  return wordOf({ ...labels.personStatuses, ...labels.documentStatuses, ...labels.vehicleStatuses }, status)
}
