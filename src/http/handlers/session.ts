import type { z } from 'zod'
import type { Account } from '#desks/ports.ts'
import type { Answer } from '#http/catalogue.ts'
import { readSession, signIn, signInForDemonstration, signOut } from '#http/contract/session.ts'
import type { SessionShape } from '#http/contract/shapes.ts'
import type { Caller } from '#http/entrance.ts'
import type { Mount, SignedIn } from '#http/mount.ts'
import type { Services } from '#http/services.ts'
import {
  cookieNameOf,
  demonstrationAccounts,
  type OpenedSession,
  sessionKeyOf,
  type Sessions,
} from '#http/sessions.ts'
import { sessionView } from '#http/views/session.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok } from '#kernel/result.ts'

/** Signing in and out, and the page that asks for it. */
export function mountSession(mount: Mount, services: Services, sessions: Sessions): void {
  const { world, isDemonstration, isServedOverTls, events } = services
  type SetHeader = (name: string, value: string) => void

  mount.open(readSession, async ({ by }) => ok(await view(by.type === 'account' ? by.account : null)))

  mount.open(signIn, async ({ by, body, address, setHeader }) =>
    opened(await sessions.signIn(body.account, body.password, address), by, setHeader),
  )

  mount.open(signInForDemonstration, async ({ by, body, address, setHeader }) =>
    opened(await sessions.signInForDemonstration(body.account, address), by, setHeader),
  )

  mount.signedIn(signOut, async ({ by, setHeader }) => {
    await end(by)
    setHeader('set-cookie', cookie('', 0))
    return ok(await view(null))
  })

  async function opened(
    session: Answer<OpenedSession>,
    before: Caller,
    setHeader: SetHeader,
  ): Promise<Answer<z.input<typeof SessionShape>>> {
    if (!session.ok) return session
    // The cookie of the session before is lost now, so nobody could end it any more.
    if (before.type === 'account') await end(before)
    setHeader('set-cookie', cookie(session.value.token, LIMITS.sessionHours * 3600))
    return ok(await view(session.value.account))
  }

  async function end({ token, account }: SignedIn): Promise<void> {
    await sessions.signOut(token, account)
    events.close(sessionKeyOf(token))
  }

  async function view(account: Account | null): Promise<z.input<typeof SessionShape>> {
    const offered = await world.journal.transact((tx) => demonstrationAccounts(tx.accounts, isDemonstration))
    return sessionView({
      charter: world.charter(),
      self: world.self,
      isDemonstration,
      account,
      demonstrationAccounts: offered,
    })
  }

  /** Never readable by scripts, never sent by another site's page. */
  function cookie(token: string, maxAgeSeconds: number): string {
    const name = cookieNameOf(world.self.id)
    const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${isServedOverTls ? '; Secure' : ''}`
    return `${name}=${token}; ${attributes}`
  }
}
