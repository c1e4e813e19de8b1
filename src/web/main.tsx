/* oxlint-disable import/no-unassigned-import -- style sheets and the policy are imported for their effect */
import './strict-policy.ts'
import '@mantine/core/styles.css'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/noto-sans-arabic/wght.css'
import './theme/tokens.css'
import './theme/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App />)
