import { assert } from '#kernel/assert.ts'
import { LIMITS } from '#kernel/limits.ts'
import type { NameForm } from '#matching/names.ts'
import { parseName } from '#matching/names.ts'
import { isPlaceholder } from '#matching/roles.ts'
import type { PersonEntry } from '#matching/types.ts'
import { birthCode } from './births.ts'
import { growing } from './growing.ts'
import { joinHash, joinedSkeletons } from './joined.ts'
import { MOST_ID_CHARS } from './person-ids.ts'
import { idTable } from './id-table.ts'
import {
  FIRST_ROW,
  HAS_MORE,
  SEXES,
  beginSegment,
  birthCodesAt,
  isDead,
  lowerBound,
  nationCode,
  nationsAt,
  sharedBytes,
  sharedPairs,
  sharedWords,
  standsOf,
} from './segment.ts'
import type { Segment, SegmentSections } from './segment.ts'
import { idAt } from './person-ids.ts'
import { buildVocabulary } from '../vocabulary/build.ts'

/** Gathers people, in any order and each once, and makes a segment's sections of them: the same for the same people. */
export interface SegmentWriter {
  add(id: string, entry: PersonEntry): void
  /** All people of a segment who are not removed. */
  addAll(segment: Segment): void
  finish(): Segment
}

/** A name's number must leave eight bits of a word free: see `SegmentSections.joins`. */
export const MOST_NAMES = 2 ** 24 - 1

/** Of which every part is parsed by itself, so that the parts of the whole are those of its words. */
const PLAIN = /^[A-Za-z]{1,60}(?: [A-Za-z]{1,60}){0,3}$/

export function createSegmentWriter(): SegmentWriter {
  const numbers = new Map<string, number>()
  const forms: NameForm[] = []
  const ids = idTable()
  const sexes = growing()
  const nationStarts = growing()
  const nations = growing()
  const birthStarts = growing()
  const births = growing()
  /** Per person the first name; per name the first word, and the doubt. */
  const nameStarts = growing()
  const wordStarts = growing()
  const doubts = growing()
  const words = growing()

  const wordOf = (form: NameForm): number => {
    let number = numbers.get(form.key)
    if (number === undefined) {
      number = forms.length
      forms.push(form)
      numbers.set(form.key, number)
      return number
    }
    // Equal keys may still be read differently (`ç` is a `c`, and sounds otherwise): which reading stays must not
    // depend on who came first.
    const known = forms[number]
    if (known !== form && known !== undefined && isReadBefore(form, known)) forms[number] = form
    return number
  }

  /** Words of plain Latin letters, by how they were written: most parts of most names are written like others before. */
  const plain = new Map<string, number>()
  const plainWord = (piece: string): number => {
    let number = plain.get(piece)
    if (number === undefined) {
      const [part, more] = parseName(piece).parts
      // What stands for no name is left out of longer names only.
      const isAlways =
        part !== undefined && more === undefined && !isPlaceholder(part.form.readings[0]?.roman ?? '')
      number = isAlways ? wordOf(part.form) : -1
      plain.set(piece, number)
    }
    return number
  }

  const addWords = (text: string): void => {
    if (PLAIN.test(text)) {
      const numbers = text.split(' ').map(plainWord)
      if (numbers.length <= LIMITS.nameTokens && !numbers.includes(-1)) {
        for (const number of numbers) words.push(number)
        return
      }
    }
    for (const { form } of parseName(text).parts) words.push(wordOf(form))
  }

  const begin = (sex: number): void => {
    sexes.push(sex)
    nationStarts.push(nations.length)
    birthStarts.push(births.length)
    nameStarts.push(wordStarts.length)
  }

  return {
    add(id, entry) {
      assert(id.length <= MOST_ID_CHARS, 'an id of a person is short')
      ids.add(id)
      begin(Math.max(0, SEXES.indexOf(entry.sex)))
      for (const birth of entry.births) births.push(birthCode(birth))
      for (const nation of new Set(entry.nationalities.map(nationCode)))
        if (nation !== 0) nations.push(nation)
      for (const name of entry.names.slice(0, LIMITS.namesPerRecord)) {
        wordStarts.push(words.length)
        doubts.push(name.quality === 'low' ? 1 : 0)
        addWords(name.text)
      }
    },
    addAll(segment) {
      const translated = new Map<number, number>()
      for (let row = 0; row < segment.rowCount; row++) {
        const mark = segment.marks[row] ?? 0
        if ((mark & FIRST_ROW) === 0 || isDead(segment.state, row)) continue
        ids.add(idAt(segment, row))
        begin(mark & 3)
        for (const code of birthCodesAt(segment, row)) births.push(code)
        for (const nation of nationsAt(segment, row)) nations.push(nation)
        for (let name = segment.rowNames[row] ?? 0; name < (segment.rowNames[row + 1] ?? 0); name++) {
          wordStarts.push(words.length)
          doubts.push(((segment.doubted[name >> 3] ?? 0) >> (name & 7)) & 1)
          for (let at = segment.nameWords[name] ?? 0; at < (segment.nameWords[name + 1] ?? 0); at++) {
            const word = segment.words[at] ?? 0
            let number = translated.get(word)
            if (number === undefined) translated.set(word, (number = wordOf(segment.book.formOf(word))))
            words.push(number)
          }
        }
      }
    },
    finish() {
      begin(0)
      wordStarts.push(words.length)
      return write({
        forms,
        ids,
        sexes: sexes.values(),
        nationStarts: nationStarts.values(),
        nations: nations.values(),
        birthStarts: birthStarts.values(),
        births: births.values(),
        nameStarts: nameStarts.values(),
        wordStarts: wordStarts.values(),
        doubts: doubts.values(),
        words: words.values(),
      })
    },
  }
}

function isReadBefore(one: NameForm, other: NameForm): boolean {
  for (let at = 0; at < one.readings.length; at++) {
    const [a, b] = [one.readings[at]?.roman ?? '', other.readings[at]?.roman ?? '']
    if (a !== b) return a < b
  }
  return one.readings.length < other.readings.length
}

interface Gathered {
  readonly forms: readonly NameForm[]
  readonly ids: ReturnType<typeof idTable>
  readonly sexes: Uint32Array
  readonly nationStarts: Uint32Array
  readonly nations: Uint32Array
  readonly birthStarts: Uint32Array
  readonly births: Uint32Array
  readonly nameStarts: Uint32Array
  readonly wordStarts: Uint32Array
  readonly doubts: Uint32Array
  readonly words: Uint32Array
}

function write(gathered: Gathered): Segment {
  const { forms, ids, words: given } = gathered
  const book = buildVocabulary(forms)
  const wordAt = Uint32Array.from(forms, (form) => {
    const word = book.find(form.key)
    assert(word >= 0, 'a vocabulary holds what it was built of')
    return word
  })
  const { rowPersons, rowBirths } = standing(gathered)
  const rowCount = rowPersons.length
  const births = sharedWords(rowCount)
  const marks = sharedBytes(rowCount)
  const nations = sharedPairs(rowCount)
  const rowNames = sharedWords(rowCount + 1)
  const moreRows = growing()
  const moreStarts = growing()
  const more = growing()
  const firstRows = new Map<number, number>()
  let nameCount = 0
  let wordCount = 0
  for (let row = 0; row < rowCount; row++) {
    const person = rowPersons[row] ?? 0
    const own = slice(gathered.births, gathered.birthStarts, person)
    const ofNations = slice(gathered.nations, gathered.nationStarts, person)
    const isFirst = own.length < 2 || !firstRows.has(person)
    if (own.length >= 2 && isFirst) firstRows.set(person, row)
    const hasMore = own.length > 1 || ofNations.length > 1
    births[row] = rowBirths[row] ?? 0
    marks[row] = (gathered.sexes[person] ?? 0) | (isFirst ? FIRST_ROW : 0) | (hasMore ? HAS_MORE : 0)
    nations[row] = ofNations[0] ?? 0
    rowNames[row] = nameCount
    const [from, to] = [gathered.nameStarts[person] ?? 0, gathered.nameStarts[person + 1] ?? 0]
    nameCount += to - from
    wordCount += (gathered.wordStarts[to] ?? 0) - (gathered.wordStarts[from] ?? 0)
    if (!hasMore) continue
    moreRows.push(row)
    moreStarts.push(more.length)
    more.push(own.length)
    for (const code of own) more.push(code)
    for (const nation of ofNations) more.push(nation)
  }
  rowNames[rowCount] = nameCount
  moreStarts.push(more.length)
  assert(nameCount <= MOST_NAMES, 'a segment holds no more names than it can number')

  const nameRows = sharedWords(nameCount)
  const nameWords = sharedWords(nameCount + 1)
  const doubted = sharedBytes(Math.ceil(nameCount / 8))
  const words = sharedWords(wordCount)
  let name = 0
  let place = 0
  for (let row = 0; row < rowCount; row++) {
    const person = rowPersons[row] ?? 0
    for (let from = gathered.nameStarts[person] ?? 0; from < (gathered.nameStarts[person + 1] ?? 0); from++) {
      nameRows[name] = row
      nameWords[name] = place
      if (gathered.doubts[from] === 1) doubted[name >> 3] = (doubted[name >> 3] ?? 0) | (1 << (name & 7))
      for (let at = gathered.wordStarts[from] ?? 0; at < (gathered.wordStarts[from + 1] ?? 0); at++)
        words[place++] = wordAt[given[at] ?? 0] ?? 0
      name++
    }
  }
  nameWords[nameCount] = place
  const skeletons = skeletonsOf(forms, wordAt)
  const sections: SegmentSections = {
    ...book.sections,
    ...ids.inOrder(rowPersons),
    births,
    marks,
    nations,
    moreRows: shared(moreRows.values()),
    moreStarts: shared(moreStarts.values()),
    more: shared(more.values()),
    byHash: hashOrder(rowPersons, marks, ids.ranks()),
    rowNames,
    nameRows,
    nameWords,
    doubted,
    words,
    ...postingsOf(book.size, nameWords, words),
    ...joinsOf(nameWords, words, skeletons),
  }
  return beginSegment(sections, book)
}

const slice = (values: Uint32Array, starts: Uint32Array, at: number): Uint32Array =>
  values.subarray(starts[at] ?? 0, starts[at + 1] ?? 0)

function shared(values: Uint32Array): Uint32Array {
  const out = sharedWords(values.length)
  out.set(values)
  return out
}

/** Who stands in which row, by birth and then by the hash of the id. */
function standing({ ids, birthStarts, births }: Gathered): {
  readonly rowPersons: Uint32Array
  readonly rowBirths: Uint32Array
} {
  const persons = growing()
  const codes = growing()
  for (let person = 0; person < ids.size; person++) {
    const own = slice(births, birthStarts, person)
    for (const code of own.length === 1 ? own : standsOf([...own])) {
      persons.push(person)
      codes.push(code)
    }
  }
  const ranks = ids.ranks()
  const codeOf = codes.values()
  const personOf = persons.values()
  const distinct = codeOf.slice().sort()
  const size = ids.size + 1
  // A code's place and a person's rank make one number, which sorts without a function being called.
  const keys = new Float64Array(codeOf.length)
  for (let at = 0; at < keys.length; at++)
    keys[at] = lowerBound(distinct, codeOf[at] ?? 0) * size + (ranks[personOf[at] ?? 0] ?? 0)
  keys.sort()
  const byRank = new Uint32Array(ids.size)
  for (let person = 0; person < ids.size; person++) byRank[ranks[person] ?? 0] = person
  return {
    rowPersons: Uint32Array.from(keys, (key) => byRank[key % size] ?? 0),
    rowBirths: Uint32Array.from(keys, (key) => distinct[Math.floor(key / size)] ?? 0),
  }
}

function hashOrder(rowPersons: Uint32Array, marks: Uint8Array, ranks: Uint32Array): Uint32Array {
  const rows = sharedWords(ranks.length)
  for (let row = 0; row < rowPersons.length; row++)
    if (((marks[row] ?? 0) & FIRST_ROW) !== 0) rows[ranks[rowPersons[row] ?? 0] ?? 0] = row
  return rows
}

function postingsOf(
  wordCount: number,
  nameWords: Uint32Array,
  words: Uint32Array,
): Pick<SegmentSections, 'wordNames' | 'postings'> {
  const nameCount = nameWords.length - 1
  const wordNames = sharedWords(wordCount + 1)
  const isRepeated = (from: number, at: number): boolean => {
    for (let before = from; before < at; before++) if (words[before] === words[at]) return true
    return false
  }
  const each = (visit: (name: number, word: number) => void): void => {
    for (let name = 0; name < nameCount; name++) {
      const from = nameWords[name] ?? 0
      for (let at = from; at < (nameWords[name + 1] ?? 0); at++)
        if (!isRepeated(from, at)) visit(name, words[at] ?? 0)
    }
  }
  each((_, word) => {
    wordNames[word + 1] = (wordNames[word + 1] ?? 0) + 1
  })
  for (let word = 0; word < wordCount; word++)
    wordNames[word + 1] = (wordNames[word + 1] ?? 0) + (wordNames[word] ?? 0)
  const postings = sharedWords(wordNames[wordCount] ?? 0)
  const next = wordNames.slice()
  each((name, word) => {
    const place = next[word] ?? 0
    postings[place] = name
    next[word] = place + 1
  })
  return { wordNames, postings }
}

/** By a word's number in the vocabulary. */
function skeletonsOf(forms: readonly NameForm[], wordAt: Uint32Array): readonly string[] {
  const skeletons: string[] = Array.from({ length: forms.length }, () => '')
  forms.forEach((form, at) => {
    skeletons[wordAt[at] ?? 0] = form.readings[0]?.skeleton ?? ''
  })
  return skeletons
}

function joinsOf(
  nameWords: Uint32Array,
  words: Uint32Array,
  skeletons: readonly string[],
): Pick<SegmentSections, 'joinStarts' | 'joins'> {
  const hashes = growing()
  const names = growing()
  for (let name = 0; name + 1 < nameWords.length; name++) {
    joinedSkeletons(words, nameWords[name] ?? 0, nameWords[name + 1] ?? 0, skeletons, (hash) => {
      hashes.push(hash)
      names.push(name)
    })
  }
  const hashOf = hashes.values()
  const nameOf = names.values()
  const bits = Math.max(4, Math.ceil(Math.log2(hashOf.length / 4 + 1)))
  const joinStarts = sharedWords(2 ** bits + 1)
  for (const hash of hashOf) {
    const bucket = joinHash(hash, bits)
    joinStarts[bucket + 1] = (joinStarts[bucket + 1] ?? 0) + 1
  }
  for (let at = 1; at < joinStarts.length; at++)
    joinStarts[at] = (joinStarts[at] ?? 0) + (joinStarts[at - 1] ?? 0)
  const joins = sharedWords(hashOf.length)
  const next = joinStarts.slice()
  for (let at = 0; at < hashOf.length; at++) {
    const bucket = joinHash(hashOf[at] ?? 0, bits)
    const place = next[bucket] ?? 0
    joins[place] = ((hashOf[at] ?? 0) & 255) * 2 ** 24 + (nameOf[at] ?? 0)
    next[bucket] = place + 1
  }
  return { joinStarts, joins }
}
