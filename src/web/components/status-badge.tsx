import type { ReactNode } from 'react'
import styles from './status-badge.module.css'

export type Tone = 'good' | 'caution' | 'grave' | 'neutral' | 'accent'

interface StatusBadgeProps {
  readonly tone: Tone
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A short state in words. The tone only repeats what the words say. */
export function StatusBadge({ tone, icon, children }: StatusBadgeProps): ReactNode {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
