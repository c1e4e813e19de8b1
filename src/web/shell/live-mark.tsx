import { useLingui } from '@lingui/react/macro'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import styles from './live-mark.module.css'
import type { Live } from './live.ts'

/** A break is shown only when it lasts: short ones heal by themselves. */
const PATIENCE_MS = 2500

export function LiveMark({ live }: { readonly live: Live }): ReactNode {
  return (
    <span role="status" className={styles.slot}>
      {live === 'waiting' && <LastingBreak />}
    </span>
  )
}

function LastingBreak(): ReactNode {
  const { t } = useLingui()
  const [isLasting, setIsLasting] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLasting(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!isLasting) return null
  return (
    <span className={styles.mark} title={t`Changes will appear once the node is reached again`}>
      <IconPlugConnectedX size={16} aria-hidden />
      <span className={styles.text}>{t`Not connected`}</span>
    </span>
  )
}
