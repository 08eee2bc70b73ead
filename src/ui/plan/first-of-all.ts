import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Plan } from '../../model/plan.ts'
import { lines, type Section } from '../report/report.ts'

/** Remarks that say what to do before the plan is worth looking at. */
const FIRST: { [code: string]: string } = {
  unadopted: 'Before anything else: products that nobody knows to be ours',
}

export function isFirst({ code }: Diagnostic): boolean {
  return Object.hasOwn(FIRST, code)
}

/** They are shown every time, however often they were shown before. */
export function firstOfAll({ diagnostics }: Plan): Section[] {
  return diagnostics.filter(isFirst).map(({ code, message, hint }) => ({
    id: `first-${code}`,
    title: FIRST[code] as string,
    weight: 'alarm',
    blocks: [lines(message, ...(hint === null ? [] : [hint]))],
  }))
}
