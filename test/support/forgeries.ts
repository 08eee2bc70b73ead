import fc from 'fast-check'
import { parseAddress } from '../../src/model/address.ts'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Operation, Plan } from '../../src/model/plan.ts'
import { resourcePrecondition } from '../../src/model/precondition.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { planId } from '../../src/state/plan-id.ts'
import { boot, digest, ownedBoot, picture, product, settings, skuOf, TITLE } from './boots.ts'
import { createMemoryTarget, type MemoryTarget } from './memory/index.ts'
import type { MemorySnapshot } from './memory/store.ts'
import { type PimProduct, productResource } from './pim.ts'
import { carryOut, type Desk, openMachine, plan, steppingClock } from './world-desk.ts'

export const [ROPER, CLOG, BROGUE] = ['B0ROPER001', 'B0CLOG0001', 'B0BROGUE01'] as const
const WELLY = 'B0WELLY001'
export const OURS = [ROPER, WELLY, CLOG].map(skuOf)

/** An account with canonical products, one product of ours, one of another scope, and one that nobody knows. */
export function shop(): MemoryTarget {
  const laces = product('SHOELACES')
  const roper = ownedBoot(ROPER, { label: 'Roper', attributes: { amazon_title: 'Roper' } }, { values: TITLED })
  const theirs = ownedBoot(BROGUE, { label: 'Brogue', attributes: { amazon_title: 'Brogue' } }, { scope: 'meadow' })
  const attribute = (label: string, type: string) => ({ id: `a-${label}`, label, name: label, type, options: [] })
  const relation = (label: string, name: string) => ({ id: `r-${label}`, label, name })
  return createMemoryTarget({
    account: 'stable',
    seed: {
      attributes: [
        attribute('amazon_title', 'Text'),
        attribute('amazon_images', 'Gallery'),
        attribute('amazon_sync_baseline', 'Multiline'),
        attribute('season', 'Choice'),
      ],
      relationships: [
        relation('amazon_hierarchy', 'Amazon Hierarchy'),
        relation('amazon_listings', 'Amazon Listings'),
        relation('accessories', 'Accessories'),
      ],
      products: [
        // Somebody linked it to something else of theirs.
        product('MCA0032', { gtin: '00887276302195', label: 'The Roper', links: { amazon_listings: [laces.id] } }),
        product('MCA0033', { gtin: '00887276302188', label: 'The Welly' }),
        laces,
        roper,
        theirs,
      ],
    },
  })
}

const TITLED = { 'attributes.amazon_title': 'Roper' }

const ITEMS = [
  boot(ROPER, { item_name: 'Roper II', gtin: '00887276302195', images: [picture('MAIN', '71roper')] }),
  boot(WELLY, { item_name: 'Welly', gtin: '00887276302188', parent_asins: [CLOG] }),
  boot(CLOG, { item_name: 'Clog', child_asins: [WELLY] }),
]

export function deskOf(target: MemoryTarget): Desk & { target: MemoryTarget } {
  const world = { settings: settings(), overrides: [], items: ITEMS, account: {} }
  return { world, specs: [TITLE], target, state: openMachine(), clock: steppingClock() }
}

/** One change of a plan by hand: numbers choose among what is there. */
interface Forgery {
  does: keyof typeof FORGERIES
  place: number
  other: number
}

/** An operation as somebody may write it into a plan file. */
export type Forged = Writable<Omit<Operation, 'depends_on' | 'refs'>> & {
  depends_on: string[]
  refs: { [address: string]: string }
}

type Writable<T> = { -readonly [key in keyof T]: T[key] }

type Forge = (operations: Forged[], account: MemorySnapshot, at: Omit<Forgery, 'does'>) => void

const pick = <T>(list: T[], place: number): T => list[place % list.length] as T

export const readdress = (operation: Forged, address: string): void => {
  operation.address = address
  operation.id = `${operation.action}:${address}`
  Object.assign(operation, parseAddress(address))
}

/** What takes away, against the product as it is. */
export function taking(action: 'delete' | 'adopt' | 'unlink', live: PimProduct): Forged {
  const { traits } = createMemoryTarget()
  const { path } = traits.baseline
  const resource = productResource(live)
  const prints = parseBaseline(resource.fields[path], digest)?.fields ?? {}
  const paths = action === 'delete' ? Object.keys(prints) : []
  const address = `product.${live.sku}`
  return {
    ...{ id: `${action}:${address}`, address, action, kind: 'product', key: live.sku, target_id: live.id },
    ...{ depends_on: [], before: {}, after: {}, provenance: {}, reason: 'forged', risk: 'normal', refs: {} },
    precondition: resourcePrecondition({ paths, live: resource, kind: mainKind(traits), baseline: path }, digest),
    ...(action === 'adopt' ? { baseline: { fields: [], links: {}, prints: { label: 'ffffffff' } } } : {}),
  }
}

const FORGERIES = {
  address: (operations, { products }, { place, other }) =>
    readdress(pick(operations, place), `product.${pick(products, other).sku}`),
  target_id: (operations, { products }, { place, other }) => {
    pick(operations, place).target_id = pick(products, other).id
  },
  both: (operations, { products }, { place, other }) => {
    const { sku, id } = pick(products, other)
    const operation = pick(operations, place)
    readdress(operation, `product.${sku}`)
    operation.target_id = id
    operation.action = 'update'
    operation.id = `update:product.${sku}`
    operation.before ??= {}
    operation.after = { attributes: { amazon_title: 'Forged' } }
    operation.baseline = { fields: [], links: {} }
  },
  refs: (operations, { products }, { place, other }) => {
    const { refs } = pick(operations, place)
    const address = pick([...Object.keys(refs), `product.${pick(OURS, other)}`], place)
    refs[address] = pick(products, other).id
  },
  relationship: (operations, { relationships }, { place, other }) => {
    const link = pick(
      operations.filter(({ address }) => address.startsWith('link.')),
      place,
    )
    const { label, id } = pick(relationships, other)
    const { address } = link
    readdress(link, `link.${label}${address.slice(address.indexOf('.', 5))}`)
    link.refs[`relationship.${label}`] = id
  },
  relationshipId: (operations, { relationships }, { place, other }) => {
    const { refs } = pick(operations, place)
    for (const address of Object.keys(refs))
      if (address.startsWith('relationship.')) refs[address] = pick(relationships, other).id
  },
  source: (operations, { products }, { place, other }) => {
    const links = operations.filter(({ address }) => address.startsWith('link.'))
    const link = pick(links, place)
    const { sku, id } = pick(products, other)
    readdress(link, `link.${link.address.split('.')[1]}.${sku}`)
    link.target_id = place % 2 === 0 ? id : null
    if (place % 3 === 0) link.refs[`product.${sku}`] = id
  },
  targets: (operations, { products }, { place, other }) => {
    const links = operations.filter(({ address }) => address.startsWith('link.'))
    const { sku, id } = pick(products, other)
    const named = place % 2 === 0 ? sku : pick(OURS, place)
    const { after, refs } = pick(links, place)
    after.targets = [...(after.targets as string[]), `product.${named}`]
    refs[`product.${named}`] = id
  },
  create: (operations, { products }, { other }) => {
    const { sku, label, attributes } = pick(products, other)
    const made = operations.find(({ action, address }) => action === 'create' && address.startsWith('product.'))
    if (!made) return
    const { amazon_sync_baseline: _baseline, ...values } = attributes
    const after = { sku, ...(label === undefined ? {} : { label }), attributes: values }
    operations.push({ ...structuredClone(made), after, address: `product.${sku}`, id: `create:product.${sku}` })
  },
  taking: (operations, { products }, { place, other }) => {
    const action = pick(['delete', 'adopt'] as const, place)
    operations.push(taking(action, pick(products, other)))
  },
  unlinking: (operations, { products, relationships }, { place, other }) => {
    const source = pick(products, other)
    const { label, id } = pick(relationships, place)
    const ids = source.links[label] ?? [pick(products, place).id]
    const skuAt = (one: string) => products.find((it) => it.id === one)?.sku ?? ''
    const named = ids.map((one) => (place % 2 === 0 ? pick(OURS, other) : skuAt(one)))
    const refs = Object.fromEntries(named.map((sku, index) => [`product.${sku}`, ids[index] ?? '']))
    const targets = named.map((sku) => `product.${sku}`)
    operations.push({
      ...taking('unlink', source),
      ...{ address: `link.${label}.${source.sku}`, kind: 'link', key: `${label}.${source.sku}` },
      ...{ id: `unlink:link.${label}.${source.sku}`, before: { targets }, after: { targets: [] } },
      refs: { ...refs, [`relationship.${label}`]: id },
    })
  },
  baseline: (operations, _account, { place }) => {
    const { after } = pick(operations, place)
    after.attributes = { ...(after.attributes as object), amazon_sync_baseline: 'forged' }
  },
} satisfies { [name: string]: Forge }

export const forgeries: fc.Arbitrary<Forgery[]> = fc.array(
  fc.record({
    does: fc.constantFrom(...(Object.keys(FORGERIES) as (keyof typeof FORGERIES)[])),
    place: fc.nat(30),
    other: fc.nat(30),
  }),
  { minLength: 1, maxLength: 3 },
)

/** The plan with such changes, and with the digest that goes with them. */
export function forged(approved: Plan, account: MemorySnapshot, deeds: Forgery[]): Plan {
  const operations = structuredClone(approved.operations) as Forged[]
  for (const { does, ...at } of deeds) FORGERIES[does](operations, account, at)
  const known = new Set(operations.map(({ id }) => id))
  const unique = [...new Map(operations.map((operation) => [operation.id, operation])).values()]
  for (const operation of unique) operation.depends_on = operation.depends_on.filter((id) => known.has(id))
  const command = pick([null, 'cleanup', 'undo', 'adopt'] as const, deeds[0]?.place ?? 0)
  const purpose = command === null ? {} : { purpose: { command } }
  return { ...approved, ...purpose, operations: unique, plan_id: planId(unique) }
}

/** Ends with the code of the refusal, or with the outcomes of single operations. */
export async function applied(change: (operations: Forged[], account: MemorySnapshot) => void) {
  const desk = deskOf(shop())
  const approved = await plan(desk)
  const account = desk.target.snapshot()
  const operations = structuredClone(approved.operations) as Forged[]
  change(operations, account)
  const calls = desk.target.calls()
  const ended = await carryOut(desk, { ...approved, operations, plan_id: planId(operations) }).catch(
    (error: Error & { code: string }) => error,
  )
  return { ended, account, desk, untouched: desk.target.calls().writes === calls.writes }
}

export const idOf = ({ products }: MemorySnapshot, sku: string) => products.find((one) => one.sku === sku)?.id ?? ''
