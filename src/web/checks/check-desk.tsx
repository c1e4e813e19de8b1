import { useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { IconCar, IconId, IconNumber, IconScan, IconUser, IconUsersGroup } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { checkDocument, checkIdentifier, checkMrz, checkPerson, checkVehicle } from '#http/contract/checks.ts'
import type { CheckView } from '#http/contract/shapes.ts'
import type { RequestOf } from '../api.ts'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { api } from '../queries.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { Page } from '../shell/page.tsx'
import styles from './check-desk.module.css'
import { type CheckContext, ContextBar, contextOf, useCheckContext } from './context-bar.tsx'
import { DocumentForm } from './document-form.tsx'
import { IdentifierForm } from './identifier-form.tsx'
import { ListPanel } from './list/list-panel.tsx'
import { ListResults } from './list/list-results.tsx'
import { useList } from './list/use-list.ts'
import { PersonForm } from './person-form.tsx'
import { Results } from './results.tsx'
import { ScanForm } from './scan-form.tsx'
import { VehicleForm } from './vehicle-form.tsx'

type WithoutContext<Body> = Omit<Body, 'purpose' | 'place'>
export type Question =
  | { readonly by: 'person'; readonly body: WithoutContext<RequestOf<typeof checkPerson>['body']> }
  | { readonly by: 'document'; readonly body: WithoutContext<RequestOf<typeof checkDocument>['body']> }
  | { readonly by: 'vehicle'; readonly body: WithoutContext<RequestOf<typeof checkVehicle>['body']> }
  | { readonly by: 'identifier'; readonly body: WithoutContext<RequestOf<typeof checkIdentifier>['body']> }
  | { readonly by: 'scan'; readonly body: WithoutContext<RequestOf<typeof checkMrz>['body']> }
export type QuestionBody<By extends Question['by']> = Extract<Question, { by: By }>['body']

/** Where an officer asks: why, then whom or what; the answer stands below and nothing follows by itself. */
export function CheckDesk(): ReactNode {
  const { t } = useLingui()
  const { by = 'person' } = useSearch({ from: '/check' })
  const navigate = useNavigate()
  const announce = useAnnounce()
  const { context, setContext } = useCheckContext()
  const [isPurposeMissing, setIsPurposeMissing] = useState(false)
  const purposeBox = useRef<HTMLInputElement>(null)

  const check = useMutation({
    mutationFn: ({ question, context: asked }: { question: Question; context: CheckContext }) =>
      ask(question, asked),
    onSuccess: ({ candidates }) =>
      announce(candidates.length === 0 ? t`No candidates` : t`Candidates: ${candidates.length}`),
  })
  const put = (question: Question): void => {
    if (context.purpose === null) {
      setIsPurposeMissing(true)
      purposeBox.current?.focus()
      return
    }
    check.mutate({ question, context })
  }
  const list = useList()
  const startList = (): void => {
    const begun = list.state.context ?? context
    if (begun.purpose !== null) return list.start(begun)
    setIsPurposeMissing(true)
    purposeBox.current?.focus()
  }
  const common = { isAsking: check.isPending, error: check.error }

  return (
    <Page title={t`Check`} lead={t`Is this person, document, vehicle, account or number known to anyone?`}>
      <ContextBar
        ref={purposeBox}
        context={context}
        isMissing={isPurposeMissing}
        onChange={(next) => {
          setIsPurposeMissing(false)
          setContext(next)
        }}
      />
      <div className={styles.question}>
        <Tabs
          value={by}
          keepMounted
          onChange={(next) =>
            void navigate({ to: '/check', search: { by: BY.find((each) => each === next) } })
          }
        >
          <Tabs.List className={styles.tabs}>
            <Tabs.Tab value="person" leftSection={<IconUser size={18} aria-hidden />}>
              {t`Person`}
            </Tabs.Tab>
            <Tabs.Tab value="document" leftSection={<IconId size={18} aria-hidden />}>
              {t`Document`}
            </Tabs.Tab>
            <Tabs.Tab value="vehicle" leftSection={<IconCar size={18} aria-hidden />}>
              {t`Vehicle`}
            </Tabs.Tab>
            <Tabs.Tab value="identifier" leftSection={<IconNumber size={18} aria-hidden />}>
              {t`Account or number`}
            </Tabs.Tab>
            <Tabs.Tab value="scan" leftSection={<IconScan size={18} aria-hidden />}>
              {t`Scan`}
            </Tabs.Tab>
            <Tabs.Tab value="list" leftSection={<IconUsersGroup size={18} aria-hidden />}>
              {t`Passenger list`}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="person" className={styles.panel}>
            <PersonForm {...common} isShown={by === 'person'} onAsk={(body) => put({ by: 'person', body })} />
          </Tabs.Panel>
          <Tabs.Panel value="document" className={styles.panel}>
            <DocumentForm
              {...common}
              isShown={by === 'document'}
              onAsk={(body) => put({ by: 'document', body })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="vehicle" className={styles.panel}>
            <VehicleForm
              {...common}
              isShown={by === 'vehicle'}
              onAsk={(body) => put({ by: 'vehicle', body })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="identifier" className={styles.panel}>
            <IdentifierForm
              {...common}
              isShown={by === 'identifier'}
              onAsk={(body) => put({ by: 'identifier', body })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="scan" className={styles.panel}>
            <ScanForm {...common} isShown={by === 'scan'} onAsk={(body) => put({ by: 'scan', body })} />
          </Tabs.Panel>
          <Tabs.Panel value="list" className={styles.panel}>
            <ListPanel work={list} onStart={startList} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {by === 'list' && list.state.list !== undefined && list.state.context !== undefined && (
        <ListResults state={list.state} list={list.state.list} />
      )}
      {check.variables?.question.by === by && (
        <ProblemAlert
          error={check.error}
          onRetry={() => check.variables !== undefined && check.mutate(check.variables)}
        />
      )}
      {check.data !== undefined && check.variables.question.by === by && (
        <Results
          key={check.data.id}
          check={check.data}
          place={check.variables.context.place}
          question={check.variables.question}
        />
      )}
    </Page>
  )
}

const BY = ['person', 'document', 'vehicle', 'identifier', 'scan', 'list'] as const

/** What every form of the desk gets. */
export interface QuestionFormProps<By extends Question['by']> {
  readonly isShown: boolean
  readonly isAsking: boolean
  readonly error: Error | null
  readonly onAsk: (body: QuestionBody<By>) => void
}

function ask(question: Question, context: CheckContext): Promise<CheckView> {
  const common = contextOf(context)
  switch (question.by) {
    case 'person':
      return api(checkPerson, { body: { ...common, ...question.body } })
    case 'document':
      return api(checkDocument, { body: { ...common, ...question.body } })
    case 'vehicle':
      return api(checkVehicle, { body: { ...common, ...question.body } })
    case 'identifier':
      return api(checkIdentifier, { body: { ...common, ...question.body } })
    case 'scan':
      return api(checkMrz, { body: { ...common, ...question.body } })
  }
}
