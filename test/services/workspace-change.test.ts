import { expect, it, test } from 'vitest'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import type { Plan } from '../../src/model/plan.ts'
import { workspaceChange } from '../../src/services/workspace-change.ts'
import { planCopy } from '../../src/state/plan-copy.ts'
import { writePlan } from '../../src/state/plan-file.ts'
import { planId } from '../../src/state/plan-id.ts'
import { create } from '../applier/world.ts'
import { boots, createRunWorld, planOf, WORKSPACE } from './run-world.ts'

const NOW = { ...WORKSPACE, digest: 'sha256:2' }
const plan = (files?: { [path: string]: string }): Plan => ({
  ...planOf([]),
  workspace: { scope: 'prairie', digest: 'sha256:1', ...(files ? { files } : {}) },
})

it.each([
  [{ 'sync.yaml': 'a', 'specs/x.yaml': 'b' }, { 'sync.yaml': 'a2', 'specs/x.yaml': 'b' }, 'sync.yaml changed'],
  [
    { 'sync.yaml': 'a', 'specs/overrides/boots.yaml': 'b' },
    { 'sync.yaml': 'a2', 'specs/overrides/boots.yaml': 'b2' },
    'sync.yaml and specs/overrides/boots.yaml changed',
  ],
  [{ a: '1' }, { a: '1', b: '1' }, 'b came'],
  [{ a: '1', b: '1' }, { a: '1' }, 'b went'],
  [{ a: '1', b: '1', c: '1' }, { a: '2', b: '2', d: '1' }, 'a and b changed, d came, and c went'],
  [
    Object.fromEntries('abcdefg'.split('').map((name) => [name, '1'])),
    Object.fromEntries('abcdefg'.split('').map((name) => [name, '2'])),
    'a, b, c, d, e and 2 more files changed',
  ],
  [undefined, { a: '1' }, 'Files of the workspace changed'],
])('from %j to %j: %s', (before, files, what) => {
  expect(workspaceChange(plan(before), { ...NOW, files })?.message).toBe(
    `${what} since the plan was made; it is applied as it is.`,
  )
})

it('says nothing about a workspace that is the same', () => {
  expect(workspaceChange(plan({ a: '1' }), { ...NOW, digest: 'sha256:1', files: { a: '1' } })).toBeNull()
})

test('a plan of another state of the workspace is applied, with a remark before the first write', async () => {
  const world = createRunWorld()
  const notes: [Diagnostic, writes: number][] = []
  const remark = (note: Diagnostic) => void notes.push([note, world.target.calls().writes])
  const workspace = { ...WORKSPACE, digest: 'sha256:1', files: { 'sync.yaml': 'sha256:1' } }

  const { result } = await world.apply(boots(2), { workspace, remark })

  expect(result.status).toBe('complete')
  expect(notes).toEqual([[expect.objectContaining({ severity: 'warning', code: 'workspace-changed' }), 0]])
})

test('the copy of a plan that a run goes on with is looked at like a plan', async () => {
  const world = createRunWorld()
  const { result } = await world.apply(boots(3), { limits: { budget: 2 }, concurrency: 1 })
  world.target.allow(Number.POSITIVE_INFINITY)
  const operations = [...boots(2), create('MCA0032')]
  await writePlan(planCopy(world.state.folder, result.run_id), { ...planOf(operations), plan_id: planId(operations) })

  await expect(world.apply({ resume: null })).rejects.toMatchObject({
    code: 'not-owned',
    message: expect.stringContaining('create:product.MCA0032'),
  })
  expect(world.target.snapshot().products.map(({ sku }) => sku)).not.toContain('MCA0032')
})
