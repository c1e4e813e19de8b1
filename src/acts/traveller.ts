import { z } from 'zod'
import { CountryField, NameText, PartialDateField, SexField, ShortText } from '#acts/fields.ts'
import { DocumentTypeField } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'

export const DocumentAskedField = z.strictObject({
  number: ShortText.min(3).max(40),
  issuingCountry: CountryField.optional(),
  type: DocumentTypeField.optional(),
})

export const VehicleAskedField = z
  .strictObject({
    vin: ShortText.min(5).max(25).optional(),
    plate: ShortText.min(2).max(20).optional(),
    plateCountry: CountryField.optional(),
  })
  .refine((asked) => asked.vin !== undefined || asked.plate !== undefined, {
    message: 'give the identification number (VIN) or the plate',
    path: ['vin'],
  })

/** What a border asks about one traveller, all at once. */
export const TRAVELLER_FIELDS = {
  name: NameText.optional(),
  birthDate: PartialDateField.optional(),
  nationality: CountryField.optional(),
  sex: SexField.optional(),
  documents: z.array(DocumentAskedField).max(LIMITS.documentsPerCheck).optional(),
  vehicle: VehicleAskedField.optional(),
} as const

/** At least one of a name, a document and a vehicle. */
export function asksForSomething(asked: {
  readonly name?: unknown
  readonly documents?: readonly unknown[] | undefined
  readonly vehicle?: unknown
}): boolean {
  return asked.name !== undefined || (asked.documents?.length ?? 0) > 0 || asked.vehicle !== undefined
}
export const SOMETHING_TO_ASK = { message: 'give a name, a document or a vehicle', path: ['name'] }

/** One row of a passenger list (spec/batch.md §2). */
export const TravellerField = z
  .strictObject({ ref: ShortText.max(40).optional(), ...TRAVELLER_FIELDS })
  .refine(asksForSomething, SOMETHING_TO_ASK)
export type Traveller = z.infer<typeof TravellerField>
