import type { Fault, FaultCode } from '#gateway/fault.ts'

/** Why a file is refused, as one sentence, in one language: a missing one does not compile. */
export type FaultTexts = { readonly [C in FaultCode]: (fault: Fault<C>) => string }
