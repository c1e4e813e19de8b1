import { partWeight } from '#matching/features.ts'
import { joinedForm } from '#matching/names.ts'
import type { NameForm } from '#matching/names.ts'

/** What leads to names: an asked part, or neighbouring parts taken as one. Parts `from` (included) to `to` (excluded). */
export interface Clue {
  readonly form: NameForm
  readonly from: number
  readonly to: number
  /** Nats. */
  readonly weight: number
}

/** Of a long name the parts that say most lead to candidates; all parts are then compared. */
const MOST_CLUES = 10
const MOST_WHOLE = 4

export function cluesOf(
  forms: readonly NameForm[],
  rarity: (form: NameForm) => number,
  hasDay: boolean,
): readonly Clue[] {
  const weights = forms.map((form) => partWeight(form, rarity(form)))
  // Particles and titles lead to half the index; they are only asked about when there is nothing else.
  const hasName = forms.some((form) => form.role === 'name')
  const clues: Clue[] = []
  const add = (form: NameForm | undefined, from: number, to: number): void => {
    // A part said twice is two clues: the listed name may say it twice too.
    const isJoined = to - from > 1
    if (form === undefined || form.isInitial) return
    if (isJoined && clues.some((clue) => clue.form.key === form.key)) return
    let weight = 0
    for (let at = from; at < to; at++) weight += weights[at] ?? 0
    clues.push({ form, from, to, weight })
  }
  const telling = forms
    .map((form, at) => ({ form, at, weight: weights[at] ?? 0 }))
    .filter(({ form }) => !hasName || form.role === 'name')
    .sort((one, other) => other.weight - one.weight || one.at - other.at)
    .slice(0, MOST_CLUES)
  for (const { form, at } of telling) add(form, at, at + 1)
  // On a day few stand, and of a name written as one the rest leads to it: only a name of two parts has no rest.
  if (hasDay && telling.length > 2) return clues
  const last = Math.min(forms.length, MOST_CLUES)
  for (let at = 0; at + 1 < last; at++) add(joinedForm(forms.slice(at, at + 2)), at, at + 2)
  if (forms.length > 2 && forms.length <= MOST_WHOLE) add(joinedForm(forms), 0, forms.length)
  return clues
}
