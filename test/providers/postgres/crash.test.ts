import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sqliteState } from '../../../src/state/sqlite/index.ts'
import { createMortal, MOMENTS } from '../../crash/mortal.ts'
import { freeLock } from '../../crash/program.ts'
import type { Sale } from '../../joining/stands.ts'
import { catalogueWorld, type Driver, describeDrivers } from '../../support/postgres.ts'
import { PATIENCE } from '../../support/world-desk.ts'
import { ATTRIBUTES, type CatalogueDesk, contentsOf, goOn, mortalDatabase, planFor, sync } from './catalogue-desk.ts'

const jam = (n: number, price: string): Sale[] => [
  { at: 'farm', id: `a${n}`, sku: `JAM-${n}`, price, name: `Jam ${n}` },
  { at: 'mill', id: `x${n}`, sku: `JAM-${n}`, price, name: `Jam ${n}` },
]
const BEFORE = [1, 2, 3].flatMap((n) => jam(n, '10'))
const AFTER = [...[1, 2].flatMap((n) => jam(n, '12.50')), ...[3, 4, 5].flatMap((n) => jam(n, '10'))]

/** A catalogue that was written before, and the machine that did it. */
async function openCase(driver: Driver) {
  const folder = mkdtempSync(join(tmpdir(), 'sync-catalogue-'))
  const world = await catalogueWorld(driver, ATTRIBUTES)
  const state = sqliteState(folder)
  const desk: CatalogueDesk = { world, target: world.target, state }
  await sync(desk, BEFORE)
  const plan = await planFor(desk, AFTER)
  await state.close()
  const close = async () => {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, world, plan, close }
}

/** What a run that nothing disturbs leaves, and how many statements and commits it takes. */
async function undisturbed(driver: Driver) {
  const { folder, world, plan, close } = await openCase(driver)
  let calls = 0
  const count = <T>(send: () => Promise<T>): Promise<T> => {
    calls += 1
    return send()
  }
  const state = sqliteState(folder)
  try {
    await goOn({ world, target: world.with(mortalDatabase(world.database, count)), state }, plan)
    return { contents: await contentsOf(world), calls }
  } finally {
    await state.close()
    await close()
  }
}

describeDrivers('an apply to the catalogue', (driver) => {
  test(
    'that is killed at any statement, and resumed, ends as if nothing had happened',
    async () => {
      const { contents, calls } = await undisturbed(driver)
      expect(calls).toBeGreaterThan(15)
      const ended: { name: string; problem: unknown }[] = []
      // Embedded each case takes longer, and the statements are the same.
      const step = driver === 'embedded' ? 2 : 1
      for (let call = 1; call <= calls; call += step) {
        // Each statement dies at one of the moments, and its neighbours at the others.
        const moment = MOMENTS[call % MOMENTS.length] ?? 'unsent'
        const { folder, world, plan, close } = await openCase(driver)
        const first = sqliteState(folder)
        const mortal = createMortal({ call, moment }, () => void first.close())
        const dying = world.with(mortalDatabase(world.database, (send) => mortal.call(send)))
        await goOn({ world, target: dying, state: first }, plan).catch((error: unknown) => {
          if (!mortal.died) throw error
        })
        await freeLock(folder)
        const state = sqliteState(folder)
        try {
          const desk = { world, target: world.another(), state }
          const { operations } = await goOn(desk, plan)
          const { operations: left } = await planFor(desk, AFTER)
          const twice = await world.sql(
            'SELECT operation FROM catalog_changes GROUP BY run_id, operation HAVING count(*) > 1',
          )
          const problem = {
            failed: operations.failed + operations.conflict + operations.skipped,
            left: left.length,
            twice,
          }
          expect.soft(await contentsOf(world), `${moment} ${call}`).toEqual(contents)
          ended.push({ name: `${moment} ${call}`, problem })
        } finally {
          await state.close()
          await close()
        }
      }
      const sound = { failed: 0, left: 0, twice: [] }
      expect(ended.filter(({ problem }) => JSON.stringify(problem) !== JSON.stringify(sound))).toEqual([])
    },
    PATIENCE,
  )
})
