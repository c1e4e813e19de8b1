import type { Language } from '#acts/charter.ts'
import type { Fault, FaultCode } from '#gateway/fault.ts'
import { AR } from './ar.ts'
import { EN } from './en.ts'
import { ES } from './es.ts'
import { FR } from './fr.ts'
import type { FaultTexts } from './texts.ts'

export const FAULT_TEXTS: Readonly<Record<Language, FaultTexts>> = { ar: AR, en: EN, fr: FR, es: ES }

/** Why a file or a line was refused, as one sentence, in the reader's language. */
export function faultSentence<C extends FaultCode>(fault: Fault<C>, language: Language): string {
  const texts: { readonly [K in C]: (fault: Fault<K>) => string } = FAULT_TEXTS[language]
  return texts[fault.code](fault)
}
