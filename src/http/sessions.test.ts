import { describe, expect, test } from 'vitest'
import { LIMITS } from '#kernel/limits.ts'
import { inProcess, PASSWORD } from './in-process-contract.ts'
import { SessionShape } from './contract/shapes.ts'
import { hashPassword, isWeakPassword, verifyPassword } from './passwords.ts'
import { createSignInAttempts, networkOf } from './sign-in-attempts.ts'
import { createThrottle } from './throttle.ts'

const right = { account: 'border', password: PASSWORD }

describe('signing in', () => {
  test('opens a session whose cookie scripts cannot read and other sites cannot send', async () => {
    const { send } = await inProcess()
    const response = await send('POST', '/api/session', right)
    const session = SessionShape.parse(await response.json())
    expect(session.account).toMatchObject({
      id: 'border',
      permissions: expect.arrayContaining(['check:person']),
    })
    expect(response.headers.get('set-cookie')).toMatch(
      /^entraide-KE=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=36000$/,
    )
  })

  test('marks the cookie Secure where the node speaks TLS', async () => {
    const { send } = await inProcess({ isServedOverTls: true })
    expect((await send('POST', '/api/session', right)).headers.get('set-cookie')).toContain('; Secure')
  })

  test('is logged, as its refusals and the signing out are', async () => {
    const { send, accesses } = await inProcess()
    await send('POST', '/api/session', { ...right, password: 'wrong' })
    await send('POST', '/api/session', { account: 'a-password-typed-here', password: 'x' })
    const opened = await send('POST', '/api/session', right)
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    await send('DELETE', '/api/session', undefined, { cookie })
    expect(await accesses()).toEqual([
      'session/refused border wrong-credentials',
      'session/refused unknown wrong-credentials',
      'session/opened border',
      'session/closed border',
    ])
    expect((await send('GET', '/api/checks', undefined, { cookie })).status).toBe(404)
    expect((await send('POST', '/api/checks/person', {}, { cookie })).status).toBe(401)
  })

  test('does not tell an unknown account from a wrong password', async () => {
    const { send } = await inProcess()
    const wrong = await send('POST', '/api/session', { ...right, password: 'wrong' })
    const unknown = await send('POST', '/api/session', { account: 'nobody', password: 'wrong' })
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()])
  })

  test('again ends the session before, whose cookie is lost', async () => {
    const { send, signedInAs, accesses } = await inProcess()
    const first = await signedInAs('bureau')
    await send('POST', '/api/session', right, first)
    expect((await send('GET', '/api/records', undefined, first)).status).toBe(401)
    expect(await accesses()).toEqual([
      'session/opened bureau',
      'session/opened border',
      'session/closed bureau',
    ])
  })

  test('ends by itself when the session’s hours are over', async () => {
    const { send, signedInAs, clock } = await inProcess()
    const cookie = await signedInAs('bureau')
    expect((await send('GET', '/api/records', undefined, cookie)).status).toBe(200)
    clock.ms += LIMITS.sessionHours * 3_600_000
    expect((await send('GET', '/api/records', undefined, cookie)).status).toBe(401)
  })

  test('slows down whoever guesses, then lets them try again', async () => {
    const { send, clock } = await inProcess()
    for (let at = 0; at < 10; at++) await send('POST', '/api/session', { ...right, password: `guess ${at}` })
    const slowed = await send('POST', '/api/session', right)
    expect([slowed.status, slowed.headers.get('retry-after')]).toEqual([429, '900'])
    clock.ms += 15 * 60_000
    expect((await send('POST', '/api/session', right)).status).toBe(200)
  })

  test('keeps no token in the store', async () => {
    const { signedInAs, world } = await inProcess()
    const { cookie } = await signedInAs('bureau')
    const token = cookie.split('=')[1] ?? ''
    const found = await world.journal.transact((tx) =>
      tx.accounts.findSession(new TextEncoder().encode(token), world.clock.now()),
    )
    expect(found).toBeUndefined()
  })
})

describe('demonstration accounts', () => {
  test('sign in with one click on a demonstration node', async () => {
    const { send } = await inProcess({ isDemonstration: true })
    const response = await send('POST', '/api/session/demonstration', { account: 'demo' })
    const session = SessionShape.parse(await response.json())
    expect(session.account).toMatchObject({ id: 'demo', isDemonstration: true })
    expect(session.demonstrationAccounts.map(({ id }) => id)).toEqual(['demo'])
  })

  test('do not exist on a real node, whatever its store holds', async () => {
    const { send } = await inProcess()
    const response = await send('POST', '/api/session/demonstration', { account: 'demo' })
    expect(response.status).toBe(404)
    const session = SessionShape.parse(await (await send('GET', '/api/session')).json())
    expect(session.demonstrationAccounts).toEqual([])
    expect((await send('POST', '/api/session', { account: 'demo', password: 'anything' })).status).toBe(401)
  })

  test('open no other account without its password', async () => {
    const { send } = await inProcess({ isDemonstration: true })
    expect((await send('POST', '/api/session/demonstration', { account: 'bureau' })).status).toBe(401)
  })
})

describe('passwords', () => {
  test('are kept as argon2id with a salt of their own', async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(two)
    expect(await verifyPassword(PASSWORD, one)).toBe(true)
    expect(await verifyPassword(`${PASSWORD} `, one)).toBe(false)
    expect(await verifyPassword(PASSWORD, 'not a hash')).toBe(false)
    expect(await verifyPassword(PASSWORD, null)).toBe(false)
  })

  test.each([
    ['short', true],
    ['aaaaaaaaaaaaaaaa', true],
    ['border-border-border', true],
    ['seven quiet herons', false],
    ['ثلاثة طيور هادئة جدا', false],
  ])('%s weak: %s', (password, isWeak) => {
    expect(isWeakPassword(password, 'border')).toBe(isWeak)
  })
})

describe('failed attempts', () => {
  const guess = (attempts: ReturnType<typeof createSignInAttempts>, address: string, times: number): void => {
    for (let at = 0; at < times; at++) attempts.fail('border', address, 0)
  }

  test('of a stranger do not lock the officer out', () => {
    const attempts = createSignInAttempts()
    guess(attempts, '203.0.113.9', 30)
    expect(attempts.waitMs('border', '203.0.113.9', 1)).toBeGreaterThan(0)
    expect(attempts.waitMs('border', '198.51.100.1', 1)).toBe(0)
  })

  test('from many addresses at one account are slowed together', () => {
    const attempts = createSignInAttempts()
    for (let at = 0; at < 12; at++) guess(attempts, `203.0.113.${at}`, 9)
    expect(attempts.waitMs('border', '198.51.100.1', 1)).toBeGreaterThan(0)
  })

  test('at many accounts from one address are slowed together', () => {
    const attempts = createSignInAttempts()
    for (let at = 0; at < 30; at++) attempts.fail(`account ${at}`, '203.0.113.9', 0)
    expect(attempts.waitMs('border', '203.0.113.9', 1)).toBeGreaterThan(0)
  })

  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['local', 'local'],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test('for demonstration accounts cannot fill the log of a real node', async () => {
    const { send, accesses } = await inProcess()
    for (let at = 0; at < 50; at++)
      await send('POST', '/api/session/demonstration', { account: `guess ${at}` })
    expect(await accesses()).toHaveLength(30)
    expect((await accesses()).at(-1)).toBe('session/refused unknown too-many-attempts')
  })
})

describe('the throttle', () => {
  test('forgets after its window, and at a success', () => {
    const throttle = createThrottle({ failures: 2, windowMs: 1000 })
    throttle.fail('a', 0)
    expect(throttle.waitMs('a', 1)).toBe(0)
    expect(throttle.fail('a', 1)).toBe(true)
    expect(throttle.waitMs('a', 2)).toBe(998)
    expect(throttle.waitMs('a', 1000)).toBe(0)
    throttle.succeed('a')
    expect(throttle.waitMs('a', 2)).toBe(0)
  })

  test('stays within its memory', () => {
    const throttle = createThrottle({ failures: 1, windowMs: 1000 }, 100)
    for (let at = 0; at < 1000; at++) throttle.fail(`key ${at}`, at)
    expect(throttle.waitMs('key 0', 999)).toBe(0)
    expect(throttle.waitMs('key 999', 999)).toBeGreaterThan(0)
  })
})
