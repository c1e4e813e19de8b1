import { createHash, hash, randomBytes } from 'node:crypto'
import type { Account, AccountStore, SessionFound, World } from '#desks/ports.ts'
import { instantOf } from '#kernel/days.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { verifyPassword } from './passwords.ts'
import { createSessionMemory } from './session-memory.ts'
import { createSignInAttempts } from './sign-in-attempts.ts'

export type SignInRefusal =
  | { readonly kind: 'session/wrong-credentials' }
  | { readonly kind: 'session/not-a-demonstration' }
  | { readonly kind: 'session/too-many-attempts'; readonly retryAfterSeconds: number }

/** A session that was just opened. The token exists in this answer and in the reader's cookie, nowhere else. */
export interface OpenedSession {
  readonly account: Account
  readonly token: string
}

/**
 * Opens, finds and closes sessions. Every opening, refusal and closing is in the log of accesses (RPD 127); of attempts
 * that must wait only the one that used up the allowance is, so that guessing cannot fill the log.
 */
export interface Sessions {
  signIn(account: string, password: string, address: string): Promise<Result<OpenedSession, SignInRefusal>>
  signInForDemonstration(account: string, address: string): Promise<Result<OpenedSession, SignInRefusal>>
  accountOf(token: string): Promise<Account | undefined>
  signOut(token: string, account: Account): Promise<void>
}

/** Each costs 19 MiB and a thread for some 50 ms. */
const MOST_AT_ONCE = 16
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export function createSessions(world: World, mode: { readonly isDemonstration: boolean }): Sessions {
  const attempts = createSignInAttempts()
  const known = createSessionMemory(world.clock.elapsedMs)
  let atOnce = 0

  return {
    async signIn(id, password, address) {
      const waitMs = attempts.waitMs(id, address, world.clock.elapsedMs())
      if (waitMs > 0) return tooMany(waitMs)
      if (atOnce >= MOST_AT_ONCE) return tooMany(1000)

      atOnce += 1
      try {
        const account = await world.journal.transact((tx) => tx.accounts.find(id))
        const isRight = await verifyPassword(password, account?.passwordHash ?? null)
        if (!isRight || account === undefined) {
          return await refused(id, address, account, { kind: 'session/wrong-credentials' })
        }
        attempts.succeed(id, address)
        return await open(account)
      } finally {
        atOnce -= 1
      }
    },

    async signInForDemonstration(id, address) {
      const waitMs = attempts.waitMs(id, address, world.clock.elapsedMs())
      if (waitMs > 0) return tooMany(waitMs)
      if (!mode.isDemonstration)
        return refused(id, address, undefined, { kind: 'session/not-a-demonstration' })
      const account = await world.journal.transact((tx) => tx.accounts.find(id))
      if (account?.isDemonstration === true) return open(account)
      return refused(id, address, account, { kind: 'session/wrong-credentials' })
    },

    async accountOf(token) {
      if (!TOKEN.test(token)) return undefined
      const found = await known.find(sessionKeyOf(token), () => lookUp(token))
      if (found === undefined || found.expiresAt <= world.clock.now()) return undefined
      // A demonstration account in the store of a real node opens nothing, whoever put it there.
      return found.account.isDemonstration && !mode.isDemonstration ? undefined : found.account
    },

    async signOut(token, account) {
      known.forget(sessionKeyOf(token))
      await world.journal.transact(async (tx) => {
        await tx.accounts.closeSession(digestOf(token))
        await tx.log({ kind: 'session/closed', actor: account.id, entity: account.entity })
      })
      known.forget(sessionKeyOf(token))
    },
  }

  function lookUp(token: string): Promise<SessionFound | undefined> {
    return world.journal.transact((tx) => tx.accounts.findSession(digestOf(token), world.clock.now()))
  }

  async function open(account: Account): Promise<Result<OpenedSession, SignInRefusal>> {
    const token = randomBytes(32).toString('base64url')
    const at = world.clock.now()
    const expiresAt = instantOf(Date.parse(at) + LIMITS.sessionHours * 3_600_000)
    await world.journal.transact(async (tx) => {
      await tx.accounts.openSession(digestOf(token), account.id, at, expiresAt)
      await tx.log({ kind: 'session/opened', actor: account.id, entity: account.entity })
    })
    return ok({ account, token })
  }

  /** An unknown account's name is not written down: people type passwords into the wrong box. */
  async function refused(
    id: string,
    address: string,
    account: Account | undefined,
    refusal: SignInRefusal,
  ): Promise<Result<never, SignInRefusal>> {
    const isUsedUp = attempts.fail(id, address, world.clock.elapsedMs())
    const outcome = isUsedUp ? 'too-many-attempts' : refusal.kind.slice('session/'.length)
    const actor = account?.id ?? 'unknown'
    await world.journal.transact((tx) => tx.log({ kind: 'session/refused', actor, outcome }))
    return refuse(refusal)
  }
}

/** The demonstration accounts that the sign-in page offers; none on a real node. */
export async function demonstrationAccounts(
  store: AccountStore,
  isDemonstration: boolean,
): Promise<readonly Account[]> {
  return isDemonstration ? (await store.all()).filter((account) => account.isDemonstration) : []
}

/** What the store keeps of a token: whoever reads the store cannot use the sessions in it. */
export function digestOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

/** Cookies are shared by all ports of a host, so each member's node has a name of its own. */
export const cookieNameOf = (member: string): string => `entraide-${member}`

function tooMany(waitMs: number): { readonly ok: false; readonly refusal: SignInRefusal } {
  return refuse({ kind: 'session/too-many-attempts', retryAfterSeconds: Math.ceil(waitMs / 1000) })
}

/** Tells sessions apart without the token, which nothing else may keep. */
export const sessionKeyOf = (token: string): string => hash('sha256', token, 'hex')
