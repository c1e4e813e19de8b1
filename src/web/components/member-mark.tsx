import type { ReactNode } from 'react'
import styles from './member-mark.module.css'

interface MemberMarkProps {
  readonly id: string
  readonly size?: 'small' | 'large'
}

/** A member's letters in a frame: no emblem, no flag, and the same without colour. */
export function MemberMark({ id, size = 'small' }: MemberMarkProps): ReactNode {
  return (
    <span className={styles.mark} data-size={size} aria-hidden>
      {id}
    </span>
  )
}
