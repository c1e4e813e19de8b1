import type { AilingCode, AilingLine, DiagnosisCode, DiagnosisLine } from '#desks/diagnosis.ts'

/** The part of a node that a code is about: what stands before its stroke. */
export type DiagnosisSubject = DiagnosisCode extends infer Code
  ? Code extends `${infer Subject}/${string}`
    ? Subject
    : never
  : never

/** All words of a diagnosis in one language: a missing one does not compile. */
export interface DiagnosisTexts {
  readonly subjects: Readonly<Record<DiagnosisSubject, string>>
  /** Beside the subject where it is about one peer. */
  readonly peer: (member: string) => string
  readonly details: { readonly [C in DiagnosisCode]: (line: DiagnosisLine<C>) => string }
  readonly cures: { readonly [C in AilingCode]: (line: AilingLine<C>) => string }
}

export const DIALECTS = { sqlite: 'SQLite', postgresql: 'PostgreSQL' } as const
