/**
 * How Chinese characters are read in the names of people, worked out once from three installed packages into one small
 * file beside them (docs/decisions/0009-han-readings.md): `node_modules/.entraide/han-readings.json`.
 *
 * - IPADIC, the dictionary in `kuromoji`: Japanese surnames and given names with their readings. Which part of a reading
 *   belongs to which character is estimated by expectation maximisation over all names, so that a name it does not
 *   hold is still read the way its characters are read in others.
 * - `pinyin-pro`: Chinese readings, and those that differ in surnames.
 * - `opencc-js`: traditional characters and Japanese forms folded to simplified ones.
 *
 * `scripts/setup.mjs` runs this when the file is missing or was made from something else.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Converter } from 'opencc-js'
import { pinyin, polyphonic } from 'pinyin-pro'

const packages = new URL('../node_modules/', import.meta.url)
const FIRST_HAN = 0x3400
const LAST_HAN = 0x9fff

const simplify = Converter({ from: 'jp', to: 'cn' })
const folded = new Map<string, string>()
for (let code = FIRST_HAN; code <= LAST_HAN; code++) {
  const char = String.fromCharCode(code)
  const simple = [...simplify(char)]
  if (simple.length === 1 && simple[0] !== undefined && simple[0] !== char) folded.set(char, simple[0])
}
/** Forms that only names and family registers keep. */
const REGISTER_FORMS = '髙高 﨑崎 邉边 嶋岛 嶌岛 峯峰 桒桑 濵滨 栁柳 黒黑 槗桥 舘馆 舩船 籐藤 冨富 埜野'
for (const [char = '', simple = ''] of REGISTER_FORMS.split(' ')) folded.set(char, simple)
const fold = (text: string): string => [...text].map((char) => folded.get(char) ?? char).join('')

interface Entry {
  readonly text: string
  readonly reading: string
  readonly cost: number
}

const { surnames, givenNames } = japaneseNames()
const surnameParts = readingsOfCharacters(surnames)
const givenParts = readingsOfCharacters(givenNames)

mkdirSync(new URL('.entraide/', packages), { recursive: true })
writeFileSync(
  new URL('.entraide/han-readings.json', packages),
  JSON.stringify({
    folded: [...folded].map((pair) => pair.join('')).join(' '),
    surnames: table(surnames),
    givenNames: table(givenNames),
    surnameParts,
    givenParts,
    chinese: chineseReadings(),
    chineseSurnames: chineseSurnames(),
  }),
)

/** Layout of the dictionary: src/dict/TokenInfoDictionary.js of kuromoji. Ten bytes an entry; features end with a zero. */
function japaneseNames(): { surnames: readonly Entry[]; givenNames: readonly Entry[] } {
  const entries = gunzipSync(readFileSync(new URL('kuromoji/dict/tid.dat.gz', packages)))
  const features = gunzipSync(readFileSync(new URL('kuromoji/dict/tid_pos.dat.gz', packages)))
  const found = { surnames: [] as Entry[], givenNames: [] as Entry[] }
  for (let at = 0; at + 10 <= entries.length; at += 10) {
    const from = entries.readInt32LE(at + 6)
    const [text = '', , , kind, which, , , , reading] = features
      .toString('utf8', from, features.indexOf(0, from))
      .split(',')
    if (kind !== '人名' || reading === undefined || !/\p{Script=Han}/u.test(text)) continue
    const entry = { text: fold(text), reading, cost: entries.readInt16LE(at + 4) }
    if (which === '姓') found.surnames.push(entry)
    if (which === '名') found.givenNames.push(entry)
  }
  return found
}

/** `text=reading,reading` the most usual first, a line each. */
function table(entries: readonly Entry[]): string {
  const lines = new Map<string, Set<string>>()
  for (const { text, reading } of entries.toSorted((a, b) => a.cost - b.cost || (a.text < b.text ? -1 : 1)))
    lines.set(text, (lines.get(text) ?? new Set()).add(reading))
  return [...lines].map(([text, readings]) => `${text}=${[...readings].join(',')}`).join('\n')
}

/** `字=reading:cost,…`: cost is -10 ln of how often the character is read so. */
function readingsOfCharacters(entries: readonly Entry[]): string {
  const usable = entries
    .map(({ text, reading }) => ({ chars: [...text], reading }))
    .filter(({ chars }) => chars.length <= 4)
  let chances = new Map<string, Map<string, number>>()
  for (let round = 0; round < 8; round++) {
    const counts = new Map<string, Map<string, number>>()
    for (const { chars, reading } of usable) {
      const ways = divisions(chars, reading)
      const weights = ways.map((way) =>
        way.reduce(
          (product, part, at) =>
            product * (chances.get(chars[at] ?? '')?.get(part) ?? (round === 0 ? 0.1 : 1e-9)),
          1,
        ),
      )
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      if (total === 0) continue
      ways.forEach((way, which) => {
        way.forEach((part, at) => {
          const counted = counts.get(chars[at] ?? '') ?? new Map<string, number>()
          counts.set(chars[at] ?? '', counted)
          counted.set(part, (counted.get(part) ?? 0) + (weights[which] ?? 0) / total)
        })
      })
    }
    chances = new Map(
      [...counts].map(([char, counted]) => {
        const all = [...counted.values()].reduce((sum, count) => sum + count, 0)
        return [char, new Map([...counted].map(([part, count]) => [part, count / all]))]
      }),
    )
  }
  return [...chances]
    .filter(([char]) => /\p{Script=Han}/u.test(char))
    .map(([char, parts]) => {
      const best = [...parts].filter(([, chance]) => chance > 0.03).toSorted((a, b) => b[1] - a[1])
      const told = best.slice(0, 6).map(([part, chance]) => `${part}:${Math.round(-10 * Math.log(chance))}`)
      return `${char}=${told.join(',')}`
    })
    .join('\n')
}

/** Every way to give each character at least one sound, at most four. Kana are read as they stand. */
function divisions(chars: readonly string[], reading: string): readonly (readonly string[])[] {
  const [char, ...rest] = chars
  if (char === undefined) return reading === '' ? [[]] : []
  const found: (readonly string[])[] = []
  for (let length = 1; length <= Math.min(5, reading.length); length++) {
    // A small kana, a long mark or a final n begins no reading.
    if (/^[ァィゥェォャュョッーン]/.test(reading.slice(length))) continue
    for (const way of divisions(rest, reading.slice(length))) found.push([reading.slice(0, length), ...way])
  }
  return found
}

function chineseReadings(): string {
  const lines: string[] = []
  for (let code = FIRST_HAN; code <= LAST_HAN; code++) {
    const char = String.fromCharCode(code)
    if (folded.has(char)) continue
    const told = polyphonic(char, { toneType: 'none', v: true })[0] ?? ''
    const readings = [...new Set(told.split(' '))].filter((reading) => /^[a-z]+$/.test(reading))
    if (readings.length > 0) lines.push(`${char}=${readings.slice(0, 3).join(',')}`)
  }
  return lines.join('\n')
}

/** Those of one and two characters that are read otherwise than the plain word. */
function chineseSurnames(): string {
  const lines: string[] = []
  for (let code = FIRST_HAN; code <= LAST_HAN; code++) {
    const char = String.fromCharCode(code)
    if (folded.has(char)) continue
    const options = { toneType: 'none', v: true } as const
    const [asSurname, plain] = [
      pinyin(char, { ...options, surname: 'head' }),
      pinyin(char, { ...options, surname: 'off' }),
    ]
    if (asSurname !== plain && /^[a-z]+$/.test(asSurname)) lines.push(`${char}=${asSurname}`)
  }
  return lines.join('\n')
}
