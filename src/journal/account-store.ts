import { z } from 'zod'
import { LANGUAGES } from '#acts/charter.ts'
import type { Account, AccountStore } from '#desks/ports.ts'
import { ROLES } from '#rulebook/permissions.ts'
import { instantOf, numberOf, oneOf, textOf, textOrNull } from './row.ts'
import type { Row, SqlWriter } from './sql.ts'

const COLUMNS = 'account.id, display_name, entity, roles, language, is_demonstration, password_hash'
const RolesField = z.array(z.enum(ROLES))

export function accountStore(tx: SqlWriter): AccountStore {
  return {
    async find(id) {
      const [row] = await tx.query(`select ${COLUMNS} from account where id = $1`, [id])
      return row === undefined ? undefined : accountOf(row)
    },
    async all() {
      return (await tx.query(`select ${COLUMNS} from account order by id`)).map(accountOf)
    },
    async add(account, at) {
      const added = await tx.run(
        `insert into account (id, display_name, entity, roles, language, is_demonstration, password_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
        [
          account.id,
          account.displayName,
          account.entity,
          JSON.stringify(account.roles),
          account.language,
          account.isDemonstration ? 1 : 0,
          account.passwordHash,
          at,
        ],
      )
      return added === 1
    },
    async openSession(tokenHash, account, at, expiresAt) {
      await tx.run('delete from session where expires_at <= $1', [at])
      await tx.run(
        'insert into session (token_hash, account, opened_at, expires_at) values ($1, $2, $3, $4)',
        [tokenHash, account, at, expiresAt],
      )
    },
    async findSession(tokenHash, now) {
      const [row] = await tx.query(
        `select ${COLUMNS}, expires_at from session join account on account.id = session.account
         where token_hash = $1 and expires_at > $2`,
        [tokenHash, now],
      )
      return row === undefined
        ? undefined
        : { account: accountOf(row), expiresAt: instantOf(row, 'expires_at') }
    },
    async closeSession(tokenHash) {
      await tx.run('delete from session where token_hash = $1', [tokenHash])
    },
  }
}

function accountOf(row: Row): Account {
  return {
    id: textOf(row, 'id'),
    displayName: textOf(row, 'display_name'),
    entity: textOf(row, 'entity'),
    roles: RolesField.parse(JSON.parse(textOf(row, 'roles'))),
    language: oneOf(row, 'language', LANGUAGES),
    isDemonstration: numberOf(row, 'is_demonstration') === 1,
    passwordHash: textOrNull(row, 'password_hash'),
  }
}
