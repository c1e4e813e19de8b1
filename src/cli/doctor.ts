import { labelsOf } from '#acts/labels/labels-of.ts'
import { diagnoseNode } from '#http/contract/administration.ts'
import { call } from './client.ts'
import { type Command } from './command.ts'
import { withNode } from './with-node.ts'
import { EXIT } from './exits.ts'

const MARKS = { good: '✓', warning: '!', bad: '✗' } as const

export const DOCTOR: Command = {
  help: ['entraide doctor', '', '  Exit code 4 when something failed, 3 when there is no node to look at.'],
  options: {},
  run: (asked) =>
    withNode(asked, async (connection) => {
      const { output, words, language } = asked
      const diagnosis = await call(connection, diagnoseNode)
      output.json(diagnosis)
      const { findingStates } = labelsOf(language)
      for (const { name, state, detail, cure } of diagnosis.checks) {
        output.line(`${MARKS[state]} ${findingStates[state]}  ${name}: ${detail}`)
        if (cure !== null) output.line(`    → ${cure}`)
      }
      output.line(diagnosis.isHealthy ? words.healthy : words.unhealthy)
      return diagnosis.isHealthy ? EXIT.done : EXIT.unsound
    }),
}
