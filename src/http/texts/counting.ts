import type { Language } from '#acts/charter.ts'

/** Forms of a counted noun; `#` stands for the number. Which ones a language needs: CLDR, as in `Intl.PluralRules`. */
type Forms<Category extends Intl.LDMLPluralRule> = Readonly<Record<Category | 'other', string>>

/** Latin digits in Arabic too: what is on the screen must be what is on the paper. */
const LOCALES: Readonly<Record<Language, string>> = { ar: 'ar-u-nu-latn', en: 'en-GB', fr: 'fr', es: 'es' }

/** How a language writes numbers, alone and with the noun they count. */
export function countingIn<Category extends Intl.LDMLPluralRule>(
  language: Language,
): {
  readonly number: (value: number) => string
  readonly counted: (count: number, forms: Forms<Category>) => string
} {
  const rules = new Intl.PluralRules(LOCALES[language])
  const numbers = new Intl.NumberFormat(LOCALES[language])
  const number = (value: number): string => numbers.format(value)
  return {
    number,
    counted: (count, forms) => {
      const written: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = forms
      return (written[rules.select(count)] ?? forms.other).replace('#', number(count))
    },
  }
}

/** Keeps a code, name or command in its own direction inside a sentence of another (UAX #9 §2.4.2). */
export const isolated = (text: string): string => `\u2068${text}\u2069`

export const MEBIBYTE = 1024 * 1024
