import { isIPv6 } from 'node:net'
import { createThrottle } from './throttle.ts'

const MINUTES = 60_000
const WINDOW_MS = 15 * MINUTES
/** A person who forgot; a machine that guesses; many machines that guess together. */
const LEAST_FAILURES = { accountFromNetwork: 10, network: 30, account: 100 } as const

/**
 * Counts failed attempts to sign in. Guessing is slowed per account and per network, and a stranger who guesses from
 * one network cannot lock out an officer of another: each has a count of its own. From ten networks together it can.
 */
export interface SignInAttempts {
  /** Milliseconds to wait, 0 when the account may be tried from this address. */
  waitMs(account: string, address: string, nowMs: number): number
  /** Counts a failure. True when it used up what was left. */
  fail(account: string, address: string, nowMs: number): boolean
  succeed(account: string, address: string): void
}

export function createSignInAttempts(): SignInAttempts {
  const pairs = createThrottle({ failures: LEAST_FAILURES.accountFromNetwork, windowMs: WINDOW_MS })
  const networks = createThrottle({ failures: LEAST_FAILURES.network, windowMs: WINDOW_MS })
  const accounts = createThrottle({ failures: LEAST_FAILURES.account, windowMs: WINDOW_MS })
  const pairOf = (account: string, network: string): string => `${network} ${account}`

  return {
    waitMs(account, address, nowMs) {
      const network = networkOf(address)
      return Math.max(
        pairs.waitMs(pairOf(account, network), nowMs),
        networks.waitMs(network, nowMs),
        accounts.waitMs(account, nowMs),
      )
    },
    fail(account, address, nowMs) {
      const network = networkOf(address)
      const usedUp = [
        pairs.fail(pairOf(account, network), nowMs),
        networks.fail(network, nowMs),
        accounts.fail(account, nowMs),
      ]
      return usedUp.includes(true)
    },
    succeed(account, address) {
      pairs.succeed(pairOf(account, networkOf(address)))
    },
  }
}

/** One machine commands a whole /64 of IPv6 (RFC 6177), so that is what is counted; an IPv4 address is counted itself. */
export function networkOf(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  const groups = tail === undefined ? front : [...front, ...zeros, ...back]
  return `${groups.slice(0, 4).join(':')}::/64`
}
