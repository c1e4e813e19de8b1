import { hash } from 'node:crypto'
import type { Sha256 } from './merkle.ts'

/** SHA-256 of node:crypto. The only hash a node gives to its ledger. */
export const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')
