import { expect, test } from 'vitest'
import type { Change, Target } from '../../../src/model/target.ts'
import { describeDrivers } from '../../support/postgres.ts'
import { create, inWorld, made, one, product, remove, update, write } from './changes.ts'

/** One product with its variant, and the listing of both. */
async function family(target: Target, fields: Change['fields'] = {}) {
  const master = await made(target, product('JAM'))
  const variant = await made(
    target,
    create('variant', 'JAM-1', { product: master, options: { size: 'S' }, price: '10' }),
  )
  const listed = (key: string) => create('mapping', key, { product: master, variant, sync_status: 'synced', ...fields })
  return { master, variant, listed, listing: listed('shopee/14701711/25/7') }
}

describeDrivers('variants and listings', (driver) => {
  test('are read as they were written, refer to their products by id, and are deleted last first', () =>
    inWorld(driver, async ({ target }) => {
      const { master, variant, listing } = await family(target, { price: '9.50', currency: 'IDR' })
      await made(target, listing)

      expect((await one(target, 'variant', 'JAM-1')).fields).toEqual({
        product: master,
        options: { size: 'S' },
        price: '10',
      })
      expect(await one(target, 'mapping', listing.key)).toMatchObject({
        fields: {
          ...{ platform: 'shopee', shop: '14701711', platform_product_id: '25', platform_variant_id: '7' },
          ...{ product: master, variant, sync_status: 'synced', price: '9.5', currency: 'IDR' },
        },
      })
      const [product, mapping] = [await one(target, 'product', 'JAM'), await one(target, 'mapping', listing.key)]
      expect(await write(target, remove(product))).toMatchObject([
        { outcome: 'conflict', message: expect.stringContaining('product_there') },
      ])
      for (const live of [mapping, await one(target, 'variant', 'JAM-1'), product])
        expect(await write(target, remove(live))).toMatchObject([{ outcome: 'applied' }])
    }))

  test('are one listing each, also where the platform has no variant, and whatever is in their ids', () =>
    inWorld(driver, async ({ target, sql }) => {
      const { listing, listed } = await family(target)
      const [plain, odd] = [listed('shopee/14701711/25'), listed('shopee/a%2Fb/%25')]
      await write(target, listing, plain, odd)

      expect(await write(target, listing, plain, odd)).toMatchObject([
        { outcome: 'already' },
        { outcome: 'already' },
        { outcome: 'already' },
      ])
      expect(
        await sql(
          'SELECT shop, platform_product_id AS product, platform_variant_id AS variant FROM platform_mappings ORDER BY id',
        ),
      ).toEqual([
        { shop: '14701711', product: '25', variant: '7' },
        { shop: '14701711', product: '25', variant: null },
        { shop: 'a/b', product: '%', variant: null },
      ])
      expect((await one(target, 'mapping', odd.key)).key).toBe(odd.key)
    }))

  test('keep what the platform said once for each content, beside the row', () =>
    inWorld(driver, async ({ target, sql }) => {
      const raw = { title: 'Jam', 'a"b': [1, null, { deep: 'ü' }] }
      const { listing } = await family(target, { raw })
      await made(target, listing)
      const live = await one(target, 'mapping', listing.key)
      expect(live.fields.raw).toBeUndefined()
      expect(await write(target, update(live, { raw }))).toMatchObject([{ outcome: 'already' }])
      await write(target, update(live, { price: '11', raw }))
      await write(
        target,
        update(await one(target, 'mapping', listing.key), { price: '12', raw: { title: 'Jam, new' } }),
      )

      const rows = await sql(`SELECT r.body, m.id IS NOT NULL AS current FROM raw_import_data r
        LEFT JOIN platform_mappings m ON m.raw_id = r.id ORDER BY r.id`)
      expect(rows).toEqual([
        { body: raw, current: false },
        { body: { title: 'Jam, new' }, current: true },
      ])
    }))
})
