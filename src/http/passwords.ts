import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { LIMITS } from '#kernel/limits.ts'

const derive = promisify(argon2)

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. `memory` in KiB. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const
const SALT_BYTES = 16
const KEY_BYTES = 32
const LEAST_CHARS = 12
const LEAST_DIFFERENT_CHARS = 6

/** PHC string of argon2id with a fresh salt, as `Account.passwordHash` keeps it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await keyOf(password, salt, COST)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(key)}`
}

/**
 * Whether the password belongs to the hash. Without a hash the same work is done against a random one and the answer
 * is no, so that the time taken does not tell which accounts exist.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parsed = hash === null ? undefined : parsePhc(hash)
  if (parsed === undefined) {
    await keyOf(password, randomBytes(SALT_BYTES), COST)
    return false
  }
  return timingSafeEqual(await keyOf(password, parsed.salt, parsed.cost), parsed.key)
}

/** Length decides more than variety (NIST SP 800-63B §5.1.1); only plain repetition and the account's own name are turned away. */
export function isWeakPassword(password: string, account: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  return (
    [...plain].length < LEAST_CHARS || new Set(plain).size < LEAST_DIFFERENT_CHARS || plain.includes(account)
  )
}

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

async function keyOf(password: string, salt: Uint8Array, cost: Cost): Promise<Uint8Array> {
  const message = password.normalize('NFKC').slice(0, LIMITS.passwordChars)
  return derive('argon2id', { message, nonce: salt, tagLength: KEY_BYTES, ...cost })
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

function parsePhc(
  text: string,
): { readonly cost: Cost; readonly salt: Uint8Array; readonly key: Uint8Array } | undefined {
  const [, memory, passes, parallelism, salt = '', key = ''] = PHC.exec(text) ?? []
  if (memory === undefined) return undefined
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}

/** PHC strings carry base64 without padding. */
const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')
