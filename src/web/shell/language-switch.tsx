import { useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { LANGUAGES } from '#acts/charter.ts'
import { LANGUAGE_NAMES, useLanguage } from '../language.tsx'
import styles from './bar.module.css'

/** Each language by its own name. */
export function LanguageSwitch(): ReactNode {
  const { t } = useLingui()
  const { language, choose } = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={styles.button}
          aria-label={`${t`Language`}: ${LANGUAGE_NAMES[language]}`}
        >
          <IconLanguage size={18} aria-hidden />
          <span className={styles.buttonText}>{LANGUAGE_NAMES[language]}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            leftSection={<IconCheck size={16} aria-hidden opacity={each === language ? 1 : 0} />}
            aria-current={each === language || undefined}
            onClick={() => choose(each)}
          >
            {LANGUAGE_NAMES[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
