import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconCircleCheck, IconInfoCircle, IconUserQuestion } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { CheckView } from '#http/contract/shapes.ts'
import { EmptyState } from '../components/empty-state.tsx'
import panel from '../components/panel.module.css'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { useSignedIn } from '../session.ts'
import { useShortcuts } from '../shell/shortcuts.ts'
import { CandidateCard } from './candidate-card.tsx'
import type { Question } from './check-desk.tsx'
import type { DecisionChoice } from './decision-panel.tsx'
import { IdentifierKinds } from './identifier-readings.tsx'
import { MrzHolder } from './mrz-holder.tsx'
import styles from './results.module.css'

interface ResultsProps {
  readonly check: CheckView
  readonly place: string
  readonly question: Question
}

/** The answer to one check. `j` and `k` walk through the candidates; `s`, `n`, `c` begin a decision on the current one. */
export function Results({ check, place, question }: ResultsProps): ReactNode {
  const { t } = useLingui()
  const { may } = useSignedIn()
  const heading = useRef<HTMLHeadingElement>(null)
  const [current, setCurrent] = useState(0)
  const [choice, setChoice] = useState<{ readonly of: string; readonly decision: DecisionChoice }>()
  const { candidates } = check
  const isAnyOpen = candidates.length > 0

  useEffect(() => {
    heading.current?.focus()
  }, [])
  const goTo = (index: number): void => {
    const next = Math.min(Math.max(index, 0), candidates.length - 1)
    setCurrent(next)
    document.getElementById(cardId(candidates[next]?.recordId ?? ''))?.focus()
  }
  const decide = (decision: DecisionChoice): void => {
    const candidate = candidates[current]
    if (candidate !== undefined && may('check:decide')) setChoice({ of: candidate.recordId, decision })
  }
  useShortcuts(
    {
      j: () => goTo(document.activeElement === heading.current ? 0 : current + 1),
      k: () => goTo(current - 1),
      s: () => decide('same'),
      n: () => decide('not-same'),
      c: () => decide('cannot-tell'),
    },
    isAnyOpen,
  )

  return (
    <section className={styles.results} aria-labelledby="results">
      <div className={styles.head}>
        <h2 id="results" ref={heading} tabIndex={-1} className={styles.title}>
          <Plural value={candidates.length} _0="No candidates" one="# candidate" other="# candidates" />
        </h2>
        <CheckFacts check={check} place={place} />
      </div>
      {check.mrz !== undefined && <MrzHolder mrz={check.mrz} />}
      {check.readings !== undefined && <IdentifierKinds readings={check.readings} />}
      {isAnyOpen && (
        <p className={`${panel.note} ${styles.banner}`}>
          <IconUserQuestion size={20} aria-hidden />
          <strong>
            <Trans>A candidate is not a person. Verify before any measure.</Trans>
          </strong>
        </p>
      )}
      {check.tooMany === true && (
        <p className={`${panel.note} ${panel.calm} ${styles.banner}`}>
          <IconInfoCircle size={20} aria-hidden />
          <span>
            <Trans>This name is too common to compare everyone who bears it. Add a date of birth.</Trans>
          </span>
        </p>
      )}
      {check.isCut && (
        <p className={`${panel.note} ${panel.calm} ${styles.banner}`}>
          <IconInfoCircle size={20} aria-hidden />
          <span>
            <Trans>
              More candidates exist than are shown. Add a date of birth or another part of the name.
            </Trans>
          </span>
        </p>
      )}
      {isAnyOpen ? (
        <ol className={styles.cards}>
          {candidates.map((candidate, index) => (
            <li key={candidate.recordId}>
              <CandidateCard
                id={cardId(candidate.recordId)}
                checkId={check.id}
                candidate={candidate}
                question={question}
                position={`${index + 1}/${candidates.length}`}
                isCurrent={index === current}
                onFocus={() => setCurrent(index)}
                choice={choice?.of === candidate.recordId ? choice.decision : undefined}
                onChoice={(decision) =>
                  setChoice(decision === undefined ? undefined : { of: candidate.recordId, decision })
                }
              />
            </li>
          ))}
        </ol>
      ) : (
        <div className={panel.panel}>
          <EmptyState title={t`Nothing that you may know`} icon={<IconCircleCheck size={34} stroke={1.5} />}>
            <p>
              <Trans>
                For what you asked, the databases of the network hold nothing that you may know. The check was
                recorded.
              </Trans>
            </p>
          </EmptyState>
        </div>
      )}
    </section>
  )
}

const cardId = (recordId: string): string => `candidate-${recordId}`

function CheckFacts({ check, place }: { readonly check: CheckView; readonly place: string }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const facts = [
    labels.purposes[check.purpose],
    ...(place.trim() === '' ? [] : [place]),
    format.time(check.at),
    t`${format.number(Math.max(1, Math.round(check.milliseconds)))} ms`,
  ]
  return (
    <p className={styles.facts}>
      {facts.map((fact) => (
        <bdi key={fact}>{fact}</bdi>
      ))}
    </p>
  )
}
