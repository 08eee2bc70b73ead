import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { refused } from './refused.ts'
import { Stage } from './stage.ts'

let stage: Stage
let plan: Plan
let text: string

beforeAll(async () => {
  stage = await Stage.open({ listings: 5 })
  expect((await stage.sync('plan', '--out', 'plan.json')).code).toBe(0)
  plan = stage.savedPlan('plan.json')
  text = stage.workspace.read('plan.json')
})

afterAll(() => stage.close())

type Edit = (plan: Plan) => Partial<Plan>

/** The saved plan with something in it replaced. */
const edited = (edit: Edit) => () => JSON.stringify({ ...plan, ...edit(structuredClone(plan)) })

const relabelled: Edit = ({ operations }) => {
  for (const { after } of operations.slice(-1)) after.label = 'Roper'
  return { operations }
}

const plans: [what: string, text: () => string, code: string][] = [
  ['that someone edited', edited(relabelled), 'plan-edited'],
  ['with an operation less', edited(({ operations }) => ({ operations: operations.slice(0, -1) })), 'plan-edited'],
  ['of a later format', edited(() => ({ format_version: '2.0' })), 'plan-format'],
  ['of another account', edited(({ target }) => ({ target: { ...target, account: 'other' } })), 'other-account'],
  ['of another scope', edited(({ workspace }) => ({ workspace: { ...workspace, scope: 'ferry' } })), 'other-scope'],
  ['that is cut off', () => text.slice(0, text.length - 100), 'plan-unreadable'],
  ['that is cut off early', () => text.slice(0, 200), 'plan-unreadable'],
  ['that is no plan', () => '{"operations": 3}', 'plan-unreadable'],
]

test.concurrent.for(plans)('a plan %s is not applied', async ([what, content, code]) => {
  const file = `${what.replaceAll(' ', '-')}.json`
  stage.workspace.write(file, content())

  const failure = await refused(stage, ['apply', file])

  expect(failure.code).toBe(code)
  expect(failure.hints).not.toEqual([])
})

test('a saved plan cannot be narrowed when it is applied', async () => {
  const failure = await refused(stage, ['apply', 'plan.json', '--limit', '3'])

  expect(failure).toMatchObject({ code: 'usage', message: expect.stringContaining('--limit') })
})

test('without a terminal nothing is applied that nobody approved', async () => {
  const failure = await refused(stage, ['apply'])

  expect(failure).toMatchObject({ code: 'not-approved' })
  expect(failure.hints.join()).toMatch(/--auto-approve.*--approved/)
})

test('the approval of another plan is none, and that of this plan is enough', async () => {
  const other = await refused(stage, ['apply', '--approved', `sha256:${'0'.repeat(64)}`])
  const same = await stage.sync('apply', '--approved', plan.plan_id, '--json')

  expect(other).toMatchObject({ code: 'not-approved' })
  expect(other.hints.join()).toContain(plan.plan_id)
  expect(same.code).toBe(0)
  expect(JSON.parse(same.stdout)).toMatchObject({ plan_id: plan.plan_id, status: 'complete' })
})
