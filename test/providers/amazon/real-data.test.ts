import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { CatalogueItem } from '../../../src/providers/amazon/catalogue-item.ts'
import { convertItem } from '../../../src/providers/amazon/convert.ts'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'
import { asRecord, asRecords, type RawRecord } from '../../../src/providers/amazon/raw.ts'
import { readSourceFile } from '../../../src/services/source-file.ts'

const DATA = join(import.meta.dirname, '../../../../shared/data')
const present = existsSync(DATA)

describe.runIf(!present)('real data', () => {
  test(`was not tried: there is no ${DATA}`, () => {
    expect(present).toBe(false)
  })
})

describe.runIf(present)('real data', () => {
  const facts = ({ items }: { items: ItemFields[] }) => factsOf(items as CatalogueItem[])

  const factsOf = (items: CatalogueItem[]) => ({
    items: items.length,
    images: items.reduce((sum, item) => sum + item.images.length, 0),
    distinct: new Set(items.flatMap((item) => item.images.map(({ link }) => link))).size,
    mains: items.filter((item) => item.images.some(({ variant }) => variant === 'MAIN')).length,
    children: items.find(({ asin }) => asin === 'B077QMJFG9')?.child_asins,
    bare: items.filter((item) => item.images.length === 0).map(({ asin }) => asin),
    slots: items.map((item) => [item.asin, item.images.map(({ variant }) => variant).join()]).sort(),
    upcs: items.map((item) => [item.asin, item.upc]).sort(),
  })

  test('gives the same of style MCA0032 in both forms', async () => {
    const answer = await readSourceFile(join(DATA, 'mca0032/catalog-items.json'), { marketplace: 'US' })
    const variants = await readSourceFile(join(DATA, 'mca0032/amazon.json'), { marketplace: 'US' })

    expect([answer.form, variants.form]).toEqual(['catalog-items', 'legacy-variants'])
    expect(facts(variants)).toEqual(facts(answer))
    expect(facts(answer)).toMatchObject({
      items: 20,
      images: 125,
      distinct: 29,
      mains: 19,
      children: ['B07TBFZL3N', 'B07X8Z63ZL'],
      bare: ['B0C89T5YRQ'],
    })
  })

  test('takes every image of the flattened export that is not scaled', async () => {
    const file = await readSourceFile(join(DATA, 'twisted-x/flattened-export.json'), { marketplace: 'US' })

    expect(facts(file)).toMatchObject({ items: 997, images: 6402, mains: 0 })
    expect(file.diagnostics.filter(({ code }) => code === 'duplicate-asin')).toHaveLength(3)
  })

  /** Every object with an ASIN and data sets, wherever it stands. */
  function itemsIn(value: unknown): RawRecord[] {
    if (Array.isArray(value)) return value.flatMap(itemsIn)
    const record = asRecord(value)
    if (typeof record.asin === 'string' && Array.isArray(record.summaries ?? record.images)) return [record]
    return Object.values(record).flatMap(itemsIn)
  }

  const files = ['examples', 'recorded'].flatMap((folder) => {
    const path = join(DATA, 'spapi', folder)
    return present ? readdirSync(path).map((name) => join(path, name)) : []
  })
  const answers = files
    .filter((file) => /catalog/i.test(file) && !file.includes('2020-12-01'))
    .map((file) => [file.slice(DATA.length + 1), itemsIn(JSON.parse(readFileSync(file, 'utf8')))] as const)
    .filter(([, items]) => items.length > 0)

  test.each(answers)('converts %s', (_, items) => {
    for (const raw of items) {
      const id = asRecords(raw.images)[0]?.marketplaceId ?? asRecords(raw.summaries)[0]?.marketplaceId
      const code = ['US', 'UK', 'BR'].find((name) => marketplaceOf(name).id === id) ?? 'US'

      const { item, diagnostics } = convertItem(raw, marketplaceOf(code))

      expect(item?.item_name).not.toBeNull()
      expect(new Set(item?.images.map(({ variant }) => variant)).size).toBe(item?.images.length)
      expect(diagnostics.filter((entry) => entry.code !== 'several-main-images')).toEqual([])
    }
  })
})
