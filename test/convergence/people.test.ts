import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Baseline, parseBaseline } from '../../src/model/baseline.ts'
import { isEmpty, type Json } from '../../src/model/json.ts'
import type { WriteRule } from '../../src/model/settings.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { fingerprint } from '../../src/model/values.ts'
import { keysOf } from '../../src/services/shops.ts'
import { type History, histories, type Lived, live } from '../support/account-lived.ts'
import { digest } from '../support/boots.ts'
import type { MemorySnapshot } from '../support/memory/store.ts'
import { type PimProduct, productResource } from '../support/pim.ts'
import { carryOut, cases, findings, openMachine, PATIENCE, plan, workspaceOf } from '../support/world-desk.ts'

const GALLERY = 'amazon_images'
const BASELINE = 'amazon_sync_baseline'

/** Under the careful policies; the others overwrite on purpose. */
const careful = histories.map((history): History => {
  const { settings } = history.world
  const policy = { ...settings.policy, on_unadopted: 'keep', on_drift: 'report', baseline: 'account' } as const
  return { ...history, world: { ...history.world, settings: { ...settings, policy } } }
})

describe('after people were at work in the account', { timeout: PATIENCE }, () => {
  it('nothing that they changed is written over, and what is not ours is only linked', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(careful, async (history) => {
        const lived = await live(history, machine, another)

        await carryOut(lived.desk, await plan(lived.desk))

        expectRespect(lived, lived.desk.target.snapshot())
      }),
      cases(120),
    )
  })

  it('one more apply settles everything but what only people can settle', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk } = await live(history, machine, another)
        const approved = await plan(desk)

        const run = await carryOut(desk, approved)

        expect(run.failures).toEqual([])
        const after = await plan(desk)
        expect(after.operations).toEqual([])
        expect(findings(after).ambiguous).toEqual(findings(approved).ambiguous)
      }),
      cases(80),
    )
  })
})

function expectRespect({ desk, account }: Lived, after: MemorySnapshot): void {
  const { owns } = keysOf(workspaceOf(desk))
  const products = new Map(after.products.map((product) => [product.id, product]))
  for (const before of account.products) {
    const now = products.get(before.id)
    expect(now, `${before.sku} is gone`).toBeDefined()
    if (now === undefined) continue
    expectLinksKept(before, now, account)
    const ours = owns(before.sku) && scopeOf(before) !== 'meadow'
    if (!ours) expect(withoutLinks(now)).toEqual(withoutLinks(before))
    else expectValuesKept(before, now, desk)
  }
  const assets = new Set(after.assets.map(({ id }) => id))
  expect(account.assets.filter(({ id }) => !assets.has(id))).toEqual([])
  for (const { label, options } of account.attributes) {
    expect(after.attributes.find((attribute) => attribute.label === label)?.options).toEqual(
      expect.arrayContaining(options),
    )
  }
}

/** Every link is still there that no baseline names, and new ones are only in the two relationships that were declared. */
function expectLinksKept(before: PimProduct, now: PimProduct, account: MemorySnapshot): void {
  for (const [label, ids] of Object.entries(before.links)) {
    if (label === 'accessories') expect(now.links[label]).toEqual(ids)
    const named = account.products.filter((one) => baselineOf(one)?.links[label]?.includes(before.sku))
    const ours = new Set(named.map(({ id }) => id))
    expect(now.links[label] ?? []).toEqual(expect.arrayContaining(ids.filter((id) => !ours.has(id))))
  }
  const known = new Set([...Object.keys(before.links), 'amazon_hierarchy', 'amazon_listings'])
  expect(Object.keys(now.links).filter((label) => !known.has(label))).toEqual([])
}

function withoutLinks({ links: _links, modified: _modified, ...rest }: PimProduct) {
  return rest
}

function expectValuesKept(before: PimProduct, now: PimProduct, desk: Lived['desk']): void {
  const kind = mainKind(desk.target.traits)
  const [old, current] = [productResource(before).fields, productResource(now).fields]
  const baseline = baselineOf(before)
  const rules = new Map<string, WriteRule>(desk.specs.map(({ label, write }) => [label, write]))
  const own = ['label', 'gtin', 'status', 'thumbnail']
  const paths = [
    ...own,
    ...Object.keys({ ...before.attributes, ...now.attributes }).map((label) => `attributes.${label}`),
  ]
  expect(now.sku).toBe(before.sku)
  expectGalleryKept(before, now, baseline)
  for (const path of paths) {
    const label = path.replace('attributes.', '')
    const [was, is] = [old[path] ?? null, current[path] ?? null]
    if (label === GALLERY || label === BASELINE || JSON.stringify(was) === JSON.stringify(is)) continue
    const { holds } = kind.field(path)
    const written = baseline?.fields[path]
    const ours = written !== undefined && written === fingerprint(holds, was, digest)
    const free = written === undefined && isEmpty(was)
    expect(mayChange(rules.get(label) ?? 'always', { ours, free }), `${before.sku} ${path}: ${shown(was, is)}`).toBe(
      true,
    )
  }
}

function mayChange(rule: WriteRule, { ours, free }: { ours: boolean; free: boolean }): boolean {
  if (rule === 'always') return ours || free
  return rule === 'if-empty' ? free : rule === 'on-change'
}

const shown = (was: Json, is: Json): string => `${JSON.stringify(was)} became ${JSON.stringify(is)}`

/** What is not ours stays, in its order; our own part is only changed where it stands as we left it. */
function expectGalleryKept(before: PimProduct, now: PimProduct, baseline: Baseline | null): void {
  const [was, is] = [galleryOf(before), galleryOf(now)]
  if (JSON.stringify(was) === JSON.stringify(is)) return
  const written = (baseline?.images ?? []).map(({ asset }) => asset)
  const ours = was.filter((asset) => written.includes(asset))
  expect(ours, `the gallery of ${before.sku} was changed by people: ${shown(was, is)}`).toEqual(written)
  const knowsGallery = written.length > 0 || was.length === 0 || baseline?.created === true
  expect(knowsGallery, `the gallery of ${before.sku} was never ours: ${shown(was, is)}`).toBe(true)
  const foreign = was.filter((asset) => !written.includes(asset))
  expect(is.filter((asset) => foreign.includes(asset)).toSorted()).toEqual(foreign.toSorted())
}

function galleryOf({ attributes }: PimProduct): string[] {
  const gallery = attributes[GALLERY]
  return Array.isArray(gallery) ? gallery.map(String) : []
}

function baselineOf(product: PimProduct): Baseline | null {
  const found = parseBaseline(product.attributes[BASELINE], digest)
  return found?.sku === product.sku ? found : null
}

const scopeOf = (product: PimProduct): string | undefined => baselineOf(product)?.scope
