import { describe, expect, test } from 'vitest'
import { diagnostic } from '../../src/model/diagnostic.ts'
import { ConfigError } from '../../src/model/errors.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Workspace } from '../../src/model/settings.ts'
import { makePlan } from '../../src/services/plan.ts'
import { createManualClock } from '../net/manual-clock.ts'
import {
  account,
  boot,
  digest,
  EVERYTHING,
  override,
  planInput,
  settings,
  shopsOf,
  spec,
  TITLE,
} from '../support/boots.ts'
import { createMemoryTarget } from '../support/memory/index.ts'

const ITEMS = ['B0PRAIRIE1', 'B0PRAIRIE2', 'B0PRAIRIE3'].map((asin) => boot(asin, { images: [] }))
const FILE = 'specs/overrides/boots.yaml'
const REASON = diagnostic({
  severity: 'warning',
  code: 'reason',
  message: 'B0PRAIRIE1 has no reason',
  file: FILE,
  line: 4,
})
const UNKNOWN = override('B0PRAIRIE1', { canonical: 'NO-SUCH-BOOT' })

function planOf(more: Partial<Workspace>): Promise<Plan> {
  const workspace = {
    root: '/boots',
    settings: settings(),
    shops: shopsOf(settings()),
    attributes: [TITLE],
    overrides: [],
    digest: 'sha256:0',
    files: {},
    diagnostics: [],
  }
  return makePlan(
    {
      workspace: { ...workspace, ...more },
      sources: planInput({ items: ITEMS, live: account([]) }).sources,
      target: createMemoryTarget(),
      memory: async () => ({ created: new Set(), deadImages: new Set(), takenOff: new Set() }),
      selection: EVERYTHING,
      allow: new Set(),
      program: { name: 'catalog-sync', version: '0' },
      clock: createManualClock(0),
      digest,
    },
    new AbortController().signal,
  )
}

async function findingsOf(more: Partial<Workspace>) {
  const error = await planOf(more).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).diagnostics
}

describe('a plan that an error ends', () => {
  test('says the warnings about the workspace along with it', async () => {
    const found = await findingsOf({ overrides: [UNKNOWN], diagnostics: [REASON] })

    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'error override-unknown-canonical',
      'warning reason',
    ])
  })

  test('says warnings that only the account shows, where they stand in a file', async () => {
    const absent = override('B0PRAIRIE9', { canonical: 'none' })
    const found = await findingsOf({ overrides: [UNKNOWN, absent] })

    expect(found.map(({ code }) => code)).toContain('override-unknown-asin')
    expect(found.every(({ file }) => file !== null)).toBe(true)
  })
})

test('an expression that asks for too much ends the plan once, at its place', async () => {
  const doubling = spec('amazon_title', {
    from: `item_name | ${Array(40).fill("join('', [@, @])").join(' | ')}`,
    position: { file: 'specs/attributes.yaml', line: 7, column: 3 },
  })

  const errors = (await findingsOf({ attributes: [doubling] })).filter(({ severity }) => severity === 'error')

  expect(errors).toEqual([
    expect.objectContaining({ code: 'expression-too-large', file: 'specs/attributes.yaml', line: 7, column: 3 }),
  ])
})

describe('columns of codes that the account lacks', () => {
  const lacking = async (change: Parameters<typeof settings>[0]) =>
    (await planOf({ settings: settings(change) })).diagnostics.filter(
      ({ code }) => code === 'identifier-column-missing',
    )

  test('are not mentioned when nobody asked for them', async () => {
    const usual = await lacking((value) => {
      value.target.canonical.identifiers = ['gtin', 'attributes.upc', 'attributes.ean']
      value.target.canonical.default_identifiers = true
    })

    expect(usual).toEqual([])
  })

  test.each([['attributes.jan'], ['attributes.ean'], ['attributes.boot_code']])(
    'are named when sync.yaml does: %s',
    async (column) => {
      const named = await lacking((value) => {
        value.target.canonical.identifiers = ['gtin', column]
        value.target.canonical.default_identifiers = false
      })

      expect(named.map(({ message }) => message)).toEqual([
        `Memory has no ${column}; canonical products are matched without it.`,
      ])
    },
  )
})
