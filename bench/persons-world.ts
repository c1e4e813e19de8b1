/** A world of people who do not exist: names of several kinds composed of syllables, some borne by many and most by few. */
import type { PartialDate } from '#kernel/days.ts'
import { daysInMonth } from '#kernel/days.ts'
import type { BirthStatement, PersonEntry } from '#matching/types.ts'

export type Random = () => number

/** Mulberry32: the same numbers on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}

interface Kind {
  readonly nation: string
  readonly share: number
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly shape: (given: () => string, family: () => string, random: Random) => string
}

interface KindPlan extends Pick<Kind, 'nation' | 'share' | 'shape'> {
  readonly begin: string
  readonly middle: string
  readonly end: string
  readonly familyEnd: string
  readonly givenNames: number
  /** Of a world of a million people. */
  readonly familyNames: number
}

// biome-ignore format: a table reads in rows
const PLANS: readonly KindPlan[] = [
  { nation: 'RU', share: 0.2, begin: 'al ser mik vla dim iv nik bor gri pav ste ol tat yel ana lyud mar kse', middle: 'ek ge ha di tri no li mi ri a is te va ko de la si', end: 'sey y il mir ya na s or an a in', familyEnd: 'ov ev in sky enko ova eva ina skaya chuk ets', givenNames: 700, familyNames: 70_000,
    shape: (given, family, random) => (random() < 0.6 ? `${given()} ${given()}ovich ${family()}` : `${given()} ${family()}`) },
  { nation: 'EG', share: 0.22, begin: 'mu ah ha ab yu kha ra sa fa na ta ja za i om ma wa qa', middle: 'ha li ka ri mu la na sa di ra fa wi ba ma', end: 'mmad med san did rim lil sir dan hir fid a n m d', familyEnd: 'i awi ani ari oud our an eh at ini', givenNames: 500, familyNames: 30_000,
    shape: (given, family, random) => random() < 0.5 ? `${given()} ${given()} al-${family()}` : `${given()} bin ${given()} ${given()} ${family()}` },
  { nation: 'ES', share: 0.2, begin: 'jo ma car lu an fer ra pe mi jua al ro ser cris pa', middle: 'se ri los is to nan fa dro gue na ber ber gi ti bli', end: 'n a o el do s', familyEnd: 'ez ero ano illo ado al es in', givenNames: 900, familyNames: 60_000,
    shape: (given, family, random) => (random() < 0.7 ? `${given()} ${family()} ${family()}` : `${given()} ${given()} ${family()}`) },
  { nation: 'DE', share: 0.18, begin: 'hans klaus wolf fried ger hein diet rein sieg brun ur chris mar pet schm stef', middle: 'er el i ha an en ri mu ti ke ge', end: 'rich ard old ine a er us e mann', familyEnd: 'mann er bach stein berg feld ler ing hoff ke', givenNames: 900, familyNames: 90_000,
    shape: (given, family) => `${given()} ${family()}` },
  { nation: 'CN', share: 0.12, begin: 'zh x l w ch y h g s t q j f d b', middle: 'a ia iao uo i e ao ei en ou', end: 'ng n  ', familyEnd: 'ng n  ', givenNames: 2500, familyNames: 400,
    shape: (given, family, random) => (random() < 0.5 ? `${family()} ${given()}${given()}` : `${family()} ${given()} ${given()}`) },
  { nation: 'NG', share: 0.08, begin: 'chi ade olu ngo emeka oba ife uche tem ayo', middle: 'bu ka la di wa so ne mi', end: 'ola ade ke wa ma ye do', familyEnd: 'ola ade eke wu ma yemi nwa', givenNames: 1500, familyNames: 50_000,
    shape: (given, family) => `${given()} ${given()} ${family()}` },
]

export interface World {
  person(): { readonly id: string; readonly name: string; readonly entry: PersonEntry }
}

/** People one after the other; the same from the same seed. The number foreseen decides how many family names there are. */
export function inventWorld(seed: number, people: number): World {
  const random = randomFrom(seed)
  const kinds = PLANS.map((plan): Kind => {
    const syllables = (text: string): readonly string[] => text.split(' ')
    const [begins, middles, ends, familyEnds] = [plan.begin, plan.middle, plan.end, plan.familyEnd].map(
      syllables,
    )
    const word = (last: readonly string[] | undefined, most: number): string => {
      let text = pick(begins ?? [], random)
      for (let more = Math.floor(random() ** 1.5 * most); more > 0; more--)
        text += pick(middles ?? [], random)
      return text + pick(last ?? [], random)
    }
    // As a world grows, so do its family names, more slowly (Heaps' law).
    const families = Math.ceil(plan.familyNames * (people / 1_000_000) ** 0.78)
    return {
      nation: plan.nation,
      share: plan.share,
      shape: plan.shape,
      given: distinct(plan.givenNames, () => word(ends, 2)),
      family: distinct(families, () => word(familyEnds, plan.nation === 'CN' ? 1 : 4)),
    }
  })
  // Zipf: the most common of n names is borne by about one in ln n.
  const common = (list: readonly string[]): string =>
    list[Math.floor(Math.exp(random() * Math.log(list.length + 1)) - 1)] ?? ''
  return {
    person() {
      let at = random()
      const kind = kinds.find(({ share }) => (at -= share) < 0) ?? pick(kinds, random)
      const name = capitals(
        kind.shape(
          () => common(kind.given),
          () => common(kind.family),
          random,
        ),
      )
      const sex = random() < 0.7 ? 'M' : 'F'
      const names = random() < 0.08 ? [{ text: name }, { text: misspelt(name, random) }] : [{ text: name }]
      return {
        id: inventedId(random),
        name,
        entry: { names, births: inventedBirths(random), nationalities: [kind.nation], sex },
      }
    },
  }
}

function distinct(count: number, make: () => string): readonly string[] {
  const found = new Set<string>()
  for (let turn = 0; found.size < count && turn < count * 6; turn++) found.add(make())
  return [...found]
}

const capitals = (name: string): string =>
  name.replaceAll(/(?<=^|[ -])[a-z]/g, (letter) => letter.toUpperCase())

const pad = (value: number): string => String(value).padStart(2, '0')

export function inventedDay(random: Random): PartialDate {
  const year = 1935 + Math.floor(random() * 73)
  const month = 1 + Math.floor(random() * 12)
  const day = 1 + Math.floor(random() * daysInMonth(year, month))
  return `${year}-${pad(month)}-${pad(day)}` as PartialDate
}

function inventedBirths(random: Random): readonly BirthStatement[] {
  const on = inventedDay(random)
  const kind = random()
  if (kind < 0.02) return []
  if (kind < 0.06) return [{ type: 'exact', on: on.slice(0, 4) as PartialDate }]
  if (kind < 0.09) return [{ type: 'exact', on: `${on.slice(0, 4)}-01-01` as PartialDate }]
  if (kind < 0.1) return [{ type: 'approximately', on: on.slice(0, 4) as PartialDate }]
  if (kind < 0.11)
    return [{ type: 'between', fromYear: Number(on.slice(0, 4)), toYear: Number(on.slice(0, 4)) + 4 }]
  if (kind < 0.12)
    return [
      { type: 'exact', on },
      { type: 'exact', on: inventedDay(random) },
    ]
  return [{ type: 'exact', on }]
}

function inventedId(random: Random): string {
  const hex = (digits: number): string =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`
}

/** One letter left out, doubled, exchanged with its neighbour or with another. */
export function misspelt(name: string, random: Random): string {
  const letters = [...name.matchAll(/(?<=[a-zA-Z])[a-z]/g)].map(({ index }) => index)
  if (letters.length === 0) return name
  const at = pick(letters, random)
  const letter = name[at] ?? ''
  const kind = random()
  if (kind < 0.25) return name.slice(0, at) + name.slice(at + 1)
  if (kind < 0.5) return name.slice(0, at) + letter + name.slice(at)
  if (kind < 0.75)
    return name.slice(0, at - 1) + letter + (name[at - 1] ?? '').toLowerCase() + name.slice(at + 1)
  return name.slice(0, at) + pick('aeioubdfgklmnprstvz'.split(''), random) + name.slice(at + 1)
}

/** The spellings of another authority. */
export function respelt(name: string): string {
  return name
    .replaceAll('y', 'i')
    .replaceAll('sk', 'sc')
    .replaceAll(/v(?=$| )/g, 'ff')
    .replaceAll('kh', 'h')
    .replaceAll('ou', 'u')
    .replaceAll('q', 'k')
    .replaceAll(/ch(?=[aeiou])/g, 'tch')
}
