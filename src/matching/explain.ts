import type { BirthLevel, Comparison, MatchExplanation, PartAgreement, PersonMatch } from './types.ts'

export type ExplanationLanguage = 'ar' | 'en' | 'fr' | 'es'

/**
 * One sentence that says why a person was found: which parts matched which, what was left over on each side, and how
 * birth, nationality and sex compare. Names stand between Unicode isolates, so that an Arabic name does not turn an
 * English sentence around, nor the reverse (UAX #9 §2.4.2).
 */
export function explainMatch(match: PersonMatch, language: ExplanationLanguage): string {
  const words = WORDS[language]
  const { explanation } = match
  const clauses = [
    words.found(quoted(explanation.listedName, words), percent(match.score, language)),
    ...partClauses(explanation, words),
    ...leftOverClause(words.onlyAsked, explanation.unmatchedAsked, words),
    ...leftOverClause(words.onlyListed, explanation.unmatchedListed, words),
    ...commonClause(explanation, words),
    birthClause(explanation, words),
    ...comparisonClause(words.nationality, explanation.nationality),
    ...comparisonClause(words.sex, explanation.sex),
  ]
  return clauses.join(words.separator) + '.'
}

interface Words {
  readonly separator: string
  readonly listSeparator: string
  readonly open: string
  readonly close: string
  readonly found: (name: string, percent: string) => string
  readonly part: Readonly<Record<PartAgreement, (asked: string, listed: string) => string>>
  /** Said when others of the list are called nearly the same. */
  readonly common: string
  readonly onlyAsked: string
  readonly onlyListed: string
  readonly birth: Readonly<Record<BirthLevel, string>>
  readonly birthDates: (asked: string, listed: string) => string
  readonly nationality: Readonly<Record<Comparison, string>>
  readonly sex: Readonly<Record<Comparison, string>>
}

const WORDS: Readonly<Record<ExplanationLanguage, Words>> = {
  en: {
    separator: '; ',
    listSeparator: ', ',
    open: '“',
    close: '”',
    found: (name, percent) => `Resembles ${name} (${percent})`,
    part: {
      same: (asked, listed) => (asked === listed ? `${asked} is the same` : `${asked} is ${listed}`),
      close: (asked, listed) => `${asked} is spelt like ${listed}`,
      transliteration: (asked, listed) => `${asked} is written ${listed} in another script`,
      equivalent: (asked, listed) => `${asked} may stand for ${listed}`,
      initial: (asked, listed) => `${asked} may be short for ${listed}`,
      joined: (asked, listed) => `${asked} is ${listed}, joined or split`,
      different: (asked, listed) => `${asked} differs from ${listed}`,
    },
    common: 'many people are called so',
    onlyAsked: 'only in the question: ',
    onlyListed: 'only on the record: ',
    birth: {
      same: 'same date of birth',
      'same-year': 'same year of birth',
      swapped: 'date of birth with day and month exchanged',
      close: 'close date of birth',
      conflict: 'different date of birth',
      unknown: 'date of birth not compared',
    },
    birthDates: (asked, listed) => ` (asked ${asked}, recorded ${listed})`,
    nationality: { same: 'same nationality', different: 'different nationality', unknown: '' },
    sex: { same: 'same sex', different: 'different sex', unknown: '' },
  },
  fr: {
    separator: ' ; ',
    listSeparator: ', ',
    open: '« ',
    close: ' »',
    found: (name, percent) => `Ressemble à ${name} (${percent})`,
    part: {
      same: (asked, listed) => (asked === listed ? `${asked} est identique` : `${asked} est ${listed}`),
      close: (asked, listed) => `${asked} s’écrit presque comme ${listed}`,
      transliteration: (asked, listed) => `${asked} s’écrit ${listed} dans une autre écriture`,
      equivalent: (asked, listed) => `${asked} peut être une forme de ${listed}`,
      initial: (asked, listed) => `${asked} peut abréger ${listed}`,
      joined: (asked, listed) => `${asked} est ${listed}, en un ou plusieurs mots`,
      different: (asked, listed) => `${asked} diffère de ${listed}`,
    },
    common: 'beaucoup de personnes portent ce nom',
    onlyAsked: 'seulement dans la question : ',
    onlyListed: 'seulement dans la fiche : ',
    birth: {
      same: 'même date de naissance',
      'same-year': 'même année de naissance',
      swapped: 'date de naissance avec jour et mois inversés',
      close: 'date de naissance proche',
      conflict: 'date de naissance différente',
      unknown: 'date de naissance non comparée',
    },
    birthDates: (asked, listed) => ` (demandée ${asked}, enregistrée ${listed})`,
    nationality: { same: 'même nationalité', different: 'nationalité différente', unknown: '' },
    sex: { same: 'même sexe', different: 'sexe différent', unknown: '' },
  },
  es: {
    separator: '; ',
    listSeparator: ', ',
    open: '«',
    close: '»',
    found: (name, percent) => `Se parece a ${name} (${percent})`,
    part: {
      same: (asked, listed) => (asked === listed ? `${asked} es idéntico` : `${asked} es ${listed}`),
      close: (asked, listed) => `${asked} se escribe casi como ${listed}`,
      transliteration: (asked, listed) => `${asked} se escribe ${listed} en otra escritura`,
      equivalent: (asked, listed) => `${asked} puede ser una forma de ${listed}`,
      initial: (asked, listed) => `${asked} puede abreviar ${listed}`,
      joined: (asked, listed) => `${asked} es ${listed}, unido o separado`,
      different: (asked, listed) => `${asked} difiere de ${listed}`,
    },
    common: 'muchas personas se llaman así',
    onlyAsked: 'solo en la consulta: ',
    onlyListed: 'solo en el registro: ',
    birth: {
      same: 'misma fecha de nacimiento',
      'same-year': 'mismo año de nacimiento',
      swapped: 'fecha de nacimiento con día y mes intercambiados',
      close: 'fecha de nacimiento cercana',
      conflict: 'fecha de nacimiento distinta',
      unknown: 'fecha de nacimiento no comparada',
    },
    birthDates: (asked, listed) => ` (consultada ${asked}, registrada ${listed})`,
    nationality: { same: 'misma nacionalidad', different: 'nacionalidad distinta', unknown: '' },
    sex: { same: 'mismo sexo', different: 'sexo distinto', unknown: '' },
  },
  ar: {
    separator: '؛ ',
    listSeparator: '، ',
    open: '«',
    close: '»',
    found: (name, percent) => `يشبه ${name} (${percent})`,
    part: {
      same: (asked, listed) => (asked === listed ? `${asked} مطابق` : `${asked} هو ${listed}`),
      close: (asked, listed) => `${asked} قريب في الكتابة من ${listed}`,
      transliteration: (asked, listed) => `${asked} يُكتب ${listed} بحروف أخرى`,
      equivalent: (asked, listed) => `${asked} قد يكون صيغة من ${listed}`,
      initial: (asked, listed) => `${asked} قد يكون اختصار ${listed}`,
      joined: (asked, listed) => `${asked} هو ${listed} موصولًا أو مفصولًا`,
      different: (asked, listed) => `${asked} يختلف عن ${listed}`,
    },
    common: 'كثيرون يحملون هذا الاسم',
    onlyAsked: 'في السؤال فقط: ',
    onlyListed: 'في السجل فقط: ',
    birth: {
      same: 'تاريخ الميلاد نفسه',
      'same-year': 'سنة الميلاد نفسها',
      swapped: 'تاريخ الميلاد مع تبديل اليوم والشهر',
      close: 'تاريخ ميلاد قريب',
      conflict: 'تاريخ ميلاد مختلف',
      unknown: 'لم يُقارن تاريخ الميلاد',
    },
    birthDates: (asked, listed) => ` (المسؤول عنه ${asked}، المسجل ${listed})`,
    nationality: { same: 'الجنسية نفسها', different: 'جنسية مختلفة', unknown: '' },
    sex: { same: 'الجنس نفسه', different: 'جنس مختلف', unknown: '' },
  },
}

/** FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE. */
const isolated = (text: string): string => `\u2068${text}\u2069`

const quoted = (text: string, words: Words): string => words.open + isolated(text) + words.close

/** Never 100 %: certainty comes from a human who verifies. */
function percent(score: number, language: ExplanationLanguage): string {
  const bounded = Math.min(0.99, Math.max(0.01, score))
  return isolated(
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(bounded),
  )
}

function partClauses(explanation: MatchExplanation, words: Words): readonly string[] {
  return explanation.parts.map((part) =>
    words.part[part.agreement](quoted(part.asked, words), quoted(part.listed, words)),
  )
}

function leftOverClause(label: string, parts: readonly string[], words: Words): readonly string[] {
  if (parts.length === 0) return []
  return [label + parts.map((part) => quoted(part, words)).join(words.listSeparator)]
}

/** Nats taken by others of nearly the same name that are worth a word. */
const COMMON_FROM = 0.7

function commonClause({ terms }: MatchExplanation, words: Words): readonly string[] {
  const rivals = terms.find(({ term }) => term === 'rivals')?.logOdds ?? 0
  return rivals <= -COMMON_FROM ? [words.common] : []
}

function birthClause({ birth }: MatchExplanation, words: Words): string {
  const dates =
    birth.asked === undefined || birth.listed === undefined
      ? ''
      : words.birthDates(isolated(birth.asked), isolated(birth.listed))
  return words.birth[birth.level] + dates
}

function comparisonClause(
  texts: Readonly<Record<Comparison, string>>,
  comparison: Comparison,
): readonly string[] {
  return texts[comparison] === '' ? [] : [texts[comparison]]
}
