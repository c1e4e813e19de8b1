import type { NameForm } from '#matching/names.ts'
import type { Segment } from './segment.ts'

/** The forms of words, made once as long as they are asked for often. */
export type FormsOf = (segment: Segment, word: number) => NameForm

const MOST_KEPT = 20_000

export function wordForms(): { readonly formsOf: FormsOf; forget(): void } {
  let kept = new Map<Segment, Map<number, NameForm>>()
  let count = 0
  return {
    formsOf(segment, word) {
      let forms = kept.get(segment)
      if (forms === undefined) kept.set(segment, (forms = new Map()))
      let form = forms.get(word)
      if (form === undefined) {
        if (count++ > MOST_KEPT) {
          kept = new Map([[segment, (forms = new Map())]])
          count = 0
        }
        forms.set(word, (form = segment.book.formOf(word)))
      }
      return form
    },
    /** Nothing of a removed person may stay. */
    forget() {
      kept = new Map()
      count = 0
    },
  }
}
