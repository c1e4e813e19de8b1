import type { Language } from '#acts/charter.ts'
import type { KeyExplanation } from '#desks/checks/candidate.ts'
import { isolated } from './counting.ts'

/** Why a number or plate was found, as one sentence. Numbers stand between Unicode isolates (UAX #9 §2.4.2). */
export function keySentence({ asked, listed, agreement }: KeyExplanation, language: Language): string {
  return SENTENCES[language][agreement](ofNumber(asked), ofNumber(listed))
}

/** A number without letters takes its direction from what stands around it, unless it is told: `+44 20` would turn in Arabic. */
const ofNumber = (text: string): string => (/^[ -~]*$/.test(text) ? `\u2066${text}\u2069` : isolated(text))

const SENTENCES: Readonly<
  Record<Language, Readonly<Record<KeyExplanation['agreement'], (asked: string, listed: string) => string>>>
> = {
  en: {
    same: (_, listed) => `${listed} is recorded, character for character.`,
    confusable: (asked, listed) =>
      `${listed} is recorded: one easily confused character away from ${asked}. Compare with the document itself.`,
    partial: (asked, listed) =>
      `${listed} is recorded: ${asked} agrees with it in part. Compare the whole number.`,
    'other-issuer': (_, listed) =>
      `${listed} is recorded for another country: the same number, and perhaps not the same thing.`,
  },
  fr: {
    same: (_, listed) => `${listed} est enregistré, caractère pour caractère.`,
    confusable: (asked, listed) =>
      `${listed} est enregistré : à un caractère facile à confondre de ${asked}. Comparez avec le document même.`,
    partial: (asked, listed) =>
      `${listed} est enregistré : ${asked} y correspond en partie. Comparez le numéro entier.`,
    'other-issuer': (_, listed) =>
      `${listed} est enregistré pour un autre pays : le même numéro, mais peut-être pas le même objet.`,
  },
  es: {
    same: (_, listed) => `${listed} está registrado, carácter por carácter.`,
    confusable: (asked, listed) =>
      `${listed} está registrado: a un carácter fácil de confundir de ${asked}. Compare con el documento mismo.`,
    partial: (asked, listed) =>
      `${listed} está registrado: ${asked} coincide con él en parte. Compare el número entero.`,
    'other-issuer': (_, listed) =>
      `${listed} está registrado para otro país: el mismo número, y quizá no lo mismo.`,
  },
  ar: {
    same: (_, listed) => `${listed} مسجّل، حرفًا بحرف.`,
    confusable: (asked, listed) =>
      `${listed} مسجّل: يختلف عن ${asked} بحرف واحد سهل الالتباس. قارن بالوثيقة نفسها.`,
    partial: (asked, listed) => `${listed} مسجّل: يتطابق معه ${asked} جزئيًا. قارن الرقم كاملًا.`,
    'other-issuer': (_, listed) => `${listed} مسجّل لبلد آخر: الرقم نفسه، وقد لا يكون الشيء نفسه.`,
  },
}
