import { useEffect, useState } from 'react'
import type { CheckView } from '#http/contract/shapes.ts'
import type { IdentifierType } from '#matching/identifiers/types.ts'

export interface IdentifierDraft {
  readonly value: string
  readonly type: IdentifierType | null
  readonly country: string | null
}
export type Readings = NonNullable<CheckView['readings']>

/**
 * As what the node would look the value up, by the same code. It comes when first needed, since it brings the numbering plans of the
 * world; until then, and while nothing is typed, there is none.
 */
export function useReadings({ value, type, country }: IdentifierDraft): Readings | undefined {
  const [readings, setReadings] = useState<Readings>()
  const written = value.trim()
  useEffect(() => {
    let isCurrent = true
    if (written === '') return
    void readAs(written, type, country).then((read) => isCurrent && setReadings(read))
    return () => {
      isCurrent = false
    }
  }, [written, type, country])
  return written === '' ? undefined : readings
}

async function readAs(value: string, type: IdentifierType | null, country: string | null): Promise<Readings> {
  const [{ detectIdentifiers }, { parseIdentifier }] = await Promise.all([
    import('#matching/identifiers/detect.ts'),
    import('#matching/identifiers/parse.ts'),
  ])
  const known = country ?? undefined
  const parsed = type === null ? undefined : parseIdentifier({ type, value, country: known })
  const found =
    parsed === undefined
      ? detectIdentifiers(value, known).map(({ identifier }) => identifier)
      : parsed.ok
        ? [parsed.value]
        : []
  return found.map((each) => ({ type: each.type, display: each.display, checkDigit: each.check }))
}
