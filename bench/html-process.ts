import { writePieces } from '../src/state/pieces.ts'
import { NO_PAGES } from '../src/ui/html/pages.ts'
import { readingOf } from '../src/ui/plan/reading.ts'
import { mixedPlan } from './html-plan.ts'

const [operations = '', file = ''] = process.argv.slice(2)

// Components are not read by Node as they are written: it takes what the build makes of them.
const { planHtml } = await import(new URL('../dist/parts/plan-html.js', import.meta.url).href)
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
