import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { z } from 'zod'
import type { RecordViewShape } from '#http/contract/shapes.ts'
import { recordQuery } from '../queries.ts'
import { useAnnounce } from '../shell/announcer.tsx'

type RecordView = z.infer<typeof RecordViewShape>

/** Records something and shows it; a refusal stays beside the form, which keeps what was typed. */
export function useRecording<Draft>(record: (draft: Draft) => Promise<RecordView>) {
  const { t } = useLingui()
  const announce = useAnnounce()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: record,
    onSuccess: (view) => {
      client.setQueryData(recordQuery(view.id).queryKey, view)
      void client.invalidateQueries({ queryKey: ['records', 'list'] })
      announce(t`Recorded`)
      void navigate({ to: '/records/$id', params: { id: view.id } })
    },
  })
}
