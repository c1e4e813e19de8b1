import { z } from 'zod'
import {
  ConfidentialityField,
  CountryField,
  DayField,
  LongText,
  PartialDateField,
  PurposeField,
  ShortText,
  UuidField,
} from '#acts/fields.ts'
import { DocumentTypeField } from '#acts/person.ts'
import { DatabaseField, DOCUMENT_STATUSES, VEHICLE_STATUSES } from '#acts/record.ts'
import { LIMITS } from '#kernel/limits.ts'
import { route } from '#http/contract/route.ts'
import { HitRowShape, nothing, RecordRowShape, RecordViewShape } from '#http/contract/shapes.ts'

/** What RPD 37(2) asks of every record; source and date are added by the node. */
const minimum = {
  purposes: z.array(PurposeField).min(1).max(9),
  confidentiality: ConfidentialityField.optional(),
  retainUntil: DayField.optional(),
  event: LongText,
  relevance: LongText,
}

export const listRecords = route({
  method: 'get',
  path: '/records',
  summary: 'Records and notices held by this node, newest first',
  since: '0.1',
  authority: 'record:read',
  params: nothing,
  query: z.strictObject({
    database: DatabaseField.optional(),
    /** `own`: recorded by this member; `all`: everything held. */
    scope: z.enum(['own', 'all']).optional(),
    after: UuidField.optional(),
    limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).optional(),
  }),
  body: nothing,
  reply: z.object({ rows: z.array(RecordRowShape), next: UuidField.nullable(), total: z.int() }),
})

export const readRecord = route({
  method: 'get',
  path: '/records/:id',
  summary: 'One record or notice, with who holds it when it is our own',
  since: '0.1',
  authority: 'record:read',
  params: z.strictObject({ id: UuidField }),
  query: nothing,
  body: nothing,
  reply: RecordViewShape,
})

export const recordTravelDocument = route({
  method: 'post',
  path: '/records/travel-documents',
  summary: 'Record a stolen, lost or revoked travel document of your own country',
  since: '0.1',
  authority: 'record:record',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    ...minimum,
    status: z.enum(DOCUMENT_STATUSES),
    documentType: DocumentTypeField,
    number: ShortText.min(3).max(40),
    issuingCountry: CountryField,
    missingSince: PartialDateField.optional(),
  }),
  reply: RecordViewShape,
})

export const recordVehicle = route({
  method: 'post',
  path: '/records/vehicles',
  summary: 'Record a stolen or missing vehicle',
  since: '0.1',
  authority: 'record:record',
  params: nothing,
  query: nothing,
  body: z
    .strictObject({
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
      message: 'give the identification number (VIN) or the plate',
      path: ['vin'],
    }),
  reply: RecordViewShape,
})

export const withdrawRecord = route({
  method: 'post',
  path: '/records/:id/withdrawal',
  summary: 'Withdraw a record of your own: every holder erases it and answers with a signed receipt',
  since: '0.1',
  authority: 'record:withdraw',
  params: z.strictObject({ id: UuidField }),
  query: nothing,
  body: z.strictObject({ reason: LongText.min(3).max(2000) }),
  reply: RecordViewShape,
})

export const listHits = route({
  method: 'get',
  path: '/hits',
  summary: 'Hits that other members reported to us, and those we reported',
  since: '0.1',
  authority: 'hit:read',
  params: nothing,
  query: z.strictObject({
    box: z.enum(['received', 'sent']).optional(),
    after: UuidField.optional(),
    limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).optional(),
  }),
  body: nothing,
  reply: z.object({ rows: z.array(HitRowShape), next: UuidField.nullable() }),
})
