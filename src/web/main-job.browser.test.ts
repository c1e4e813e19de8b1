import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SAMPLE_ZONES, STOLEN_PASSPORT_KE } from '../../demo/documents.ts'
import { findChromium, launchChromium, openPage } from '#testkit/browser.ts'
import { startDemonstration } from '#testkit/demonstration.ts'
import { eventually, type Network } from '#testkit/network.ts'

const chromium = findChromium()
const WEB_FOLDER = fileURLToPath(new URL('../../dist/web', import.meta.url))
if (chromium === undefined)
  console.warn('SKIPPED: the browser tests. No Chromium here: apt-get install chromium')

/** The main job as its users do it: four nodes, real screens, a hand on the keyboard. */
describe.skipIf(chromium === undefined)('in a browser', () => {
  let root: string
  let network: Network
  let browser: Browser
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'entraide-browser-'))
    network = await startDemonstration({ root, webFolder: WEB_FOLDER })
    browser = await launchChromium(chromium ?? '')
    await eventually('every node holds everything', async () => {
      for (const node of network.nodes) {
        const [row] = await node.sql.query('select count(*) as total from record')
        if (row?.['total'] !== 336) return false
      }
      return true
    })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await network?.close()
    await rm(root, { recursive: true, force: true })
  })

  const url = (member: string): string => network.node(member).url ?? ''
  const enter = async (page: Page, person: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: person }).click()
    await page.getByRole('navigation').first().waitFor()
  }
  const choosePurpose = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('combobox').first().click()
    await page.getByRole('option', { name, exact: true }).click()
  }

  test('an officer in Marrakech finds a listed person by an Arabic name, and the owner sees the hit at once', async () => {
    const owner = await openPage(browser, url('GS'), { language: 'en' })
    await enter(owner.page, /Valcourt/)
    await owner.page.getByRole('link', { name: 'Hits' }).click()

    const officer = await openPage(browser, url('MA'), { language: 'en' })
    await enter(officer.page, /بنطاهري/)
    await officer.page.getByLabel('Name').fill('بنقنديل يوسف')
    await officer.page.getByRole('button', { name: 'Check', exact: true }).click()
    await officer.page.getByText('YOUSSEF BENQANDIL').waitFor({ state: 'detached' })
    expect(
      await officer.page.getByText('YOUSSEF BENQANDIL').count(),
      'without a purpose there is no check',
    ).toBe(0)

    await choosePurpose(officer.page, 'Border control')
    await officer.page.getByRole('button', { name: 'Check', exact: true }).click()
    const card = officer.page.getByRole('article').first()
    await card.getByText('YOUSSEF BENQANDIL').waitFor()
    expect(await card.getByText('General Secretariat').count()).toBeGreaterThan(0)
    expect(await card.getByText('Arrest on this information alone').count()).toBe(1)

    await officer.page.keyboard.press('s')
    await officer.page.getByLabel('Reason').fill('Passport photograph and place of birth agree')
    await officer.page.getByRole('button', { name: /Report the hit/ }).click()
    await owner.page.getByText('YOUSSEF BENQANDIL').first().waitFor({ timeout: 10_000 })
    expect([...owner.errors, ...officer.errors]).toEqual([])
    await owner.context.close()
    await officer.context.close()
  })

  test('a pasted passport is read with its check digits, and is found stolen', async () => {
    const { page, context, errors } = await openPage(browser, url('SG'), { language: 'en' })
    await enter(page, /Mei Harun/)
    await choosePurpose(page, 'Border control')
    await page.getByRole('tab', { name: 'Scan' }).click()
    await page.getByLabel('Machine readable zone').fill(SAMPLE_ZONES[0]?.text ?? '')
    expect(await page.getByText('Valid', { exact: true }).count()).toBeGreaterThanOrEqual(4)
    await page.getByRole('button', { name: 'Check holder and document' }).click()
    await page.getByRole('article').first().getByText(new RegExp(STOLEN_PASSPORT_KE)).first().waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a passenger list is recognised before it is sent, and each row with candidates is decided on', async () => {
    const { page, context, errors } = await openPage(browser, url('SG'), { language: 'en' })
    await enter(page, /Mei Harun/)
    await page.getByRole('tab', { name: 'Passenger list' }).click()
    const rows = Array.from(
      { length: 1_200 },
      (_, at) => `Pat Example ${at},1980-01-01,X${1_000_000 + at},KE`,
    )
    rows[700] = `Wanjiru Invented,1980-01-01,${STOLEN_PASSPORT_KE},KE`
    rows[900] = 'Rosa Invented,31/02/1980,,'
    const text = ['name,birth date,passport,issuer', ...rows].join('\n')
    const file = { name: 'flight.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('Document number and Issuing country').waitFor()
    await page.getByText('1 row cannot be used').waitFor()
    await page.getByRole('button', { name: 'Check 1,200 rows' }).click()
    await choosePurpose(page, 'Border control')
    await page.getByRole('button', { name: 'Check 1,200 rows' }).click()
    await page.getByText('1,200 of 1,200 rows checked').first().waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: new RegExp(STOLEN_PASSPORT_KE) }).click()
    const card = page.getByRole('article').first()
    await card.getByRole('button', { name: 'Not the same' }).click()
    await card.getByLabel('Reason').fill('Another number on the page')
    await card.getByRole('button', { name: 'Keep the decision' }).click()
    await card.getByText('Nothing was sent').waitFor()
    await page.getByRole('heading', { name: 'Rows that could not be used: 1' }).waitFor()
    await expectAccessible(page, 'a passenger list')
    expect(errors).toEqual([])
    await context.close()
  })

  test('Kenya withdraws a stolen passport: Singapore falls silent and its receipt is shown', async () => {
    const kenya = await openPage(browser, url('KE'), { language: 'en' })
    await enter(kenya.page, /Wanjiru/)
    const singapore = await openPage(browser, url('SG'), { language: 'en' })
    await enter(singapore.page, /Mei Harun/)
    await choosePurpose(singapore.page, 'Border control')
    await singapore.page.getByRole('tab', { name: 'Document' }).click()
    const check = async (): Promise<void> => {
      await singapore.page.getByLabel('Document number').fill(STOLEN_PASSPORT_KE)
      await singapore.page.getByRole('button', { name: 'Check', exact: true }).click()
    }
    await check()
    await singapore.page.getByRole('article').first().waitFor()

    const records = await network.node('KE').world.journal.transact((tx) =>
      tx.records.page({
        database: 'travel-documents',
        owner: network.node('KE').world.self.id,
        limit: 100,
      }),
    )
    const stolen = records.rows.find(
      (held) => held.record?.database === 'travel-documents' && held.record.number === STOLEN_PASSPORT_KE,
    )
    expect(stolen).toBeDefined()
    await kenya.page.goto(`/records/${stolen?.id}`)
    await kenya.page.getByRole('button', { name: 'Withdraw' }).click()
    await kenya.page.getByRole('dialog').getByLabel('Reason').fill('Found again by its holder')
    await kenya.page
      .getByRole('dialog')
      .getByRole('button', { name: /Withdraw/ })
      .click()
    await kenya.page.getByText('Erased').nth(2).waitFor({ timeout: 15_000 })

    await check()
    await singapore.page
      .getByText(/No candidate/)
      .first()
      .waitFor()
    expect([...kenya.errors, ...singapore.errors]).toEqual([])
    await kenya.context.close()
    await singapore.context.close()
  })

  test('an account is recognised while it is typed, and found with its check digits', async () => {
    const { page, context, errors } = await openPage(browser, url('MA'), { language: 'en' })
    await enter(page, /بنطاهري/)
    await choosePurpose(page, 'Criminal investigation')
    await page.getByRole('tab', { name: 'Account or number' }).click()
    const box = page.getByLabel('Account, address or number')
    await box.fill('GB73 ZZZZ 0000 0012 3456 78')
    await page.getByText('Check digits are wrong').waitFor()
    await box.fill('gb72-zzzz-0000-0012-3456-78')
    await page.getByText('Check digits are right').waitFor()
    await box.press('Enter')
    const card = page.getByRole('article').first()
    await card.getByText('LANTERN BRIDGE TRADING COMPANY').waitFor()
    expect(await card.getByText('Same, character for character').count()).toBe(1)
    expect(errors).toEqual([])
    await context.close()
  })

  const SCREENS = [
    {
      member: 'MA',
      person: /Lamrabti/,
      paths: [
        '/check',
        '/check?by=identifier',
        '/records',
        '/records/new',
        '/notices',
        '/hits',
        '/network',
        '/ledger',
      ],
    },
    { member: 'GS', person: /Valcourt/, paths: ['/lists'] },
    { member: 'KE', person: /Kiplomo/, paths: ['/node', '/accounts', '/ledger'] },
  ] as const

  for (const { language, scheme, width } of [
    { language: 'en', scheme: 'light', width: 1280 },
    { language: 'ar', scheme: 'dark', width: 1280 },
    { language: 'fr', scheme: 'dark', width: 360 },
    { language: 'es', scheme: 'light', width: 360 },
  ] as const) {
    test(`every screen is accessible and fits: ${language}, ${scheme}, ${width} px`, async () => {
      for (const { member, person, paths } of SCREENS) {
        const { page, context, errors } = await openPage(browser, url(member), { language, scheme, width })
        await expectAccessible(page, `${member} sign-in`)
        await page.getByRole('button', { name: person }).click()
        await page.getByRole('main').waitFor()
        for (const path of paths) {
          await page.goto(path)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.waitForLoadState('load')
          expect(await page.evaluate(() => document.documentElement.dir), path).toBe(
            language === 'ar' ? 'rtl' : 'ltr',
          )
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(overflow, `sideways scroll at ${path}`).toBeLessThanOrEqual(0)
          await expectAccessible(page, `${member} ${path}`)
        }
        expect(errors).toEqual([])
        await context.close()
      }
    }, 180_000)
  }
})

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(
    ({ id, nodes }) =>
      `${where}: ${id}: ${nodes
        .map((node) => node.html)
        .join(' | ')
        .slice(0, 400)}`,
  )
  expect(found).toEqual([])
}
