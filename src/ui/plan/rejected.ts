import { fewOf } from '../../model/counted.ts'
import { grouped } from '../../model/figures.ts'
import type { Plan } from '../../model/plan.ts'
import type { Quality, Rejected, RuleCount } from '../../model/quality.ts'
import { type Block, lines, type Phrase, type Section } from '../report/report.ts'
import { valueText } from '../values/value-text.ts'
import { count } from '../words.ts'
import { keyOf } from './nouns.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** Items that are not planned, and the rule that rejects each. */
export function rejected({ rejected: list = [] }: Plan, { rows }: Reading): Section | null {
  if (list.length === 0) return null
  const title = `Rejected by specs/quality.yaml, not planned and not removed: ${count(list.length, 'item')}`
  return { id: 'rejected', title, weight: 'note', blocks: [rejectedTable(list, rows)] }
}

export function rejectedTable(list: readonly Rejected[], rows: number): Block {
  const shown = spread(list, rows)
  const table = shown.map(({ address, rule, message, also = [] }) => [
    keyOf(address),
    [rule, ...also].join(', '),
    message,
  ])
  return { is: 'table', columns: ['Key', 'Rule', 'Why'], rows: table, more: list.length - shown.length }
}

/** Which rules were broken, where defaults stand in, and which fields nobody reads or nobody has. */
export function qualityNotes({ quality }: Plan, { rows }: Reading): Section | null {
  if (quality === undefined) return null
  const broken = quality.rules.filter((rule) => rule.count > 0)
  const said = [...defaultLines(quality), ...coverageLines(quality, rows)]
  if (broken.length + said.length === 0) return null
  const blocks: Block[] = [
    ...(broken.length > 0 ? [rulesTable(broken)] : []),
    ...(said.length > 0 ? [lines(...said)] : []),
  ]
  return { id: 'quality', title: 'Quality of the source', weight: 'note', blocks }
}

export function rulesTable(broken: readonly RuleCount[]): Block {
  const rows = broken.map(({ id, field, severity, count: times, samples }) => {
    const shown = samples.map(
      ({ address, value }) => `${keyOf(address)}${value === null ? '' : ` ${valueText(value)}`}`,
    )
    return [id, field ?? '', severity, count(times, 'item'), fewOf(shown, shown.length, times - shown.length)]
  })
  return { is: 'table', columns: ['Rule', 'Field', 'Severity', 'Items', 'Such as'], rows, more: 0 }
}

export function defaultLines({ defaults }: Quality): Phrase[] {
  const used = Object.entries(defaults).filter(([, times]) => times > 0)
  if (used.length === 0) return []
  return [`Defaults stand in: ${used.map(([field, times]) => `${field} ${grouped(times)}`).join(', ')}.`]
}

export function coverageLines({ coverage: { unused, missing } }: Quality, rows: number): Phrase[] {
  return [
    ...(missing.length > 0 ? [`Read by rules, and no item has it: ${fewOf(missing, rows)}.`] : []),
    ...(unused.length > 0 ? [`Items have it, and no rule reads it: ${fewOf(unused, rows)}.`] : []),
  ]
}

/** `Quality: 9 of 10 items are valid (90 %); 1 rejected.` */
export function qualityLine({ quality }: Pick<Plan, 'quality'>): Phrase[] {
  if (quality === undefined || quality.items === 0) return []
  const { items, valid, rejected: lost, rate } = quality
  const rest = lost === 0 ? '' : `; ${grouped(lost)} rejected`
  return [`Quality: ${grouped(valid)} of ${count(items, 'item')} valid (${rate} %)${rest}.`]
}
