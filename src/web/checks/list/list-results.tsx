import { Trans, useLingui } from '@lingui/react/macro'
import { Accordion } from '@mantine/core'
import { IconCircleCheck, IconInfoCircle, IconUserQuestion } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { BatchRowView } from '#http/contract/batch.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import panel from '../../components/panel.module.css'
import { ShowMore } from '../../components/show-more.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import table from '../../components/table.module.css'
import { UntrustedText } from '../../components/untrusted-text.tsx'
import { useFormat } from '../../format.ts'
import { useLanguage } from '../../language.tsx'
import { CandidateCard } from '../candidate-card.tsx'
import type { Question } from '../check-desk.tsx'
import type { DecisionChoice } from '../decision-panel.tsx'
import results from '../results.module.css'
import { scoreShown } from '../score-shown.ts'
import styles from './list.module.css'
import { type ListedRow, type ReadList, rowAt } from './read-list.ts'
import { useFieldNames } from './use-field-names.ts'
import type { ListState, RowError } from './use-list.ts'

const PAGE = 50

/** Rows with candidates as they come, each to be opened and decided on; then what could not be used. */
export function ListResults({
  state,
  list,
}: {
  readonly state: ListState
  readonly list: ReadList
}): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const { hits, errors, step } = state
  const [shown, setShown] = useState(PAGE)
  return (
    <div className={panel.stack}>
      <section className={results.results} aria-labelledby="list-hits">
        <h2 id="list-hits" className={results.title}>
          <Trans>Rows with candidates: {format.number(hits.length)}</Trans>
        </h2>
        {hits.length > 0 && (
          <>
            <p className={`${panel.note} ${results.banner}`}>
              <IconUserQuestion size={20} aria-hidden />
              <strong>
                <Trans>A candidate is not a person. Verify before any measure.</Trans>
              </strong>
            </p>
            <Accordion multiple variant="separated" className={styles.rows} order={3}>
              {hits.slice(0, shown).map((hit) => (
                <HitRow key={hit.position} hit={hit} asked={rowAt(list, hit.position)} />
              ))}
            </Accordion>
            {hits.length > shown && (
              <ShowMore hasMore isLoading={false} onMore={() => setShown(shown + PAGE)}>
                <Trans>
                  {format.number(shown)} of {format.number(hits.length)}
                </Trans>
              </ShowMore>
            )}
          </>
        )}
        {hits.length === 0 && step === 'done' && (
          <div className={panel.panel}>
            <EmptyState
              title={t`Nothing that you may know`}
              icon={<IconCircleCheck size={34} stroke={1.5} />}
            >
              <p>
                <Trans>
                  For none of these rows the databases of the network hold anything that you may know. Every
                  check was recorded.
                </Trans>
              </p>
            </EmptyState>
          </div>
        )}
      </section>
      {errors.length > 0 && <RowErrors errors={errors} />}
    </div>
  )
}

function HitRow({ hit, asked }: { readonly hit: BatchRowView; readonly asked: ListedRow }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const [isOpened, setIsOpened] = useState(false)
  const [choice, setChoice] = useState<{ readonly of: string; readonly decision: DecisionChoice }>()
  const { candidates, position, ref } = hit
  const [best] = candidates
  const number = format.number(position + 1)
  const summary = [
    asked.name,
    ...(asked.documents ?? []).map((document) => document.number),
    asked.vehicle?.plate,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')
  return (
    <Accordion.Item value={String(position)} className={styles.item}>
      <Accordion.Control onClick={() => setIsOpened(true)}>
        <span className={styles.rowHead}>
          <span className={styles.rowNumber}>
            {ref === undefined ? t`Row ${number}` : t`Row ${number} (${ref})`}
          </span>
          <span className={styles.rowAsked}>
            <UntrustedText>{summary === '' ? '–' : summary}</UntrustedText>
          </span>
          {best !== undefined && (
            <span className={styles.rowBest}>
              <StatusBadge tone={best.strength === 'strong' ? 'caution' : 'neutral'}>
                {labels.strengths[best.strength]} {format.percent(scoreShown(best))}
              </StatusBadge>
              {candidates.length > 1 && <span>{t`Candidates: ${candidates.length}`}</span>}
            </span>
          )}
          {hit.tooMany && <StatusBadge tone="neutral">{t`Too many: add a date of birth`}</StatusBadge>}
        </span>
      </Accordion.Control>
      <Accordion.Panel>
        {isOpened && (
          <div className={panel.stack}>
            {(hit.tooMany || hit.isCut) && (
              <p className={`${panel.note} ${panel.calm} ${results.banner}`}>
                <IconInfoCircle size={20} aria-hidden />
                <span>
                  {hit.tooMany ? (
                    <Trans>
                      This name is too common to compare everyone who bears it. Add a date of birth.
                    </Trans>
                  ) : (
                    <Trans>
                      More candidates exist than are shown. Add a date of birth or another part of the name.
                    </Trans>
                  )}
                </span>
              </p>
            )}
            {candidates.map((candidate, index) => (
              <CandidateCard
                key={candidate.recordId}
                id={`row-${position}-${candidate.recordId}`}
                checkId={hit.check}
                candidate={candidate}
                question={questionOf(asked)}
                position={`${index + 1}/${candidates.length}`}
                isCurrent={false}
                onFocus={() => undefined}
                choice={choice?.of === candidate.recordId ? choice.decision : undefined}
                onChoice={(decision) =>
                  setChoice(decision === undefined ? undefined : { of: candidate.recordId, decision })
                }
              />
            ))}
          </div>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  )
}

/** What the candidate is set beside: the person of the row. */
function questionOf({ name, birthDate, nationality, sex }: ListedRow): Question {
  return {
    by: 'person',
    body: {
      name: name ?? '',
      ...(birthDate !== undefined && { birthDate }),
      ...(nationality !== undefined && { nationality }),
      ...((sex === 'F' || sex === 'M' || sex === 'X') && { sex }),
    },
  }
}

function RowErrors({ errors }: { readonly errors: readonly RowError[] }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const fields = useFieldNames()
  const [shown, setShown] = useState(PAGE)
  const fieldOf = ({ problem }: RowError): string => {
    const name = Object.keys(fields).find((field) => field === problem['field'])
    return Object.entries(fields).find(([field]) => field === name)?.[1] ?? ''
  }
  return (
    <section className={panel.panel} aria-labelledby="list-errors">
      <h2 id="list-errors" className={`${panel.sectionTitle} ${panel.tableTitle}`}>
        <Trans>Rows that could not be used: {format.number(errors.length)}</Trans>
      </h2>
      <table className={table.table}>
        <thead>
          <tr>
            <th>{t`Row`}</th>
            <th>{t`Line of the file`}</th>
            <th>{t`What is wrong`}</th>
            <th>{t`What to do`}</th>
          </tr>
        </thead>
        <tbody>
          {errors.slice(0, shown).map((error) => (
            <tr key={error.position}>
              <td data-label={t`Row`}>
                {format.number(error.position + 1)}{' '}
                {error.ref !== undefined && <UntrustedText>{error.ref}</UntrustedText>}
              </td>
              <td data-label={t`Line of the file`}>
                {error.problem.line !== undefined && format.number(error.problem.line)}
              </td>
              <td data-label={t`What is wrong`}>
                {error.problem.title}
                {fieldOf(error) !== '' && <strong> {fieldOf(error)}</strong>}
              </td>
              <td data-label={t`What to do`}>{error.problem.cure}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {errors.length > shown && (
        <ShowMore hasMore isLoading={false} onMore={() => setShown(shown + PAGE)}>
          <Trans>
            {format.number(shown)} of {format.number(errors.length)}
          </Trans>
        </ShowMore>
      )}
    </section>
  )
}
