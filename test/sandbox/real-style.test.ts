import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSandbox } from '../../src/services/sandbox.ts'
import { asins, search } from './amazon/support.ts'

const DATA = join(import.meta.dirname, '../../../shared/data/mca0032')

describe.runIf(existsSync(DATA))('a real style from files', () => {
  test('is served with its account, and found by brand and by barcode', async () => {
    const sandbox = await openSandbox({
      accountId: '5b30cfabe6eecf41df89a3a3',
      listings: 1,
      seed: 1,
      items: join(DATA, 'catalog-items.json'),
      accountSeed: join(DATA, 'canonical-products.json'),
      options: undefined,
      port: undefined,
    })
    try {
      const found = await search(sandbox.amazon, { keywords: 'boot', brandNames: 'Twisted_X', pageSize: '20' })
      const byCode = await search(sandbox.amazon, { identifiers: '00884882325419', identifiersType: 'GTIN' })

      expect(sandbox.brand).toBe('Twisted X')
      expect(asins(found).length).toBeGreaterThan(15)
      expect(asins(byCode)).toEqual(['B07X8Z63ZL'])
      expect(sandbox.plytix.store.product('MCA0032-W-12')).toBeDefined()
    } finally {
      await sandbox.close()
    }
  })
})

describe.runIf(!existsSync(DATA))('a real style', () => {
  test('was not served: ../shared/data is not here', () => {
    expect(existsSync(DATA)).toBe(false)
  })
})
