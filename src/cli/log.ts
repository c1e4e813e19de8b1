import { labelsOf } from '#acts/labels/labels-of.ts'
import { readLedger, verifyLedger } from '#http/contract/administration.ts'
import { call } from './client.ts'
import { type Command } from './command.ts'
import { withNode } from './with-node.ts'
import { EXIT } from './exits.ts'
import { table } from './output.ts'

export const LOG_VERIFY: Command = {
  help: ['entraide log verify', '', '  Exit code 4 when the ledger is not sound.'],
  options: {},
  run: (asked) =>
    withNode(asked, async (connection) => {
      const { output, words, language } = asked
      const verdict = await call(connection, verifyLedger)
      output.json(verdict)
      const { logs } = labelsOf(language)
      for (const { name, size, root, checkpoints } of verdict.logs) {
        output.line(`${logs[name]}: ${size} ${words.leaves}, ${checkpoints} ${words.checkpoints}, ${root}`)
      }
      for (const { where, what } of verdict.findings) output.line(`  ✗ ${where}: ${what}`)
      output.line(`${verdict.isSound ? words.sound : words.notSound} (${verdict.milliseconds.toFixed(0)} ms)`)
      return verdict.isSound ? EXIT.done : EXIT.unsound
    }),
}

export const LOG_SHOW: Command = {
  help: [
    'entraide log show [--limit N] [--notes]',
    '',
    '  --notes           the checkpoints whole, with their signatures, to be compared elsewhere',
  ],
  options: { limit: { type: 'string' }, notes: { type: 'boolean' } },
  run: (asked) =>
    withNode(asked, async (connection) => {
      const ledger = await call(connection, readLedger, { query: { limit: asked.text('limit') } })
      asked.output.json(ledger)
      const { logs } = labelsOf(asked.language)
      const rows = ledger.entries.map(({ at, log, index, kind, actor, purpose, outcome }) => [
        at,
        logs[log],
        String(index),
        kind,
        actor,
        purpose ?? '',
        outcome ?? '',
      ])
      for (const line of table(rows)) asked.output.line(line)
      for (const { name, size, checkpoint } of ledger.logs) {
        asked.output.line(`${logs[name]}: ${size} ${asked.words.leaves}, ${checkpoint?.root ?? '—'}`)
        if (asked.isSet('notes') && checkpoint !== null) asked.output.line(checkpoint.note.trimEnd())
      }
      return EXIT.done
    }),
}
