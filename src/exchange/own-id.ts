import { hash } from 'node:crypto'
import type { Act } from '#acts/act.ts'
import { assert } from '#kernel/assert.ts'
import { utf8 } from '#kernel/bytes.ts'
import { isUuid, type MemberId, mintUuid, type Uuid } from '#kernel/ids.ts'
import type { RandomBytes } from '#seal/random.ts'

/** How many characters of an id come before its mark: 12 bytes in hexadecimal, and four hyphens. */
const MARKED_CHARS = 28
const MARK_BYTES = 4

/**
 * Mints an id that no other member can give to an act, a record, a hit or a confirmation (spec/act.md §2).
 *
 * A version 7 UUID of the time in milliseconds since 1970, with 42 random bits and the mark of the member. Without the
 * mark, whoever learns an id could send an act that bears it to a third member first, which would then refuse the
 * genuine one as known.
 */
export function mintOwnId(issuer: MemberId, nowMs: number, random: RandomBytes): Uuid {
  const marked = mintUuid(nowMs, random(10)).slice(0, MARKED_CHARS)
  const id = marked + markOf(issuer, marked)
  assert(isUuid(id), 'a mark leaves a UUID what it is')
  return id
}

/** Whether this id is of version 7 and bears the mark of this member. */
export function isOwnId(issuer: MemberId, id: Uuid): boolean {
  return id[14] === '7' && id.slice(MARKED_CHARS) === markOf(issuer, id.slice(0, MARKED_CHARS))
}

/** Whether the ids that an act brings into the world are its issuer's: its own, and that of a new thing it names. */
export function hasOwnIds(act: Act): boolean {
  return isOwnId(act.issuer, act.id) && (!namesNewThing(act) || isOwnId(act.issuer, act.subject))
}

// Updates and withdrawals name a record that is there; whose it is, is for the rulebook.
const namesNewThing = ({ type }: Act): boolean =>
  type === 'record/published' || type === 'hit/reported' || type === 'erasure/confirmed'

/** No secret: anybody can work it out. It keeps members apart; who speaks is proven by the signature of the act. */
function markOf(issuer: MemberId, marked: string): string {
  const bytes = Buffer.concat([
    utf8(`entraide/id/v1\n${issuer}\n`),
    Buffer.from(marked.replaceAll('-', ''), 'hex'),
  ])
  return hash('sha256', bytes, 'hex').slice(0, MARK_BYTES * 2)
}
