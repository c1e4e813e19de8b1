import { Trans, useLingui } from '@lingui/react/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import alert from '../../components/problem-alert.module.css'
import type { ListFault, ListFaultError } from './read-list.ts'

/** Why a file is no passenger list, and what to do; nothing of it was sent. */
export function FaultAlert({ error }: { readonly error: ListFaultError }): ReactNode {
  const { t } = useLingui()
  const texts: Readonly<Record<ListFault, readonly [string, string]>> = {
    'batch/unreadable': [t`The list cannot be read as text`, t`Save it as UTF-8 and choose it again.`],
    'batch/unknown-columns': [
      t`No column of the list is known`,
      t`Give the first line headers such as name, date of birth, document number and country.`,
    ],
    'batch/not-json': [
      t`The list is not readable JSON`,
      t`It must be one object a line, or one whole array.`,
    ],
    'batch/not-paxlst': [
      t`The list is no whole PAXLST message`,
      t`It was cut, or is of another kind. Ask the carrier to send it again.`,
    ],
    'too-large': [t`The list is too large`, t`A list is at most 64 MB. Split it.`],
    'too-many-rows': [
      t`The list has too many rows`,
      t`A list is at most 100,000 rows here. Split it, or use the command line.`,
    ],
    empty: [t`The list has no rows`, t`Choose a list with at least one row.`],
  }
  const [title, cure] = texts[error.fault]
  return (
    <div className={alert.alert} role="alert">
      <IconAlertTriangle aria-hidden className={alert.icon} size={20} />
      <div className={alert.text}>
        <p className={alert.title}>{title}</p>
        {error.line !== undefined && (
          <p>
            {error.fault === 'batch/not-paxlst' ? (
              <Trans>Segment {error.line}</Trans>
            ) : (
              <Trans>Row {error.line}</Trans>
            )}
          </p>
        )}
        <p className={alert.cure}>{cure}</p>
      </div>
    </div>
  )
}
