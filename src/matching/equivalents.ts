import { FORMS_ABROAD, WRITTEN_IN_CONSONANTS } from './forms-abroad.ts'
import type { NameForm } from './names.ts'
import { SHORT_FORMS } from './short-forms.ts'

/** How alike two given names are that differ as words and are borne as one. */
const SHORT_FORM_SIMILARITY = 0.85
const FORM_ABROAD_SIMILARITY = 0.75

/** 0 when no table says that the two are one name. */
export function equivalence(a: NameForm, b: NameForm): number {
  const one = groupsOf(a)
  if (one === undefined) return 0
  const other = groupsOf(b)
  if (other === undefined) return 0
  if (haveCommon(one.short, other.short)) return SHORT_FORM_SIMILARITY
  return haveCommon(one.abroad, other.abroad) ? FORM_ABROAD_SIMILARITY : 0
}

/** Whether two different given names are forms of one: Bill and William, Yusuf and Joseph. */
export function areEquivalent(a: NameForm, b: NameForm): boolean {
  return a.key !== b.key && equivalence(a, b) > 0
}

/** Keys of the forms that a given name has elsewhere, its own left out; short forms first. Mostly none, at most some forty. */
export function equivalentKeys(form: NameForm): readonly string[] {
  const groups = groupsOf(form)
  if (groups === undefined) return []
  const { members } = tables()
  const keys = new Set([...groups.short, ...groups.abroad].flatMap((group) => members[group] ?? []))
  keys.delete(form.key)
  return [...keys]
}

interface Groups {
  readonly short: readonly number[]
  readonly abroad: readonly number[]
}

interface Tables {
  /** By key; names of alphabets under the key of their Latin spelling. */
  readonly groups: ReadonlyMap<string, Groups>
  readonly members: readonly (readonly string[])[]
}

let made: Tables | undefined

function tables(): Tables {
  made ??= makeTables()
  return made
}

function groupsOf(form: NameForm): Groups | undefined {
  if (form.role !== 'name' || form.isInitial) return undefined
  const { groups } = tables()
  if (form.script === 'latin' || form.system === 'consonants') return groups.get(form.key)
  return form.system === 'alphabet' ? groups.get(`latin:${form.readings[0]?.roman ?? ''}`) : undefined
}

function haveCommon(one: readonly number[], other: readonly number[]): boolean {
  for (const group of one) if (other.includes(group)) return true
  return false
}

function makeTables(): Tables {
  const members: (readonly string[])[] = []
  const groups = new Map<string, { short: number[]; abroad: number[] }>()
  const add = (keys: readonly string[], kind: 'short' | 'abroad'): void => {
    for (const key of keys) {
      const known = groups.get(key) ?? { short: [], abroad: [] }
      known[kind].push(members.length)
      groups.set(key, known)
    }
    members.push(keys)
  }
  for (const words of rows(SHORT_FORMS)) add(words.map(latin), 'short')
  const consonantal = new Map(
    rows(WRITTEN_IN_CONSONANTS).map((words) => [words.at(-1) ?? '', words.slice(0, -1)]),
  )
  for (const words of rows(FORMS_ABROAD))
    add([...words.map(latin), ...(consonantal.get(words[0] ?? '') ?? [])], 'abroad')
  return { groups, members }
}

const latin = (word: string): string => `latin:${word}`

const rows = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split('\n')
    .map((row) => [...new Set(row.split(' '))])
