import { useLingui } from '@lingui/react/macro'
import { ActionIcon, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './copy-field.module.css'

interface CopyFieldProps {
  readonly value: string
  /** What it is, for the button's name. */
  readonly name: string
  readonly isBlock?: boolean
}

/** A hash, key or note that people compare and pass on. */
export function CopyField({ value, name, isBlock = false }: CopyFieldProps): ReactNode {
  const { t } = useLingui()
  return (
    <span className={styles.field} data-block={isBlock || undefined}>
      <span
        className={`code ${styles.value}`}
        {...(isBlock && { tabIndex: 0, role: 'region', 'aria-label': name })}
      >
        {value}
      </span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="default"
            size="md"
            onClick={copy}
            aria-label={copied ? t`Copied` : t`Copy: ${name}`}
            title={copied ? t`Copied` : t`Copy: ${name}`}
          >
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  )
}
