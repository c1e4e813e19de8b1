import { z } from 'zod'
import {
  CountryField,
  DayField,
  LongText,
  NameText,
  PartialDateField,
  SexField,
  ShortText,
} from '#acts/fields.ts'
import { LIMITS } from '#kernel/limits.ts'

/** How sure the source is of a name. Sanctions lists call weak ones low quality; they count for less in matching. */
export const NameField = z.strictObject({
  text: NameText,
  use: z.enum(['primary', 'original-script', 'alias', 'former', 'birth']),
  quality: z.enum(['good', 'low']),
})
export type Name = z.infer<typeof NameField>

/** What is known of a birth: one date, roughly one date, or somewhere between two years, both included. */
export const BirthField = z.union([
  z.strictObject({ type: z.enum(['exact', 'approximately']), on: PartialDateField }),
  z
    .strictObject({
      type: z.literal('between'),
      fromYear: z.int().min(1000).max(2999),
      toYear: z.int().min(1000).max(2999),
    })
    .refine((between) => between.fromYear <= between.toYear, 'the first year must not be after the last'),
])
export type Birth = z.infer<typeof BirthField>

export const PlaceField = z.strictObject({
  city: ShortText.optional(),
  region: ShortText.optional(),
  country: CountryField.optional(),
  /** As the source wrote it, where no country code fits (a state that ceased, a disputed name). */
  text: ShortText.optional(),
})
export type Place = z.infer<typeof PlaceField>

export const DOCUMENT_TYPES = [
  'passport',
  'identity-card',
  'residence-permit',
  'visa',
  'driving-licence',
  'national-number',
  'other',
] as const
export const DocumentTypeField = z.enum(DOCUMENT_TYPES)
export type DocumentType = z.infer<typeof DocumentTypeField>

/** A document that identifies a person, as a notice lists it. */
export const IdentityDocumentField = z.strictObject({
  type: DocumentTypeField,
  number: ShortText,
  issuingCountry: CountryField.optional(),
  issuedOn: PartialDateField.optional(),
  expiresOn: DayField.optional(),
  note: LongText.optional(),
})
export type IdentityDocument = z.infer<typeof IdentityDocumentField>

/** What leads to a person or an organisation besides names and documents. Numbers of cards are not among them. */
export const IDENTIFIER_TYPES = [
  'tax-number',
  'registration-number',
  'iban',
  'account',
  'bic',
  'phone',
  'email',
  'site',
  'wallet',
  'vin',
  'plate',
  'imo',
  'mmsi',
  'call-sign',
  'aircraft',
  'imei',
  'serial-number',
] as const
export const IdentifierTypeField = z.enum(IDENTIFIER_TYPES)
export type IdentifierType = z.infer<typeof IdentifierTypeField>

/** As the source writes it; checks read it by its type (matching/identifiers). */
export const IdentifierField = z.strictObject({
  type: IdentifierTypeField,
  value: ShortText,
  country: CountryField.optional(),
  note: ShortText.optional(),
})
export type Identifier = z.infer<typeof IdentifierField>

const identified = {
  names: z.array(NameField).min(1).max(LIMITS.namesPerRecord),
  documents: z.array(IdentityDocumentField).max(LIMITS.documentsPerRecord),
  addresses: z.array(PlaceField).max(LIMITS.documentsPerRecord),
  identifiers: z.array(IdentifierField).max(LIMITS.identifiersPerRecord).optional(),
}

export const PersonField = z.strictObject({
  type: z.literal('person'),
  ...identified,
  births: z.array(BirthField).max(20),
  birthPlaces: z.array(PlaceField).max(20),
  nationalities: z.array(CountryField).max(20),
  sex: SexField.optional(),
  titles: z.array(ShortText).max(20),
  designations: z.array(LongText).max(40),
})
export type Person = z.infer<typeof PersonField>

/** An organisation, vessel or aircraft under sanctions: named and documented like a person, without a birth. */
export const EntityField = z.strictObject({ type: z.enum(['entity', 'vessel', 'aircraft']), ...identified })

/** Whom or what a notice is about. */
export const SubjectField = z.discriminatedUnion('type', [PersonField, EntityField])
export type Subject = z.infer<typeof SubjectField>

export const primaryName = (subject: Subject): string => subject.names[0]?.text ?? ''
