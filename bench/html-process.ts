import { writePieces } from '../src/state/pieces.ts'
import { mixedPlan } from './html-plan.ts'

const built = (path: string) => import(new URL(`../dist/ui/${path}`, import.meta.url).href)
const [operations = '', file = ''] = process.argv.slice(2)

const { planHtml } = await built('html/plan-html.js')
const { NO_PAGES } = await built('html/pages.js')
const { readingOf } = await built('plan/reading.js')
const plan = mixedPlan(Number(operations))
const measured = { longest: 0 }

function* measuring(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) {
    measured.longest = Math.max(measured.longest, piece.length)
    yield piece
  }
}

const start = process.cpuUsage()
await writePieces(file, measuring(planHtml(plan, readingOf({ rows: 1_000 }), NO_PAGES)))
const { user, system } = process.cpuUsage(start)
process.stdout.write(
  JSON.stringify({ file, operations: plan.operations.length, milliseconds: (user + system) / 1000, ...measured }),
)
