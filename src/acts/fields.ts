import { z } from 'zod'
import { isDay, isInstant, isPartialDate } from '#kernel/days.ts'
import { isCountryCode, isMemberId, isUuid } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'

/** Fields that every act and record is made of. Each parses text from outside into a branded value. */
export const UuidField = z.string().refine(isUuid, 'a UUID in lower case')
export const MemberField = z.string().refine(isMemberId, 'a member of the charter, such as MA or GS')
export const CountryField = z
  .string()
  .refine(isCountryCode, 'a country code of two capital letters (ISO 3166-1)')
export const DayField = z.string().refine(isDay, 'a day as YYYY-MM-DD')
export const PartialDateField = z.string().refine(isPartialDate, 'a date as YYYY, YYYY-MM or YYYY-MM-DD')
export const InstantField = z.string().refine(isInstant, 'a moment as YYYY-MM-DDTHH:MM:SS.sssZ')

/** Trimmed, not empty, without control characters or half surrogate pairs, which no canonical text can hold; line breaks and tabs in long text only. */
const oneLine = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text)
const noControls = (text: string): boolean =>
  text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)
export const ShortText = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.shortTextChars)
  .refine(oneLine, 'no control characters')
export const LongText = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.longTextChars)
  .refine(noControls, 'no control characters')
export const NameText = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.nameChars)
  .refine(oneLine, 'no control characters')

/** The nine purposes of processing (RPD 10(2)), lettered as there. */
export const PURPOSES = [
  'arrest',
  'locate',
  'investigation',
  'warn',
  'identify',
  'forensics',
  'security-check',
  'border-control',
  'analysis',
] as const
export const PurposeField = z.enum(PURPOSES)
export type Purpose = z.infer<typeof PurposeField>

/** Three levels (RPD 14, 112): the source sets the level; without one, the first applies. */
export const CONFIDENTIALITIES = ['official-use-only', 'restricted', 'confidential'] as const
export const ConfidentialityField = z.enum(CONFIDENTIALITIES)
export type Confidentiality = z.infer<typeof ConfidentialityField>

/** Status of a person in the police databases (RPD 44); the two statuses of analysis files are not among them. */
export const PERSON_STATUSES = [
  'convicted',
  'charged',
  'suspect',
  'criminal-history',
  'witness',
  'victim',
  'missing',
  'unidentified-person',
  'unidentified-body',
  'deceased',
  'possible-threat',
  'un-sanctions',
] as const

export const SEXES = ['F', 'M', 'X'] as const
export const SexField = z.enum(SEXES)
