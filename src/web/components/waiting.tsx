import { useLingui } from '@lingui/react/macro'
import { Loader, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './states.module.css'

export function Waiting(): ReactNode {
  const { t } = useLingui()
  return (
    <div className={styles.waiting} role="status">
      <Loader size="sm" aria-hidden />
      <span className="visually-hidden">{t`Loading`}</span>
    </div>
  )
}

/** Rows where rows will be, so that the page does not jump. */
export function WaitingRows({ rows = 6 }: { readonly rows?: number }): ReactNode {
  const { t } = useLingui()
  return (
    <div className={styles.rows} role="status">
      <span className="visually-hidden">{t`Loading`}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={18} width={`${92 - ((row * 17) % 38)}%`} radius="sm" />
      ))}
    </div>
  )
}
