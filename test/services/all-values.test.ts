import { expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { makeCleanup } from '../../src/services/cleanup.ts'
import { makePlan } from '../../src/services/plan.ts'
import { newAttribute } from '../contract/changes.ts'
import { boot, digest, settings } from '../support/boots.ts'
import { undo } from '../support/undoing.ts'
import { carryOut, requestOf, workspaceOf } from '../support/world-desk.ts'
import { edit, productOf, type Shop, SKU, shop } from './undo-world.ts'

const { signal } = new AbortController()
const NOTES = 'attributes.notes'
const LISTED = Array.from({ length: 6 }, (_, index) => boot(`B0PRAIRIE${index + 1}`))

/** An account with an attribute that the workspace knows nothing of, and products of ours; a listing goes. */
async function opened() {
  const pruning = settings(({ policy }) => Object.assign(policy, { on_gone: 'delete' }))
  pruning.policy.prune = { links: false, images: false, products: true, variants: false }
  const { desk, first } = await shop(LISTED, pruning)
  await desk.target.write(newAttribute({ name: 'Notes', type: 'Text' }), signal)
  return { desk, first, gone: { ...desk, world: { ...desk.world, items: LISTED.slice(1) } } }
}

type Opened = Awaited<ReturnType<typeof opened>>

/** Every listing that is not there is gone for certain. */
function pruned({ gone }: Opened): Promise<Plan> {
  const known = { since: '2026-11-19T02:00:00Z', confirmed: true }
  const absences: Parameters<typeof makePlan>[0]['absences'] = async (absent) => ({
    absences: new Map(absent.flatMap(({ names }) => names.map((name) => [name, known]))),
    diagnostics: [],
  })
  return makePlan({ ...requestOf(gone), absences }, signal)
}

function cleaned({ desk }: Opened): Promise<Plan> {
  const { target, state, clock } = desk
  const program = { name: 'catalog-sync', version: '0.1.0' }
  const request = { target, state, clock, digest, program, workspace: workspaceOf(desk), profile: null }
  return makeCleanup({ ...request, prefix: SKU, having: [], pictures: false, allowDeletes: true }, signal)
}

const undone = ({ desk, first }: Opened) => undo(desk, first, { allowDeletes: true })

const WAYS: [what: string, plan: (world: Opened) => Promise<Plan>, desk: (world: Opened) => Shop][] = [
  ['pruning what is gone', pruned, ({ gone }) => gone],
  ['undoing what made it', undone, ({ desk }) => desk],
  ['cleaning up', cleaned, ({ desk }) => desk],
]

test.each(WAYS)('%s leaves a product in which people filled what the workspace does not manage', async (_, plan) => {
  const world = await opened()
  await edit(world.desk, { [NOTES]: 'Keep this one' })

  const { operations, blocked } = await plan(world)

  expect(operations.map(({ id }) => id)).not.toContain(`delete:product.${SKU}`)
  expect(blocked).toContainEqual(
    expect.objectContaining({
      id: `delete:product.${SKU}`,
      code: 'changed',
      message: expect.stringContaining(NOTES),
    }),
  )
})

test.each(WAYS)('%s leaves it also where they do so between plan and apply', async (_, plan, deskOf) => {
  const world = await opened()
  const approved = await plan(world)
  expect(approved.operations.map(({ id }) => id)).toContain(`delete:product.${SKU}`)
  await edit(world.desk, { [NOTES]: 'Keep this one' })

  const result = await carryOut(deskOf(world), approved, true)

  expect(result.operations).toMatchObject({ conflict: 1 })
  expect(productOf(world.desk)?.attributes.notes).toBe('Keep this one')
})
