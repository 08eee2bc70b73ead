import { expect, test } from 'vitest'
import { describeDrivers, running } from '../../support/postgres.ts'
import { master, openCatalogueSource } from './catalogue-source.ts'

const HAT = { platform: 'farm', shop: 'north', product: '1' }

/** A product in two sizes, of which each is listed in a shop. */
const BOOT = master('BOOT', {
  columns: { base_price: '89.9', currency: 'EUR' },
  variants: [
    { sku: 'BOOT-38', price: '99.90' },
    { sku: 'BOOT-39', price: '99.90' },
    { sku: 'BOOT-40', price: '99.90' },
    { sku: 'BOOT-41' },
  ],
  mappings: [
    { ...HAT, price: '1' },
    { ...HAT, variant: '38', of: 'BOOT-38', price: '79.90', currency: 'EUR' },
    { ...HAT, variant: '39', of: 'BOOT-39', price: '109', currency: 'EUR' },
    { ...HAT, variant: '41', of: 'BOOT-41', price: '59' },
    { platform: 'mill', shop: 'north', product: '1', variant: '40', of: 'BOOT-40', price: '9.90' },
  ],
})

describeDrivers('prices that a platform asks', (driver) => {
  async function pricesOf(prices: string | undefined, masters: Parameters<typeof master>[1][]) {
    const { world, hold, items } = await openCatalogueSource(driver, prices === undefined ? {} : { prices })
    try {
      await hold(masters.map((more, place) => master(`M${place}`, more)))
      const all = [...(await items()).values()]
      return Object.fromEntries(all.map(({ sku, price, sale_price }) => [sku, [price, sale_price]]))
    } finally {
      await world.close()
    }
  }
  const one = async (mappings: NonNullable<Parameters<typeof master>[1]>['mappings']) =>
    (await pricesOf('farm/north', [{ columns: { base_price: '10', currency: 'EUR' }, mappings: mappings ?? [] }])).M0

  test('are sale prices where they are lower than the own ones, and else the prices', async () => {
    const { sku: _, ...boot } = BOOT
    expect(await pricesOf('farm', [boot])).toEqual({
      M0: ['89.9', null],
      'BOOT-38': ['99.9', '79.9'],
      'BOOT-39': ['109', null],
      'BOOT-40': ['99.9', null],
      'BOOT-41': ['59', null],
    })
    expect((await pricesOf(undefined, [boot]))['BOOT-38']).toEqual(['99.9', null])
  })

  test('are those of its variant for a product with a single one, else of its listing', async () => {
    const columns = { base_price: '10' }
    const variants = [{ sku: 'SOLE-1', price: '12' }]
    const listed = { ...HAT, price: '11' }
    expect(await pricesOf('farm', [{ columns, variants, mappings: [listed] }])).toEqual({ 'SOLE-1': ['12', '11'] })
    const own = { ...HAT, variant: '1', of: 'SOLE-1', price: '11.5' }
    expect(await pricesOf('farm', [{ columns, variants, mappings: [listed, own] }])).toEqual({
      'SOLE-1': ['12', '11.5'],
    })
    expect(await pricesOf('farm', [{ columns, mappings: [{ ...HAT, price: '9.5' }] }])).toEqual({ M0: ['10', '9.5'] })
  })

  test('are the lowest of several listings, those that are not in step left out, unless there are no others', async () => {
    const listings = ['9', '8.5', '10'].map((price, place) => ({ ...HAT, product: `${place}`, price }))
    expect(await one(listings)).toEqual(['10', '8.5'])
    const gone = { ...HAT, product: '7', price: '7', status: 'disabled' }
    expect(await one([...listings, gone])).toEqual(['10', '8.5'])
    expect(await one([gone])).toEqual(['10', '7'])
  })

  test('in another currency say nothing', async () => {
    const here = { ...HAT, product: '1', price: '9', currency: 'EUR' }
    expect(await one([here, { ...HAT, product: '2', price: '5', currency: 'USD' }])).toEqual(['10', '9'])
  })

  test('are refused where it is not told whose they are, with the shops that have some', async () => {
    const south = { ...HAT, shop: 'south', variant: '38', price: '70' }
    const { world, hold, read } = await openCatalogueSource(driver, { prices: 'farm' })
    await hold([{ ...BOOT, mappings: [...(BOOT.mappings ?? []), south] }])
    await expect(read()).rejects.toMatchObject({
      code: 'whose-prices',
      message: 'The catalogue has prices of several shops of farm: farm/north, farm/south.',
    })
    await world.close()
  })

  test.each(['form', 'farm/south'])(
    'are refused where there are none of %s, with the shops that have some',
    async (prices) => {
      const { world, hold, read, source } = await openCatalogueSource(driver, { prices })
      await hold([BOOT])
      const refusal = {
        message: `The catalogue has no prices of ${prices}.`,
        hints: [expect.stringContaining('It has prices of farm/north, mill/north:')],
      }
      await expect(read()).rejects.toMatchObject({ code: 'whose-prices', ...refusal })
      const checks = await Array.fromAsync(source.check?.({ probe: false } as never, running()) ?? [])
      expect(checks.map(({ name, severity }) => `${name} ${severity}`)).toEqual([
        ...['database info', 'rows info', 'prices error'],
      ])
      await world.close()
    },
  )
})
