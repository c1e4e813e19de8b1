import type { Link, NameContext } from './align.ts'
import type { NameForm, Script } from './names.ts'
import type { TermCode } from './types.ts'
import { letterSimilarity, readingBetween, sortedSimilarity } from './similarity.ts'

/**
 * What the model weighs, in the order of its weights, by the group that an officer is told of. `up`: more of it never
 * speaks against; `down`: never for. Names that end in a number are pieces of a curve: 0 below it, 1 from the next on.
 */
export const NAME_FEATURES = [
  ['start', 'start', 'free'],
  ['coverageAsked', 'agreement', 'up'],
  ['coverageListed', 'agreement', 'up'],
  ['coverageBoth', 'agreement', 'up'],
  ['coverageBoth50', 'agreement', 'up'],
  ['coverageBoth70', 'agreement', 'up'],
  ['coverageBoth80', 'agreement', 'up'],
  ['coverageBoth90', 'agreement', 'up'],
  ['askedNearlyWhole', 'agreement', 'up'],
  ['bothNearlyWhole', 'agreement', 'up'],
  ['weakest', 'agreement', 'up'],
  ['weakest60', 'agreement', 'up'],
  ['weakest70', 'agreement', 'up'],
  ['weakest80', 'agreement', 'up'],
  ['weakest90', 'agreement', 'up'],
  ['letters', 'agreement', 'up'],
  ['fewestLetters60', 'agreement', 'up'],
  ['fewestLetters75', 'agreement', 'up'],
  ['fewestLetters85', 'agreement', 'up'],
  ['fewestLetters93', 'agreement', 'up'],
  ['sortedLetters70', 'agreement', 'up'],
  ['sortedLetters80', 'agreement', 'up'],
  ['sortedLetters90', 'agreement', 'up'],
  ['allSame', 'agreement', 'up'],
  ['information', 'rarity', 'up'],
  ['rarest', 'rarity', 'up'],
  ['sameSpelling', 'rarity', 'up'],
  ['spelling', 'rarity', 'up'],
  ['sound', 'rarity', 'up'],
  ['seldom0', 'rarity', 'up'],
  ['seldom5', 'rarity', 'up'],
  ['seldom9', 'rarity', 'up'],
  ['seldom13', 'rarity', 'up'],
  ['seldom17', 'rarity', 'up'],
  ['seldom21', 'rarity', 'up'],
  ['seldom25', 'rarity', 'up'],
  ['seldom30', 'rarity', 'up'],
  ['leastSeldom', 'rarity', 'up'],
  ['contradiction', 'contradiction', 'down'],
  ['distortion', 'contradiction', 'down'],
  ['missingAsked', 'left-over-asked', 'down'],
  ['missingAskedParts', 'left-over-asked', 'down'],
  ['missingAskedOfTwo', 'left-over-asked', 'down'],
  ['missingListed', 'left-over-listed', 'down'],
  ['missingListedParts', 'left-over-listed', 'down'],
  ['missingListedOfOne', 'left-over-listed', 'down'],
  ['missingListedOfTwo', 'left-over-listed', 'down'],
  ['singlePart', 'shape', 'free'],
  ['singlePartAsked', 'shape', 'free'],
  ['linked2', 'shape', 'up'],
  ['linked3', 'shape', 'up'],
  ['linked4', 'shape', 'up'],
  ['twoParts', 'shape', 'free'],
  ['twoOfTwo', 'shape', 'free'],
  ['askedParts', 'shape', 'free'],
  ['listedParts', 'shape', 'free'],
  ['joined', 'shape', 'free'],
  ['initials', 'shape', 'free'],
  ['inOrder', 'shape', 'up'],
  ['lowQuality', 'doubted', 'down'],
  ['cyrillic', 'script', 'free'],
  ['greek', 'script', 'free'],
  ['arabic', 'script', 'free'],
  ['hebrew', 'script', 'free'],
  ['han', 'script', 'free'],
  ['hangul', 'script', 'free'],
  ['kana', 'script', 'free'],
  ['other', 'script', 'free'],
  ['bothHan', 'script', 'free'],
  ['ownScript', 'script', 'free'],
  ['twoScriptsConsonantal', 'script', 'free'],
  ['twoScriptsAlphabetic', 'script', 'free'],
  ['twoScriptsSyllabic', 'script', 'free'],
  ['seldomConsonantal', 'script', 'up'],
  ['seldomSyllabic', 'script', 'up'],
  ['seldomTranscribed', 'script', 'up'],
] as const satisfies readonly (readonly [string, TermCode, 'up' | 'down' | 'free'])[]

export type NameFeature = (typeof NAME_FEATURES)[number][0]

/** Where a feature stands in the row of features. */
const AT = Object.fromEntries(NAME_FEATURES.map(([feature], at) => [feature, at])) as Readonly<
  Record<NameFeature, number>
>

/** Parts that names share say little however rare their spelling. */
const ROLE_WEIGHT = { name: 1, particle: 0.2, title: 0.1 } as const
const INITIAL_WEIGHT = 0.3

export function partWeight(form: NameForm, rarity: number): number {
  return rarity * ROLE_WEIGHT[form.role] * (form.isInitial ? INITIAL_WEIGHT : 1)
}

/** Measures an alignment, a number for each of `NAME_FEATURES`, about 0..1, so that weights can be read beside each other. */
export function nameFeatures(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  links: readonly Link[],
  isLowQuality: boolean,
  context: NameContext,
): Float64Array {
  const values = new Float64Array(NAME_FEATURES.length)
  const askedTotal = weigh(asked, askedWeights, context) || 1
  const listedTotal = weigh(listed, listedWeights, context) || 1
  measureLinks(asked, listed, links, context)
  const coverageAsked = found.askedCovered / askedTotal
  const coverageListed = found.listedCovered / listedTotal
  const coverageBoth = Math.sqrt(coverageAsked * coverageListed)
  const missingAsked = Math.max(0, askedTotal - found.askedTouched)
  const missingListed = Math.max(0, listedTotal - found.listedTouched)
  const askedParts = nameParts(asked, 0, asked.length)
  const listedParts = nameParts(listed, 0, listed.length)
  const [firstAsked] = asked
  const [firstListed] = listed
  const reading = firstAsked && firstListed ? readingBetween(firstAsked, firstListed) : 'written'
  const isWritten = reading === 'written'
  const weakest = found.significant === 0 ? 0 : found.weakest
  values[AT.start] = 1
  values[AT.coverageAsked] = coverageAsked
  values[AT.coverageListed] = coverageListed
  values[AT.coverageBoth] = coverageBoth
  curve(values, AT.coverageBoth50, COVERAGE, coverageBoth)
  values[AT.askedNearlyWhole] = Math.max(0, coverageAsked - 0.85) / 0.15
  values[AT.bothNearlyWhole] = Math.max(0, coverageBoth - 0.85) / 0.15
  values[AT.weakest] = weakest
  curve(values, AT.weakest60, WEAKEST, weakest)
  values[AT.letters] = isWritten ? found.letters / (found.lettersWeight || 1) : coverageBoth
  const fewestLetters = found.significant === 0 ? 0 : found.fewestLetters
  curve(values, AT.fewestLetters60, LETTERS, isWritten ? fewestLetters : weakest)
  curve(
    values,
    AT.sortedLetters70,
    SORTED,
    isWritten ? sortedLetters(asked, listed, coverageBoth) : coverageBoth,
  )
  values[AT.allSame] = coverageBoth >= 0.999 ? 1 : 0
  values[AT.information] = Math.min(1.5, found.information / 20)
  values[AT.rarest] = Math.min(1, found.rarest / 10)
  values[AT.sameSpelling] = found.sameSpelling / 10
  values[AT.spelling] = found.spelling / 10
  values[AT.sound] = found.sound / 10
  curve(values, AT.seldom0, SELDOM, found.seldom)
  values[AT.leastSeldom] = found.leastSeldom
  values[AT.contradiction] = Math.min(missingAsked, missingListed) / Math.max(askedTotal, listedTotal)
  values[AT.distortion] = Math.min(1.5, found.distortion / 5)
  values[AT.missingAsked] = Math.min(1.5, missingAsked / 10)
  values[AT.missingAskedParts] = Math.min(1, (askedParts - found.askedParts) / 3)
  values[AT.missingListed] = Math.min(1.5, missingListed / 10)
  values[AT.missingListedParts] = Math.min(1, (listedParts - found.listedParts) / 3)
  if (found.significant <= 1) {
    values[AT.singlePart] = 1
    values[AT.missingListedOfOne] = values[AT.missingListed] ?? 0
  } else if (found.significant === 2) {
    values[AT.missingAskedOfTwo] = values[AT.missingAsked] ?? 0
    values[AT.missingListedOfTwo] = values[AT.missingListed] ?? 0
  }
  values[AT.singlePartAsked] = askedParts <= 1 ? 1 : 0
  if (found.significant >= 2) values[AT.linked2] = 1
  if (found.significant >= 3) values[AT.linked3] = 1
  if (found.significant >= 4) values[AT.linked4] = 1
  if (Math.min(askedParts, listedParts) === 2) values[AT.twoParts] = 1
  if (askedParts === 2 && listedParts === 2) values[AT.twoOfTwo] = 1
  values[AT.askedParts] = Math.min(8, askedParts) / 3
  values[AT.listedParts] = Math.min(8, listedParts) / 3
  values[AT.joined] = found.joined > 0 ? 1 : 0
  values[AT.initials] = Math.min(1, found.initials / 3)
  values[AT.inOrder] = orderShare(links)
  values[AT.lowQuality] = isLowQuality ? 1 : 0
  if (firstAsked && firstListed) {
    const scripts = scriptsBetween(firstAsked, firstListed)
    if (scripts !== undefined) values[AT[scripts]] = 1
  }
  if (reading === 'consonantal') values[AT.seldomConsonantal] = found.seldom / 10
  if (reading === 'syllabic') values[AT.seldomSyllabic] = found.seldom / 10
  if (reading === 'transcribed') values[AT.seldomTranscribed] = found.seldom / 10
  return values
}

const COVERAGE = [0.5, 0.7, 0.8, 0.9, 1] as const
const WEAKEST = [0.6, 0.7, 0.8, 0.9, 1] as const
const LETTERS = [0.6, 0.75, 0.85, 0.93, 1] as const
const SORTED = [0.7, 0.8, 0.9, 1] as const
const SELDOM = [0, 5, 9, 13, 17, 21, 25, 30, 40] as const

/** A value as pieces of a curve, so that a model of sums can follow one: each piece goes from 0 to 1 between two knots. */
function curve(values: Float64Array, from: number, knots: readonly number[], value: number): void {
  for (let at = 0; at + 1 < knots.length; at++) {
    const low = knots[at] ?? 0
    if (value <= low) return
    const high = knots[at + 1] ?? 0
    values[from + at] = value >= high ? 1 : (value - low) / (high - low)
  }
}

/** Letters are only set side by side where the parts agree at all. */
const SORTED_FROM = 0.4

function sortedLetters(asked: readonly NameForm[], listed: readonly NameForm[], coverage: number): number {
  return coverage < SORTED_FROM ? 0 : sortedSimilarity(asked, listed)
}

/** A pair of scripts as the model knows it; two Latin names need no mention. */
function scriptsBetween(one: NameForm, other: NameForm): NameFeature | undefined {
  if (one.script === other.script)
    return one.script === 'latin' ? undefined : one.script === 'han' ? 'bothHan' : 'ownScript'
  // A character has several readings, whatever they are set beside.
  if (one.script === 'han' || other.script === 'han') return 'han'
  if (one.script === 'latin') return scriptFeature(other.script)
  if (other.script === 'latin') return scriptFeature(one.script)
  if (one.system === 'consonants' || other.system === 'consonants') return 'twoScriptsConsonantal'
  return one.system === 'alphabet' && other.system === 'alphabet'
    ? 'twoScriptsAlphabetic'
    : 'twoScriptsSyllabic'
}

const SCRIPT_FEATURES: ReadonlySet<string> = new Set([
  'cyrillic',
  'greek',
  'arabic',
  'hebrew',
  'han',
  'hangul',
  'kana',
])
const isScriptFeature = (script: string): script is Script & NameFeature => SCRIPT_FEATURES.has(script)
const scriptFeature = (script: Script): NameFeature => (isScriptFeature(script) ? script : 'other')

/** At most 24 parts a name. Hot: scoring makes nothing that it need not. */
const askedWeights = new Float64Array(32)
const listedWeights = new Float64Array(32)

function weigh(forms: readonly NameForm[], weights: Float64Array, context: NameContext): number {
  let total = 0
  for (let at = 0; at < forms.length; at++) {
    const form = forms[at]
    if (form === undefined) continue
    const weight = partWeight(form, context.rarity(form))
    weights[at] = weight
    total += weight
  }
  return total
}

const NOTHING = {
  askedCovered: 0,
  listedCovered: 0,
  askedTouched: 0,
  listedTouched: 0,
  information: 0,
  rarest: 0,
  distortion: 0,
  weakest: 1,
  significant: 0,
  askedParts: 0,
  listedParts: 0,
  letters: 0,
  lettersWeight: 0,
  fewestLetters: 1,
  initials: 0,
  joined: 0,
  sameSpelling: 0,
  spelling: 0,
  sound: 0,
  seldom: 0,
  leastSeldom: 0,
}
/** Of the alignment that is being measured. */
const found = { ...NOTHING }

function measureLinks(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  links: readonly Link[],
  context: NameContext,
): void {
  Object.assign(found, NOTHING)
  for (const link of links) {
    const { similarity, kind, askedFrom, askedTo, listedFrom, listedTo } = link
    const a = sumOf(askedWeights, askedFrom, askedTo)
    const l = sumOf(listedWeights, listedFrom, listedTo)
    const shared = Math.min(a, l)
    const one = asked[askedFrom]
    const other = listed[listedFrom]
    if (one === undefined || other === undefined) continue
    found.askedCovered += a * similarity
    found.listedCovered += l * similarity
    found.askedTouched += a
    found.listedTouched += l
    found.information += shared * similarity ** 2
    found.distortion += Math.max(a, l) * (1 - similarity)
    found.rarest = Math.max(found.rarest, shared * similarity ** 4)
    if (similarity === 1) found.sameSpelling += shared
    if (kind === 'joined') found.joined++
    if (kind === 'initial') found.initials++
    const letters = kind === 'part' ? letterSimilarity(one, other) : similarity
    found.letters += shared * letters
    found.lettersWeight += shared
    found.askedParts += nameParts(asked, askedFrom, askedTo)
    found.listedParts += nameParts(listed, listedFrom, listedTo)
    measureCoincidence(asked, link, context)
    if (one.role !== 'name' || kind === 'initial') continue
    found.significant++
    found.weakest = Math.min(found.weakest, similarity)
    found.fewestLetters = Math.min(found.fewestLetters, letters)
  }
}

/** How seldom a stranger's name agrees so well. */
function measureCoincidence(asked: readonly NameForm[], link: Link, context: NameContext): void {
  const { similarity, kind } = link
  const isTelling = asked[link.askedFrom]?.role === 'name' && kind !== 'initial'
  let seldom = 0
  for (let at = link.askedFrom; at < link.askedTo; at++) {
    const form = asked[at]
    if (form === undefined) continue
    const share = (form.role === 'name' && !form.isInitial ? 1 : 0.2) * similarity ** 2
    const spelling = context.spelling(form)
    found.spelling += share * spelling
    found.sound += share * (2 * context.rarity(form) - spelling)
    if (isTelling && form.role === 'name' && !form.isInitial) seldom += context.seldom(form, similarity)
  }
  if (!isTelling) return
  found.seldom += seldom
  const least = Math.min(1, seldom / 10)
  found.leastSeldom = found.significant === 0 ? least : Math.min(found.leastSeldom, least)
}

function nameParts(forms: readonly NameForm[], from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (forms[at]?.role === 'name' && forms[at]?.isInitial === false) count++
  return count
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let total = 0
  for (let at = from; at < to; at++) total += values[at] ?? 0
  return total
}

function orderShare(links: readonly Link[]): number {
  if (links.length < 2) return 1
  let kept = 0
  for (let at = 1; at < links.length; at++) {
    if ((links[at]?.listedFrom ?? 0) > (links[at - 1]?.listedFrom ?? 0)) kept++
  }
  return kept / (links.length - 1)
}
