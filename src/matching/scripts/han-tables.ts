import derived from '../../../node_modules/.entraide/han-readings.json' with { type: 'json' }
import { romaniseKana } from './kana.ts'

/**
 * How Chinese characters are read in names. The tables are derived from installed dictionaries at set-up
 * (docs/decisions/0009-han-readings.md) and opened at the first name that needs them, which takes some 20 ms.
 * All are keyed by folded characters.
 */
export interface HanTables {
  /** Katakana or Latin letters as the dictionary has them, the most usual first. */
  readonly surnames: ReadonlyMap<string, string>
  readonly givenNames: ReadonlyMap<string, string>
  /** How a character is read within a surname or a given name of Japan. */
  readonly surnameParts: ReadonlyMap<string, readonly PartReading[]>
  readonly givenParts: ReadonlyMap<string, readonly PartReading[]>
  readonly chinese: ReadonlyMap<string, string>
  /** Where a surname is read otherwise than the word. */
  readonly chineseSurnames: ReadonlyMap<string, string>
  readonly folded: ReadonlyMap<string, string>
}

export interface PartReading {
  readonly roman: string
  /** -10 ln of how often the character is read so. */
  readonly cost: number
}

let opened: HanTables | undefined

export function hanTables(): HanTables {
  opened ??= openTables()
  return opened
}

/** Traditional, simplified and Japanese forms of a character become one: 劉 and 刘, 澤, 沢 and 泽. */
export function foldHan(text: string): string {
  const { folded } = hanTables()
  let out = ''
  for (const char of text) out += folded.get(char) ?? char
  return out
}

function openTables(): HanTables {
  return {
    surnames: lines(derived.surnames),
    givenNames: lines(derived.givenNames),
    surnameParts: parts(derived.surnameParts),
    givenParts: parts(derived.givenParts),
    chinese: lines(derived.chinese),
    chineseSurnames: lines(derived.chineseSurnames),
    folded: new Map(
      derived.folded.split(' ').map((pair) => {
        const [from = '', into = ''] = pair
        return [from, into]
      }),
    ),
  }
}

interface KanaRanks {
  readonly surnames: ReadonlyMap<string, number>
  readonly givenNames: ReadonlyMap<string, number>
}

let ranked: KanaRanks | undefined

/** How usual a reading in katakana is as a Japanese surname and as a given name: the lower, the more. */
export function kanaRanks(): KanaRanks {
  ranked ??= { surnames: ranks(hanTables().surnames), givenNames: ranks(hanTables().givenNames) }
  return ranked
}

function ranks(names: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const readings of names.values()) {
    // Other readings of a word are rarer than the first one of the next.
    readings.split(',').forEach((reading, at) => {
      if (!found.has(reading)) found.set(reading, found.size + at * 1000)
    })
  }
  return found
}

/** `text=reading,reading`, a line each. */
function lines(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split('\n')) {
    const at = line.indexOf('=')
    found.set(line.slice(0, at), line.slice(at + 1))
  }
  return found
}

function parts(text: string): ReadonlyMap<string, readonly PartReading[]> {
  const found = new Map<string, readonly PartReading[]>()
  for (const [char, readings] of lines(text)) {
    found.set(
      char,
      readings.split(',').map((reading) => {
        const [kana = '', cost = '0'] = reading.split(':')
        return { roman: romaniseKana(kana)[0] ?? '', cost: Number(cost) }
      }),
    )
  }
  return found
}
