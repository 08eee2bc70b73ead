import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { matchReport } from '../../src/planner/match/report.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { readSourceFile } from '../../src/services/source-file.ts'
import { account, planInput, product } from '../support/boots.ts'

const DATA = join(import.meta.dirname, '../../../shared/data/mca0032')
const present = existsSync(DATA)

/** ASIN, and the canonical SKU that its code leads to. */
const BY_CODE: { [asin: string]: string } = {
  B07TBFZL3N: 'MCA0032-M-13',
  B07T89PYFX: 'MCA0032-M-09.5',
  B07X8Z63ZL: 'MCA0032-W-12',
  B07XB3N4CR: 'MCA0032-W-11',
  B07T89PSKR: 'MCA0032-M-11.5',
  B07TDLZWKL: 'MCA0032-M-14',
  B07XC3MXP3: 'MCA0032-W-14',
  B07TDLZMNM: 'MCA0032-M-07.5',
  B07XC3MJ9Y: 'MCA0032-W-13',
  B07XD6H4NX: 'MCA0032-W-09',
  B07TFKKMF3: 'MCA0032-M-07',
  B07XG2JH56: 'MCA0032-W-10',
  B07XC3L53T: 'MCA0032-W-08',
  B07XF729K1: 'MCA0032-W-08.5',
  B07XD6JSQG: 'MCA0032-W-07.5',
  B07X8Z652J: 'MCA0032-W-07',
}
const BY_MODEL: { [asin: string]: string } = { B09FQ13BDF: 'MCA0032', B0C89T5YRQ: 'MCA0032', B077QMJFG9: 'MDM0049' }

function accountProducts() {
  const { products } = JSON.parse(readFileSync(join(DATA, 'canonical-products.json'), 'utf8')) as {
    products: { sku: string; gtin: string | null }[]
  }
  return products.map(({ sku, gtin }) => product(sku, gtin === null ? {} : { gtin }))
}

async function matched(file: string) {
  const items = (await readSourceFile(file, { marketplace: 'US' })).items as CatalogueItem[]
  const report = matchReport(planInput({ items, live: account(accountProducts()) }))
  const of = (methods: string[]) =>
    Object.fromEntries(
      report.matches
        .filter(({ method }) => methods.includes(method))
        .map(({ asin, canonical_sku }) => [asin, canonical_sku]),
    )
  return { report, items, byCode: of(['gtin', 'ean', 'upc']), others: of(['model_number', 'part_number', 'children']) }
}

describe.runIf(present)('style MCA0032', () => {
  test.each(['catalog-items.json', 'amazon.json'])('is matched exactly from %s', async (name) => {
    const { report, byCode, others } = await matched(join(DATA, name))

    expect(byCode).toEqual(BY_CODE)
    expect(others).toEqual(BY_MODEL)
    expect(report.unmatched).toMatchObject([{ asin: 'B01JCVLMJU', code: 'unknown-identifier' }])
    expect(report.by_class.parent).toEqual({ total: 3, matched: 3 })
    const odd = report.matches.find(({ asin }) => asin === 'B077QMJFG9')
    expect(odd?.disagreed.map(({ method, sku }) => [method, sku])).toEqual([
      ['part_number', 'MCA0013'],
      ['children', 'MCA0032'],
    ])
  })

  test('is matched by code from the mapping of older scripts, which says nothing else', async () => {
    const { report, byCode, others } = await matched(join(DATA, 'mapping.json'))

    expect(byCode).toEqual(BY_CODE)
    expect(others).toEqual({})
    expect(report.unmatched.map(({ asin }) => asin).sort()).toEqual([
      'B01JCVLMJU',
      'B077QMJFG9',
      'B09FQ13BDF',
      'B0C89T5YRQ',
    ])
  })

  test('is matched the same from the flattened form', async () => {
    const { items } = await matched(join(DATA, 'amazon.json'))
    const folder = mkdtempSync(join(tmpdir(), 'style-'))
    try {
      writeFileSync(join(folder, 'flat.json'), JSON.stringify(items.map(flattened)))
      const { byCode, others } = await matched(join(folder, 'flat.json'))
      expect([byCode, others]).toEqual([BY_CODE, BY_MODEL])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function flattened(item: CatalogueItem): object {
  const { asin, parent_asin, item_name, model_number, part_number, upc, ean, gtin, child_asins, images } = item
  const is_parent = item.item_classification === 'VARIATION_PARENT'
  const image_urls = images.map(({ link }) => link)
  return { asin, parent_asin, item_name, model_number, part_number, upc, ean, gtin, is_parent, child_asins, image_urls }
}

describe.runIf(!present)('style MCA0032', () => {
  test(`was not matched: there is no ${DATA}`, () => {
    expect(present).toBe(false)
  })
})
