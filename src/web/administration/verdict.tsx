import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { wordOf } from '#acts/labels/labels.ts'
import type { VerificationShape } from '#http/contract/shapes.ts'
import { type Fact, Facts } from '../components/facts.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import styles from './administration.module.css'

interface VerdictProps {
  readonly verification: z.infer<typeof VerificationShape>
}

/** The result of a proof from the first leaf: sound, or each thing that was changed and where it stands. */
export function Verdict({ verification }: VerdictProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const { isSound, logs, findings } = verification
  const facts = logs.map(
    (log): Fact => ({
      term: labels.logs[log.name],
      text: t`Entries: ${format.number(log.size)} · Checkpoints: ${format.number(log.checkpoints)}`,
    }),
  )
  return (
    <section className={styles.verdict} data-sound={isSound} aria-label={t`Verification`}>
      <p className={styles.verdictTitle}>
        {isSound ? <IconShieldCheck size={24} aria-hidden /> : <IconShieldX size={24} aria-hidden />}
        {isSound ? (
          <Trans>The ledger is sound</Trans>
        ) : (
          <Plural value={findings.length} one="# change was found" other="# changes were found" />
        )}
      </p>
      <Facts
        facts={[
          ...facts,
          { term: t`Duration`, text: t`${format.number(Math.round(verification.milliseconds))} ms` },
        ]}
      />
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map(({ where, what }) => (
            <li key={`${where} ${what}`}>
              <strong>{wordOf(labels.findings, what)}</strong>
              <span className="code">{where}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
