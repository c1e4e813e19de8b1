import { Trans, useLingui } from '@lingui/react/macro'
import { IconBan, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { wordOf } from '#acts/labels/labels.ts'
import type { CandidateView } from '#http/contract/shapes.ts'
import { type Fact, Facts } from '../components/facts.tsx'
import { StatusBadge } from '../components/status-badge.tsx'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { useMemberName } from '../session.ts'
import styles from './candidate-card.module.css'
import type { Question } from './check-desk.tsx'
import { type DecisionChoice, DecisionPanel } from './decision-panel.tsx'
import { KeyAlignment } from './key-alignment.tsx'
import { MatchTerms } from './match-terms.tsx'
import { NameAlignment } from './name-alignment.tsx'
import { scoreShown } from './score-shown.ts'

interface CandidateCardProps {
  readonly id: string
  readonly checkId: string
  readonly candidate: CandidateView
  readonly question: Question
  readonly position: string
  readonly isCurrent: boolean
  readonly choice: DecisionChoice | undefined
  readonly onChoice: (decision: DecisionChoice | undefined) => void
  readonly onFocus: () => void
}

/** One candidate: why it was found, side by side; what it allows and forbids; and the officer's decision. */
export function CandidateCard(props: CandidateCardProps): ReactNode {
  const { candidate, isCurrent, onFocus } = props
  const { explanation } = candidate
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- focus inside makes the card the current one; it is no control
    <article
      id={props.id}
      tabIndex={-1}
      className={styles.card}
      data-current={isCurrent || undefined}
      aria-labelledby={`${props.id}-title`}
      onFocus={onFocus}
    >
      <CardHead id={`${props.id}-title`} candidate={candidate} position={props.position} />
      <div className={styles.body}>
        <div className={styles.why}>
          {explanation.type === 'person' ? (
            <NameAlignment
              explanation={explanation}
              nationalities={candidate.details.nationalities}
              question={props.question}
            />
          ) : (
            <KeyAlignment explanation={explanation} />
          )}
          <p className={styles.sentence}>{candidate.sentence}</p>
          {explanation.type === 'person' && <MatchTerms terms={explanation.terms} />}
          <CandidateFacts candidate={candidate} />
        </div>
        <Measures candidate={candidate} />
      </div>
      <DecisionPanel
        checkId={props.checkId}
        candidate={candidate}
        choice={props.choice}
        onChoice={props.onChoice}
        isCurrent={isCurrent}
      />
    </article>
  )
}

interface CardHeadProps {
  readonly id: string
  readonly candidate: CandidateView
  readonly position: string
}

function CardHead({ id, candidate, position }: CardHeadProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const memberName = useMemberName()
  const { noticeKind, database } = candidate
  const percent = format.percent(scoreShown(candidate))
  return (
    <header className={styles.head}>
      <div className={styles.titles}>
        <p className={styles.kind}>
          <span>
            {noticeKind === undefined ? labels.databases[database] : labels.noticeKinds[noticeKind]}
          </span>
          <span>{labels.subjectTypes[candidate.subjectType]}</span>
          <span>{statusWord(candidate, labels)}</span>
        </p>
        <h3 id={id} className={styles.title}>
          <UntrustedText>{candidate.title}</UntrustedText>
        </h3>
        <p className={styles.owner}>
          <Trans>Recorded by {memberName(candidate.owner)}</Trans>
        </p>
      </div>
      <div className={styles.score}>
        <span className={styles.number}>{percent}</span>
        <StatusBadge tone={candidate.strength === 'strong' ? 'caution' : 'neutral'}>
          {labels.strengths[candidate.strength]}
        </StatusBadge>
        <span className={styles.position} aria-label={t`Candidate ${position}`}>
          {position}
        </span>
      </div>
    </header>
  )
}

function statusWord(candidate: CandidateView, labels: ReturnType<typeof useLanguage>['labels']): string {
  switch (candidate.database) {
    case 'notices':
      return wordOf(labels.personStatuses, candidate.status)
    case 'travel-documents':
      return wordOf(labels.documentStatuses, candidate.status)
    case 'vehicles':
      return wordOf(labels.vehicleStatuses, candidate.status)
  }
}

function CandidateFacts({ candidate }: { readonly candidate: CandidateView }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const { details } = candidate
  const facts: readonly Fact[] = [
    { term: t`Born`, text: details.births.map(format.day).join(' · ') },
    { term: t`Place of birth`, text: details.birthPlaces.join(' · ') },
    { term: t`Nationality`, text: format.list(details.nationalities.map(format.country)) },
    { term: t`Issuing country`, text: details.issuingCountry && format.country(details.issuingCountry) },
    { term: t`List`, text: details.list },
    { term: t`Reference`, code: details.reference },
    { term: t`Other names`, drawn: <OtherNames names={details.otherNames} />, isWide: true },
  ]
  const known = facts.filter(({ term }) => term !== t`Other names` || details.otherNames.length > 0)
  return <Facts facts={known} />
}

function OtherNames({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <ul className={styles.names}>
      {names.map((name) => (
        <li key={name}>
          <UntrustedText>{name}</UntrustedText>
        </li>
      ))}
    </ul>
  )
}

function Measures({ candidate }: { readonly candidate: CandidateView }): ReactNode {
  const { labels } = useLanguage()
  return (
    <div className={styles.measures}>
      <h4>
        <Trans>You may</Trans>
      </h4>
      <ul>
        {candidate.may.map((measure) => (
          <li key={measure}>
            <IconCheck size={16} aria-hidden className={styles.may} />
            {labels.measures[measure]}
          </li>
        ))}
      </ul>
      <h4>
        <Trans>You may not</Trans>
      </h4>
      <ul>
        {candidate.mayNot.map((prohibition) => (
          <li key={prohibition}>
            <IconBan size={16} aria-hidden className={styles.mayNot} />
            {labels.prohibitions[prohibition]}
          </li>
        ))}
      </ul>
    </div>
  )
}
