import type { Plan, PlanSelection } from '../../src/model/plan.ts'
import { planAdoption } from '../../src/services/adopt.ts'
import { EVERYTHING } from '../support/boots.ts'
import { type OddDesk, planRequestOf } from './desk.ts'
import { type Good, memoryDepot } from './stall/depot.ts'
import { oddWorkspace } from './workspace.ts'

/** The stall where goods of others are known by their numbers and stamps. */
export const MARKED = oddWorkspace({}, { marks: true })

let made = 0n

/** A good as a person made it. */
export function byHand(code: string, own: Partial<Pick<Good, 'fields' | 'sizes'>>): Good {
  made += 1n
  return { id: String(9007199254742000n + made), code, revision: 1, fields: {}, sizes: {}, ...own }
}

/** A desk at a stall that has these goods. */
export function shelved(...goods: Good[]): Pick<OddDesk, 'workspace' | 'depot'> {
  return { workspace: MARKED, depot: memoryDepot({ last: '9007199254740993', goods }) }
}

/** What adopting would write. */
export function adoption(desk: OddDesk, selection: Partial<PlanSelection> = {}): Promise<Plan> {
  const request = { ...planRequestOf(desk), selection: { ...EVERYTHING, ...selection } }
  return planAdoption({ ...request, asOf: null, fromScope: null }, new AbortController().signal)
}
