import type { Link, NameContext } from './align.ts'
import type { NameForm } from './names.ts'
import { readingBetween } from './similarity.ts'

/** Names of what the model weighs, in the order of its weights. */
export const NAME_FEATURES = [
  'coverageAsked',
  'coverageListed',
  'coverageBoth',
  'contradiction',
  'information',
  'missingAsked',
  'missingListed',
  'weakest',
  'singlePart',
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
  'lowQuality',
] as const

export type NameFeature = (typeof NAME_FEATURES)[number]

/** Parts that names share say little however rare their spelling. */
const ROLE_WEIGHT = { name: 1, particle: 0.2, title: 0.1 } as const
const INITIAL_WEIGHT = 0.3

export function partWeight(form: NameForm, context: NameContext): number {
  return context.rarity(form) * ROLE_WEIGHT[form.role] * (form.isInitial ? INITIAL_WEIGHT : 1)
}

/** Measures an alignment. Every feature is about 0..1, so that weights can be read beside each other. */
export function nameFeatures(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  links: readonly Link[],
  isLowQuality: boolean,
  context: NameContext,
): Readonly<Record<NameFeature, number>> {
  const askedWeights = asked.map((form) => partWeight(form, context))
  const listedWeights = listed.map((form) => partWeight(form, context))
  const askedTotal = sum(askedWeights) || 1
  const listedTotal = sum(listedWeights) || 1
  let askedCovered = 0
  let listedCovered = 0
  let askedTouched = 0
  let listedTouched = 0
  let information = 0
  let weakest = 1
  let significant = 0
  let initials = 0
  let joined = 0
  for (const link of links) {
    const a = sum(askedWeights.slice(link.askedFrom, link.askedTo))
    const l = sum(listedWeights.slice(link.listedFrom, link.listedTo))
    const strength = link.similarity
    askedCovered += a * strength
    listedCovered += l * strength
    askedTouched += a
    listedTouched += l
    information += Math.min(a, l) * strength ** 2
    const isName = asked[link.askedFrom]?.role === 'name' && link.kind !== 'initial'
    if (isName) {
      significant++
      weakest = Math.min(weakest, strength)
    }
    if (link.kind === 'initial') initials++
    if (link.kind === 'joined') joined++
  }
  const coverageAsked = askedCovered / askedTotal
  const coverageListed = listedCovered / listedTotal
  const missingAsked = askedTotal - askedTouched
  const missingListed = listedTotal - listedTouched
  const reading = readingBetween(asked[0]?.script ?? 'other', listed[0]?.script ?? 'other')
  const coverageBoth = Math.sqrt(coverageAsked * coverageListed)
  return {
    coverageAsked,
    coverageListed,
    coverageBoth,
    contradiction: Math.min(missingAsked, missingListed) / Math.max(askedTotal, listedTotal),
    information: Math.min(1.5, information / 20),
    missingAsked: Math.min(1.5, missingAsked / 10),
    missingListed: Math.min(1.5, missingListed / 10),
    weakest: significant === 0 ? 0 : weakest,
    singlePart: significant <= 1 ? 1 : 0,
    allSame: coverageBoth >= 0.999 ? 1 : 0,
    joined: joined > 0 ? 1 : 0,
    initials: Math.min(1, initials / 3),
    inOrder: orderShare(links),
    transcribed: reading === 'transcribed' ? 1 : 0,
    syllabic: reading === 'syllabic' ? 1 : 0,
    consonantal: reading === 'consonantal' ? 1 : 0,
    transcribedCoverage: reading === 'transcribed' ? coverageBoth : 0,
    syllabicCoverage: reading === 'syllabic' ? coverageBoth : 0,
    consonantalCoverage: reading === 'consonantal' ? coverageBoth : 0,
    lowQuality: isLowQuality ? 1 : 0,
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function orderShare(links: readonly Link[]): number {
  if (links.length < 2) return 1
  let kept = 0
  for (let at = 1; at < links.length; at++) {
    if ((links[at]?.listedFrom ?? 0) > (links[at - 1]?.listedFrom ?? 0)) kept++
  }
  return kept / (links.length - 1)
}
