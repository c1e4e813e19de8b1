import { describe, expect, test } from 'vitest'
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from './permissions.ts'
import { measuresFor } from './measures.ts'
import { aNotice, aTravelDocument, aVehicle } from '#testkit/builders.ts'

describe('permissions', () => {
  test('each is held by some role, so that nothing is out of everybody’s reach', () => {
    const held = new Set(ROLES.flatMap((role) => ROLE_PERMISSIONS[role]))
    expect([...held].toSorted()).toEqual([...PERMISSIONS].toSorted())
  })

  test('an administrator of a node sees no record and makes no check', () => {
    const rights = ROLE_PERMISSIONS.administrator
    expect(rights.filter((right) => /^(record|check|hit|list):/.test(right))).toEqual([])
  })

  test('an officer at the border checks and decides, and reads no record otherwise', () => {
    expect(ROLE_PERMISSIONS['border-officer'].every((right) => right.startsWith('check:'))).toBe(true)
  })

  test('who may check a person may check what they carry and drive: a border and a passenger list ask for all at once', () => {
    for (const role of ROLES) {
      const rights = ROLE_PERMISSIONS[role]
      if (!rights.includes('check:person')) continue
      expect(rights, role).toEqual(expect.arrayContaining(['check:document', 'check:vehicle']))
    }
  })

  test('nobody who records or withdraws also manages accounts', () => {
    for (const role of ROLES) {
      const rights = ROLE_PERMISSIONS[role]
      expect(rights.includes('record:record') && rights.includes('account:manage')).toBe(false)
    }
  })
})

describe('what may follow a candidate', () => {
  test.each([aNotice(), aTravelDocument(), aVehicle()])(
    'never is an arrest on it alone ($database)',
    (record) => {
      const { may, mayNot } = measuresFor(record)
      expect(mayNot).toContain('arrest-on-this-alone')
      expect(may).toContain('verify-identity')
      expect(new Set([...may, ...mayNot]).size).toBe(may.length + mayNot.length)
    },
  )

  test('are measures of sanctions for a notice of the United Nations only', () => {
    const ofNotice = (kind: 'un-special' | 'other-special') => measuresFor(aNotice({ kind })).may
    expect(ofNotice('un-special')).toContain('apply-sanctions-measures')
    expect(ofNotice('other-special')).not.toContain('apply-sanctions-measures')
  })
})
