import { labelsOf } from '#acts/labels/labels-of.ts'
import { addAccount, listAccounts } from '#http/contract/administration.ts'
import { call } from './client.ts'
import { type Command, needed, positional } from './command.ts'
import { withNode } from './with-node.ts'
import { EXIT, UsageError } from './exits.ts'
import { table } from './output.ts'

export const ACCOUNT_ADD: Command = {
  help: [
    'entraide account add ID --name TEXT --entity TEXT --role CODE',
    '',
    '  ID                small letters, digits, dots and hyphens',
    '  --name TEXT       the person’s name: accounts are never shared (RPD 111)',
    '  --entity TEXT     the service the person belongs to',
    '  --role CODE       one to three: border-officer, bureau-officer, notices-officer, administrator',
    '  --reads CODE      the person’s language: ar, en, fr, es (else the one of this command)',
    '',
    '  The password is asked for, or read from ENTRAIDE_PASSWORD.',
  ],
  options: {
    name: { type: 'string' },
    entity: { type: 'string' },
    role: { type: 'string', multiple: true },
    reads: { type: 'string' },
  },
  async run(asked) {
    const id = positional(asked, 0, 'ID')
    const { terminal } = asked
    const password =
      terminal.env['ENTRAIDE_PASSWORD'] ?? (await terminal.askSecret(`New password of ${id}: `))
    if (password === undefined)
      throw new UsageError('no password: answer the question, or set ENTRAIDE_PASSWORD')
    const body = {
      id,
      displayName: needed(asked, 'name'),
      entity: needed(asked, 'entity'),
      roles: asked.texts('role'),
      language: asked.text('reads') ?? asked.language,
      password,
    }
    return withNode(asked, async (connection) => {
      const account = await call(connection, addAccount, { body })
      asked.output.json(account)
      asked.output.line(`${asked.words.accountAdded}: ${account.id}`)
      return EXIT.done
    })
  },
}

export const ACCOUNT_LIST: Command = {
  help: ['entraide account list'],
  options: {},
  run: (asked) =>
    withNode(asked, async (connection) => {
      const { accounts } = await call(connection, listAccounts)
      asked.output.json({ accounts })
      const { roles } = labelsOf(asked.language)
      const rows = accounts.map(({ id, displayName, entity, roles: held }) => [
        id,
        displayName,
        entity,
        held.map((role) => roles[role]).join(', '),
      ])
      for (const line of table(rows)) asked.output.line(line)
      return EXIT.done
    }),
}
