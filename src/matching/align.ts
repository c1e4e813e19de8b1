import { joinedForm } from './names.ts'
import type { NameForm } from './names.ts'
import { formSimilarity, similarityToRun, speakRun } from './similarity.ts'
import type { SpokenRun } from './similarity.ts'

/** What comparing needs to know beside the two names. Rarity is in nats: the less common a part, the more it says. */
export interface NameContext {
  readonly similarity: (asked: NameForm, listed: NameForm) => number
  readonly rarity: (form: NameForm) => number
  /** The same counted by spelling alone; `rarity` is the mean of it and of what counting by sound gives. */
  readonly spelling: (form: NameForm) => number
  /** Nats that it says to find a part at least so like an asked one: see `coincidence.ts`. */
  readonly seldom: (asked: NameForm, similarity: number) => number
  /** Parts of the asked name as one, made once for all names it is compared with. */
  readonly joinedAsked?: (from: number, to: number) => NameForm | undefined
}

export type LinkKind = 'part' | 'initial' | 'joined'

/** Runs of parts, one on each side, that are taken for the same: `from` included, `to` excluded. */
export interface Link {
  readonly kind: LinkKind
  readonly askedFrom: number
  readonly askedTo: number
  readonly listedFrom: number
  readonly listedTo: number
  readonly similarity: number
}

/**
 * Pairs the parts of two names, strongest pair first; every part is used once. Parts that found no equal are also tried
 * as two or three written as one: `Hamid Reza` and `Hamidreza`.
 */
export function alignNames(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  context: NameContext,
): readonly Link[] {
  const options = [...singleLinks(asked, listed, context)]
  const settledAsked = settledParts(options, (link) => link.askedFrom)
  const settledListed = settledParts(options, (link) => link.listedFrom)
  options.push(...joinedLinks(asked, listed, settledAsked, settledListed, context))
  options.sort(
    (one, other) =>
      gain(other) - gain(one) || one.askedFrom - other.askedFrom || one.listedFrom - other.listedFrom,
  )
  return chooseLinks(options)
}

const SETTLED = 0.9
const JOINED_LEAST = 0.7
const JOINED_MOST_PARTS = 4
const INITIAL_SIMILARITY = 0.6

function singleLinks(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  context: NameContext,
): readonly Link[] {
  const links: Link[] = []
  asked.forEach((one, a) => {
    listed.forEach((other, l) => {
      const place = { askedFrom: a, askedTo: a + 1, listedFrom: l, listedTo: l + 1 }
      const similarity = context.similarity(one, other)
      if (similarity > 0 && !(one.isInitial && other.isInitial && similarity < 1)) {
        links.push({ kind: 'part', ...place, similarity })
      } else if (isInitialOf(one, other) || isInitialOf(other, one)) {
        links.push({ kind: 'initial', ...place, similarity: INITIAL_SIMILARITY })
      }
    })
  })
  return links
}

function isInitialOf(one: NameForm, other: NameForm): boolean {
  if (!one.isInitial || other.isInitial || other.role !== 'name') return false
  const letter = one.readings[0]?.roman[0]
  return other.readings.some((reading) => reading.roman[0] === letter)
}

function settledParts(links: readonly Link[], partOf: (link: Link) => number): ReadonlySet<number> {
  return new Set(links.filter((link) => link.similarity >= SETTLED).map(partOf))
}

function joinedLinks(
  asked: readonly NameForm[],
  listed: readonly NameForm[],
  settledAsked: ReadonlySet<number>,
  settledListed: ReadonlySet<number>,
  context: NameContext,
): readonly Link[] {
  const links: Link[] = []
  for (const run of openRuns(asked, settledAsked)) {
    let joined: NameForm | undefined
    for (let l = 0; l < listed.length; l++) {
      const other = listed[l]
      if (other === undefined || settledListed.has(l) || !isComparable(run.mass, other)) continue
      joined ??= context.joinedAsked?.(run.from, run.to) ?? joinedForm(asked.slice(run.from, run.to))
      const similarity = joined === undefined ? 0 : formSimilarity(joined, other, JOINED_LEAST)
      if (similarity === 0) continue
      links.push({
        kind: 'joined',
        askedFrom: run.from,
        askedTo: run.to,
        listedFrom: l,
        listedTo: l + 1,
        similarity,
      })
    }
  }
  for (const run of openRuns(listed, settledListed)) {
    let spoken: SpokenRun | undefined
    for (let a = 0; a < asked.length; a++) {
      const one = asked[a]
      if (one === undefined || settledAsked.has(a) || !isComparable(run.mass, one)) continue
      spoken ??= speakRun(listed.slice(run.from, run.to))
      const similarity = similarityToRun(one, spoken, JOINED_LEAST)
      if (similarity === 0) continue
      links.push({
        kind: 'joined',
        askedFrom: a,
        askedTo: a + 1,
        listedFrom: run.from,
        listedTo: run.to,
        similarity,
      })
    }
  }
  return links
}

/** Most runs and parts differ so much in length that nothing else need be looked at. */
function isComparable(runMass: number, form: NameForm): boolean {
  const mass = form.readings[0]?.mass ?? 0
  const least = form.system === 'consonants' ? 0.4 : 0.65
  return Math.min(mass, runMass) >= least * Math.max(mass, runMass)
}

interface Run {
  readonly from: number
  readonly to: number
  /** Of all its parts: see `distance.ts`. */
  readonly mass: number
}

function openRuns(forms: readonly NameForm[], settled: ReadonlySet<number>): readonly Run[] {
  const runs: Run[] = []
  for (let from = 0; from < forms.length; from++) {
    let mass = 0
    for (let to = from + 1; to <= Math.min(forms.length, from + JOINED_MOST_PARTS); to++) {
      if (settled.has(to - 1)) break
      mass += forms[to - 1]?.readings[0]?.mass ?? 0
      if (to - from >= 2) runs.push({ from, to, mass })
    }
  }
  return runs
}

const gain = (link: Link): number =>
  link.similarity ** 2 *
  (link.kind === 'initial' ? 0.3 : link.askedTo - link.askedFrom + link.listedTo - link.listedFrom)

function chooseLinks(options: readonly Link[]): readonly Link[] {
  const chosen: Link[] = []
  let asked = 0
  let listed = 0
  for (const link of options) {
    const askedBits = bits(link.askedFrom, link.askedTo)
    const listedBits = bits(link.listedFrom, link.listedTo)
    if ((asked & askedBits) !== 0 || (listed & listedBits) !== 0) continue
    asked |= askedBits
    listed |= listedBits
    chosen.push(link)
  }
  return chosen.sort((one, other) => one.askedFrom - other.askedFrom)
}

/** At most 24 parts a name: a bit each. */
const bits = (from: number, to: number): number => ((1 << to) - 1) & ~((1 << from) - 1)
