import type { PersonHits } from '#lookup/persons/find-persons.ts'
import type { PersonIndexSearch } from '#lookup/persons/person-index.ts'
import type { SharedSegment } from '#lookup/persons/segment.ts'
import type { PersonQuery } from '#matching/types.ts'

export const PEOPLE_KINDS = ['persons', 'organisations'] as const
export type PeopleKind = (typeof PEOPLE_KINDS)[number]

/** What the thread that answers slow questions is told, in this order. Segments that it does not have yet come with their memory. */
export type PersonWork =
  | {
      readonly type: 'segments'
      readonly id: number
      readonly segments: readonly {
        readonly number: number
        readonly kind: PeopleKind
        readonly restriction: number
        readonly shared: SharedSegment | undefined
      }[]
    }
  | {
      readonly type: 'ask'
      readonly id: number
      readonly kind: PeopleKind
      readonly query: PersonQuery
      readonly search: PersonIndexSearch
    }

export type PersonAnswer =
  | { readonly id: number; readonly hits: PersonHits | undefined }
  | { readonly id: number; readonly error: string }
