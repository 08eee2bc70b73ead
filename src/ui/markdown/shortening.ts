import type { Section } from '../report/report.ts'
import { SECTION_FORMS } from './section.ts'

interface Step {
  /** Which section. */
  at: number
  weight: Section['weight']
  /** The shorter form that it takes. */
  form: number
}

/** What is given up first. */
const ORDER: Section['weight'][] = ['note', 'change', 'alarm']

/** How a report is made shorter, section by section from the end: notes, then changes, then how alarms are told. */
export function shorteningSteps(sections: Section[]): Step[] {
  return ORDER.flatMap((weight) => {
    const places = sections.flatMap((section, at) => (section.weight === weight ? [at] : [])).reverse()
    const shorter = SECTION_FORMS[weight].map((_, form) => form).slice(1)
    return shorter.flatMap((form) => places.map((at) => ({ at, weight, form })))
  })
}
