import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const CHROMIUM_PATHS = [
  process.env['ENTRAIDE_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where this machine has a Chromium, or nothing. `ENTRAIDE_CHROMIUM` names another. */
export function findChromium(): string | undefined {
  return CHROMIUM_PATHS.find((path) => path !== '' && existsSync(path))
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ],
  })
}

export interface ReaderOptions {
  readonly language: 'ar' | 'en' | 'fr' | 'es'
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
}

/** A person before a node's screens, in their language. Errors of the page are collected: a test ends by looking at them. */
export async function openPage(
  browser: Browser,
  url: string,
  { language, scheme = 'light', width = 1280 }: ReaderOptions,
): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly errors: readonly string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    locale: language,
    reducedMotion: 'reduce',
  })
  await context.addInitScript(
    ({ chosen, colours }) => {
      localStorage.setItem('entraide.language', chosen)
      localStorage.setItem('mantine-color-scheme-value', colours)
    },
    { chosen: language, colours: scheme },
  )
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto('/')
  return { page, context, errors }
}
