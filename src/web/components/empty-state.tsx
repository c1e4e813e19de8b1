import type { ReactNode } from 'react'
import styles from './states.module.css'

interface EmptyStateProps {
  readonly title: string
  readonly icon?: ReactNode
  readonly children?: ReactNode
}

/** Nothing here, said in full and calmly. */
export function EmptyState({ title, icon, children }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      {icon !== undefined && (
        <div className={styles.emptyIcon} aria-hidden>
          {icon}
        </div>
      )}
      <p className={styles.emptyTitle}>{title}</p>
      {children !== undefined && <div className={styles.emptyText}>{children}</div>}
    </div>
  )
}
