import { readNetwork } from '#http/contract/administration.ts'
import { readSession } from '#http/contract/session.ts'
import { call } from './client.ts'
import { type Command } from './command.ts'
import { withNode } from './with-node.ts'
import { EXIT } from './exits.ts'
import { table } from './output.ts'

export const STATUS: Command = {
  help: ['entraide status'],
  options: {},
  run: (asked) =>
    withNode(asked, async (connection) => {
      const { output, words, language } = asked
      const session = await call(connection, readSession)
      const { peers, counts } = await call(connection, readNetwork)
      output.json({
        member: session.member.id,
        network: session.network,
        isRunning: connection.isRunning,
        peers,
        counts,
      })
      output.line(`${session.member.id}  ${session.member.name[language]}  (${session.network})`)
      output.line(connection.isRunning ? words.running : words.notRunning)
      const { notices, travelDocuments, vehicles } = counts
      output.line(`notices ${notices}, travel-documents ${travelDocuments}, vehicles ${vehicles}`)
      output.line()
      const heads = [
        words.member,
        words.fetched,
        words.behind,
        words.lastContact,
        words.issued,
        words.receipted,
        words.trouble,
      ]
      const rows = peers
        .filter((peer) => !peer.isSelf)
        .map(({ member, incoming, outgoing }) => [
          member.id,
          String(incoming.cursor),
          String(incoming.lag),
          incoming.lastContactAt ?? '—',
          String(outgoing.issued),
          String(outgoing.receipted),
          [incoming.error ?? '', incoming.refused === 0 ? '' : `refused ${incoming.refused}`]
            .join(' ')
            .trim() || '—',
        ])
      for (const line of table([heads, ...rows])) output.line(line)
      return EXIT.done
    }),
}
