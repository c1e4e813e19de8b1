import { z } from 'zod'
import { CountryField, InstantField, MemberField, ShortText } from '#acts/fields.ts'
import { LIMITS } from '#kernel/limits.ts'

/** What a member may do in the network follows from its mandate, never from a different build. */
export const MANDATES = ['bureau', 'general-secretariat', 'commission', 'regional-organisation'] as const
export const MandateField = z.enum(MANDATES)
export type Mandate = z.infer<typeof MandateField>

/** The four working languages of the Organisation (GR 54). */
export const LANGUAGES = ['ar', 'en', 'fr', 'es'] as const
export const LanguageField = z.enum(LANGUAGES)
export type Language = z.infer<typeof LanguageField>

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(4096)

/** Public keys of a member (spec/envelope.md §2, spec/ledger.md §4), base64. */
export const MemberKeysField = z.strictObject({
  act: base64,
  seal: base64,
  log: z.strictObject({ ed25519: base64, mldsa44: base64 }),
})

/** One member as the charter describes it. */
export const MemberCardField = z.strictObject({
  id: MemberField,
  mandate: MandateField,
  country: CountryField.optional(),
  name: z.strictObject({ ar: ShortText, en: ShortText, fr: ShortText, es: ShortText }),
  /** Where its exchange answers: `https://host:port`. */
  address: z.url({ protocol: /^https$/ }).max(300),
  keys: MemberKeysField,
  /** Its TLS certificate for the exchange, PEM. Peers accept this certificate and no other. */
  certificate: z.string().max(8192),
})
export type MemberCard = z.infer<typeof MemberCardField>

/** The network's member list, numbered and signed by the member that keeps it. */
export const CharterField = z.strictObject({
  network: z.string().regex(/^[a-z0-9-]{3,40}$/),
  version: z.int().min(1),
  issuedAt: InstantField,
  keeper: MemberField,
  members: z.array(MemberCardField).min(1).max(LIMITS.recipients),
})
export type Charter = z.infer<typeof CharterField>

export const SignedCharterField = z.strictObject({ charter: CharterField, signature: base64 })
export type SignedCharter = z.infer<typeof SignedCharterField>

export function memberOf(charter: Charter, id: string): MemberCard | undefined {
  return charter.members.find((member) => member.id === id)
}
