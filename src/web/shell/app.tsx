import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { LanguageProvider } from '../language.tsx'
import { makeQueryClient } from '../queries.ts'
import { makeRouter } from '../router.tsx'
import { cssVariables, theme } from '../theme/theme.ts'
import { AnnouncerProvider } from './announcer.tsx'

export function App(): ReactNode {
  const [queryClient] = useState(makeQueryClient)
  const [router] = useState(makeRouter)
  return (
    <DirectionProvider initialDirection="ltr" detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <LanguageProvider>
          <QueryClientProvider client={queryClient}>
            <AnnouncerProvider>
              <RouterProvider router={router} />
            </AnnouncerProvider>
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}
