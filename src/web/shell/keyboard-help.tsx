import { Trans, useLingui } from '@lingui/react/macro'
import { Kbd, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSignedIn } from '../session.ts'
import { desksOf } from './desks.ts'
import styles from './keyboard-help.module.css'

interface KeyboardHelpProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function KeyboardHelp({ isOpen, onClose }: KeyboardHelpProps): ReactNode {
  const { t } = useLingui()
  const { may } = useSignedIn()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t`Keys`}
      size="lg"
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <div className={styles.columns}>
        <section>
          <h3>
            <Trans>Everywhere</Trans>
          </h3>
          <dl className={styles.keys}>
            <Row keys={['/']} text={t`To the search or check box`} />
            <Row keys={['Ctrl', 'K']} text={t`Go to a desk or change a setting`} />
            <Row keys={['?']} text={t`This help`} />
            <Row keys={['Esc']} text={t`Close what is open`} />
          </dl>
        </section>
        {may('check:decide') && (
          <section>
            <h3>
              <Trans>Candidates</Trans>
            </h3>
            <dl className={styles.keys}>
              <Row keys={['J']} text={t`Next candidate`} />
              <Row keys={['K']} text={t`Previous candidate`} />
              <Row keys={['S']} text={t`The same`} />
              <Row keys={['N']} text={t`Not the same`} />
              <Row keys={['C']} text={t`Cannot tell`} />
            </dl>
          </section>
        )}
        <section>
          <h3>
            <Trans>Desks</Trans>
          </h3>
          <dl className={styles.keys}>
            {desksOf(may).map(({ key, name }) => (
              <Row key={key} keys={['G', key.toUpperCase()]} text={t(name)} />
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  )
}

function Row({ keys, text }: { readonly keys: readonly string[]; readonly text: string }): ReactNode {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  )
}
