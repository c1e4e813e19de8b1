import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './table.module.css'

interface ShowMoreProps {
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly onMore: () => void
  /** How much of how much is shown. */
  readonly children: ReactNode
}

export function ShowMore({ hasMore, isLoading, onMore, children }: ShowMoreProps): ReactNode {
  return (
    <div className={styles.more}>
      <span className="muted">{children}</span>
      {hasMore && (
        <Button variant="default" size="sm" loading={isLoading} onClick={onMore}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </div>
  )
}
