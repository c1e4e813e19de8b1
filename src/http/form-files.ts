import type { Language } from '#acts/charter.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Answer } from './catalogue.ts'
import { invalidField } from './field-problems.ts'
import { bytesOf } from './read-request.ts'
import type { StreamRoute } from './streams.ts'

/** Uploaded files by the name of their form field. */
export type FilesIn = Readonly<Partial<Record<string, Blob>>>

/** The files of a multipart request, at most `LIMITS.importBytes` together, and whether many withdrawals are meant. */
export async function formFilesOf(
  request: Request,
  wanted: StreamRoute['files'],
  language: Language,
): Promise<Answer<{ readonly files: FilesIn; readonly mayWithdrawMany: boolean }>> {
  const [first = ''] = Object.keys(wanted)
  const contentType = request.headers.get('content-type') ?? ''
  if (!contentType.toLowerCase().startsWith('multipart/form-data'))
    return refuse(invalidField(first, 'required', language))
  // attacker-controlled: the form. Its size is bounded before it is taken apart.
  const bytes = await bytesOf(request, LIMITS.importBytes)
  if (!bytes.ok) return bytes
  const form = await formOf(bytes.value, contentType)
  if (form === undefined) return refuse(invalidField(first, 'wrong-form', language))

  const files: Record<string, Blob> = {}
  for (const [name, need] of Object.entries(wanted)) {
    const file = form.get(name)
    if (file instanceof Blob) files[name] = file
    else if (need === 'required' || file !== null) return refuse(invalidField(name, 'required', language))
  }
  return ok({ files, mayWithdrawMany: form.get('mayWithdrawMany') === 'yes' })
}

async function formOf(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData | undefined> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  } catch {
    // The only meaning of this error: the bytes are not a multipart form.
    return undefined
  }
}
