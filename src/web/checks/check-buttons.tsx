import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './check-desk.module.css'

interface CheckButtonsProps {
  readonly isAsking: boolean
  readonly onClear: () => void
}

/** The end of every form of the check desk: ask, or begin again. */
export function CheckButtons({ isAsking, onClear }: CheckButtonsProps): ReactNode {
  return (
    <div className={styles.submit}>
      <Button type="submit" loading={isAsking} leftSection={<IconSearch size={18} aria-hidden />}>
        <Trans context="button">Check</Trans>
      </Button>
      <Button variant="subtle" onClick={onClear}>
        <Trans>Clear</Trans>
      </Button>
    </div>
  )
}
