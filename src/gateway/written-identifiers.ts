import type { z } from 'zod'
import type { IdentifierField, IdentifierType } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'
import { parseIdentifier } from '#matching/identifiers/parse.ts'

export type IdentifierInput = z.input<typeof IdentifierField>

/**
 * The accounts, addresses and numbers that a list's prose names: what stands after the word that announces it, and mail
 * addresses wherever they stand. What is not of the form of its type is left to the text.
 */
export function writtenIdentifiers(text: string): readonly IdentifierInput[] {
  const searched = text.slice(0, SEARCHED_CHARS)
  return PATTERNS.flatMap(({ type, pattern }) =>
    [...searched.matchAll(pattern)].flatMap(([, value = '']) => {
      if (type === 'iban') return ibanBefore(value)
      const values = type === 'phone' ? value.split(/\s*\/\s*(?=[+\d])/) : [value]
      return values.flatMap((one) => identifierOf({ type, value: one }))
    }),
  )
}

/** One identifier, or none when nothing of that type can be read from it. */
export function identifierOf(written: IdentifierInput): readonly IdentifierInput[] {
  const value = written.value.trim().replace(/[.,;:]+$/, '')
  const isShort = value.length <= LIMITS.shortTextChars
  const parsed = parseIdentifier({ type: written.type, value, country: written.country })
  return isShort && parsed.ok ? [{ ...written, value }] : []
}

/** The account at the start of a text that goes on in capitals: as many words as have right check digits. */
function ibanBefore(text: string): readonly IdentifierInput[] {
  const words = text.trim().split(' ')
  for (let count = words.length; count > 0; count--) {
    const value = words.slice(0, count).join(' ')
    const parsed = parseIdentifier({ type: 'iban', value })
    if (parsed.ok && parsed.value.check === 'valid') return [{ type: 'iban', value }]
  }
  return []
}

/** Each once, as many as a record may hold. */
export function distinctIdentifiers(all: readonly IdentifierInput[]): readonly IdentifierInput[] {
  const byValue = new Map(all.map((each) => [`${each.type} ${each.value} ${each.country ?? ''}`, each]))
  return [...byValue.values()].slice(0, LIMITS.identifiersPerRecord)
}

/** Narratives run to some thousands of characters. */
const SEARCHED_CHARS = 20_000

const PATTERNS: readonly { readonly type: IdentifierType; readonly pattern: RegExp }[] = [
  { type: 'email', pattern: /(?<![\w.+%-])([\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/g },
  { type: 'wallet', pattern: /\bDigital Currency Address\s+-\s+\w{2,6}\s+([0-9A-Za-z]{25,110})\b/g },
  { type: 'wallet', pattern: /\b(?:wallet|wallet address)\s*:?\s+([0-9A-Za-z]{25,110})\b/gi },
  { type: 'site', pattern: /\bweb ?site\s*:?\s+([^\s;,()]{4,200})/gi },
  {
    type: 'phone',
    pattern:
      /\b(?:tel|telephone|phone|mobile|cell|cellular|fax)\b\.?(?: no\.?| number)?\s*:?\s*([+\d][\d\s()./+-]{5,60}\d)/gi,
  },
  { type: 'bic', pattern: /\bSWIFT(?:\/BIC)?(?: code)?\s*:?\s+([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b/g },
  { type: 'iban', pattern: /\bIBAN\s*:?\s+([A-Z]{2}\d{2}[A-Z0-9 ]{10,40})/g },
  { type: 'imo', pattern: /(?<!Company Number )\bIMO(?: number| no\.?)?\s*:?\s+(\d{7})\b/gi },
  { type: 'aircraft', pattern: /\bAircraft Tail Number\s+([A-Z0-9-]{3,10})\b/g },
]
