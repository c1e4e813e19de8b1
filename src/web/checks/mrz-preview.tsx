import { Trans, useLingui } from '@lingui/react/macro'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { StatusBadge } from '../components/status-badge.tsx'
import { useLanguage } from '../language.tsx'
import type { MrzCheck, MrzReading } from './mrz-lines.ts'
import styles from './mrz-preview.module.css'

/** The zone as it was read, each check digit marked where it stands and named below with what it should be. */
export function MrzPreview({ reading }: { readonly reading: MrzReading }): ReactNode {
  const { t } = useLingui()
  const { format, lines, checks } = reading
  return (
    <div className={styles.preview}>
      <div className={styles.zone} role="img" aria-label={t`The zone as it was read`}>
        {lines.map((text, line) => (
          <div key={line} className={styles.line}>
            {[...text].map((sign, column) => (
              <Sign
                key={column}
                sign={sign}
                check={checks.find((at) => at.line === line && at.column === column)}
              />
            ))}
          </div>
        ))}
      </div>
      {format === undefined ? (
        <p className={styles.unread}>
          <Trans>Not yet a whole zone: it has two lines of 44 or 36 signs, or three lines of 30.</Trans>
        </p>
      ) : (
        <CheckDigits checks={checks} />
      )}
    </div>
  )
}

function Sign({ sign, check }: { readonly sign: string; readonly check: MrzCheck | undefined }): ReactNode {
  if (check === undefined) return <span className={sign === '<' ? styles.filler : undefined}>{sign}</span>
  return (
    <span className={styles.digit} data-valid={check.valid}>
      {sign}
    </span>
  )
}

interface CheckDigitsProps {
  readonly checks: readonly Pick<MrzCheck, 'field' | 'printed' | 'computed' | 'valid'>[]
}

export function CheckDigits({ checks }: CheckDigitsProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  return (
    <ul className={styles.checks} aria-label={t`Check digits`}>
      {checks.map(({ field, printed, computed, valid }) => (
        <li key={field}>
          <span>{labels.mrzFields[field]}</span>
          <span className="code">{printed}</span>
          {valid ? (
            <StatusBadge tone="good" icon={<IconCheck size={14} aria-hidden />}>
              <Trans>Valid</Trans>
            </StatusBadge>
          ) : (
            <StatusBadge tone="grave" icon={<IconX size={14} aria-hidden />}>
              <Trans>Invalid: should be {computed}</Trans>
            </StatusBadge>
          )}
        </li>
      ))}
    </ul>
  )
}
