import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import presetMantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** The web application: sources in src/web, built to dist/web, served by the node at `/`. */
export default defineConfig({
  root: path('src/web'),
  plugins: [react(), lingui({ cwd: path('.'), macroTransform: true, failOnMissing: false })],
  css: {
    postcss: { plugins: [presetMantine()] },
    modules: { localsConvention: 'camelCaseOnly' },
  },
  build: {
    outDir: path('dist/web'),
    emptyOutDir: true,
    // The content security policy allows no data: fonts or scripts; a small file is still a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The policy must be set before the first schema is made, so it is in the chunk that all schemas wait for.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|strict-policy/, priority: 2 },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|@lingui)[\\/]/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': process.env['ENTRAIDE_API'] ?? 'http://127.0.0.1:8080' },
  },
})
