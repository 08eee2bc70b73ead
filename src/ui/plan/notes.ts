import type { Plan } from '../../model/plan.ts'
import type { Section } from '../report/report.ts'
import { blocked } from './blocked.ts'
import { compared } from './compared.ts'
import { drifted, kept, unadopted } from './left-alone.ts'
import { gone, stale } from './lost.ts'
import { matchNotes } from './match-notes.ts'
import type { Reading } from './reading.ts'
import { qualityNotes, rejected } from './rejected.ts'
import { remarks } from './remarks.ts'

/** What is left alone, and why; short. */
export function notes(plan: Plan, reading: Reading): Section[] {
  const sections = [
    blocked(plan, reading),
    drifted(plan, reading),
    gone(plan, reading),
    stale(plan, reading),
    unadopted(plan, reading),
    kept(plan, reading),
    rejected(plan, reading),
    qualityNotes(plan, reading),
    compared(plan, reading),
    ...matchNotes(plan, reading),
    remarks(plan, reading),
  ]
  return sections.filter((section) => section !== null)
}
