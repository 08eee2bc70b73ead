import { expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { makePlan } from '../../src/services/plan.ts'
import { deskOf, shop } from '../support/forgeries.ts'
import { plan, requestOf } from '../support/world-desk.ts'

const { signal } = new AbortController()

test('a plan has the id that is found while it is written, and nothing else asks for it', async () => {
  const desk = deskOf(shop())
  const asked: Plan[] = []
  const identify = async (one: Plan) => {
    asked.push(one)
    return 'sha256:found'
  }

  const made = await makePlan({ ...requestOf(desk), identify }, signal)

  expect(made.plan_id).toBe('sha256:found')
  expect(asked).toEqual([{ ...made, plan_id: '' }])
  expect(made.operations).toEqual((await plan(desk)).operations)
})
