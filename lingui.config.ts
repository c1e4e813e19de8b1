import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/** Catalogues of the web application. Words of coded values are not here: they are in src/acts/labels. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'ar', 'es'],
  catalogs: [
    { path: '<rootDir>/src/web/locales/{locale}', include: ['<rootDir>/src/web'], exclude: ['**/*.test.*'] },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'message',
})
