import { expect, test } from 'vitest'
import { describeDrivers, running } from '../../support/postgres.ts'
import { sourceOver } from './catalogue-source.ts'
import { create, inWorld, made, one, product, update, write } from './changes.ts'

/** In no order of letters, and in none of lengths. */
const IN_ORDER = { Width: 'wide', Color: 'grey', Size: '39' }
const { Width, Color, Size } = IN_ORDER

const namesOf = (options: unknown): string[] => Object.keys(options as object)

describeDrivers('options of a variant', (driver) => {
  test('stay in the order in which they came, for whoever reads them', () =>
    inWorld(driver, async (world) => {
      const id = await made(world.target, product('BOOT', { status: 'active' }))
      await made(world.target, create('variant', 'BOOT-39', { product: id, options: IN_ORDER }))

      expect(namesOf((await one(world.target, 'variant', 'BOOT-39')).fields.options)).toEqual(namesOf(IN_ORDER))
      const [item] = (await sourceOver(world).read()).items
      expect(namesOf(item?.options)).toEqual(namesOf(IN_ORDER))
      const query = "SELECT option_values ->> 'Color' AS color FROM master_product_variants"
      expect(await world.sql(query)).toEqual([{ color: 'grey' }])
    }))

  test('are not written for their order alone, and get back the one that they had when they change back', () =>
    inWorld(driver, async ({ target }) => {
      const id = await made(target, product('BOOT'))
      await made(target, create('variant', 'BOOT-39', { product: id, options: IN_ORDER }))
      const before = await one(target, 'variant', 'BOOT-39')

      const [answer] = await write(target, update(before, { options: { Size, Color, Width } }))
      expect(answer).toMatchObject({ outcome: 'already' })
      expect(await one(target, 'variant', 'BOOT-39')).toEqual(before)

      await write(target, update(before, { options: { Color: 'red' } }))
      await write(target, update(await one(target, 'variant', 'BOOT-39'), { options: before.fields.options ?? null }))
      expect(namesOf((await one(target, 'variant', 'BOOT-39')).fields.options)).toEqual(namesOf(IN_ORDER))
    }))

  test('that are none are {}, and anything but an object is refused', () =>
    inWorld(driver, async ({ target, sql }) => {
      const id = await made(target, product('BOOT'))
      await made(target, create('variant', 'BOOT-39', { product: id, options: null }))
      expect(await sql('SELECT option_values AS all FROM master_product_variants')).toEqual([{ all: {} }])
      await expect(sql("UPDATE master_product_variants SET option_values = '[1]'")).rejects.toThrow(
        /option_values_object/,
      )
    }))

  test('of a catalogue from before stay as they are, and its rows with them, when the step is applied or taken back', () =>
    inWorld(driver, async ({ target, sql, migrations }) => {
      const id = await made(target, product('BOOT'))
      await made(target, create('variant', 'BOOT-39', { product: id, options: IN_ORDER }))
      const typed = () =>
        sql(`SELECT pg_typeof(option_values)::text AS type, option_values::jsonb AS all, version::int AS version
          FROM master_product_variants`)
      const held = { all: IN_ORDER, version: 1 }

      expect(await typed()).toEqual([{ ...held, type: 'json' }])
      await migrations.down({ allowDataLoss: false }, running())
      expect(await typed()).toEqual([{ ...held, type: 'jsonb' }])
      await migrations.up(running())
      expect(await typed()).toEqual([{ ...held, type: 'json' }])
    }))
})
