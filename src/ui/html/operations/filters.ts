import { ACTIONS, type Plan } from '../../../model/plan.ts'
import { verbOf } from '../../plan/verbs.ts'
import type { Section } from '../../report/report.ts'
import type { Choice, Filter } from '../components/toolbar.tsx'
import type { OperationGroup } from './operation-view.ts'

/** What the operations can be narrowed by; what would not narrow anything is left out. */
export function filtersOf(groups: OperationGroup[], alarms: Section[], { operations, purpose }: Plan): Filter[] {
  const kinds = [...new Set(groups.map(({ kind }) => kind))].map((kind) => ({ value: kind, text: kind }))
  const actions = ACTIONS.filter((action) => groups.some((group) => group.action === action))
  const sections = groups.length > 1 || alarms.length > 0 ? [...alarms, ...groups] : []
  const high = operations.filter(({ risk }) => risk === 'high').length
  const risks = high === 0 || high === operations.length ? [] : ['high', 'normal']
  return [
    { name: 'kind', label: 'Kind', choices: several(kinds) },
    {
      name: 'action',
      label: 'Action',
      choices: several(actions.map((action) => ({ value: action, text: verbOf(action, purpose) }))),
    },
    { name: 'risk', label: 'Risk', choices: risks.map((risk) => ({ value: risk, text: risk })) },
    {
      name: 'section',
      label: 'Section',
      choices: sections.map(({ id, title }) => ({ value: id, text: title })),
    },
  ].filter(({ choices }) => choices.length > 0)
}

function several(choices: Choice[]): Choice[] {
  return choices.length > 1 ? choices : []
}
