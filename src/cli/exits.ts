import type { Problem } from '#http/contract/problem.ts'

/** What a command leaves behind as its exit code (docs/guides/command-line.md). Public: a code never changes its meaning. */
export const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  unreachable: 3,
  unsound: 4,
  bug: 5,
  found: 6,
  incomplete: 7,
} as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The node is not there: not set up, not running, or held by another program. The message says which and what to do. */
export class NodeAwayError extends Error {
  override readonly name = 'NodeAwayError'
}

/** The node refused, and said why in the reader's language. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.type)
    this.problem = problem
  }
}

export function exitOfProblem({ type }: Problem): Exit {
  if (type === 'node/starting') return EXIT.unreachable
  return type === 'node/broken' ? EXIT.bug : EXIT.refused
}
