import type { Plan } from '../src/model/plan.ts'
import { readPlan, writeNewPlan } from '../src/state/plan-file.ts'
import { readingOf } from '../src/ui/plan/reading.ts'
import { reviewPlan } from '../src/ui/plan/review.ts'
import { reportText } from '../src/ui/text/report-text.ts'
import type { Measured } from './plan-file.ts'
import { median } from './result.ts'

/** A process of the plan file benchmark. */

const ROUNDS = 3
const [, , file = ''] = process.argv
const LAYOUT = { width: 80, colour: false, whole: false }

const rounds: Omit<Measured, 'operations' | 'inFull'>[] = []
let [operations, inFull] = [0, 0]
for (let round = 0; round < ROUNDS; round++) {
  let plan = await readPlan(file)
  const read = await costOf(async () => {
    plan = await readPlan(file)
  })
  const text = await costOf(() => reportText(reviewPlan(plan, readingOf()), LAYOUT))
  // As a planner makes them: nothing that two operations say is one value.
  const apart: Plan = { ...plan, operations: plan.operations.map((one) => JSON.parse(JSON.stringify(one))) }
  const lines: string[] = []
  const stringify = await costOf(() => {
    for (const one of apart.operations) lines.push(JSON.stringify(one))
  })
  const parse = await costOf(() => {
    for (const line of lines) JSON.parse(line)
  })
  const write = await costOf(() => writeNewPlan(`${file}.again`, apart))
  operations = lines.length
  inFull = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0)
  rounds.push({ read, text, stringify, parse, write })
}
const middle = (key: keyof (typeof rounds)[0]): number => median(rounds.map((round) => round[key]))
const measured: Measured = {
  ...{ operations, inFull },
  ...{ read: middle('read'), text: middle('text'), write: middle('write') },
  ...{ stringify: middle('stringify'), parse: middle('parse') },
}
process.stdout.write(JSON.stringify(measured))

/** Processor milliseconds, the garbage collector's included. */
async function costOf(work: () => unknown): Promise<number> {
  globalThis.gc?.()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
