import type { Hono } from 'hono'
import { permissionsOf } from '#desks/authority.ts'
import { callerOf, type Env, readerLanguage } from '#http/entrance.ts'
import { problemResponse } from '#http/respond.ts'
import type { Services } from '#http/services.ts'
import { sessionKeyOf, type Sessions } from '#http/sessions.ts'
import { followEvents } from '#http/streams.ts'

/** Tells a signed-in reader which topics changed, until the session ends or the account may no longer read one of them. */
export function mountEvents(app: Hono<Env>, services: Services, sessions: Sessions): void {
  app.get(`/api${followEvents.path}`, async (context) => {
    const language = readerLanguage(context)
    const caller = await callerOf(context, services, sessions)
    if (caller.type !== 'account') return problemResponse({ kind: 'session/missing' }, language)
    const permissions = permissionsOf(caller.account.roles)
    const stream = services.events.subscribe({
      session: sessionKeyOf(caller.token),
      permissions,
      isOpen: async () => {
        const account = await sessions.accountOf(caller.token)
        const held = permissionsOf(account?.roles ?? [])
        return account !== undefined && permissions.every((permission) => held.includes(permission))
      },
    })
    if (!stream.ok) return problemResponse(stream.refusal, language)
    return new Response(stream.value, {
      headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
    })
  })
}
