import { expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { ImageSettings } from '../../../src/model/source.ts'
import { itemsOf } from '../../../src/providers/postgres/item.ts'
import { describeDrivers, describeServer, openFor, running, SERVER_URL } from '../../support/postgres.ts'
import { master, openCatalogueSource, sourceOver } from './catalogue-source.ts'

const IMAGES: ImageSettings = { hosts: [], hostsKey: 'image_hosts', name: '{id}.{ext}', recognise: [] }

const FELT = master('BOOT', {
  name: 'Felt boot',
  category: 'Boots',
  attributes: { model_number: 'BOOT', color: 'Grey', tags: ['felt'], material: { upper: 'felt' } },
  columns: { description: 'Dry cold.', brand: 'Acme', base_price: '89.9', currency: 'EUR', stock: 7, weight_g: 900 },
  variants: [
    { sku: 'BOOT-39', price: '99.50', stock: 3, gtin: '4012345678918', options: { Size: '39' } },
    { sku: 'BOOT-38', price: '89.90', stock: 4, weight_g: 850, options: { Size: 38, Warna: 'Black' } },
  ],
  mappings: [
    { platform: 'farm', shop: '1', product: '77' },
    { platform: 'farm', shop: '1', product: '77', variant: '1', of: 'BOOT-38', price: '95' },
    { platform: 'mill', shop: 'north', product: '5', of: 'BOOT-38', status: 'disabled' },
  ],
})

describeDrivers('the source of a catalogue', (driver) => {
  test('reads a master with several variants as a parent with its children', async () => {
    const { world, hold, items } = await openCatalogueSource(driver)
    await hold([FELT])

    const read = await items()
    expect([...read.keys()]).toEqual(['BOOT', 'BOOT-38', 'BOOT-39'])
    expect(read.get('BOOT')).toMatchObject({
      ...{ key: 'BOOT', source: 'postgres', shop: 'acme', role: 'parent', parent_key: null, sku: 'BOOT', gtin: null },
      ...{ item_name: 'Felt boot', description: 'Dry cold.', brand: 'Acme', category: 'Boots', tags: ['felt'] },
      ...{ price: '89.9', currency: 'EUR', stock: 7, weight_g: 900, color: 'Grey', model_number: 'BOOT' },
      ...{ status: 'active', listing_status: 'ACTIVE', child_asins: ['BOOT-38', 'BOOT-39'], variant_id: null },
      attributes: { model_number: 'BOOT', color: 'Grey', tags: ['felt'], material: { upper: 'felt' } },
    })
    expect(read.get('BOOT-38')).toMatchObject({
      ...{ role: 'child', parent_key: 'BOOT', sku: 'BOOT-38', item_name: 'Felt boot', price: '89.9', currency: 'EUR' },
      ...{ stock: 4, weight_g: 850, color: 'Black', size: '38', options: { Size: '38', Warna: 'Black' } },
      ...{ product_id: 'BOOT', variant_id: 'BOOT-38', shop_id: 'acme', attributes: { material: { upper: 'felt' } } },
    })
    expect(read.get('BOOT-39')).toMatchObject({
      ...{ gtin: '4012345678918', ean: '4012345678918', upc: null, color: 'Grey', size: '39', weight_g: 900 },
    })
    await world.close()
  })

  test('tells of each which listings of which platforms it is', async () => {
    const { world, hold, items } = await openCatalogueSource(driver)
    await hold([
      FELT,
      master('SOLE', { variants: [{ sku: 'SOLE-1' }], mappings: [{ platform: 'farm', shop: '1', product: '9' }] }),
    ])

    const read = await items()
    const listed = (id: string) =>
      read.get(id)?.mappings.map(({ platform, product_id, variant_id }) => [platform, product_id, variant_id])
    expect(listed('BOOT')).toEqual([
      ['farm', '77', null],
      ['farm', '77', '1'],
      ['mill', '5', null],
    ])
    expect(read.get('BOOT-38')?.mappings).toEqual([
      {
        platform: 'farm',
        shop: '1',
        product_id: '77',
        variant_id: '1',
        price: '95',
        currency: null,
        sync_status: 'synced',
      },
      {
        platform: 'mill',
        shop: 'north',
        product_id: '5',
        variant_id: null,
        price: null,
        currency: null,
        sync_status: 'disabled',
      },
    ])
    expect(listed('BOOT-39')).toEqual([])
    expect(listed('SOLE')).toEqual([['farm', '9', null]])
    await world.close()
  })

  test('reads a master with one variant, or with none, on its own under the SKU of the master', async () => {
    const { world, hold, items } = await openCatalogueSource(driver)
    await hold([
      master('M-1', {
        variants: [{ sku: 'SOLE-1', price: '5' }],
        columns: { base_price: '4', stock: 2, gtin: '96385074' },
      }),
      master('M-2', { columns: { base_price: '4' } }),
    ])

    const read = await items()
    expect([...read.keys()]).toEqual(['M-1', 'M-2'])
    expect(read.get('M-1')).toMatchObject({ role: 'single', sku: 'SOLE-1', price: '5', stock: 2, gtin: '96385074' })
    expect(read.get('M-2')).toMatchObject({ role: 'single', sku: 'M-2', price: '4', variant_id: null })
    await world.close()
  })

  test('takes nothing of a variant from its master that is true of all variants alone', async () => {
    const { world, hold, items } = await openCatalogueSource(driver)
    const columns = { base_price: '4', stock: 9, gtin: '96385074', weight_g: 5 }
    await hold([master('M', { columns, variants: [{ sku: 'A', price: '4' }, { sku: 'B' }] })])

    expect((await items()).get('B')).toMatchObject({ price: null, stock: null, gtin: null, weight_g: 5 })
    await world.close()
  })

  test('tells a variant from a master of the same SKU', async () => {
    const { world, hold, items } = await openCatalogueSource(driver)
    await hold([master('A', { variants: [{ sku: 'A' }, { sku: 'B' }] })])

    const read = await items()
    expect([...read].map(([id, { role, sku }]) => [id, role, sku])).toEqual([
      ['A', 'parent', 'A'],
      ['A.variant', 'child', 'A'],
      ['B', 'child', 'B'],
    ])
    await world.close()
  })

  test('reads the organisation and the statuses of its settings alone', async () => {
    const { world, hold, items } = await openCatalogueSource(driver, { status: ['draft', 'inactive'] })
    const variants = (sku: string) => [{ sku: `${sku}-1` }, { sku: `${sku}-2` }]
    await hold([
      master('A', { variants: variants('A') }),
      master('D', { status: 'draft', variants: variants('D') }),
      master('I', { status: 'inactive' }),
      master('O', { status: 'draft', organisation: 'other', variants: variants('O') }),
    ])

    const read = await items()
    expect([...read.keys()]).toEqual(['D', 'D-1', 'D-2', 'I'])
    expect([...read.values()].map(({ status, listing_status }) => [status, listing_status])).toEqual([
      ['draft', 'INACTIVE'],
      ['draft', 'INACTIVE'],
      ['draft', 'INACTIVE'],
      ['inactive', 'INACTIVE'],
    ])
    await world.close()
  })

  test('says which statuses there are when there is none of those that are wanted', async () => {
    const { world, source, hold, read } = await openCatalogueSource(driver)
    await expect(read()).rejects.toMatchObject({
      code: 'no-products',
      message: 'The organisation acme has no products in the catalogue.',
    })
    await hold([master('A', { status: 'draft' }), master('B', { status: 'draft' })])
    const hint = 'It has 2 products with the status draft: name under status in sync.yaml what is to be read.'
    await expect(read()).rejects.toMatchObject({ code: 'no-products', hints: [hint] })

    const checks = []
    for await (const check of source.check?.({ probe: false, requests: [] }, running()) ?? []) checks.push(check)
    expect(checks).toMatchObject([
      { name: 'database', severity: 'info' },
      { name: 'rows', severity: 'error', hint },
    ])
    await world.close()
  })

  test('keeps the order of the gallery, the names of the files, and shows a product by its thumbnail', async () => {
    const { world, hold, read } = await openCatalogueSource(driver)
    await hold([
      master('A', { images: ['b.jpg', 'a.png'], thumbnail: 'a.png' }),
      master('B', { images: ['b.jpg', 'a.jpg', 'Bœuf 1.jpg'], thumbnail: 'beside.webp' }),
      master('C', { images: ['b.jpg'] }),
    ])

    const made = itemsOf((await read()).items as ItemFields[], IMAGES)
    const shown = made.map(({ images }) =>
      images.map(({ slot, file, main }) => `${slot} ${file}${main ? ' main' : ''}`),
    )
    expect(shown).toEqual([
      ['1 b.jpg', expect.stringMatching(/^2 a-[0-9a-f]{12}\.png main$/)],
      ['thumbnail beside.webp main', '1 b.jpg', '2 a.jpg', expect.stringMatching(/^3 B_uf_1-[0-9a-f]{12}\.jpg$/)],
      ['1 b.jpg main'],
    ])
    await world.close()
  })

  test('reads more than a page of each kind, all of it as it is at one moment', async () => {
    const { world, read } = await openCatalogueSource(driver)
    await world.sql(`INSERT INTO master_products (account, master_sku, name, status)
      SELECT 'acme', 'M-' || n, 'Boot', 'active' FROM generate_series(1, 1001) n`)
    await world.sql(`INSERT INTO master_product_variants (account, product_id, variant_sku)
      SELECT 'acme', id, master_sku || '-' || n FROM master_products CROSS JOIN generate_series(1, 2) n`)

    const { items, complete, calls } = await read()
    expect([items.length, complete, calls.calls]).toEqual([3003, true, 7])
    expect(new Set(items.map(({ asin }) => asin)).size).toBe(3003)
    await world.close()
  })

  test('asks for the schema to be made where its tables are not there', async () => {
    const { world, read } = await openCatalogueSource(driver)
    await world.migrations.down({ allowDataLoss: false }, running())

    await expect(read()).rejects.toMatchObject({
      code: 'schema-behind',
      message: 'The catalogue to read lacks 0003_option_order.',
      hints: [expect.stringContaining('sync db up in the workspace that writes it')],
    })
    await world.close()
  })
})

describeServer('the source of a catalogue on a server', () => {
  test('needs no right but to read', async () => {
    const { world, hold } = await openCatalogueSource('server')
    await hold([FELT])
    const role = `reader_${world.schema}`
    await world.sql(`CREATE ROLE ${role}`)
    await world.sql(`GRANT USAGE ON SCHEMA "${world.schema}" TO ${role}`)
    await world.sql(`GRANT SELECT ON ALL TABLES IN SCHEMA "${world.schema}" TO ${role}`)
    const url = new URL(SERVER_URL ?? '')
    url.searchParams.set('options', `-c role=${role}`)
    const opened = await openFor('server', { schema: world.schema, url: url.href })
    const { read } = sourceOver({ ...opened, schema: world.schema })

    expect((await read()).items).toHaveLength(3)
    await expect(
      opened.database.transaction(
        { mode: 'write', perform: ({ run }) => run('psql', 'DELETE FROM master_products') },
        running(),
      ),
    ).rejects.toMatchObject({ code: 'permission' })
    await opened.database.close()
    await world.sql(`DROP OWNED BY ${role}`)
    await world.sql(`DROP ROLE ${role}`)
    await world.close()
  })
})
