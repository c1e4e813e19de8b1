import { compact, foldConfusable, withoutLeadingZeros } from './characters.ts'
import type { ParsedIdentifier } from './types.ts'

/**
 * How an asked identifier agrees with a listed one. Only `same` may be a strong match.
 *
 * - `confusable`: one character away that eyes confuse (O/0, I/1, B/8, S/5, Z/2, G/6).
 * - `partial`: the same but for leading zeros, capitals where they count, a mail tag, the branch of a bank, the country of a telephone number, the page of a site.
 * - `other-issuer`: the same number of another country.
 */
export type Agreement = 'same' | 'confusable' | 'partial' | 'other-issuer'

/** `single`: one officer asks and looks. `batch`: a list is asked, and only what surely is the same number is worth a record read. */
export type AskScope = 'single' | 'batch'

/** Under which a record stands that names no issuer, so that askers who name one find it as well. */
const NO_ISSUER = '?'

/**
 * The exact key: `document:KE:AB123456`. `number` must be normalised.
 *
 * Keys of this form are compared (`agreementOf`); the index keeps and is asked their folded forms (`indexKeysOf`, `probeKeysOf`), so
 * that one probe answers for a number and all its confusable neighbours.
 */
export const exactKey = (family: string, issuer: string, number: string): string =>
  `${family}:${issuer}:${number}`

interface KeyParts {
  readonly family: string
  readonly issuer: string
  readonly number: string
}

function partsOfKey(key: string): KeyParts {
  const first = key.indexOf(':')
  const second = key.indexOf(':', first + 1)
  return { family: key.slice(0, first), issuer: key.slice(first + 1, second), number: key.slice(second + 1) }
}

/** The number of a key as people read it: with the country's code before a telephone number. */
export function numberOfKey(key: string): string {
  const { family, issuer, number } = partsOfKey(key)
  return family === 'phone' && issuer !== '' ? `+${issuer} ${number}` : number
}

/** The keys under which the index keeps a record with this exact key: with its issuer, and for askers who do not know it. */
export function indexKeysOf(key: string): readonly string[] {
  const { family, issuer, number } = partsOfKey(key)
  const folded = foldNumber(family, number)
  const open = exactKey(family, '', folded)
  if (!ISSUED.has(family)) return [open]
  return [exactKey(family, issuer === '' ? NO_ISSUER : issuer, folded), open]
}

/**
 * The keys to ask the index for. Every hit must be confirmed on the record with `agreementOf`: a folded key also finds
 * numbers more than one confusion away.
 */
export function probeKeysOf(key: string, scope: AskScope): readonly string[] {
  const { family, issuer, number } = partsOfKey(key)
  const folded = foldNumber(family, number)
  const open = exactKey(family, '', folded)
  if (issuer === '' || !ISSUED.has(family)) return [open]
  const issued = exactKey(family, issuer, folded)
  return scope === 'single' ? [issued, open] : [issued, exactKey(family, NO_ISSUER, folded)]
}

/**
 * The keys of a document, to ask a batch with: `probeKeysOf(documentKey(asked), 'batch')` in one pass over the text, for
 * speed. Empty when the number holds no letter or digit.
 */
export function documentProbes(number: string, issuer: string): readonly string[] {
  const folded = withoutLeadingZeros(foldConfusable(compact(number)))
  if (folded === '') return []
  return issuer === ''
    ? [`document::${folded}`]
    : [`document:${issuer}:${folded}`, `document:${NO_ISSUER}:${folded}`]
}

/** How the listed exact key answers the asked one. Undefined: it is another number, and the hit is dropped. */
export function agreementOf(asked: string, listed: string): Agreement | undefined {
  if (asked === listed) return 'same'
  const a = partsOfKey(asked)
  const b = partsOfKey(listed)
  if (a.family !== b.family) return undefined
  const numbers = agreementOfNumbers(a.family, a.number, b.number)
  if (a.issuer === b.issuer) return numbers
  if (a.issuer !== '' && b.issuer !== '') {
    return numbers === 'same' && a.family !== 'phone' ? 'other-issuer' : undefined
  }
  // A telephone number without its country is only a part of it; a document's number is whole without its issuer.
  return a.family === 'phone' && numbers !== undefined ? 'partial' : numbers
}

export interface KeyAgreement {
  readonly agreement: Agreement
  /** The listed exact key that agrees best. */
  readonly listed: string
}

/** The best agreement of what was asked with the exact keys of a record. */
export function bestAgreement(
  asked: Pick<ParsedIdentifier, 'key' | 'alsoAsk'>,
  listed: readonly string[],
): KeyAgreement | undefined {
  let best: KeyAgreement | undefined
  const offer = (agreement: Agreement | undefined, key: string): void => {
    if (agreement === undefined) return
    if (best === undefined || RANK[agreement] < RANK[best.agreement]) best = { agreement, listed: key }
  }
  for (const key of listed) {
    offer(agreementOf(asked.key, key), key)
    for (const other of asked.alsoAsk) {
      const agreement = agreementOf(other, key)
      offer(agreement === 'same' ? 'partial' : agreement === 'partial' ? agreement : undefined, key)
    }
  }
  return best
}

const RANK: Readonly<Record<Agreement, number>> = { same: 0, confusable: 1, partial: 2, 'other-issuer': 3 }

/** Families whose numbers are told apart by who gave them. */
const ISSUED: ReadonlySet<string> = new Set(['document', 'registration', 'plate', 'phone', 'account'])

/** Families where people and spreadsheets lose or add zeros in front. */
const ZEROS_LOST: ReadonlySet<string> = new Set(['document', 'registration', 'account', 'phone', 'serial'])

function foldNumber(family: string, number: string): string {
  const folded = foldConfusable(looseNumber(family, number))
  return ZEROS_LOST.has(family) ? withoutLeadingZeros(folded) : folded
}

/** Without what may be left out: the branch of a bank (ISO 9362), the tag of a mailbox (RFC 5233). */
function looseNumber(family: string, number: string): string {
  if (family === 'bic') return number.slice(0, 8)
  if (family !== 'email') return number
  const at = number.lastIndexOf('@')
  const tag = number.indexOf('+')
  return tag > 0 && tag < at ? number.slice(0, tag) + number.slice(at) : number
}

function agreementOfNumbers(family: string, asked: string, listed: string): Agreement | undefined {
  if (asked === listed) return 'same'
  if (family === 'wallet' && asked.toUpperCase() === listed.toUpperCase()) return 'partial'
  if (isOneConfusionAway(asked, listed)) return 'confusable'
  const looseAsked = looseNumber(family, asked)
  const looseListed = looseNumber(family, listed)
  // Two tags, or two branches, are two addresses; one without is the whole of them.
  const isOneLoose = looseAsked === asked || looseListed === listed
  if (isOneLoose && looseAsked === looseListed) return 'partial'
  if (!ZEROS_LOST.has(family)) return undefined
  return withoutLeadingZeros(asked) === withoutLeadingZeros(listed) ? 'partial' : undefined
}

/** Same length, one place differs, and there both fold to the same sign. */
function isOneConfusionAway(asked: string, listed: string): boolean {
  if (asked.length !== listed.length) return false
  let differing = -1
  for (let at = 0; at < asked.length; at++) {
    if (asked[at] === listed[at]) continue
    if (differing >= 0) return false
    differing = at
  }
  return (
    differing >= 0 && foldConfusable(asked.charAt(differing)) === foldConfusable(listed.charAt(differing))
  )
}
