import { isTakenName, TAKEN_HINT } from '../../model/taken-names.ts'
import { type Report, type Rule, specsOf } from './rule.ts'

function refuse(report: Report, label: string, position: Parameters<Report>[0]): void {
  if (!isTakenName(label)) return
  report(position, { code: 'reserved', message: `${label} cannot be used as a label`, hint: TAKEN_HINT })
}

const attributeLabels: Rule = (draft, report) => {
  for (const { label, position } of specsOf(draft).map(({ spec }) => spec)) refuse(report, label, position)
}

const relationshipLabels: Rule = ({ sync, settings }, report) => {
  for (const key of ['hierarchy', 'listings'] as const) {
    refuse(report, settings.relationships[key].label, sync.position(['relationships', key], 'value'))
  }
}

export const NAME_RULES: readonly Rule[] = [attributeLabels, relationshipLabels]
