import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { chromiumPath, FLAGS } from '../test/support/chromium.ts'
import { atMost, type BenchmarkResult, type Claim, median, rounded } from './result.ts'

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
    const perFrame = seen.scrolled.processor / seen.frames.length
    const perOperation = ({ milliseconds, operations }: Written): number => milliseconds / operations
    return {
      claims: [
        ...claimsOf(`opening ${OPERATIONS} operations / ${OPENED} ms`, seen.opened, OPENED),
        ...claimsOf(`searching ${OPERATIONS} operations / ${FILTERED} ms`, seen.searched, FILTERED),
        ...claimsOf(`filtering ${OPERATIONS} operations / ${FILTERED} ms`, seen.filtered, FILTERED),
        atMost(`processor time of a frame while scrolling / ${FRAME} ms`, perFrame / FRAME, 1),
        atMost(`median frame while scrolling / ${FRAME} ms`, median(seen.frames) / FRAME),
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
        // Well above the number of processors, times say little.
        load_average: rounded(loadavg()[0] ?? 0),
        chromium: browser.version(),
      },
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What people wait for is only told: what is promised has to hold on a machine that does other things as well. */
function claimsOf(what: string, times: Time[], limit: number): Claim[] {
  return [
    atMost(`processor time of ${what}`, median(times.map(({ processor }) => processor)) / limit, 1),
    atMost(`longest time of ${what}`, Math.max(...times.map(({ clock }) => clock)) / limit),
  ]
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

/** Milliseconds by the clock, and of processor time in the process of the page, all its threads together. */
interface Time {
  clock: number
  processor: number
}

async function measure(browser: Browser, file: string) {
  const session = await browser.newBrowserCDPSession()
  const opened: Time[] = []
  let page = await browser.newPage()
  for (let round = 0; round < TIMES; round += 1) {
    await page.close()
    page = await browser.newPage()
    opened.push(await timed(session, open(page, file)))
  }
  await page.waitForSelector('#toolbar[data-ready]', { timeout: 120_000 })
  const searched = await inputs(
    page,
    session,
    ['boot', 'b0boot00', 'square toe', 'nothing is like this', ''].map(search),
  )
  const filtered = await inputs(page, session, ['high', 'normal', ''].map(choose))
  const frames: number[] = []
  const scrolled = await timed(session, async () => void frames.push(...(await page.evaluate<number[]>(SCROLL))))
  const elements = await page.evaluate<number>('document.getElementsByTagName("*").length')
  return { opened, searched, filtered, frames, scrolled, elements }
}

async function timed(session: CDPSession, work: () => Promise<void>): Promise<Time> {
  const [start, before] = [performance.now(), await processorTime(session)]
  await work()
  const clock = performance.now() - start
  return { clock, processor: (await processorTime(session)) - before }
}

async function processorTime(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const pages = processInfo.filter(({ type }) => type === 'renderer')
  return pages.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
}

/** From the first byte until the page is laid out and painted. */
const open = (page: Page, file: string) => async (): Promise<void> => {
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load', timeout: 120_000 })
  await page.evaluate(PAINTED)
}

/** Each from the event until the next frame is there. */
async function inputs(page: Page, session: CDPSession, texts: string[]): Promise<Time[]> {
  const times: Time[] = []
  for (const text of texts) {
    const script = `{ ${text}; told.dispatchEvent(new Event('input', { bubbles: true })); ${PAINTED} }`
    times.push(await timed(session, async () => void (await page.evaluate(script))))
  }
  return times
}

const PAINTED = 'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))'

function search(text: string): string {
  return `const field = document.getElementById('search'); field.value = ${JSON.stringify(text)}; const told = field`
}

function choose(risk: string): string {
  return `const told = document.querySelector('select[name=risk]'); told.value = ${JSON.stringify(risk)}`
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
