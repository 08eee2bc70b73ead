import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fields } from '../../src/model/fields.ts'
import type { LiveResource } from '../../src/model/live.ts'
import { printOf } from '../../src/model/members.ts'
import type { BaselineChange, Operation } from '../../src/model/plan.ts'
import { comparedPaths, resourcePrecondition } from '../../src/model/precondition.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { drafter } from '../../src/planner/diff/draft.ts'
import { planId } from '../../src/state/plan-id.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import { digest } from '../support/boots.ts'
import type { Ware } from './bazaar/facts.ts'
import { openDesk, plan, reach, settle } from './desk.ts'
import { memoryDepot } from './stall/depot.ts'
import { STALL } from './stall/traits.ts'
import { ACCOUNT, type Trial, ware } from './trial.ts'

const KIND = mainKind(STALL)
const draft = drafter(digest)
const codeOf = ({ shop, id }: Ware): string => `${shop}/${id}`

/**
 * A stall where what one run changed is put back, goods that only this program made are thrown away, and some that people
 * made are adopted; baselines are kept in the state.
 */
export async function openTakingTrial(size: number): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-taking-'))
  const depot = memoryDepot()
  const state = sqliteState(folder)
  const wares = Array.from({ length: 3 * size }, (_, n) => ware(n))
  const [back, gone, hand] = [wares.slice(0, size), wares.slice(size, 2 * size), wares.slice(2 * size)]
  const desk = openDesk([...back, ...gone], { depot, state, account: ACCOUNT })
  await settle(desk)
  const before = await state.memory.baselines(ACCOUNT)
  await settle({ ...desk, wares: [...back.map((one) => ({ ...one, name: `${one.name}, new` })), ...gone] })
  const shelf = depot.load()
  for (const [n, one] of hand.entries()) {
    const { name: title = '', tags = [], lines = [], price = '' } = one
    const [code, fields] = [codeOf(one), { title, tags, lines, price }]
    shelf.goods.push({ id: String(100 + n), code, revision: 1, fields, sizes: { [code]: { price } } })
  }
  depot.save(shelf)
  const kept = { ...desk, wares: [...back, ...hand] }
  const { target } = reach(kept)
  const want = { paths: [], owns: () => true, explained: () => true }
  const { signal } = new AbortController()
  await target.connect(signal)
  const { resources } = await target.read(want, signal)
  const live = new Map((resources.good ?? []).map((one) => [one.key, one]))
  const of = (one: Ware): LiveResource => live.get(codeOf(one)) as LiveResource
  const operations = [
    ...back.map((one) => putBack(of(one), { title: one.name }, before.get(of(one).id) ?? null)),
    ...gone.map((one) => throwAway(of(one))),
    ...hand.map((one) => adopt(of(one))),
  ]
  const approved = await plan(kept)
  await state.close()
  const purpose = { command: 'undo' as const, of: 'earlier' }
  return {
    ...{ folder, shelf, wares: kept.wares },
    plan: { ...approved, purpose, operations, plan_id: planId(operations) },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

interface Shape {
  before: Fields
  after: Fields
  paths: string[]
  baseline?: BaselineChange
}

function operation(live: LiveResource, action: Operation['action'], { paths, ...shape }: Shape): Operation {
  const precondition = resourcePrecondition({ paths, live, kind: KIND, baseline: STALL.baseline.path }, digest)
  const common = { provenance: {}, reason: 'because', dependsOn: [], refs: {} }
  return draft({ kind: KIND, key: live.key, action, targetId: live.id, precondition, ...common, ...shape }).operation
}

function putBack(live: LiveResource, after: Fields, text: string | null): Operation {
  const baseline = { fields: Object.keys(after), links: {}, text }
  const before = { title: live.fields.title ?? null }
  return operation(live, 'update', { before, after, baseline, paths: comparedPaths(after, baseline, KIND) })
}

function throwAway(live: LiveResource): Operation {
  const { baseline, ...before } = live.fields
  const prints = (JSON.parse(String(baseline)) as { fields: object }).fields
  return operation(live, 'delete', { before: { code: live.key, ...before }, after: {}, paths: Object.keys(prints) })
}

function adopt(live: LiveResource): Operation {
  const prints = Object.fromEntries(
    Object.entries(live.fields)
      .filter(([path]) => !path.endsWith('/code'))
      .map(([path, value]) => [path, printOf(KIND.field(path), value, digest)]),
  )
  return operation(live, 'adopt', { before: {}, after: {}, paths: [], baseline: { fields: [], links: {}, prints } })
}
