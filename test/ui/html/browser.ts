import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { FLAGS } from '../../support/chromium.ts'

/** A page in a browser, with what it said and what it asked for. */
export interface Opened {
  page: Page
  /** Lines of its console, and errors that nobody caught. */
  said: string[]
  /** Addresses that it asked for; nothing leaves the machine. */
  asked: string[]
}

export interface Desk {
  open(html: string, options?: BrowserContextOptions & { pictures?: boolean }): Promise<Opened>
  close(): Promise<void>
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Pages are opened from files, as people open them. `pictures`: they can be fetched. */
export async function desk(executablePath: string): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-page-'))
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS })
  return {
    async open(html, { pictures = false, ...options } = {}) {
      const file = join(folder, 'page.html')
      writeFileSync(file, html)
      const context = await browser.newContext({ viewport: { width: 1_200, height: 800 }, ...options })
      context.setDefaultTimeout(120_000)
      const page = await context.newPage()
      const [said, asked]: [string[], string[]] = [[], []]
      page.on('console', (message) => said.push(message.text()))
      page.on('pageerror', ({ message }) => said.push(message))
      page.on('dialog', (dialog) => {
        said.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      await page.route(/^(?!file:)/, async (route) => {
        asked.push(route.request().url())
        if (pictures) await route.fulfill({ contentType: 'image/png', body: PICTURE })
        else await route.abort('internetdisconnected')
      })
      await page.goto(pathToFileURL(file).href)
      return { page, said, asked }
    },
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
