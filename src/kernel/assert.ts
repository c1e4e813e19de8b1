/** Our own bug: an invariant of the program does not hold. Never thrown for bad input. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Throws `InvariantError` naming the invariant. The text must hold no personal data: it reaches logs. */
export function assert(condition: unknown, invariant: string): asserts condition {
  if (!condition) throw new InvariantError(invariant)
}
