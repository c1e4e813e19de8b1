import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import { peerTrouble } from '#desks/administration/peer-trouble.ts'
import type { AilingCode, AilingLine, DiagnosisCode, DiagnosisLine } from '#desks/diagnosis.ts'
import type { diagnoseNode } from '#http/contract/administration.ts'
import { assert } from '#kernel/assert.ts'
import type { MemberId } from '#kernel/ids.ts'
import { AR } from '#http/texts/diagnosis/ar.ts'
import { EN } from '#http/texts/diagnosis/en.ts'
import { ES } from '#http/texts/diagnosis/es.ts'
import { FR } from '#http/texts/diagnosis/fr.ts'
import type { DiagnosisSubject, DiagnosisTexts } from '#http/texts/diagnosis/texts.ts'

export const DIAGNOSIS_TEXTS: Readonly<Record<Language, DiagnosisTexts>> = { ar: AR, en: EN, fr: FR, es: ES }

type DiagnosisView = z.input<(typeof diagnoseNode)['reply']>

/** A diagnosis with its sentences, in the reader's language. */
export function diagnosisView(
  { isHealthy, checks }: { readonly isHealthy: boolean; readonly checks: readonly DiagnosisLine[] },
  language: Language,
): DiagnosisView {
  return { isHealthy, checks: checks.map((line) => lineView(line, language)) }
}

function lineView(line: DiagnosisLine, language: Language): DiagnosisView['checks'][number] {
  const { code, state } = line
  const member = 'member' in line ? line.member : undefined
  return {
    code,
    name: nameOf(code, member, DIAGNOSIS_TEXTS[language]),
    ...(member !== undefined && { member }),
    state,
    detail: detailOf(line, language),
    cure: isAiling(line) ? cureOf(line, language) : null,
  }
}

function nameOf(code: DiagnosisCode, member: string | undefined, { subjects, peer }: DiagnosisTexts): string {
  const subject = code.split('/')[0] ?? ''
  assert(isSubject(subject, subjects), `the subject of ${code} has its word`)
  return member === undefined ? subjects[subject] : peer(member)
}

const isSubject = (text: string, subjects: DiagnosisTexts['subjects']): text is DiagnosisSubject =>
  Object.hasOwn(subjects, text)

/** What goes wrong with a peer, as one sentence. */
export function peerTroubleSentence(error: string, member: MemberId, language: Language): string {
  return detailOf({ ...peerTrouble(error), state: 'warning', member }, language)
}

function detailOf<C extends DiagnosisCode>(line: DiagnosisLine<C>, language: Language): string {
  const details: { readonly [K in C]: (line: DiagnosisLine<K>) => string } = DIAGNOSIS_TEXTS[language].details
  return details[line.code](line)
}

const isAiling = (line: DiagnosisLine): line is AilingLine => line.state !== 'good'

function cureOf<C extends AilingCode>(line: AilingLine<C>, language: Language): string {
  const cures: { readonly [K in C]: (line: AilingLine<K>) => string } = DIAGNOSIS_TEXTS[language].cures
  return cures[line.code](line)
}
