import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useDirection } from '@mantine/core'
import { type Language, LANGUAGES } from '#acts/charter.ts'
import type { Labels } from '#acts/labels/labels.ts'
import { localeOf } from './intl.ts'

interface LanguageChoice {
  readonly language: Language
  readonly labels: Labels
  /** Whether the reader chose it here; otherwise an account's own language may replace it. */
  readonly isChosen: boolean
  readonly choose: (language: Language) => void
  readonly suggest: (language: Language) => void
}

const Chosen = createContext<LanguageChoice | undefined>(undefined)
const STORAGE = 'entraide.language'

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ar: 'العربية',
  en: 'English',
  fr: 'Français',
  es: 'Español',
}

/** The language of the page now: also what the interface client asks the node for. */
let current: Language = 'en'
export const currentLanguage = (): Language => current

const CATALOGUES = {
  ar: () => Promise.all([import('./locales/ar.po'), import('#acts/labels/ar.ts').then(({ ar }) => ar)]),
  en: () => Promise.all([import('./locales/en.po'), import('#acts/labels/en.ts').then(({ en }) => en)]),
  fr: () => Promise.all([import('./locales/fr.po'), import('#acts/labels/fr.ts').then(({ fr }) => fr)]),
  es: () => Promise.all([import('./locales/es.po'), import('#acts/labels/es.ts').then(({ es }) => es)]),
}

export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [loaded, setLoaded] = useState<{ readonly language: Language; readonly labels: Labels }>()
  const [wanted, setWanted] = useState(firstLanguage)
  const { setDirection } = useDirection()

  const { language: asked } = wanted
  useEffect(() => {
    let isStale = false
    void CATALOGUES[asked]().then(([{ messages }, labels]) => {
      if (isStale) return
      current = asked
      i18n.loadAndActivate({ locale: asked, locales: localeOf(asked), messages })
      document.documentElement.lang = asked
      setDirection(asked === 'ar' ? 'rtl' : 'ltr')
      setLoaded({ language: asked, labels })
    })
    return () => {
      isStale = true
    }
  }, [asked, setDirection])

  if (loaded === undefined) return null
  const choice: LanguageChoice = {
    ...loaded,
    isChosen: wanted.isChosen,
    choose: (language) => {
      localStorage.setItem(STORAGE, language)
      setWanted({ language, isChosen: true })
    },
    suggest: (language) => setWanted((before) => (before.isChosen ? before : { language, isChosen: false })),
  }
  return (
    <Chosen value={choice}>
      <I18nProvider i18n={i18n}>{children}</I18nProvider>
    </Chosen>
  )
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(Chosen)
  if (choice === undefined) throw new Error('a component outside the language provider')
  return choice
}

/** What the reader chose before, else the first language of the browser that we speak. */
function firstLanguage(): { readonly language: Language; readonly isChosen: boolean } {
  const kept = languageOf(localStorage.getItem(STORAGE) ?? '')
  if (kept !== undefined) return { language: kept, isChosen: true }
  const spoken = navigator.languages.map(languageOf).find((language) => language !== undefined)
  return { language: spoken ?? 'en', isChosen: false }
}

function languageOf(tag: string): Language | undefined {
  return LANGUAGES.find((language) => tag === language || tag.startsWith(`${language}-`))
}
