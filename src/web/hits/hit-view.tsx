import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Hit } from '#acts/act.ts'
import { type Fact, Facts } from '../components/facts.tsx'
import panel from '../components/panel.module.css'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { useMemberName } from '../session.ts'
import styles from './hits.module.css'
import type { HitRow } from './hits-desk.tsx'

/** One hit: what was in front of the officer, why the officer holds it for the same, and the record. */
export function HitView({ row }: { readonly row: HitRow }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const memberName = useMemberName()
  const { hit } = row
  const facts: readonly Fact[] = [
    { term: t`Reported by`, text: memberName(row.reporter) },
    { term: t`Unit`, text: hit.reportedBy },
    { term: t`Place`, text: hit.place },
    { term: t`Purpose of the check`, text: labels.purposes[hit.purpose] },
    { term: t`Time of the check`, text: format.moment(hit.checkedAt) },
    { term: t`Owner of the record`, text: memberName(row.owner) },
  ]
  return (
    <section className={`${panel.panel} ${styles.view}`} aria-label={t`Hit`}>
      <div>
        <h2 className={styles.viewTitle}>
          <UntrustedText>{row.title ?? t`Record no longer held`}</UntrustedText>
        </h2>
        <span className="muted">{labels.databases[hit.database]}</span>
      </div>
      <p className={panel.note} style={{ margin: 0 }}>
        <IconUserQuestion size={20} aria-hidden />
        <strong>
          <Trans>A hit is what one officer found. Verify before any measure.</Trans>
        </strong>
      </p>
      <div>
        <h3 className={panel.sectionTitle}>{t`What was seen`}</h3>
        <SeenFacts seen={hit.seen} />
      </div>
      <div>
        <h3 className={panel.sectionTitle}>{t`Reason`}</h3>
        <p className={styles.reason}>
          <UntrustedText>{hit.reason}</UntrustedText>
        </p>
      </div>
      <div>
        <h3 className={panel.sectionTitle}>{t`The check`}</h3>
        <Facts facts={facts} />
      </div>
      {row.title !== null && (
        <Anchor
          renderRoot={(props) => (
            <Link
              {...props}
              to={hit.database === 'notices' ? '/notices/$id' : '/records/$id'}
              params={{ id: hit.record }}
              preload={false}
            />
          )}
        >
          <Trans>Open the record</Trans>
        </Anchor>
      )}
    </section>
  )
}

function SeenFacts({ seen }: { readonly seen: Hit['seen'] }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const facts: readonly Fact[] = [
    { term: t`Name`, text: seen.name },
    { term: t`Date of birth`, text: seen.birthDate && format.day(seen.birthDate) },
    { term: t`Nationality`, text: seen.nationality && format.country(seen.nationality) },
    { term: t`Document number`, code: seen.documentNumber },
    { term: t`Issuing country`, text: seen.documentCountry && format.country(seen.documentCountry) },
    { term: t`Vehicle`, text: seen.vehicle },
    { term: t`Account or number`, code: seen.identifier },
    { term: t`Type`, text: seen.identifierType && labels.identifierTypes[seen.identifierType] },
  ]
  return <Facts facts={facts} />
}
