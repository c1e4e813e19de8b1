import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import type { Birth, Place, Subject } from '#acts/person.ts'
import type { PoliceRecord } from '#acts/record.ts'
import type { Candidate, CheckResult } from '#desks/checks/candidate.ts'
import { titleOf } from '#desks/records/list-hits.ts'
import type { MrzReading } from '#gateway/mrz.ts'
import type { CandidateShape, CheckShape, IdentifierReadingShape, MrzShape } from '#http/contract/shapes.ts'
import { keySentence } from '#http/texts/key-sentence.ts'
import type { DetectedIdentifier } from '#matching/identifiers/detect.ts'
import { explainMatch } from '#matching/explain.ts'

type CandidateInput = z.input<typeof CandidateShape>

/** A check as its officer sees it. `mrz` is what was read, when it began with a machine readable zone. */
export function checkView(
  check: CheckResult,
  language: Language,
  mrz?: MrzReading,
): z.input<typeof CheckShape> {
  const { id, at, purpose, kinds, candidates, isCut, tooMany, milliseconds } = check
  return {
    id,
    at,
    purpose,
    kinds: [...kinds],
    ...(mrz !== undefined && { mrz: mrzView(mrz) }),
    candidates: candidates.map((candidate) => candidateView(candidate, language)),
    isCut,
    ...(tooMany === true && { tooMany }),
    milliseconds,
  }
}

export function candidateView(candidate: Candidate, language: Language): CandidateInput {
  const { held, score, strength, explanation, measures } = candidate
  const { record } = held
  return {
    recordId: held.id,
    database: held.database,
    ...(record.database === 'notices' && { noticeKind: record.kind }),
    subjectType: subjectTypeOf(record),
    status: record.status,
    owner: held.owner,
    title: titleOf(record),
    details: detailsOf(record, language),
    score,
    strength,
    explanation: explanationView(explanation, record),
    sentence:
      explanation.type === 'key'
        ? keySentence(explanation, language)
        : // The sentence speaks of one score only, the calibrated one.
          explainMatch({ score, nameScore: score, explanation: explanation.match }, language),
    may: [...measures.may],
    mayNot: [...measures.mayNot],
    decision: null,
  }
}

function explanationView(
  explanation: Candidate['explanation'],
  record: PoliceRecord,
): CandidateInput['explanation'] {
  if (explanation.type === 'key') return { ...explanation }
  const { listedName, parts, unmatchedAsked, unmatchedListed, birth, nationality, sex, terms } =
    explanation.match
  return {
    type: 'person',
    listedName,
    parts: parts.map((part) => ({ ...part })),
    unmatchedAsked: [...unmatchedAsked],
    unmatchedListed: [...unmatchedListed],
    birth: birth.listed === undefined ? { ...birth, ...firstBirth(record) } : { ...birth },
    nationality,
    sex,
    terms: terms.map((term) => ({ ...term })),
  }
}

/** What is listed is shown beside an empty question too: a dash would read as "no date is known". */
function firstBirth(record: PoliceRecord): { readonly listed?: string } {
  if (record.database !== 'notices' || record.subject.type !== 'person') return {}
  const [birth] = record.subject.births
  return birth === undefined ? {} : { listed: birthText(birth) }
}

function subjectTypeOf(record: PoliceRecord): CandidateInput['subjectType'] {
  switch (record.database) {
    case 'notices':
      return record.subject.type
    case 'travel-documents':
      return 'document'
    case 'vehicles':
      return 'vehicle'
  }
}

const MOST_OTHER_NAMES = 12

/** What helps to tell persons apart at the desk, and no more: the whole record is read, and logged, on its own. */
function detailsOf(record: PoliceRecord, language: Language): CandidateInput['details'] {
  const nobody = { births: [], birthPlaces: [], nationalities: [], otherNames: [] }
  switch (record.database) {
    case 'notices':
      return {
        ...subjectDetails(record.subject, language),
        list: record.list.name,
        reference: record.list.reference,
      }
    case 'travel-documents':
      return { ...nobody, issuingCountry: record.issuingCountry }
    case 'vehicles':
      return { ...nobody, ...(record.plateCountry !== undefined && { issuingCountry: record.plateCountry }) }
  }
}

function subjectDetails(
  subject: Subject,
  language: Language,
): Omit<CandidateInput['details'], 'list' | 'reference'> {
  const otherNames = subject.names.slice(1, MOST_OTHER_NAMES + 1).map((name) => name.text)
  if (subject.type !== 'person') return { births: [], birthPlaces: [], nationalities: [], otherNames }
  return {
    births: subject.births.map(birthText),
    birthPlaces: subject.birthPlaces.map((place) => placeText(place, language)).filter((text) => text !== ''),
    nationalities: [...subject.nationalities],
    otherNames,
  }
}

/** As matching writes them: `1970-02-03`, `~1970`, `1968/1972`. */
function birthText(birth: Birth): string {
  if (birth.type === 'between') return `${birth.fromYear}/${birth.toYear}`
  return birth.type === 'exact' ? birth.on : `~${birth.on}`
}

const countriesIn = (language: Language): Intl.DisplayNames =>
  new Intl.DisplayNames([language], { type: 'region' })
const COUNTRY_NAMES: Readonly<Record<Language, Intl.DisplayNames>> = {
  ar: countriesIn('ar'),
  en: countriesIn('en'),
  fr: countriesIn('fr'),
  es: countriesIn('es'),
}

function placeText({ city, region, country, text }: Place, language: Language): string {
  const countryName = country === undefined ? text : (COUNTRY_NAMES[language].of(country) ?? country)
  return [city, region, countryName]
    .filter((part) => part !== undefined)
    .join(language === 'ar' ? '، ' : ', ')
}

export const readingView = ({
  identifier: { type, display, check },
}: DetectedIdentifier): z.input<typeof IdentifierReadingShape> => ({ type, display, checkDigit: check })

function mrzView(mrz: MrzReading): z.input<typeof MrzShape> {
  const { names, checks, ...read } = mrz
  return {
    ...read,
    surname: names.surname,
    given: names.given,
    checks: checks.map((check) => ({ ...check })),
  }
}
