import { useLingui } from '@lingui/react/macro'
import { Modal, TextInput, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { LANGUAGES } from '#acts/charter.ts'
import { LANGUAGE_NAMES, useLanguage } from '../language.tsx'
import { useSignedIn } from '../session.ts'
import { desksOf } from './desks.ts'
import styles from './palette.module.css'

interface PaletteProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

interface Command {
  readonly id: string
  readonly name: string
  readonly group: string
  readonly run: () => void
}

/** Every place and setting by a few letters of its name. */
export function Palette({ isOpen, onClose }: PaletteProps): ReactNode {
  const { t } = useLingui()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': t`Go to…` } }}
    >
      <CommandList onClose={onClose} />
    </Modal>
  )
}

function CommandList({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useLingui()
  const list = useId()
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const found = useCommands().filter(({ name }) => fold(name).includes(fold(asked)))
  const chosen = Math.min(at, found.length - 1)

  const run = (command: Command | undefined): void => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setAt((chosen + step + found.length) % Math.max(found.length, 1))
    if (event.key === 'Enter') run(found[chosen])
    if (step !== undefined || event.key === 'Enter') event.preventDefault()
  }

  return (
    <div className={styles.palette}>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        aria-label={t`Go to…`}
        placeholder={t`Go to…`}
        value={asked}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : ''}
        onChange={(event) => {
          setAsked(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKey}
        className={styles.box}
      />
      <div id={list} role="listbox" aria-label={t`Go to…`} className={styles.list}>
        {found.map((command, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are those of the box above
          <div
            key={command.id}
            tabIndex={-1}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={styles.option}
            onMouseMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span>{command.name}</span>
            <span className={styles.group}>{command.group}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{t`Nothing has this name`}</p>}
    </div>
  )
}

function useCommands(): readonly Command[] {
  const { t } = useLingui()
  const { may } = useSignedIn()
  const { choose } = useLanguage()
  const { setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const [desk, setting] = [t`Desk`, t`Setting`]
  const schemes = [
    ['light', t`Light colours`],
    ['dark', t`Dark colours`],
    ['auto', t`Colours of the device`],
  ] as const
  return [
    ...desksOf(may).map(({ to, name }) => ({
      id: to,
      name: t(name),
      group: desk,
      run: () => void navigate({ to }),
    })),
    ...(may('record:record')
      ? [{ id: 'new', name: t`Make a record`, group: desk, run: () => void navigate({ to: '/records/new' }) }]
      : []),
    ...LANGUAGES.map((each) => ({
      id: each,
      name: LANGUAGE_NAMES[each],
      group: t`Language`,
      run: () => choose(each),
    })),
    ...schemes.map(([id, name]) => ({ id, name, group: setting, run: () => setColorScheme(id) })),
  ]
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
