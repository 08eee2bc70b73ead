import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportHtml } from '../../../src/ui/html/report-html.tsx'
import { lines } from '../../../src/ui/report/report.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { adopting, PLANS } from '../people-plans.ts'
import { creation, planWith, upload } from '../plans.ts'
import { firstLoad, hostile, manyUpdates, overwriting, threeUpdates } from '../sample-plans.ts'
import { type Desk, desk } from './browser.ts'
import { pageOf } from './page.ts'

/** Evaluated, since the policy of a page lets no script in. */
const AXE = axe.source
const path = chromiumPath()
if (path === null) {
  process.stderr.write(
    'The tests of HTML pages in a browser are skipped: there is no Chromium ("apt-get install chromium").\n',
  )
}

/** A busy machine takes its time. */
const eventually = <T>(see: () => T) => expect.poll(see, { timeout: 60_000 })

/** What axe finds wrong, by rule and place. */
const audit = (options = '{}') => `axe.run(${options}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => id + ': ' + html.slice(0, 200))))`
const AUDIT = audit()
/** The rules that look at colours: other colours change nothing that the rest of them see. */
const AUDIT_OF_COLOURS = audit(`{ runOnly: ['color-contrast', 'link-in-text-block'] }`)

/** What many operations are made of stands in some of them. */
const AUDITED = { ...PLANS, 'many-updates': () => manyUpdates(60), 'adopting-many': () => adopting(60) }

describe.skipIf(path === null)('a page in Chromium', () => {
  let browser: Desk
  beforeAll(async () => {
    browser = await desk(path as string)
  })
  afterAll(() => browser.close())

  const opened = (plan: Parameters<typeof pageOf>[0], options?: Parameters<Desk['open']>[1]) =>
    browser.open(pageOf(plan), options)

  test.each(Object.entries(AUDITED))('bars nobody, in light colours or in dark ones: %s', async (_, plan) => {
    const { page } = await opened(plan(), { colorScheme: 'light' })
    await page.evaluate(AXE)

    expect(await page.evaluate(AUDIT)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 28)')
    expect(await page.evaluate(AUDIT_OF_COLOURS)).toEqual([])
    await page.close()
  })

  test('bars nobody on a narrow screen, where nothing is wider than it', async () => {
    for (const plan of [firstLoad(), overwriting(), hostile()]) {
      const { page } = await opened(plan, { viewport: { width: 360, height: 700 } })

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
      await page.evaluate(AXE)
      expect(await page.evaluate(AUDIT)).toEqual([])
      await page.close()
    }
  })

  test('has light and dark colours, as the system says until someone chooses', async () => {
    const { page } = await opened(threeUpdates(), { colorScheme: 'dark' })
    const back = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    const button = page.getByRole('button', { name: 'Dark' })

    expect([await back(), await button.getAttribute('aria-pressed')]).toEqual(['rgb(20, 23, 28)', 'true'])
    await button.click()
    expect([await back(), await button.getAttribute('aria-pressed')]).toEqual(['rgb(255, 255, 255)', 'false'])
    await page.close()
  })

  test('runs nothing that the data says, and asks for pictures alone', async () => {
    const operations = [
      ...hostile().operations,
      { ...upload('1.jpg'), after: { filename: '1.jpg', url: 'javascript:alert(1)' } },
      { ...upload('2.jpg'), after: { filename: '2.jpg', url: 'https://images.example/2.jpg?<script>' } },
    ]
    const { page, said, asked } = await opened({ ...hostile(), operations }, { pictures: true })
    await page.getByRole('button', { name: /^Open/ }).click()
    await page.getByRole('searchbox').fill('</script><script>alert(1)</script>')
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.locator('img').scrollIntoViewIfNeeded()
    await eventually(() => asked).toEqual(['https://images.example/2.jpg?%3Cscript%3E'])

    expect(said).toEqual([])
    expect(await page.locator('script:not([type])').count()).toBe(0)
    await page.close()
  })

  test('runs nothing of rows that are kept as text until they are opened', async () => {
    const title = '</script><img src=x onerror=alert(1)>&lt;b>'
    const many = manyUpdates(1_500).operations
    const { page, said, asked } = await opened(
      planWith({ operations: [...many, creation('PB-LAST', { label: title })] }),
    )
    const row = page.locator('details.operation', { hasText: 'PB-LAST' })
    expect(await row.count()).toBe(0)
    await page.getByRole('searchbox').fill('onerror=alert(1)>&lt;b>')
    await page
      .getByRole('status')
      .filter({ hasText: /^1 of 1,501 operations$/ })
      .waitFor()
    await row.waitFor()
    expect(await row.locator(':scope > script').count()).toBe(1)
    await row.locator('summary').click()
    await row.locator('td').filter({ hasText: title }).first().waitFor()

    expect(await row.locator('td').filter({ hasText: title }).count()).toBe(1)
    expect([said, asked]).toEqual([[], []])
    await page.close()
  })

  test('makes rows of what is kept as text when people come near it, by scrolling or by keys, and before it prints', async () => {
    const { page } = await opened(manyUpdates(1_500))
    const rows = page.locator('details.operation')
    const [first, all] = [await rows.count(), 1_500]
    expect(first).toBeLessThan(all)

    await rows.last().locator('summary').focus()
    await page.keyboard.press('ArrowDown')
    expect(await rows.count()).toBeGreaterThan(first)
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    await rows.filter({ hasText: 'AMZN-US-B0BOOT1500' }).waitFor()
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    expect(await rows.count()).toBe(all)
    await page.close()
  })

  test('has no more rows in the page than are near the screen, however often it is narrowed and widened', async () => {
    const { page } = await opened(manyUpdates(1_500))
    const [field, status, rows] = [
      page.getByRole('searchbox'),
      page.getByRole('status'),
      page.locator('details.operation'),
    ]
    for (const [words, told] of [
      ['square toe', '166 of 1,500 operations'],
      ['nothing is like this', '0 of 1,500 operations'],
      ['', '1,500 operations'],
    ] as const) {
      await field.fill(words)
      expect(await status.textContent()).toBe(told)
      expect(await rows.count()).toBeLessThan(400)
    }
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    await rows.filter({ hasText: 'AMZN-US-B0BOOT1500' }).waitFor()
    await page.close()
  })

  test('keeps open what was opened while it is out of sight', async () => {
    const { page } = await opened(manyUpdates(1_500))
    const row = page.locator('details.operation', { hasText: 'AMZN-US-B0BOOT0007' })
    await row.locator('summary').click()
    await page.getByRole('searchbox').fill('b0boot0008')
    expect(await row.count()).toBe(0)
    await page.getByRole('searchbox').fill('b0boot0007')
    expect(await row.evaluate((element) => element.hasAttribute('open'))).toBe(true)
    await page.close()
  })

  test('finds operations by all words of a search, in any field', async () => {
    const { page } = await opened(manyUpdates())
    const shown = () => page.locator('details.operation:visible').count()
    const status = page.getByRole('status')
    expect(await status.textContent()).toBe('600 operations')

    await page.getByRole('searchbox').fill('square TOE b0boot000')
    expect([await shown(), await status.textContent()]).toEqual([1, '1 of 600 operations'])
    await page.getByRole('searchbox').fill('nothing is like this')
    expect(await shown()).toBe(0)
    expect(await page.getByText('No operation is like that.').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Reset' }).click()
    await eventually(() => status.textContent()).toBe('600 operations')
    await page.close()
  })

  test('narrows operations by kind, action, risk and section', async () => {
    const { page } = await opened(overwriting())
    const keys = async () => page.locator('details.operation:visible .key').allTextContents()
    const [action, risk, section] = ['Action', 'Risk', 'Section'].map((name) => page.getByRole('combobox', { name }))

    await action?.selectOption('delete')
    expect(await keys()).toEqual(['AMZN-US-B0BOOT0005', 'AMZN-US-B0BOOT0006'])
    await action?.selectOption('')
    await risk?.selectOption('high')
    expect(await keys()).toEqual(['AMZN-US-B0BOOT0005', 'AMZN-US-B0BOOT0006', 'AMZN-US-B0BOOT0004'])
    await risk?.selectOption('')
    await section?.selectOption('overwrites')
    expect(await keys()).toEqual(['AMZN-US-B0BOOT0001', 'AMZN-US-B0BOOT0002', 'AMZN-US-B0BOOT0003'])
    await section?.selectOption('')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('link')
    expect(await keys()).toEqual(['PB1001'])
    await page.close()
  })

  test('can be used by keys alone', async () => {
    const { page } = await opened(manyUpdates())
    const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the content')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Dark')
    await page.keyboard.press('/')
    await page.keyboard.type('b0boot01')
    expect(await page.getByRole('status').textContent()).toBe('100 of 600 operations')
    for (const name of ['Reset', 'Open all', 'Close all', 'By field']) {
      await page.keyboard.press('Tab')
      expect(await focused()).toBe(name)
    }
    await page.keyboard.press('Tab')
    expect(await focused()).toContain('AMZN-US-B0BOOT0100')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toContain('AMZN-US-B0BOOT0101')
    await page.keyboard.press('Enter')
    expect(await page.locator('details.operation[open] .key').allTextContents()).toEqual(['AMZN-US-B0BOOT0101'])
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toContain('AMZN-US-B0BOOT0100')
    await page.close()
  })

  test('shows pictures as they come into sight, and their names and slots where they cannot be fetched', async () => {
    const online = await opened(firstLoad(), { pictures: true })
    await eventually(() => online.page.evaluate('document.images[0].naturalWidth')).toBe(1)
    expect(online.asked.every((address) => address.startsWith('https://m.media-amazon.com/'))).toBe(true)
    expect(await online.page.locator('img.absent').count()).toBe(0)
    await online.page.locator('img').nth(20).scrollIntoViewIfNeeded()
    await eventually(() => online.page.evaluate('document.images[20].naturalWidth')).toBe(1)
    await online.page.close()

    const { page } = await opened(firstLoad())
    const first = page.locator('.pictures li').first()
    await first.scrollIntoViewIfNeeded()
    await eventually(() => first.locator('img').isVisible()).toBe(false)
    expect(await first.locator('.caption').innerText()).toBe('+ MAIN 71boot1.jpg')
    await page.close()
  })

  test('is readable without scripts', async () => {
    const { page } = await opened(threeUpdates(), { javaScriptEnabled: false })

    expect(await page.getByText('Western Riding').isVisible()).toBe(true)
    expect(await page.locator('#toolbar').isVisible()).toBe(false)
    await page.close()
  })

  test('prints dark text on white, without what only a screen can use', async () => {
    const { page } = await opened(manyUpdates(), { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })

    for (const place of ['#toolbar', 'nav', '#theme']) expect(await page.locator(place).isVisible()).toBe(false)
    expect(await page.evaluate('getComputedStyle(document.querySelector(".rows.many")).contentVisibility')).toBe(
      'visible',
    )
    expect((await page.pdf()).length).toBeGreaterThan(10_000)
    await page.close()
  })

  test('shows any report, with nothing to narrow', async () => {
    const sections = [{ id: 'a', title: 'Matched', weight: 'note' as const, blocks: [lines('<b>bold</b>')] }]
    const { page, said } = await browser.open(
      [...reportHtml({ title: 'Matches', head: ['Of boots.'], sections, closing: ['All.'] })].join(''),
    )

    expect(await page.getByRole('heading').allTextContents()).toEqual(['Matches', 'Matched'])
    expect(await page.getByText('<b>bold</b>').isVisible()).toBe(true)
    expect(said).toEqual([])
    await page.close()
  })
})
