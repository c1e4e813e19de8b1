import { type Format, formatFor } from './intl.ts'
import { useLanguage } from './language.tsx'

/** How the reader's language writes numbers, moments, days and countries. */
export function useFormat(): Format {
  return formatFor(useLanguage().language)
}
