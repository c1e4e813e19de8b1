import type { Language } from '#acts/charter.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { Labels } from './labels.ts'

const LABELS: Readonly<Record<Language, Labels>> = { ar, en, fr, es }

/** The words of coded values in a language: all four at once, for programs without a page to keep small. */
export function labelsOf(language: Language): Labels {
  return LABELS[language]
}
