import { areEquivalent } from './equivalents.ts'
import { soundSimilarity } from './similarity.ts'
import { alignNames } from './align.ts'
import type { Link, NameContext } from './align.ts'
import { compareBirths } from './dates.ts'
import type { BirthComparison } from './dates.ts'
import { NAME_FEATURES, nameFeatures } from './features.ts'
import { EVIDENCE_MODEL, NAME_MODEL } from './model.ts'
import type { NameForm, NamePart, ParsedName } from './names.ts'
import type {
  Comparison,
  MatchExplanation,
  MatchTerm,
  PartAgreement,
  PartMatch,
  PersonMatch,
  PersonName,
  TermCode,
} from './types.ts'
import type { PersonEntry, PersonQuery, Sex } from './types.ts'

/** Log-odds of a name on its own, and what they were read from. */
export interface NameScore {
  readonly logOdds: number
  readonly links: readonly Link[]
  /** One for each of `NAME_FEATURES`. */
  readonly features: Float64Array
  /** Log-odds that others of nearly the same name took away (`withRivals`): never positive, contained in `logOdds`. */
  readonly rivals: number
}

export function scoreName(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  isLowQuality: boolean,
  context: NameContext,
): NameScore {
  const links = alignNames(asked, listed, context)
  const features = nameFeatures(asked, listed, links, isLowQuality, context)
  let logOdds = 0
  for (let at = 0; at < features.length; at++) logOdds += (WEIGHTS[at] ?? 0) * (features[at] ?? 0)
  return { logOdds, links, features, rivals: 0 }
}

const WEIGHTS = Float64Array.from(NAME_FEATURES, ([feature]) => NAME_MODEL[feature])

/** What is compared beside the name. */
export interface Evidence {
  readonly birth: BirthComparison
  readonly nationality: Comparison
  readonly sex: Comparison
  readonly logOdds: number
}

export function weighEvidence(
  query: Pick<PersonQuery, 'births' | 'nationalities' | 'sex'>,
  entry: Pick<PersonEntry, 'births' | 'nationalities' | 'sex'>,
): Evidence {
  const birth = compareBirths(query.births ?? [], entry.births)
  const nationality = compareNationalities(query.nationalities ?? [], entry.nationalities)
  const sex = compareSex(query.sex, entry.sex)
  const { birth: births, nationality: nationalities, sex: sexes } = EVIDENCE_MODEL
  return {
    birth,
    nationality,
    sex,
    logOdds: births[birth.evidence] + nationalities[nationality] + sexes[sex],
  }
}

export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

/** The match as an officer is told it. */
export function describeMatch(
  asked: ParsedName,
  listed: ParsedName,
  listedName: PersonName,
  name: NameScore,
  evidence: Evidence,
): PersonMatch {
  const { birth } = evidence
  const explanation: MatchExplanation = {
    listedName: listedName.text,
    parts: name.links.map((link) => describeLink(link, asked, listed)),
    unmatchedAsked: leftOver(asked, name.links, (link) => [link.askedFrom, link.askedTo]),
    unmatchedListed: leftOver(listed, name.links, (link) => [link.listedFrom, link.listedTo]),
    birth: {
      level: birth.level,
      ...(birth.asked === undefined ? {} : { asked: birth.asked }),
      ...(birth.listed === undefined ? {} : { listed: birth.listed }),
    },
    nationality: evidence.nationality,
    sex: evidence.sex,
    terms: termsOf(name, evidence),
  }
  return {
    score: probability(name.logOdds + evidence.logOdds),
    nameScore: probability(name.logOdds),
    explanation,
  }
}

/** What each group of findings adds; together the log-odds of the score. */
function termsOf(name: NameScore, evidence: Evidence): readonly MatchTerm[] {
  const sums = new Map<TermCode, number>()
  const add = (term: TermCode, logOdds: number): void => {
    if (logOdds !== 0) sums.set(term, (sums.get(term) ?? 0) + logOdds)
  }
  NAME_FEATURES.forEach(([, term], at) => add(term, (WEIGHTS[at] ?? 0) * (name.features[at] ?? 0)))
  add('rivals', name.rivals)
  add('birth', EVIDENCE_MODEL.birth[evidence.birth.evidence])
  add('nationality', EVIDENCE_MODEL.nationality[evidence.nationality])
  add('sex', EVIDENCE_MODEL.sex[evidence.sex])
  return [...sums].map(([term, logOdds]) => ({ term, logOdds }))
}

function compareNationalities(asked: readonly string[], listed: readonly string[]): Comparison {
  if (asked.length === 0 || listed.length === 0) return 'unknown'
  const known = new Set(listed.map((code) => code.toUpperCase()))
  return asked.some((code) => known.has(code.toUpperCase())) ? 'same' : 'different'
}

/** X is "not stated" as often as it is a statement (ICAO 9303-4 §4.1), so it contradicts nothing. */
function compareSex(asked: Sex | undefined, listed: Sex | undefined): Comparison {
  if (asked === undefined || listed === undefined || asked === 'X' || listed === 'X') return 'unknown'
  return asked === listed ? 'same' : 'different'
}

function describeLink(link: Link, asked: ParsedName, listed: ParsedName): PartMatch {
  const askedParts = asked.parts.slice(link.askedFrom, link.askedTo)
  const listedParts = listed.parts.slice(link.listedFrom, link.listedTo)
  return {
    asked: written(askedParts),
    listed: written(listedParts),
    agreement: agreementOf(link, askedParts[0], listedParts[0]),
    similarity: link.similarity,
  }
}

const written = (parts: readonly NamePart[]): string => parts.map((part) => part.original).join(' ')

const DIFFERENT_BELOW = 0.6

function agreementOf(link: Link, asked: NamePart | undefined, listed: NamePart | undefined): PartAgreement {
  if (link.kind !== 'part') return link.kind
  if (link.similarity === 1) return 'same'
  if (asked !== undefined && listed !== undefined && isOtherForm(link, asked, listed)) return 'equivalent'
  if (link.similarity < DIFFERENT_BELOW) return 'different'
  return asked?.form.script === listed?.form.script ? 'close' : 'transliteration'
}

/** Sounds alone would make them less alike: what made them alike is that one name stands for the other. */
const isOtherForm = (link: Link, asked: NamePart, listed: NamePart): boolean =>
  areEquivalent(asked.form, listed.form) &&
  soundSimilarity(asked.form, listed.form, 0) < Math.min(SPELT_ALIKE, link.similarity)

const SPELT_ALIKE = 0.8

function leftOver(
  name: ParsedName,
  links: readonly Link[],
  side: (link: Link) => readonly [number, number],
): readonly string[] {
  return name.parts
    .filter((_, at) => !links.some((link) => side(link)[0] <= at && at < side(link)[1]))
    .map((part) => part.original)
}
