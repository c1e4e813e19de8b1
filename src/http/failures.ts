import { randomBytes } from 'node:crypto'
import type { Services } from './services.ts'

export type FailureRefusal =
  | { readonly kind: 'node/store-full' }
  | { readonly kind: 'request/too-many'; readonly retryAfterSeconds: number }
  | { readonly kind: 'node/broken'; readonly incident: string }

/**
 * What is answered when something broke, after it is in the node's log. `route` is the path without its query; the
 * stack holds no part of the request. The reader gets a number by which an administrator finds both.
 */
export function refusalOfFailure(error: Error, route: string, services: Services): FailureRefusal {
  // The journal's own name for a full disk; this module may not import the journal to ask for the class.
  if (error.name === 'StoreFullError') {
    services.log({ level: 'error', event: 'store/full', route })
    return { kind: 'node/store-full' }
  }
  // More waits for the store than it takes on: nothing was done, and nothing is broken.
  if (error.name === 'StoreBusyError') return { kind: 'request/too-many', retryAfterSeconds: 1 }
  if (error.name === 'PersonQueueFullError') return { kind: 'request/too-many', retryAfterSeconds: 2 }
  const incident = randomBytes(6).toString('hex')
  services.log({ level: 'error', event: 'request/broken', incident, route, stack: error.stack ?? error.name })
  return { kind: 'node/broken', incident }
}
