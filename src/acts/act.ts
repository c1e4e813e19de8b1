import { z } from 'zod'
import {
  CountryField,
  InstantField,
  LongText,
  MemberField,
  NameText,
  PartialDateField,
  PurposeField,
  ShortText,
  UuidField,
} from '#acts/fields.ts'
import { IDENTIFIER_TYPES } from '#acts/person.ts'
import { DatabaseField, RecordField } from '#acts/record.ts'
import { LIMITS } from '#kernel/limits.ts'

/** Every type that a check may be asked for. */
const SEEN_IDENTIFIER_TYPES = ['document', 'national-number', ...IDENTIFIER_TYPES] as const

/** What was in front of the officer: enough for the owner to verify, and no more. */
export const SeenField = z.strictObject({
  name: NameText.optional(),
  birthDate: PartialDateField.optional(),
  nationality: CountryField.optional(),
  documentNumber: ShortText.optional(),
  documentCountry: CountryField.optional(),
  vehicle: ShortText.optional(),
  identifier: ShortText.optional(),
  identifierType: z.enum(SEEN_IDENTIFIER_TYPES).optional(),
})
export type Seen = z.infer<typeof SeenField>

export const HitField = z.strictObject({
  record: UuidField,
  database: DatabaseField,
  checkedAt: InstantField,
  purpose: PurposeField,
  place: ShortText.optional(),
  /** The entity and the service number of the officer; not the officer's name. */
  reportedBy: ShortText,
  seen: SeenField,
  reason: LongText,
})
export type Hit = z.infer<typeof HitField>

/** What a holder erased, counted, after a withdrawal. */
export const ErasureField = z.strictObject({
  order: UuidField,
  record: UuidField,
  erasedAt: InstantField,
  rows: z.int().min(0),
  keys: z.int().min(0),
  indexEntries: z.int().min(0),
  envelopes: z.int().min(0),
})
export type Erasure = z.infer<typeof ErasureField>

const RecordBody = z.strictObject({ record: RecordField })
const WithdrawalBody = z.strictObject({ database: DatabaseField, reason: LongText })

/** The body that each type of act carries. A type that is not here is refused on arrival. */
export const ACT_BODIES = {
  'record/published': RecordBody,
  'record/updated': RecordBody,
  'record/withdrawn': WithdrawalBody,
  'hit/reported': z.strictObject({ hit: HitField }),
  'erasure/confirmed': z.strictObject({ erasure: ErasureField }),
} as const

export type ActType = keyof typeof ACT_BODIES
export type ActBody<T extends ActType> = z.infer<(typeof ACT_BODIES)[T]>
export const ACT_TYPES = Object.keys(ACT_BODIES) as readonly ActType[]

const header = {
  id: UuidField,
  network: z.string().regex(/^[a-z0-9-]{3,40}$/),
  issuer: MemberField,
  /** The record, hit or erasure that the act is about. */
  subject: UuidField,
  issuedAt: InstantField,
  recipients: z.array(MemberField).max(LIMITS.recipients),
}

/**
 * A small signed statement by one member (spec/act.md). Its recipients are part of what is signed;
 * no recipients means nobody.
 */
export const ActField = z.discriminatedUnion('type', [
  z.strictObject({ ...header, type: z.literal('record/published'), body: ACT_BODIES['record/published'] }),
  z.strictObject({ ...header, type: z.literal('record/updated'), body: ACT_BODIES['record/updated'] }),
  z.strictObject({ ...header, type: z.literal('record/withdrawn'), body: ACT_BODIES['record/withdrawn'] }),
  z.strictObject({ ...header, type: z.literal('hit/reported'), body: ACT_BODIES['hit/reported'] }),
  z.strictObject({ ...header, type: z.literal('erasure/confirmed'), body: ACT_BODIES['erasure/confirmed'] }),
])
export type Act = z.infer<typeof ActField>
export type ActOf<T extends ActType> = Extract<Act, { readonly type: T }>

/** What a desk asks to be issued. Identity, time and issuer are added by the exchange. */
export type ActDraft = {
  readonly [T in ActType]: {
    readonly type: T
    readonly subject: Act['subject']
    readonly recipients: Act['recipients']
    readonly body: ActBody<T>
  }
}[ActType]
