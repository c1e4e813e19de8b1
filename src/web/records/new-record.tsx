import type { ReactNode } from 'react'
export function NewRecord(): ReactNode {
  return null
}
