/** The vectors of own ids (spec/act.md §2), made from the text of the specification. */
import { createHash } from 'node:crypto'

/** The id that a member makes of the first twelve bytes, which have their version and variant already. */
export function ownIdOf(member: string, first: string, domain = 'entraide/id/v1'): string {
  const bytes = Buffer.from(first.replaceAll('-', ''), 'hex')
  if (bytes.length !== 12) throw new RangeError('a mark follows twelve bytes')
  const hash = createHash('sha256').update(`${domain}\n${member}\n`, 'utf8').update(bytes).digest('hex')
  return first + hash.slice(0, 8)
}

interface Case {
  readonly description: string
  readonly member: string
  readonly id: string
  readonly isOwn: boolean
}

const FIRST = '01940b6e-5c11-7a34-9d2e-6f1c'
const LATER = '01940b71-02d5-7c3e-b0aa-91e2'

/** Each file by its name. */
export function idVectors(): Readonly<Record<string, unknown>> {
  const ours = ownIdOf('KE', FIRST)
  const flip = (hex: string): string => (Number.parseInt(hex, 16) ^ 1).toString(16)
  const wrong = (description: string, id: string, member = 'KE'): Case => ({
    description,
    member,
    id,
    isOwn: false,
  })
  const right = (description: string, member: string, id: string): Case => ({
    description,
    member,
    id,
    isOwn: true,
  })
  const ids: readonly Case[] = [
    right('of Kenya', 'KE', ours),
    right('of Singapore, the same moment and chance', 'SG', ownIdOf('SG', FIRST)),
    right('of the General Secretariat, another moment', 'GS', ownIdOf('GS', LATER)),
    right('of a member with the shortest name', 'A1', ownIdOf('A1', FIRST)),
    right('of a member with the longest name', 'ABCDEFGHIJ12', ownIdOf('ABCDEFGHIJ12', FIRST)),
    right('of the beginning of time', 'KE', ownIdOf('KE', '00000000-0000-7000-8000-0000')),
    right('of the end of time', 'KE', ownIdOf('KE', 'ffffffff-ffff-7fff-bfff-ffff')),
    wrong('of another member', ownIdOf('GS', FIRST)),
    wrong('of a member whose name begins like this one', ownIdOf('KEN', FIRST)),
    wrong('of a member in small letters', ownIdOf('ke', FIRST)),
    wrong('of Kenya, given to another member', ours, 'SG'),
    wrong('with the mark of another moment', LATER + ours.slice(28)),
    wrong('with one bit of the mark changed', ours.slice(0, -1) + flip(ours.slice(-1))),
    wrong(
      'with one bit before the mark changed',
      ours.slice(0, 27) + flip(ours.slice(27, 28)) + ours.slice(28),
    ),
    wrong('without a mark', `${FIRST}00000000`),
    wrong('of version 4', ownIdOf('KE', FIRST.replace('-7a34-', '-4a34-'))),
    wrong('of version 8', ownIdOf('KE', FIRST.replace('-7a34-', '-8a34-'))),
    wrong('of version 4, with the mark of version 7', ours.replace('-7a34-', '-4a34-')),
    wrong('marked in another domain', ownIdOf('KE', FIRST, 'entraide/act/v1')),
    wrong(
      'with the last bytes of the hash',
      FIRST +
        createHash('sha256')
          .update('entraide/id/v1\nKE\n')
          .update(Buffer.from(FIRST.replaceAll('-', ''), 'hex'))
          .digest('hex')
          .slice(-8),
    ),
    wrong(
      'marked over the text of the first bytes',
      FIRST + createHash('sha256').update(`entraide/id/v1\nKE\n${FIRST}`).digest('hex').slice(0, 8),
    ),
  ]
  return { ids: { ids } }
}
