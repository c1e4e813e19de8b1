import { z } from 'zod'
import {
  ConfidentialityField,
  CountryField,
  DayField,
  InstantField,
  LongText,
  MemberField,
  PartialDateField,
  PERSON_STATUSES,
  PurposeField,
  ShortText,
} from '#acts/fields.ts'
import { DocumentTypeField, SubjectField } from '#acts/person.ts'

/** The common databases of the first network. Each has its rules in `rulebook/` under its own name. */
export const DATABASES = ['notices', 'travel-documents', 'vehicles'] as const
export const DatabaseField = z.enum(DATABASES)
export type Database = z.infer<typeof DatabaseField>

/** What every record must state (RPD 37(2)): source, date, purpose, status and event, confidentiality, retention, relevance. */
const minimum = {
  source: MemberField,
  recordedOn: InstantField,
  purposes: z.array(PurposeField).min(1).max(9),
  confidentiality: ConfidentialityField,
  retainUntil: DayField,
  event: LongText,
  relevance: LongText,
}

/** Kinds of notice that this version issues: RPD 95 (with the United Nations) and RPD 96 (by other agreement). */
export const NOTICE_KINDS = ['un-special', 'other-special'] as const
export const NoticeKindField = z.enum(NOTICE_KINDS)
export type NoticeKind = z.infer<typeof NoticeKindField>

export const NoticeField = z.strictObject({
  database: z.literal('notices'),
  kind: NoticeKindField,
  ...minimum,
  status: z.enum(PERSON_STATUSES),
  subject: SubjectField,
  /** The list it comes from, its programme and its reference there (`QDi.001`). */
  list: z.strictObject({ name: ShortText, programme: ShortText.optional(), reference: ShortText }),
  listedOn: DayField.optional(),
  updatedOn: z.array(PartialDateField).max(60),
  summary: LongText.optional(),
})
export type Notice = z.infer<typeof NoticeField>

export const DOCUMENT_STATUSES = ['stolen', 'stolen-blank', 'lost', 'revoked'] as const
export const TravelDocumentField = z.strictObject({
  database: z.literal('travel-documents'),
  ...minimum,
  status: z.enum(DOCUMENT_STATUSES),
  documentType: DocumentTypeField,
  number: ShortText.min(3).max(40),
  issuingCountry: CountryField,
  missingSince: PartialDateField.optional(),
})
export type TravelDocument = z.infer<typeof TravelDocumentField>

export const VEHICLE_STATUSES = ['stolen', 'missing'] as const
export const VehicleField = z
  .strictObject({
    database: z.literal('vehicles'),
    ...minimum,
    status: z.enum(VEHICLE_STATUSES),
    vin: ShortText.min(5).max(25).optional(),
    plate: ShortText.min(2).max(20).optional(),
    plateCountry: CountryField.optional(),
    make: ShortText,
    model: ShortText.optional(),
    colour: ShortText.optional(),
    missingSince: PartialDateField.optional(),
  })
  .refine((vehicle) => vehicle.vin !== undefined || vehicle.plate !== undefined, {
    message: 'a vehicle needs its identification number (VIN) or its plate',
    path: ['vin'],
  })
export type Vehicle = z.infer<typeof VehicleField>

export const RecordField = z.discriminatedUnion('database', [NoticeField, TravelDocumentField, VehicleField])
export type PoliceRecord = z.infer<typeof RecordField>
