import { useEffect, useRef } from 'react'

export type Shortcuts = Readonly<Record<string, () => unknown>>

const SEQUENCE_MS = 1200

/**
 * Keys that act: `mod+k`, a single character, or two in a row (`g h`). Silent while someone types or a dialog is open,
 * except for those with `mod`.
 */
export function useShortcuts(shortcuts: Shortcuts, isActive = true): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    if (!isActive) return undefined
    let before = { key: '', at: 0 }
    const onKey = (event: KeyboardEvent): void => {
      const name = nameOf(event)
      if (name === undefined || (!name.startsWith('mod+') && isBusy(event))) return
      const isSecond = event.timeStamp - before.at < SEQUENCE_MS
      const action = (isSecond ? latest.current[`${before.key} ${name}`] : undefined) ?? latest.current[name]
      before = { key: name, at: event.timeStamp }
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isActive])
}

function nameOf(event: KeyboardEvent): string | undefined {
  if (event.altKey || event.isComposing || event.repeat) return undefined
  if (event.ctrlKey || event.metaKey) return `mod+${event.key.toLowerCase()}`
  return event.key.length === 1 ? keyOf(event) : undefined
}

/** On a keyboard of another script the letter is the one printed on the key in Latin. */
function keyOf(event: KeyboardEvent): string {
  const isLatin = /^[\x21-\x7e]$/.test(event.key)
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  return isLatin || letter === undefined ? event.key.toLowerCase() : letter.toLowerCase()
}

function isBusy(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : undefined
  const isTyping =
    target?.closest('input, textarea, select, [contenteditable="true"], [role="listbox"]') ?? null
  return isTyping !== null || document.querySelector('[role="dialog"], [role="menu"]') !== null
}
