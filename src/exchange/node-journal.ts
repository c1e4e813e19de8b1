import type { Journal, Writing } from '#desks/ports.ts'
import { accountStore } from '#journal/account-store.ts'
import { checkStore } from '#journal/check-store.ts'
import { batchStore } from '#journal/batch-store.ts'
import { peerStandings } from '#journal/feed-store.ts'
import { hitStore } from '#journal/hit-store.ts'
import { importStore } from '#journal/import-store.ts'
import { ledgerStore, logAccess } from '#journal/ledger-store.ts'
import { recordStore } from '#journal/record-store.ts'
import type { Sql, SqlWriter } from '#journal/sql.ts'
import { issueAct } from './issue-act.ts'
import type { NodeContext } from './node-context.ts'
import { emptyOutcome, type Outcome } from './outcome.ts'

/** The journal as the desks see it: their effect, the acts they issue and their log entry, in one transaction. */
export function nodeJournal(sql: Sql, node: NodeContext, onCommitted: (outcome: Outcome) => void): Journal {
  return {
    async transact(work) {
      let outcome = emptyOutcome()
      const result = await sql.transact((tx) => {
        outcome = emptyOutcome()
        return work(writing(tx, node, outcome))
      })
      onCommitted(outcome)
      return result
    },
  }
}

function writing(tx: SqlWriter, node: NodeContext, outcome: Outcome): Writing {
  const { contents } = node
  return {
    records: recordStore(tx, contents),
    checks: checkStore(tx, contents),
    batches: batchStore(tx, contents, node.random),
    hits: hitStore(tx, contents),
    accounts: accountStore(tx),
    imports: importStore(tx, contents),
    ledger: ledgerStore(tx),
    peers: {
      standings: () =>
        peerStandings(
          tx,
          node
            .charter()
            .members.map((member) => member.id)
            .filter((id) => id !== node.self.id),
        ),
    },
    issue: (draft) => issueAct(tx, node, draft, outcome),
    log: (entry) => logAccess(tx, entry, node.now(), node.random),
  }
}
