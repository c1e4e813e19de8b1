import type { ReactNode } from 'react'
export function Diagnosis(): ReactNode {
  return null
}
