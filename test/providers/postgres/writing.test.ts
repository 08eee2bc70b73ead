import { describe, expect, test } from 'vitest'
import { describeDrivers, running } from '../../support/postgres.ts'
import { create, inWorld, made, one, product, RUN, update, WANT, write } from './changes.ts'

describeDrivers('what is in flight together', (driver) => {
  test('is written in few statements, with one row of history each', () =>
    inWorld(driver, async ({ target, sql }) => {
      const before = target.calls().writes
      const answers = await write(target, ...Array.from({ length: 500 }, (_, n) => product(`JAM-${n}`)))

      expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['applied']))
      expect(target.calls().writes - before).toBeLessThanOrEqual(2)
      expect(
        await sql('SELECT count(*)::int AS rows, count(DISTINCT operation)::int AS operations FROM catalog_changes'),
      ).toEqual([{ rows: 500, operations: 500 }])
    }))

  test('is written all the same where the database refuses some of it, which is told by constraint or column', () =>
    inWorld(driver, async ({ target, sql }) => {
      const bad = new Map([
        [7, { base_price: '0' }],
        [8, { currency: 'EURO' }],
        [130, { stock: -1 }],
        [199, { images: ['999999999'] }],
      ])
      const answers = await write(target, ...Array.from({ length: 200 }, (_, n) => product(`JAM-${n}`, bad.get(n))))

      const refused = answers.flatMap((answer, n) =>
        answer.outcome === 'rejected' ? [[n, answer.code, answer.message]] : [],
      )
      expect(refused).toEqual([
        [7, 'constraint', expect.stringContaining('constraint base_price_above_zero')],
        [8, 'constraint', expect.stringMatching(/22001|currency/)],
        [130, 'constraint', expect.stringContaining('constraint stock_not_negative')],
        [199, 'constraint', expect.stringContaining('constraint image_asset_there')],
      ])
      expect(await sql('SELECT count(*)::int AS rows FROM master_products')).toEqual([{ rows: 196 }])
      expect(await sql('SELECT count(*)::int AS rows FROM catalog_changes')).toEqual([{ rows: 196 }])
    }))

  test('keeps what each says, where changes say different things', () =>
    inWorld(driver, async ({ target }) => {
      await write(
        target,
        product('A', { brand: 'One', stock: 1 }),
        product('B', { 'attributes.color': 'red', 'attributes.size': 'S' }),
      )
      const [a, b] = [await one(target, 'product', 'A'), await one(target, 'product', 'B')]
      await write(target, update(a, { stock: 2 }), update(b, { 'attributes.color': null, brand: 'Other' }))

      expect((await one(target, 'product', 'A')).fields).toEqual({
        name: 'Jam A',
        status: 'draft',
        brand: 'One',
        stock: 2,
      })
      expect((await one(target, 'product', 'B')).fields).toEqual({
        ...{ name: 'Jam B', status: 'draft', brand: 'Other' },
        'attributes.size': 'S',
      })
    }))
})

describeDrivers('a row that somebody changed since it was read', (driver) => {
  test('keeps its value, whoever changed it and whatever was changed', () =>
    inWorld(driver, async ({ target, sql }) => {
      await made(target, product('JAM', { brand: 'Ours' }))
      const before = await one(target, 'product', 'JAM')
      await sql("UPDATE master_products SET brand = 'Theirs' WHERE master_sku = 'JAM'")

      expect(await write(target, update(before, { brand: 'Ours again' }))).toEqual([{ outcome: 'outdated' }])
      expect((await one(target, 'product', 'JAM')).fields.brand).toBe('Theirs')
    }))

  test('is told from one whose pictures somebody put in another order', () =>
    inWorld(driver, async ({ target, sql }) => {
      const [a, b] = [
        await made(target, create('asset', 'a.jpg', { url: 'https://example.com/a.jpg' })),
        await made(target, create('asset', 'b.jpg', { url: 'https://example.com/b.jpg' })),
      ]
      await made(target, product('JAM', { images: [a, b] }))
      const before = await one(target, 'product', 'JAM')
      await sql('UPDATE product_images SET position = position + 10 WHERE asset_id = $1::bigint', [a])

      expect(await write(target, update(before, { images: [b] }))).toEqual([{ outcome: 'outdated' }])
      const after = await one(target, 'product', 'JAM')
      expect(after.fields.images).toEqual([b, a])
      expect(await write(target, update(after, { images: [b] }))).toMatchObject([{ outcome: 'applied' }])
      expect((await one(target, 'product', 'JAM')).fields.images).toEqual([b])
    }))
})

describeDrivers('SQL in values', (driver) => {
  test.each(["'; DROP TABLE master_products; --", '{"a","b"}', '\\', '$1', '%_%', 'NULL', "E'\\\\x'"])(
    '%s is a value like any other',
    (text) =>
      inWorld(driver, async ({ target, sql }) => {
        const fields = {
          brand: text,
          category: text,
          description: text,
          'attributes.odd': text,
          [`attributes.${text}`]: text,
        }
        await made(target, create('attribute', text, { name: text, type: 'text' }))
        await made(target, create('asset', text, { url: text }))
        await made(target, product(text, fields))
        expect((await one(target, 'product', text)).fields).toMatchObject(fields)
        expect(await target.look([{ kind: 'asset', key: text }], WANT, running())).toHaveLength(1)
        expect(await sql('SELECT master_sku FROM master_products')).toEqual([{ master_sku: text }])
      }),
  )
})

describeDrivers('the history', (driver) => {
  test('says what was written, by which operation of which run, and what was there before', () =>
    inWorld(driver, async ({ target, sql }) => {
      await made(target, product('JAM', { brand: 'One' }))
      await write(target, update(await one(target, 'product', 'JAM'), { brand: 'Two', stock: 4 }))

      expect(await sql('SELECT run_id, operation, sku, before, after FROM catalog_changes ORDER BY id')).toEqual([
        {
          run_id: RUN,
          operation: 'create:product.JAM',
          sku: 'JAM',
          before: null,
          after: { name: 'Jam JAM', brand: 'One' },
        },
        {
          run_id: RUN,
          operation: 'update:product.JAM',
          sku: 'JAM',
          before: { brand: 'One', stock: null },
          after: { brand: 'Two', stock: 4 },
        },
      ])
      expect(await sql('SELECT batch_id, changes::int, created::int, updated::int FROM import_batches')).toEqual([
        { batch_id: RUN, changes: 2, created: 1, updated: 1 },
      ])
    }))
})

describeDrivers('after a large load', (driver) => {
  test('the database knows how large the tables have become', () =>
    inWorld(driver, async ({ target, sql, schema }) => {
      for (let start = 0; start < 1_500; start += 500)
        await write(target, ...Array.from({ length: 500 }, (_, n) => product(`JAM-${start + n}`)))
      await target.close()

      const [row] = await sql<{ rows: number }>(
        'SELECT reltuples::int AS rows FROM pg_class WHERE oid = to_regclass($1)',
        [`${schema}.master_products`],
      )
      expect(row?.rows).toBe(1_500)
    }))
})

describe('two organisations in one schema', () => {
  test('see and change only what is theirs', () =>
    inWorld('embedded', async ({ target, sql }) => {
      await made(target, product('JAM', { category: 'Jams' }))
      await sql("UPDATE master_products SET account = 'other'")

      expect(await target.look([{ kind: 'product', key: 'JAM' }], WANT, running())).toEqual([])
      await made(target, product('JAM', { category: 'Jams' }))
      const { resources } = await target.read(WANT, running())
      expect(resources.product).toHaveLength(1)
    }))
})
