import type { Language } from '#acts/charter.ts'
import type { KeyExplanation } from '#desks/checks/candidate.ts'
import { isolated } from './counting.ts'

/** Why a number or plate was found, as one sentence. Numbers stand between Unicode isolates (UAX #9 §2.4.2). */
export function keySentence({ asked, listed, agreement }: KeyExplanation, language: Language): string {
  return SENTENCES[language][agreement](isolated(asked), isolated(listed))
}

const SENTENCES: Readonly<
  Record<Language, Readonly<Record<KeyExplanation['agreement'], (asked: string, listed: string) => string>>>
> = {
  en: {
    same: (_, listed) => `${listed} is recorded, character for character.`,
    confusable: (asked, listed) =>
      `${listed} is recorded: one easily confused character away from ${asked}. Compare with the document itself.`,
  },
  fr: {
    same: (_, listed) => `${listed} est enregistré, caractère pour caractère.`,
    confusable: (asked, listed) =>
      `${listed} est enregistré : à un caractère facile à confondre de ${asked}. Comparez avec le document même.`,
  },
  es: {
    same: (_, listed) => `${listed} está registrado, carácter por carácter.`,
    confusable: (asked, listed) =>
      `${listed} está registrado: a un carácter fácil de confundir de ${asked}. Compare con el documento mismo.`,
  },
  ar: {
    same: (_, listed) => `${listed} مسجّل، حرفًا بحرف.`,
    confusable: (asked, listed) =>
      `${listed} مسجّل: يختلف عن ${asked} بحرف واحد سهل الالتباس. قارن بالوثيقة نفسها.`,
  },
}
