import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumPath, FLAGS } from '../test/support/chromium.ts'
import { atMost, type BenchmarkResult, median, rounded } from './result.ts'

const OPERATIONS = 10_000
const MANY = 100_000
/** What design asks for, in milliseconds. */
const OPENED = 3_000
const FILTERED = 100
/** Two frames at 60 Hz: what people see as smooth. */
const FRAME = 34
const TIMES = 5

/** Whether pages of many operations are written in pieces, open soon, filter at once and scroll smoothly. */
export async function run(): Promise<BenchmarkResult> {
  const executablePath = chromiumPath()
  if (executablePath === null)
    throw new Error('The pages are measured in Chromium: install Debian\'s package "chromium".')
  const folder = mkdtempSync(join(tmpdir(), 'sync-bench-'))
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  try {
    const [small, large] = [written(folder, OPERATIONS), written(folder, MANY)]
    const seen = await measure(browser, small.file)
    const perOperation = ({ milliseconds, operations }: Written): number => milliseconds / operations
    return {
      claims: [
        atMost(`opening ${OPERATIONS} operations / ${OPENED} ms`, seen.opened / OPENED, 1),
        atMost(`longest search of ${OPERATIONS} / ${FILTERED} ms`, seen.searched / FILTERED, 1),
        atMost(`longest filter of ${OPERATIONS} / ${FILTERED} ms`, seen.filtered / FILTERED, 1),
        atMost(`median frame while scrolling / ${FRAME} ms`, seen.frame / FRAME, 1),
        atMost(
          `time of writing per operation, ${MANY} / ${OPERATIONS}`,
          perOperation(large) / perOperation(small),
          1.5,
        ),
        atMost(`longest piece of ${MANY} / whole page`, large.longest / large.bytes, 0.001),
      ],
      details: {
        operations: OPERATIONS,
        page_megabytes: rounded(small.bytes / 1024 ** 2),
        elements: seen.elements,
        chromium: browser.version(),
      },
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Written {
  file: string
  operations: number
  /** Processor time of making the page. */
  milliseconds: number
  bytes: number
  /** Characters of the longest piece. */
  longest: number
}

/** By the built program, in a process of its own. */
function written(folder: string, operations: number): Written {
  const file = join(folder, `${operations}.html`)
  const script = resolve(import.meta.dirname, 'html-process.ts')
  const text = execFileSync(process.execPath, [...process.execArgv, script, String(operations), file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { ...(JSON.parse(text) as Omit<Written, 'bytes'>), bytes: statSync(file).size }
}

async function measure(browser: Browser, file: string) {
  const opened: number[] = []
  let page = await open(browser, file, opened)
  for (let round = 1; round < TIMES; round += 1) {
    await page.close()
    page = await open(browser, file, opened)
  }
  await page.waitForFunction('globalThis.searchable === true')
  const searched = await longest(page, ['boot', 'b0boot00', 'square toe', 'nothing is like this', ''].map(search))
  const filtered = await longest(page, ['high', 'normal', ''].map(choose))
  const frame = median(await page.evaluate<number[]>(SCROLL))
  const elements = await page.evaluate<number>('document.getElementsByTagName("*").length')
  return { opened: median(opened), searched, filtered, frame, elements }
}

/** From the first byte until the page is laid out and can be searched in. */
async function open(browser: Browser, file: string, times: number[]): Promise<Page> {
  const page = await browser.newPage()
  const start = performance.now()
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' })
  await page.evaluate(PAINTED)
  times.push(performance.now() - start)
  await page.evaluate('requestIdleCallback(() => { globalThis.searchable = true })')
  return page
}

const PAINTED = 'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))'

function search(text: string): string {
  return `const field = document.getElementById('search'); field.value = ${JSON.stringify(text)}; const told = field`
}

function choose(risk: string): string {
  return `const told = document.querySelector('select[name=risk]'); told.value = ${JSON.stringify(risk)}`
}

/** From the event until the next frame is there. */
async function longest(page: Page, inputs: string[]): Promise<number> {
  const times: number[] = []
  for (const input of inputs) {
    times.push(
      await page.evaluate<number>(`(async () => {
        ${input}
        const start = performance.now()
        told.dispatchEvent(new Event('input', { bubbles: true }))
        await ${PAINTED}
        return performance.now() - start
      })()`),
    )
  }
  return Math.max(...times)
}

/** Milliseconds from frame to frame while the page goes down by a screen at a time. */
const SCROLL = `new Promise((resolve) => {
  const times = []
  let last = performance.now()
  const step = (now) => {
    times.push(now - last)
    last = now
    scrollBy(0, innerHeight)
    if (times.length < 120) requestAnimationFrame(step)
    else resolve(times.slice(1))
  }
  requestAnimationFrame(step)
})`
