import type { Link, NameContext } from './align.ts'
import type { NameForm } from './names.ts'
import { letterSimilarity, readingBetween } from './similarity.ts'

/** Names of what the model weighs, in the order of its weights. */
export const NAME_FEATURES = [
  'coverageAsked',
  'coverageListed',
  'coverageBoth',
  'askedNearlyWhole',
  'bothNearlyWhole',
  'contradiction',
  'information',
  'rarest',
  'distortion',
  'missingAsked',
  'missingListed',
  'missingAskedParts',
  'missingListedParts',
  'weakest',
  'letters',
  'singlePart',
  'singlePartAsked',
  'allSame',
  'joined',
  'initials',
  'inOrder',
  'transcribed',
  'syllabic',
  'consonantal',
  'transcribedCoverage',
  'syllabicCoverage',
  'consonantalCoverage',
  'consonantalInformation',
  'syllabicInformation',
  'lowQuality',
] as const

export type NameFeature = (typeof NAME_FEATURES)[number]

/** Parts that names share say little however rare their spelling. */
const ROLE_WEIGHT = { name: 1, particle: 0.2, title: 0.1 } as const
const INITIAL_WEIGHT = 0.3

export function partWeight(form: NameForm, rarity: number): number {
  return rarity * ROLE_WEIGHT[form.role] * (form.isInitial ? INITIAL_WEIGHT : 1)
}

/** Measures an alignment. Every feature is about 0..1, so that weights can be read beside each other. */
export function nameFeatures(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  links: readonly Link[],
  isLowQuality: boolean,
  context: NameContext,
): Readonly<Record<NameFeature, number>> {
  const askedWeights = asked.map((form) => partWeight(form, context.rarity(form)))
  const listedWeights = listed.map((form) => partWeight(form, context.rarity(form)))
  const askedTotal = sum(askedWeights) || 1
  const listedTotal = sum(listedWeights) || 1
  const found = measureLinks(asked, listed, links, askedWeights, listedWeights)
  const coverageAsked = found.askedCovered / askedTotal
  const coverageListed = found.listedCovered / listedTotal
  const coverageBoth = Math.sqrt(coverageAsked * coverageListed)
  const missingAsked = Math.max(0, askedTotal - found.askedTouched)
  const missingListed = Math.max(0, listedTotal - found.listedTouched)
  const [firstAsked] = asked
  const [firstListed] = listed
  const reading = firstAsked && firstListed ? readingBetween(firstAsked, firstListed) : 'written'
  const information = Math.min(1.5, found.information / 20)
  return {
    coverageAsked,
    coverageListed,
    coverageBoth,
    askedNearlyWhole: Math.max(0, coverageAsked - 0.85) / 0.15,
    bothNearlyWhole: Math.max(0, coverageBoth - 0.85) / 0.15,
    contradiction: Math.min(missingAsked, missingListed) / Math.max(askedTotal, listedTotal),
    information,
    rarest: Math.min(1, found.rarest / 10),
    distortion: Math.min(1.5, found.distortion / 5),
    missingAsked: Math.min(1.5, missingAsked / 10),
    missingListed: Math.min(1.5, missingListed / 10),
    missingAskedParts: Math.min(1, (nameParts(asked) - found.askedParts) / 3),
    missingListedParts: Math.min(1, (nameParts(listed) - found.listedParts) / 3),
    weakest: found.significant === 0 ? 0 : found.weakest,
    letters: reading === 'written' ? found.letters / (found.lettersWeight || 1) : coverageBoth,
    singlePart: found.significant <= 1 ? 1 : 0,
    singlePartAsked: nameParts(asked) <= 1 ? 1 : 0,
    allSame: coverageBoth >= 0.999 ? 1 : 0,
    joined: found.joined > 0 ? 1 : 0,
    initials: Math.min(1, found.initials / 3),
    inOrder: orderShare(links),
    transcribed: reading === 'transcribed' ? 1 : 0,
    syllabic: reading === 'syllabic' ? 1 : 0,
    consonantal: reading === 'consonantal' ? 1 : 0,
    transcribedCoverage: reading === 'transcribed' ? coverageBoth : 0,
    syllabicCoverage: reading === 'syllabic' ? coverageBoth : 0,
    consonantalCoverage: reading === 'consonantal' ? coverageBoth : 0,
    consonantalInformation: reading === 'consonantal' ? information : 0,
    syllabicInformation: reading === 'syllabic' ? information : 0,
    lowQuality: isLowQuality ? 1 : 0,
  }
}

function measureLinks(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  links: readonly Link[],
  askedWeights: readonly number[],
  listedWeights: readonly number[],
) {
  const found = {
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
    initials: 0,
    joined: 0,
  }
  for (const link of links) {
    const a = sumOf(askedWeights, link.askedFrom, link.askedTo)
    const l = sumOf(listedWeights, link.listedFrom, link.listedTo)
    const shared = Math.min(a, l)
    const one = asked[link.askedFrom]
    const other = listed[link.listedFrom]
    found.askedCovered += a * link.similarity
    found.listedCovered += l * link.similarity
    found.askedTouched += a
    found.listedTouched += l
    found.information += shared * link.similarity ** 2
    found.distortion += Math.max(a, l) * (1 - link.similarity)
    found.rarest = Math.max(found.rarest, shared * link.similarity ** 4)
    if (link.kind === 'joined') found.joined++
    if (link.kind === 'initial') found.initials++
    const letters =
      link.kind === 'part' && one !== undefined && other !== undefined
        ? letterSimilarity(one, other)
        : link.similarity
    found.letters += shared * letters
    found.lettersWeight += shared
    found.askedParts += nameParts(asked.slice(link.askedFrom, link.askedTo))
    found.listedParts += nameParts(listed.slice(link.listedFrom, link.listedTo))
    if (one?.role !== 'name' || link.kind === 'initial') continue
    found.significant++
    found.weakest = Math.min(found.weakest, link.similarity)
  }
  return found
}

const nameParts = (forms: readonly NameForm[]): number =>
  forms.reduce((count, form) => count + (form.role === 'name' && !form.isInitial ? 1 : 0), 0)

const sum = (values: readonly number[]): number => sumOf(values, 0, values.length)

function sumOf(values: readonly number[], from: number, to: number): number {
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
