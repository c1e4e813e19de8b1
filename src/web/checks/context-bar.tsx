import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { IconFlag3 } from '@tabler/icons-react'
import { type ReactNode, type Ref, useState } from 'react'
import { type Purpose, PURPOSES } from '#acts/fields.ts'
import { useLanguage } from '../language.tsx'
import styles from './context-bar.module.css'

export interface CheckContext {
  readonly purpose: Purpose | null
  readonly place: string
}

const PURPOSE = 'entraide.purpose'
const PLACE = 'entraide.place'

/** Purpose and place of the shift: kept until sign-out or until the window closes, and never chosen for the officer. */
export function useCheckContext(): {
  readonly context: CheckContext
  readonly setContext: (context: CheckContext) => void
} {
  const [context, setContext] = useState<CheckContext>(() => ({
    purpose: PURPOSES.find((purpose) => purpose === sessionStorage.getItem(PURPOSE)) ?? null,
    place: sessionStorage.getItem(PLACE) ?? '',
  }))
  return {
    context,
    setContext: (next) => {
      if (next.purpose !== null) sessionStorage.setItem(PURPOSE, next.purpose)
      sessionStorage.setItem(PLACE, next.place)
      setContext(next)
    },
  }
}

/** The part of a request that the context gives. The desk asks only once a purpose was given. */
export function contextOf({ purpose, place }: CheckContext): {
  readonly purpose: Purpose
  readonly place?: string
} {
  if (purpose === null) throw new Error('a check without a purpose')
  return { purpose, ...(place.trim() !== '' && { place: place.trim() }) }
}

interface ContextBarProps {
  readonly ref: Ref<HTMLInputElement>
  readonly context: CheckContext
  readonly isMissing: boolean
  readonly onChange: (context: CheckContext) => void
}

export function ContextBar({ ref, context, isMissing, onChange }: ContextBarProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  return (
    <section className={styles.bar} aria-label={t`Purpose and place`} data-chosen={context.purpose !== null}>
      <IconFlag3 size={22} aria-hidden className={styles.icon} />
      <Select
        ref={ref}
        className={styles.purpose}
        label={t`Purpose of the check`}
        description={t`Kept with every look-up. Remembered until you sign out.`}
        placeholder={t`Choose why you ask`}
        required
        allowDeselect={false}
        data={PURPOSES.map((purpose) => ({ value: purpose, label: labels.purposes[purpose] }))}
        value={context.purpose}
        error={isMissing && t`Choose the purpose first: without one there is no check`}
        onChange={(_, option) => {
          const purpose = PURPOSES.find((each) => each === option?.value)
          if (purpose !== undefined) onChange({ ...context, purpose })
        }}
      />
      <TextInput
        className={styles.place}
        label={t`Place`}
        description={t`Border point or station`}
        value={context.place}
        maxLength={300}
        data-free-text
        onChange={(event) => onChange({ ...context, place: event.currentTarget.value })}
      />
    </section>
  )
}
