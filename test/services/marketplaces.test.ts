import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvironment } from '../../src/config/environment.ts'
import { loadWorkspace } from '../../src/config/index.ts'
import { NOTHING_EARLIER } from '../../src/model/earlier.ts'
import { SILENT } from '../../src/model/log.ts'
import type { ProviderContext, SourceSide, TargetSide } from '../../src/model/provider.ts'
import { FORGETFUL } from '../../src/model/quota.ts'
import { NO_SECRETS } from '../../src/model/secrets.ts'
import type { SourceSettings, Workspace } from '../../src/model/settings.ts'
import { systemClock } from '../../src/net/clock.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { type SampleCatalogue, sampleCatalogue } from '../../src/sandbox/catalogue/index.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts'
import { exportAll } from '../../src/services/export-all.ts'
import { makePlan } from '../../src/services/plan.ts'
import { loadSources } from '../../src/services/sources.ts'
import { readTargetGtins } from '../../src/services/target-gtins.ts'
import { noTokens } from '../support/no-tokens.ts'
import { provider, providers } from '../support/providers.ts'

const SYNC = (brand: string) => `version: 1
scope: prairie
source:
  amazon: { marketplace: [US, CA, MX], brands: ["${brand}"], lookup_gtins: true }
target:
  plytix: { sku: "AMZN-{marketplace}-{asin}", gallery: amazon_images }
`

let folder: string
let sandbox: Sandbox
let workspace: Workspace
let sample: SampleCatalogue

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const { signal } = new AbortController()
const context = (name: string): ProviderContext => ({
  values: readEnvironment({ root: folder, env: sandbox.env, providers }).valuesFor(provider(name)),
  root: folder,
  folder,
  clock: systemClock,
  random: Math.random,
  userAgent: 'test/1',
  share: 1,
  writes: async () => ({ modified: new Map(), links: [] }),
  earlier: NOTHING_EARLIER,
  quota: FORGETFUL,
  onWait: () => {},
  log: SILENT,
  secrets: NO_SECRETS,
  tokens: noTokens,
})

const source = (settings: SourceSettings) => (provider('amazon').source as SourceSide).open(settings, context('amazon'))
const target = () => (provider('plytix').target as TargetSide).open(workspace, context('plytix'))

beforeEach(async () => {
  sample = sampleCatalogue({ listings: 40, seed: 2, marketplaces: ['US', 'CA', 'MX'] })
  sandbox = await startSandbox({
    items: sample.items,
    account: sample.account,
    amazon: { marketplace: ['US', 'CA', 'MX'], limits: { searchCatalogItems: { rate: 1000, burst: 1000 } } },
  })
  folder = mkdtempSync(join(tmpdir(), 'marketplaces-'))
  writeFileSync(join(folder, 'sync.yaml'), SYNC(sample.brand))
  cpSync('specs/attributes.yaml', join(folder, 'specs/attributes.yaml'))
  workspace = loadWorkspace({ providers, config: undefined, cwd: folder })
})

afterEach(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true })
})

const NOTHING_CHOSEN = { brands: [], ids: [], idsFile: null, relatives: true, codes: true, limit: null }

async function exportEverything(changes: { resume?: boolean; signal?: AbortSignal } = {}) {
  const { exports } = await exportAll(
    {
      settings: workspace.settings,
      providers,
      choice: NOTHING_CHOSEN,
      shops: [],
      folder,
      out: null,
      resume: changes.resume ?? false,
      clock: systemClock,
      open: source,
      gtins: () => readTargetGtins(workspace, target, { signal }),
      emit: () => {},
      onExport: () => {},
      onFailure: () => {},
    },
    changes.signal ?? signal,
  )
  return exports
}

test('exports each marketplace by itself, and plans separate products with every image once', async () => {
  const exports = await exportEverything()
  expect(exports.map(({ header }) => [header.marketplace, header.complete])).toEqual([
    ['US', true],
    ['CA', true],
    ['MX', true],
  ])

  const sources = await loadSources(
    {
      workspace,
      folder,
      providers,
      file: null,
      shops: [],
      refuseOld: true,
      clock: systemClock,
      open: async () => {
        throw new Error('nothing is read again')
      },
      gtins: async () => null,
      emit: () => {},
      onExport: () => {},
    },
    signal,
  )
  const plytix = await target()
  const plan = await makePlan(
    {
      workspace,
      sources,
      target: plytix,
      memory: async () => ({ created: new Set(), deadImages: new Set(), takenOff: new Set() }),
      selection: {
        only: [],
        addresses: [],
        exclude: [],
        style: null,
        limit: null,
        marketplaces: [],
        prune: [],
        complete: true,
      },
      allow: new Set(),
      program: { name: 'test', version: '1' },
      clock: systemClock,
      digest,
    },
    signal,
  )
  await plytix.close()

  const created = plan.operations.filter(({ address, action }) => address.startsWith('product.') && action === 'create')
  const perMarketplace = Map.groupBy(created, ({ address }) => address.split('-')[1])
  const listings = exports[0]?.items.filter(({ unavailable }) => !unavailable).length
  expect([...perMarketplace].map(([code, list]) => [code, list.length]).sort()).toEqual([
    ['CA', listings],
    ['MX', listings],
    ['US', listings],
  ])
  const uploads = plan.operations.filter(({ action }) => action === 'upload').map(({ address }) => address)
  const images = new Set(
    ((exports[0]?.items ?? []) as CatalogueItem[]).flatMap(({ images: list }) => list.map(({ link }) => link)),
  )
  expect(new Set(uploads).size).toBe(uploads.length)
  expect(uploads).toHaveLength(images.size)
})

test('asks for the codes of the canonical products, wherever they stand', async () => {
  const codes = await readTargetGtins(workspace, target, { signal })

  const stored = (sample.account.products ?? []).flatMap(({ gtin, attributes }) => gtin ?? attributes?.upc ?? [])
  expect(codes).toEqual([...new Set(stored.map((code) => String(code).padStart(14, '0')))].sort())
  expect(codes?.length).toBeGreaterThan(20)
})

test('resumes the marketplaces that could not be read, and nothing else', async () => {
  sandbox.amazon.options.marketplaces = ['US']
  const read = await exportEverything()
  expect(read.map(({ header }) => header.marketplace)).toEqual(['US'])
  expect(readdirSync(join(folder, 'partial'))).toEqual(['amazon-CA.ndjson', 'amazon-MX.ndjson'])
  sandbox.amazon.options.marketplaces = ['US', 'CA', 'MX']

  const exports = await exportEverything({ resume: true })

  expect(exports.map(({ header }) => header.marketplace)).toEqual(['CA', 'MX'])
  await expect(exportEverything({ resume: true })).rejects.toMatchObject({ code: 'nothing-to-resume' })
})

test('says how to export without the codes when the target cannot be read', async () => {
  const broken = async () => {
    const plytix = await target()
    await sandbox.plytix.close()
    return plytix
  }

  await expect(readTargetGtins(workspace, broken, { signal })).rejects.toMatchObject({
    message: expect.stringContaining('The codes to look up cannot be read from the target.'),
    hints: expect.arrayContaining([expect.stringContaining('--no-gtins')]),
  })
})
