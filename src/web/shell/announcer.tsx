import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const Announce = createContext<(text: string) => void>(() => undefined)

/** One polite live region for the whole page: what changed without a click is also said. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [said, setSaid] = useState({ text: '', turn: 0 })
  const announce = useCallback((text: string) => setSaid((before) => ({ text, turn: before.turn + 1 })), [])
  return (
    <Announce value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        <span key={said.turn}>{said.text}</span>
      </div>
    </Announce>
  )
}

export function useAnnounce(): (text: string) => void {
  return useContext(Announce)
}
