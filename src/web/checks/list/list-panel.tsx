import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, FileInput, Progress, Select } from '@mantine/core'
import {
  IconDownload,
  IconFileUpload,
  IconPlayerPause,
  IconPlayerPlay,
  IconUsersGroup,
  IconX,
} from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { DateOrder } from '#gateway/passengers/passenger-row.ts'
import { Counters } from '../../components/counters.tsx'
import panel from '../../components/panel.module.css'
import { ProblemAlert } from '../../components/problem-alert.tsx'
import { UntrustedText } from '../../components/untrusted-text.tsx'
import { useFormat } from '../../format.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { download, resultsCsv } from './export-list.ts'
import { FaultAlert } from './fault-alert.tsx'
import styles from './list.module.css'
import { ListFaultError, type ReadList } from './read-list.ts'
import { useFieldNames } from './use-field-names.ts'
import type { ListState, ListWork } from './use-list.ts'

interface ListPanelProps {
  readonly work: ListWork
  /** Begins or goes on; asks for the purpose first when there is none. */
  readonly onStart: () => void
}

/** A passenger list: chosen, recognised here in the browser, and only then sent. */
export function ListPanel({ work, onStart }: ListPanelProps): ReactNode {
  const { state, pause, clear } = work
  const { step, list, error } = state
  useSpokenProgress(state)
  return (
    <div className={panel.stack}>
      {(step === 'empty' || step === 'reading') && <ChooseList work={work} />}
      {list !== undefined && <Recognised list={list} work={work} />}
      {step === 'ready' && list !== undefined && (
        <div className={panel.row}>
          <Button onClick={onStart} leftSection={<IconUsersGroup size={18} aria-hidden />}>
            <Plural value={list.lines.length} one="Check # row" other="Check # rows" />
          </Button>
          <Button variant="subtle" onClick={clear}>
            <Trans>Choose another list</Trans>
          </Button>
        </div>
      )}
      {list !== undefined && step !== 'ready' && (
        <>
          <ListProgress state={state} list={list} />
          <div className={panel.row}>
            {step === 'running' && (
              <Button
                variant="default"
                onClick={pause}
                leftSection={<IconPlayerPause size={18} aria-hidden />}
              >
                <Trans>Pause</Trans>
              </Button>
            )}
            {step === 'paused' && (
              <Button onClick={onStart} leftSection={<IconPlayerPlay size={18} aria-hidden />}>
                <Trans>Go on</Trans>
              </Button>
            )}
            {(step === 'done' || step === 'paused') && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconDownload size={18} aria-hidden />}
                  onClick={() => download('results.csv', resultsCsv(list, state.hits, state.errors))}
                >
                  <Trans>Save the results (CSV)</Trans>
                </Button>
                <Button variant="subtle" onClick={clear} leftSection={<IconX size={18} aria-hidden />}>
                  {step === 'done' ? <Trans>Another list</Trans> : <Trans>Cancel the rest</Trans>}
                </Button>
              </>
            )}
          </div>
        </>
      )}
      {error !== null && !(error instanceof ListFaultError) && <ProblemAlert error={error} />}
    </div>
  )
}

function ChooseList({ work }: { readonly work: ListWork }): ReactNode {
  const { t } = useLingui()
  const [dates, setDates] = useState<DateOrder>('iso')
  const [isOver, setIsOver] = useState(false)
  const { step, error } = work.state
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) work.choose(file, dates)
  }
  return (
    <div className={panel.stack}>
      <div
        className={styles.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={32} stroke={1.5} aria-hidden className={styles.icon} />
        <FileInput
          className={styles.file}
          label={t`Passenger list`}
          description={t`CSV with headers, JSON, or the PAXLST message of a carrier. Choose a file or drop it here; it is read in this browser first.`}
          placeholder={t`Choose a file`}
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.edi,.edifact,.pax,text/csv,application/json,text/plain"
          disabled={step === 'reading'}
          value={null}
          onChange={(file) => file !== null && work.choose(file, dates)}
        />
      </div>
      <Select
        className={styles.orders}
        label={t`Dates in the list are written`}
        allowDeselect={false}
        value={dates}
        onChange={(next) => setDates(next === 'day-first' || next === 'month-first' ? next : 'iso')}
        data={[
          { value: 'iso', label: t`Year first (1975-03-02)` },
          { value: 'day-first', label: t`Day first (02/03/1975)` },
          { value: 'month-first', label: t`Month first (03/02/1975)` },
        ]}
      />
      {step === 'reading' && (
        <div role="status" className={styles.progress}>
          <Progress value={100} animated aria-label={t`Reading the list`} />
        </div>
      )}
      {error instanceof ListFaultError && <FaultAlert error={error} />}
    </div>
  )
}

/** What the list was taken for, before anything of it is sent. */
function Recognised({ list, work }: { readonly list: ReadList; readonly work: ListWork }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const fields = useFieldNames()
  const heading = useRef<HTMLParagraphElement>(null)
  const { step } = work.state
  useEffect(() => {
    if (step === 'ready') heading.current?.focus()
  }, [step])
  const rows = format.number(list.lines.length)
  return (
    <section className={styles.recognised} aria-label={t`What was recognised`}>
      <p ref={heading} tabIndex={-1} className={styles.listName}>
        <strong>
          <UntrustedText>{list.name}</UntrustedText>
        </strong>
        <span>{list.format === 'paxlst' ? 'UN/EDIFACT PAXLST' : list.format.toUpperCase()}</span>
        <span>
          <Plural value={list.lines.length} one={`${rows} row`} other={`${rows} rows`} />
        </span>
      </p>
      <p>
        <Trans>Recognised: {format.list(list.columns.map((field) => fields[field]))}</Trans>
      </p>
      {list.unused.length > 0 && (
        <p className="muted">
          <Trans>
            Not used: <UntrustedText>{list.unused.slice(0, 20).join(', ')}</UntrustedText>
          </Trans>
        </p>
      )}
      {list.unusable > 0 && step === 'ready' && (
        <p className={`${panel.note} ${panel.calm}`}>
          <Plural
            value={list.unusable}
            one="# row cannot be used; it will be listed with what to mend. The others are checked."
            other="# rows cannot be used; they will be listed with what to mend. The others are checked."
          />
        </p>
      )}
    </section>
  )
}

function ListProgress({ state, list }: { readonly state: ListState; readonly list: ReadList }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const { next, hits, errors, step } = state
  const isCurrent = ({ position }: { readonly position: number }): boolean => position < next
  const found = hits.filter(isCurrent).length
  const unusable = errors.filter(isCurrent).length
  return (
    <div className={styles.progress}>
      <Progress
        value={(100 * next) / list.lines.length}
        aria-label={t`Rows checked`}
        animated={step === 'running'}
      />
      <span>
        <Trans>
          {format.number(next)} of {format.number(list.lines.length)} rows checked
        </Trans>
        {step === 'paused' && (
          <>
            {' · '}
            <Trans>Paused. What was answered is not asked again.</Trans>
          </>
        )}
      </span>
      <Counters
        label={t`Result so far`}
        counts={[
          { name: t`With candidates`, value: found },
          { name: t`Without`, value: Math.max(0, next - found - unusable) },
          { name: t`Not usable`, value: unusable },
        ]}
      />
    </div>
  )
}

/** Counts are said politely: at quarters, at a pause and at the end, never for every row. */
function useSpokenProgress({ step, list, next, hits }: ListState): void {
  const { t } = useLingui()
  const announce = useAnnounce()
  const format = useFormat()
  const total = list?.lines.length ?? 0
  const quarter = total === 0 ? 0 : Math.floor((4 * next) / total)
  const said = useRef('')
  useEffect(() => {
    if (step === 'empty' || step === 'reading') said.current = ''
    const moment = step === 'running' ? `${quarter}` : step
    if (moment === said.current || !['running', 'paused', 'done'].includes(step)) return
    said.current = moment
    if (step === 'running' && quarter === 0) return
    const [done, of, found] = [format.number(next), format.number(total), format.number(hits.length)]
    announce(
      step === 'done'
        ? t`The list is checked. Rows with candidates: ${found}`
        : t`${done} of ${of} rows checked. Rows with candidates: ${found}`,
    )
  }, [step, quarter, next, total, hits.length, announce, format, t])
}
