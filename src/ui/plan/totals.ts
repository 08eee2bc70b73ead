import { grouped } from '../../model/figures.ts'
import type { Action, Plan } from '../../model/plan.ts'
import { type Phrase, strong } from '../report/report.ts'
import { count, duration, rateWindow } from '../words.ts'
import { counted, unchangedIn } from './nouns.ts'
import { openPoints } from './open-points.ts'
import { qualityLine } from './rejected.ts'
import { verdictOf } from './verdict.ts'

/** How well listings were matched, what the plan costs, what it leaves alone, and last what it does. */
export function closingOf(plan: Plan): Phrase[] {
  const known = [...matched(plan), ...qualityLine(plan)]
  if (plan.operations.length === 0) return [...known, [strong(verdictOf(plan))]]
  return [...known, ...images(plan), cost(plan), ...leftAlone(plan), [strong(`Plan: ${whatIsDone(plan)}.`)]]
}

function matched({ matches }: Plan): Phrase[] {
  const { matched: number, total, rate, by_method, unmatched, ambiguous } = matches
  if (total === 0) return []
  const methods = Object.entries(by_method).map(([method, times]) => `${method} ${grouped(times)}`)
  const rest = [
    ...(unmatched > 0 ? [`${grouped(unmatched)} unmatched`] : []),
    ...(ambiguous > 0 ? [`${grouped(ambiguous)} ambiguous`] : []),
  ]
  const how = methods.length > 0 ? ` by ${methods.join(', ')}` : ''
  return [
    [
      `Matched: ${grouped(number)} of ${count(total, 'listing')} (${rate} %)${how}`,
      ...rest.map((text) => `; ${text}`),
      '.',
    ].join(''),
  ]
}

function images({ summary }: Plan): Phrase[] {
  const { attach, detach, thumbnail, reused } = summary
  if (attach + detach + thumbnail === 0) return []
  const parts = [
    ...(attach > 0 ? [`${grouped(attach)} to attach`] : []),
    ...(detach > 0 ? [`${grouped(detach)} to detach`] : []),
    ...(thumbnail > 0 ? [`${count(thumbnail, 'thumbnail')} to set`] : []),
    ...(reused > 0 ? [`${grouped(reused)} already in the account`] : []),
  ]
  return [`Images: ${parts.join(', ')}.`]
}

function cost({ cost: { reads, writes, weight, seconds, plan_reads, binding_window } }: Plan): Phrase {
  const unit = binding_window?.unit
  const weighed = unit === undefined || weight === undefined ? '' : `, ${count(weight, unit)}`
  const least = seconds < 1 ? 'less than a second' : `at least ${duration(seconds)}`
  // Without a window nothing is known of the time.
  const time = binding_window === null ? '' : `, ${least} at ${rateWindow(binding_window)}`
  return `Cost: ${count(reads + writes, 'call')}${weighed}${time}; planning took ${count(plan_reads, 'call')}.`
}

/** What stays as it is although account and source differ, or since they agree. */
function leftAlone(plan: Plan): Phrase[] {
  const parts = [unchangedIn(plan.summary), ...openPoints(plan)].filter((part) => part !== '')
  return parts.length === 0 ? [] : [`Left alone: ${parts.join(', ')}.`]
}

const DOES: [Action, string][] = [
  ['create', 'create'],
  ['update', 'update'],
  ['adopt', 'adopt'],
  ['upload', 'upload'],
  ['link', 'link'],
  ['unlink', 'unlink'],
  ['delete', 'delete'],
]

/** To other ends the same is called otherwise. */
const UNDOES: Partial<{ [action in Action]: string }> = {
  create: 'make again',
  update: 'put back',
  adopt: 'hand back',
  link: 'link again',
}

/** `40 products, 21 attributes to create; 15 images to upload` */
export function whatIsDone({ summary, purpose, selection }: Pick<Plan, 'summary' | 'purpose' | 'selection'>): string {
  const undoing = purpose?.command === 'undo' ? UNDOES : {}
  const settling = selection.take?.side === 'target' ? { adopt: 'settle in favour of the account' } : {}
  const parts = DOES.flatMap(([action, verb]) => {
    const kinds = Object.entries(summary.by_kind).flatMap(([kind, actions]) => {
      const number = numberOf(summary, { kind, action, operations: actions[action] ?? 0 })
      return number === 0 ? [] : [counted(kind, number)]
    })
    return kinds.length === 0 ? [] : [`${kinds.join(', ')} to ${{ ...undoing, ...settling }[action] ?? verb}`]
  })
  return [...parts, ...(purpose?.command === 'adopt' ? ['no value changes'] : [])].join('; ')
}

/** One operation on links may carry many pairs. */
function numberOf(
  { link_pairs, unlink_pairs }: Plan['summary'],
  { kind, action, operations }: { kind: string; action: Action; operations: number },
): number {
  if (kind !== 'link' || operations === 0) return operations
  if (action === 'link') return link_pairs
  return action === 'unlink' ? unlink_pairs : operations
}
