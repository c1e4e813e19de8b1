import { type BorderAsked, checkBorder } from '#desks/checks/check-border.ts'
import { checkDocument } from '#desks/checks/check-document.ts'
import { checkIdentifier } from '#desks/checks/check-identifier.ts'
import { checkPerson } from '#desks/checks/check-person.ts'
import { checkVehicle } from '#desks/checks/check-vehicle.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import type { World } from '#desks/ports.ts'
import { type MrzReading, readMrz } from '#gateway/mrz.ts'
import * as routes from '#http/contract/checks.ts'
import type { Mount } from '#http/mount.ts'
import { checkView, readingView } from '#http/views/check.ts'
import { dayOf } from '#kernel/days.ts'
import { ok } from '#kernel/result.ts'

export function mountChecks(mount: Mount, world: World): void {
  mount.permitted(routes.checkPerson, async ({ by, body, language }) => {
    const check = await checkPerson(world, by, body)
    return check.ok ? ok(checkView(check.value, language)) : check
  })

  mount.permitted(routes.checkDocument, async ({ by, body, language }) => {
    const check = await checkDocument(world, by, body)
    return check.ok ? ok(checkView(check.value, language)) : check
  })

  mount.permitted(routes.checkVehicle, async ({ by, body, language }) => {
    const check = await checkVehicle(world, by, body)
    return check.ok ? ok(checkView(check.value, language)) : check
  })

  mount.permitted(routes.checkIdentifier, async ({ by, body, language }) => {
    const asked = await checkIdentifier(world, by, body)
    if (!asked.ok) return asked
    const { check, readings } = asked.value
    return ok({ ...checkView(check, language), readings: readings.map(readingView) })
  })

  mount.permitted(routes.checkMrz, async ({ by, body, language }) => {
    const { lines, vehicle, ...common } = body
    const mrz = readMrz(lines, dayOf(world.clock.now()))
    if (!mrz.ok) return mrz
    const kind = vehicle === undefined ? 'check/mrz' : 'check/border'
    const check = await checkBorder(world, by, { ...common, ...holderIn(mrz.value), vehicle }, kind)
    return check.ok ? ok(checkView(check.value, language, mrz.value)) : check
  })

  mount.permitted(routes.checkBorder, async ({ by, body, language }) => {
    const check = await checkBorder(world, by, body)
    return check.ok ? ok(checkView(check.value, language)) : check
  })

  mount.permitted(routes.decideCandidate, async ({ by, params, body }) => {
    const { recordId, decision } = body
    const decided = await decideCandidate(world, by, { ...params, ...body })
    return decided.ok ? ok({ recordId, decision, hitId: decided.value.hitId }) : decided
  })
}

function holderIn({ names, documentNumber, issuingCountry, ...mrz }: MrzReading): Partial<BorderAsked> {
  const { birthDate, nationalityCountry: nationality, sex } = mrz
  return {
    name: names.text,
    birthDate,
    nationality,
    sex,
    documents: [{ number: documentNumber, issuingCountry }],
  }
}
