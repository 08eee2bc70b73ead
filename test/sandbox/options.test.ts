import { expect, test } from 'vitest'
import { parseSandboxOptions } from '../../src/sandbox/options.ts'

test('takes limits, clock, delays and faults of all simulators, and what is sold', () => {
  const options = {
    plytix: {
      limits: [{ limit: 20, window_size: 10 }],
      searchDelayMs: 2000,
      faults: [{ effect: '500-after', method: 'POST', path: '^/api/v1/products', every: 7 }],
    },
    amazon: {
      clockScale: 100,
      marketplace: ['US', 'CA'],
      limits: { searchCatalogItems: { rate: 2, burst: 2 } },
      faults: [{ effect: '429', operation: 'searchCatalogItems', probability: 0.1, seed: 3 }],
    },
    market: { invalid: 0.45, shopeeCodes: true },
    shopee: { callsPerDay: 50, faults: [{ effect: 'day', operation: 'get_model_list', nth: 3 }] },
    'tiktok-shop': { callsPerDay: 100, faults: [{ effect: 'reset', operation: 'product', nth: 2 }] },
    shopify: {
      products: 0,
      bulkOutcomes: ['FAILED'],
      faults: [{ effect: 'throttled', kind: 'mutation', field: 'productSet', every: 3 }],
    },
  }

  expect(parseSandboxOptions(options)).toEqual(options)
  expect(parseSandboxOptions({})).toEqual({})
})

test.each([
  [{ amazn: {} }, '"amazn" is not known; valid are plytix, amazon'],
  [{ market: { invalid: 45 } }, '"market.invalid" must be <= 1'],
  [{ amazon: { latency: 5 } }, '"amazon.latency" is not known; valid are clientId, '],
  [{ plytix: { port: 1 } }, '"plytix.port" is not known'],
  [
    { amazon: { limits: { search: {} } } },
    '"amazon.limits.search" is not known; valid are searchCatalogItems, getCatalogItem',
  ],
  [{ amazon: { latencyMs: 'slow' } }, '"amazon.latencyMs" must be number'],
  [{ amazon: { latencyMs: -1 } }, '"amazon.latencyMs" must be >= 0'],
  [{ amazon: { clockScale: 0 } }, '"amazon.clockScale" must be > 0'],
  [
    { amazon: { brandSpaces: 'dash' } },
    '"amazon.brandSpaces" must be equal to one of the allowed values: underscore, plain, both',
  ],
  [{ amazon: { faults: [{ effect: '418' }] } }, '"amazon.faults.0.effect" must be equal to one of'],
  [{ plytix: { faults: [{ nth: 1 }] } }, '"plytix.faults.0" must have required property \'effect\''],
  [{ plytix: { faults: [{ effect: 'slow', path: '(' }] } }, '"plytix.faults.0.path" must match format "regex"'],
  [{ plytix: { limits: [{ limit: 20 }] } }, '"plytix.limits.0" must have required property \'window_size\''],
  [{ shopify: { bulkOutcomes: ['LOST'] } }, '"shopify.bulkOutcomes.0" must be equal to one of the allowed values'],
  [[], 'the file must be object'],
])('refuses %j and names the place', (json, message) => {
  expect(() => parseSandboxOptions(json)).toThrow(message)
})

test('names all mistakes at once', () => {
  const parse = () => parseSandboxOptions({ amazon: { latency: 1, rollUp: 'yes' }, plytix: { planMode: 1 } })

  expect(parse).toThrow(
    /amazon\.latency.*amazon\.rollUp.*plytix\.planMode|plytix\.planMode.*amazon\.latency.*amazon\.rollUp/,
  )
})
