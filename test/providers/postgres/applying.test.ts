import { expect, test } from 'vitest'
import type { Sale } from '../../joining/stands.ts'
import { catalogueWorld, type Driver, describeDrivers } from '../../support/postgres.ts'
import { openMachine } from '../../support/world-desk.ts'
import { ATTRIBUTES, type CatalogueDesk, carryOut, contentsOf, planFor, sync } from './catalogue-desk.ts'

const JAM: Sale[] = [
  { at: 'farm', id: 'a', sku: 'JAM', price: '10', name: 'Jam' },
  { at: 'mill', id: 'x', sku: 'JAM', price: '12', name: 'Jam' },
]
const HONEY: Sale[] = [
  { at: 'farm', id: 'b', sku: 'HONEY', price: '7.5', name: "Honey'); DROP TABLE master_products; --" },
]

async function atDesk(driver: Driver, work: (desk: CatalogueDesk) => Promise<void>): Promise<void> {
  const world = await catalogueWorld(driver, ATTRIBUTES)
  try {
    await work({ world, target: world.target, state: openMachine() })
  } finally {
    await world.close()
  }
}

const idsOf = ({ operations }: { operations: { id: string }[] }): string[] => operations.map(({ id }) => id)

describeDrivers('the catalogue of what several places sell', (driver) => {
  test('is one product for each thing, with a mapping for each place, and needs nothing the second time', () =>
    atDesk(driver, async (desk) => {
      const plan = await planFor(desk, [...JAM, ...HONEY])
      expect((await carryOut(desk, { plan })).operations).toMatchObject({
        succeeded: plan.operations.length,
        failed: 0,
      })
      expect(idsOf(await planFor(desk, [...JAM, ...HONEY]))).toEqual([])
      expect(await contentsOf(desk.world)).toMatchObject({
        products: [{ master_sku: 'HONEY' }, { master_sku: 'JAM' }],
        variants: [{ variant_sku: 'HONEY' }, { variant_sku: 'JAM' }],
        mappings: [
          { platform: 'farm', variant_sku: 'JAM', price: '10.0000' },
          { platform: 'farm', variant_sku: 'HONEY', price: '7.5000' },
          { platform: 'mill', variant_sku: 'JAM', price: '12.0000' },
        ],
      })
    }))

  test('follows a price that changes in one place, there alone', () =>
    atDesk(driver, async (desk) => {
      await sync(desk, JAM)
      const [farm, mill] = JAM as [Sale, Sale]
      const changed = await planFor(desk, [farm, { ...mill, price: '13' }])

      expect(idsOf(changed)).toEqual(['update:mapping.mill/north/x'])
      expect((await carryOut(desk, { plan: changed })).operations).toMatchObject({ succeeded: 1 })
    }))

  test('keeps what somebody changed between the plan and its apply, as a conflict', () =>
    atDesk(driver, async (desk) => {
      await sync(desk, [...JAM, ...HONEY])
      const [farm, mill] = JAM as [Sale, Sale]
      const dearer = [{ ...farm, price: '11' }, mill, ...HONEY.map((sale) => ({ ...sale, price: '8' }))]
      const plan = await planFor(desk, dearer)
      await desk.world.sql("UPDATE master_products SET base_price = 99 WHERE master_sku = 'JAM'")

      const { operations, failures } = await carryOut(desk, { plan })
      expect(operations).toMatchObject({ conflict: 1, failed: 0, succeeded: plan.operations.length - 1 })
      expect(failures).toMatchObject([{ address: 'product.JAM', code: 'changed' }])
      const rows = await desk.world.sql('SELECT master_sku, base_price::text AS price FROM master_products ORDER BY 1')
      expect(rows).toEqual([
        { master_sku: 'HONEY', price: '8.0000' },
        { master_sku: 'JAM', price: '99.0000' },
      ])
    }))

  test('says which of many changes the database refuses, and makes the others', () =>
    atDesk(driver, async (desk) => {
      const sales = Array.from(
        { length: 30 },
        (_, n): Sale => ({ at: 'farm', id: `p${n}`, sku: `P-${n}`, price: String(n + 1) }),
      )
      const plan = await planFor(desk, sales)
      await desk.world.sql('ALTER TABLE master_products ADD CONSTRAINT no_thirteen CHECK (base_price <> 13)')

      const { operations, failures } = await carryOut(desk, { plan })
      expect(failures).toMatchObject([
        { address: 'product.P-12', code: 'constraint', message: expect.stringContaining('no_thirteen') },
      ])
      // Its variant and its listing need it.
      expect(operations).toMatchObject({ failed: 1, skipped: 2, succeeded: plan.operations.length - 3 })
    }))
})
