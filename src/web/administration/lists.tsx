import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileInput, Progress, SegmentedControl } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Counters } from '../components/counters.tsx'
import panel from '../components/panel.module.css'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { useAnnounce } from '../shell/announcer.tsx'
import { Page } from '../shell/page.tsx'
import { ApiProblem } from '../api.ts'
import styles from './administration.module.css'
import { type ImportEvent, importList, type ListName } from './import-list.ts'

interface FileField {
  readonly field: string
  readonly accept: string
  readonly isRequired: boolean
}

const FIELDS: Readonly<Record<ListName, readonly FileField[]>> = {
  'un-sc': [{ field: 'list', accept: '.xml,text/xml,application/xml', isRequired: true }],
  'ofac-sdn': [
    { field: 'sdn', accept: '.csv,text/csv', isRequired: true },
    { field: 'alt', accept: '.csv,text/csv', isRequired: true },
    { field: 'add', accept: '.csv,text/csv', isRequired: false },
    { field: 'comments', accept: '.csv,text/csv', isRequired: false },
  ],
}

/** Lists of others become special notices: new entries are published, changed ones updated, vanished ones withdrawn. */
export function Lists(): ReactNode {
  const { t } = useLingui()
  const { language } = useLanguage()
  const announce = useAnnounce()
  const [list, setList] = useState<ListName>('un-sc')
  const [files, setFiles] = useState<Readonly<Record<string, File>>>({})
  const [event, setEvent] = useState<ImportEvent>()
  const run = useMutation({
    mutationFn: () => importList({ list, files, language, onEvent: setEvent }),
    onMutate: () => setEvent(undefined),
    onSuccess: () => announce(t`The import has ended`),
  })
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault()
    run.mutate()
  }
  return (
    <Page
      title={t`Import a list`}
      lead={t`Each entry becomes a special notice. Nothing of a list is kept unless all of it can be read.`}
    >
      <div className={panel.stack}>
        <form noValidate className={`${panel.panel} ${panel.padded} ${panel.stack}`} onSubmit={submit}>
          <div>
            <SegmentedControl
              aria-label={t`Which list`}
              value={list}
              disabled={run.isPending}
              onChange={(next) => {
                setList(next === 'ofac-sdn' ? next : 'un-sc')
                setFiles({})
                setEvent(undefined)
              }}
              data={[
                { value: 'un-sc', label: t`United Nations Security Council` },
                { value: 'ofac-sdn', label: t`OFAC, specially designated nationals` },
              ]}
            />
          </div>
          <div className={panel.grid}>
            {FIELDS[list].map((file) => (
              <ListFile
                key={`${list} ${file.field}`}
                file={file}
                value={files[file.field] ?? null}
                onChange={(chosen) => setFiles(withFile(files, file.field, chosen))}
              />
            ))}
          </div>
          <div>
            <Button
              type="submit"
              loading={run.isPending}
              disabled={FIELDS[list].some(
                ({ field, isRequired }) => isRequired && files[field] === undefined,
              )}
              leftSection={<IconFileImport size={18} aria-hidden />}
            >
              <Trans>Import</Trans>
            </Button>
          </div>
        </form>
        <ProblemAlert error={run.error} />
        {event !== undefined && <ImportProgress event={event} />}
      </div>
    </Page>
  )
}

interface ListFileProps {
  readonly file: FileField
  readonly value: File | null
  readonly onChange: (file: File | null) => void
}

function ListFile({ file, value, onChange }: ListFileProps): ReactNode {
  const { t } = useLingui()
  const names: Readonly<Record<string, string>> = {
    list: t`The consolidated list (XML)`,
    sdn: t`Main file (sdn.csv)`,
    alt: t`Other names (alt.csv)`,
    add: t`Addresses (add.csv)`,
    comments: t`Comments (sdn_comments.csv)`,
  }
  return (
    <FileInput
      label={names[file.field]}
      placeholder={t`Choose a file`}
      accept={file.accept}
      required={file.isRequired}
      clearable
      clearButtonProps={{ 'aria-label': t`Clear` }}
      value={value}
      onChange={onChange}
    />
  )
}

function withFile(files: Readonly<Record<string, File>>, field: string, file: File | null) {
  const { [field]: _, ...others } = files
  return file === null ? others : { ...others, [field]: file }
}

function ImportProgress({ event }: { readonly event: ImportEvent }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  switch (event.event) {
    case 'reading':
      return (
        <div className={styles.progress} role="status">
          <Progress value={100} animated aria-label={t`Reading the list`} />
          <span>
            <Trans>Reading the list. Entries so far: {format.number(event.entries)}</Trans>
          </span>
        </div>
      )
    case 'applying':
      return (
        <div className={styles.progress}>
          <Progress
            value={event.of === 0 ? 100 : (100 * event.done) / event.of}
            aria-label={t`Applying the list`}
          />
          <span>
            <Trans>
              Applying: {format.number(event.done)} of {format.number(event.of)}
            </Trans>
          </span>
        </div>
      )
    case 'refused':
      return <ProblemAlert error={new ApiProblem(event.problem)} />
    case 'done':
      return (
        <>
          <Counters
            label={t`Result of the import`}
            counts={[
              { name: t`Entries`, value: event.entries },
              { name: t`Published`, value: event.published },
              { name: t`Updated`, value: event.updated },
              { name: t`Withdrawn`, value: event.withdrawn },
              { name: t`Unchanged`, value: event.unchanged },
            ]}
          />
          <p className="muted" style={{ margin: 0 }}>
            <Trans>Done in {format.number(Math.max(0.1, Math.round(event.milliseconds / 100) / 10))} s</Trans>
          </p>
        </>
      )
  }
}
