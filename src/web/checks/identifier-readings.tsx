import { useLingui } from '@lingui/react/macro'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { StatusBadge } from '../components/status-badge.tsx'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import styles from './identifier-readings.module.css'
import type { Readings } from './use-readings.ts'

interface IdentifierReadingsProps {
  readonly readings: Readings
  /** The officer said what it is; else it is what it may be. */
  readonly isCertain: boolean
}

/** As what a value is looked up, each with its check digits where the form has any. */
export function IdentifierReadings({ readings, isCertain }: IdentifierReadingsProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  if (readings.length === 0) {
    return (
      <p className={styles.none}>
        {isCertain ? t`Does not have the form of this type` : t`Not yet anything that can be looked up`}
      </p>
    )
  }
  const isOne = isCertain || readings.length === 1
  return (
    <div className={styles.readings}>
      <p className={styles.lead}>{isOne ? t`Looked up as` : t`Looked up as all that it may be`}</p>
      <ul className={styles.list}>
        {readings.map(({ type, display, checkDigit }) => (
          <li key={type}>
            <span>{labels.identifierTypes[type]}</span>
            <UntrustedText className={styles.value}>{display}</UntrustedText>
            <CheckDigitBadge checkDigit={checkDigit} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** In one line above the answer: as what it was looked up, and whether a digit was wrong. */
export function IdentifierKinds({ readings }: { readonly readings: Readings }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const kinds = format.list(readings.map(({ type }) => labels.identifierTypes[type]))
  return (
    <p className={styles.kinds}>
      <span>{t`Looked up as: ${kinds}`}</span>
      {readings.length === 1 && readings[0] !== undefined && (
        <CheckDigitBadge checkDigit={readings[0].checkDigit} />
      )}
    </p>
  )
}

function CheckDigitBadge({ checkDigit }: Pick<Readings[number], 'checkDigit'>): ReactNode {
  const { labels } = useLanguage()
  if (checkDigit === 'none') return null
  const Icon = checkDigit === 'valid' ? IconCheck : IconAlertTriangle
  return (
    <StatusBadge tone={checkDigit === 'valid' ? 'good' : 'caution'} icon={<Icon size={14} aria-hidden />}>
      {labels.checkDigits[checkDigit]}
    </StatusBadge>
  )
}
