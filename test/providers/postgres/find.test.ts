import { expect, test } from 'vitest'
import { readSteps } from '../../../src/database/migration-steps.ts'
import type { FindQuery } from '../../../src/model/target-database.ts'
import { findProducts, findStatement, NAME_INDEX } from '../../../src/providers/postgres/find.ts'
import { STEPS } from '../../../src/providers/postgres/place.ts'
import { type CatalogueWorld, describeDrivers, running } from '../../support/postgres.ts'
import { inWorld } from './changes.ts'

const WORDS = ['felt', 'boot', 'Cork', 'sole', 'drone', 'Söhne', 'O’Neil', '100%']
const STATUSES = ['draft', 'active', 'inactive', 'archived']
const MANY = { server: 10_000, embedded: 4_000 }
const MOST = 10_000

const nameOf = (n: number): string => `${WORDS[n % 8]} ${WORDS[(n * 3 + 1) % 8]} no${n % 1_000}`

/** Many products, so that reading all of them is not the quickest way. */
async function seed({ sql }: CatalogueWorld, rows: number): Promise<void> {
  const numbers = Array.from({ length: rows }, (_, n) => n)
  await sql(
    `INSERT INTO master_products (account, master_sku, name, status, gtin)
     SELECT 'acme', u.sku, u.name, u.status, u.gtin FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS u (sku, name, status, gtin)`,
    [
      numbers.map((n) => `M-${n}`),
      numbers.map(nameOf),
      numbers.map((n) => STATUSES[n % 4]),
      numbers.map((n) => (n % 2 === 0 ? String(4_012_345_000_000 + n) : null)),
    ],
  )
  await sql(`INSERT INTO master_product_variants (account, product_id, variant_sku, gtin)
    SELECT 'acme', id, replace(master_sku, 'M-', 'V-'), '0' || (5012345000000 + id)::text FROM master_products`)
  await sql(`INSERT INTO platform_mappings (account, platform, shop, platform_product_id, product_id, sync_status)
    SELECT 'acme', 'shopee', '1', id::text, id, CASE WHEN id % 1000 = 0 THEN 'error' ELSE 'synced' END FROM master_products`)
  for (const table of ['master_products', 'master_product_variants', 'platform_mappings']) await sql(`ANALYZE ${table}`)
}

const find = ({ database }: CatalogueWorld, query: Partial<FindQuery>) =>
  database.transaction(
    { mode: 'read', perform: (session) => findProducts(session, 'acme', { limit: MOST, ...query }) },
    running(),
  )

async function planOf({ sql }: CatalogueWorld, query: Partial<FindQuery>): Promise<string> {
  const { text, values } = findStatement('acme', { limit: 20, ...query })
  const rows = await sql(`EXPLAIN ${text}`, values)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

/** How a part of a word is found, where reading all of a small table is not allowed to be the quickest way. */
function partOfWord({ database }: CatalogueWorld): Promise<string> {
  const perform: Parameters<typeof database.transaction<string>>[0]['perform'] = async ({ run }) => {
    await run('set', 'SET LOCAL enable_seqscan = off')
    return JSON.stringify(await run('explain', "EXPLAIN SELECT 1 FROM master_products WHERE name ILIKE '%rone%'"))
  }
  return database.transaction({ mode: 'write', perform }, running())
}

describeDrivers('searching a catalogue of many products', (driver) => {
  test('finds what reading all of it would find, by its indexes', () =>
    inWorld(driver, async (world) => {
      await seed(world, MANY[driver])
      const all = Array.from({ length: MANY[driver] }, (_, n) => n)
      const skus = async (query: Partial<FindQuery>) =>
        (await find(world, query)).products.map(({ master_sku }) => master_sku)
      const expected = (holds: (n: number) => boolean) =>
        all
          .filter(holds)
          .map((n) => `M-${n}`)
          .toSorted()
      const wordsOf = (n: number) => nameOf(n).toLowerCase().split(' ')

      for (const words of ['FELT no17', 'drone', 'söhne CORK', 'boo']) {
        const wanted = words.toLowerCase().split(' ')
        const found = await skus({ name: words })
        expect(found.toSorted(), words).toEqual(expected((n) => wanted.every((word) => wordsOf(n).includes(word))))
      }
      expect((await skus({ name: 'drone', status: 'active' })).toSorted()).toEqual(
        expected((n) => wordsOf(n).includes('drone') && n % 4 === 1),
      )
      expect(await skus({ sku: 'M-17' })).toEqual(['M-17'])
      expect(await skus({ sku: 'V-17' })).toEqual(['M-17'])
      expect(await skus({ gtin: '04012345000016' })).toEqual(['M-16'])
      expect((await skus({ syncStatus: 'error' })).length).toBe(MANY[driver] / 1_000)

      expect(await planOf(world, { name: 'no17 drone' })).toContain('idx_master_products_name_search')
      expect(await planOf(world, { gtin: '4012345000016' })).toMatch(
        /idx_master_products_gtin[\s\S]*idx_master_product_variants_gtin/,
      )
      expect(await planOf(world, { syncStatus: 'error' })).toContain('idx_platform_mappings_sync_status')
      expect(await planOf(world, { sku: 'M-17' })).toMatch(/Index.*master_sku[\s\S]*Index.*variant_sku/)
      for (const query of [{ name: 'no17' }, { gtin: '4012345000016' }, { sku: 'M-17' }])
        expect(await planOf(world, query)).not.toContain('Seq Scan on master_products')
      expect(await partOfWord(world)).toContain('idx_master_products_name_trgm')
    }))

  test('shows no more than asked for, tells how many there are, and shows their variants', () =>
    inWorld(driver, async (world) => {
      await seed(world, 100)
      const found = await find(world, { name: 'drone', limit: 2 })
      expect(found.products).toHaveLength(2)
      expect(found.total).toBeGreaterThan(10)
      expect(found.products[0]).toEqual({
        ...{ master_sku: expect.any(String), name: expect.stringContaining('drone'), status: expect.any(String) },
        gtin: null,
        variants: [{ variant_sku: expect.stringMatching(/^V-/), gtin: expect.any(String), price: null, stock: null }],
      })
    }))

  test('takes any characters for what they are', () =>
    inWorld(driver, async (world) => {
      await world.sql("INSERT INTO master_products (account, master_sku, name) VALUES ('acme', '%', 'Jam')")
      for (const text of [
        "'; DROP TABLE master_products; --",
        '%',
        '_',
        '\\',
        "jam' | 'x",
        'a & b',
        '<->',
        ':*',
        '\u0001',
      ])
        expect((await find(world, { name: text })).total, text).toBe(0)
      expect((await find(world, { sku: '%' })).total).toBe(1)
      for (const sku of ['_', "' OR '1' = '1", '%%']) expect((await find(world, { sku })).total, sku).toBe(0)
      for (const query of [{ gtin: "'" }, { status: "'" }, { syncStatus: "'" }])
        expect((await find(world, query)).total).toBe(0)
    }))
})

test('names are searched in the words of their index', () => {
  const text = readSteps(STEPS)
    .flatMap(({ up }) => up)
    .join('\n')
  expect(text).toContain(`USING gin (${NAME_INDEX})`)
})
