import { z } from 'zod'
import {
  CountryField,
  LongText,
  NameText,
  PartialDateField,
  PurposeField,
  SexField,
  ShortText,
  UuidField,
} from '#acts/fields.ts'
import { DocumentTypeField } from '#acts/person.ts'
import { asksForSomething, SOMETHING_TO_ASK, TRAVELLER_FIELDS, VehicleAskedField } from '#acts/traveller.ts'
import { route } from '#http/contract/route.ts'
import { CheckShape, DECISIONS, nothing } from '#http/contract/shapes.ts'
import { IDENTIFIER_TYPES } from '#matching/identifiers/types.ts'
import { BIRTH_CALENDARS } from '#matching/types.ts'

const common = {
  /** Why the check is made (RPD 10(2)). Without it there is no check. */
  purpose: PurposeField,
  /** Where: a border point or a station. */
  place: ShortText.optional(),
}

export const checkPerson = route({
  method: 'post',
  path: '/checks/person',
  summary: 'Ask whether a person is known, by name in any script, with or without a birth date',
  since: '0.1',
  authority: 'check:person',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    ...common,
    name: NameText,
    /** Whom to look for: a person unless said otherwise. Organisations include vessels and aircraft under sanctions. */
    about: z.enum(['person', 'organisation']).optional(),
    birthDate: PartialDateField.optional(),
    /** Instead of `birthDate`: as the document states it, months counted from the first of that calendar's year. */
    birthInCalendar: z
      .strictObject({
        calendar: z.enum(BIRTH_CALENDARS),
        date: z.string().regex(/^\d{1,4}(-\d{2}(-\d{2})?)?$/, 'a date as YYYY, YYYY-MM or YYYY-MM-DD'),
      })
      .optional(),
    nationality: CountryField.optional(),
    sex: SexField.optional(),
  }),
  reply: CheckShape,
})

export const checkDocument = route({
  method: 'post',
  path: '/checks/document',
  summary: 'Ask whether a document is reported stolen, lost or revoked',
  since: '0.1',
  authority: 'check:document',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    ...common,
    number: ShortText.min(3).max(40),
    issuingCountry: CountryField.optional(),
    documentType: DocumentTypeField.optional(),
  }),
  reply: CheckShape,
})

export const checkVehicle = route({
  method: 'post',
  path: '/checks/vehicle',
  summary: 'Ask whether a vehicle is reported stolen, by its identification number or its plate',
  since: '0.1',
  authority: 'check:vehicle',
  params: nothing,
  query: nothing,
  body: VehicleAskedField.safeExtend(common),
  reply: CheckShape,
})

export const checkMrz = route({
  method: 'post',
  path: '/checks/mrz',
  summary:
    'Read the machine readable zone of a document (ICAO 9303) and check its holder and the document together',
  since: '0.1',
  authority: 'check:person',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    ...common,
    lines: z.string().min(1).max(400),
    /** The vehicle that the holder drives. */
    vehicle: VehicleAskedField.optional(),
  }),
  reply: CheckShape,
})

export const checkBorder = route({
  method: 'post',
  path: '/checks/border',
  summary:
    'Ask about a person, up to six documents and a vehicle at once: one check, one answer, one log entry',
  since: '0.2',
  authority: 'check:person',
  params: nothing,
  query: nothing,
  body: z.strictObject({ ...common, ...TRAVELLER_FIELDS }).refine(asksForSomething, SOMETHING_TO_ASK),
  reply: CheckShape,
})

export const checkIdentifier = route({
  method: 'post',
  path: '/checks/identifier',
  summary: 'Ask whether an account, telephone number, mail or web address, wallet or other number is known',
  since: '0.2',
  authority: 'check:identifier',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    ...common,
    value: LongText.max(2_000),
    /** Without it, everything that the value may be is looked up. */
    type: z.enum(IDENTIFIER_TYPES).optional(),
    country: CountryField.optional(),
  }),
  reply: CheckShape,
})

export const decideCandidate = route({
  method: 'post',
  path: '/checks/:checkId/decisions',
  summary: 'Say whether a candidate is the same; "same" tells the owner, nothing else happens by itself',
  since: '0.1',
  authority: 'check:decide',
  params: z.strictObject({ checkId: UuidField }),
  query: nothing,
  body: z.strictObject({
    recordId: UuidField,
    decision: z.enum(DECISIONS),
    reason: LongText.min(3).max(2000),
  }),
  reply: z.object({ recordId: UuidField, decision: z.enum(DECISIONS), hitId: UuidField.nullable() }),
})
