import type { Settings } from '../../src/model/settings.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { Absence, PlanContents } from '../../src/planner/types.ts'
import { account, boot, ownedBoot, planInput, settings, skuOf, spec, type World } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'

export const GONE = 'B0GONE0001'
export const STATUS = spec('amazon_listing_status', { from: 'listing_status' })
const OWN_STATUS = spec('status', { value: 'Draft', write: 'if-new' })
const SYNCED = spec('amazon_last_synced', { type: 'Date', value: '{today}', write: 'on-change' })
export const LISTED = Array.from({ length: 24 }, (_, index) => `B0BOOT00${String(index).padStart(2, '0')}`)

export const ACTIVE = { values: { 'attributes.amazon_listing_status': 'ACTIVE', status: 'Draft' } }
export const active: Partial<PimProduct> = { status: 'Draft', attributes: { amazon_listing_status: 'ACTIVE' } }
export const theirs = (asin: string, more: Partial<PimProduct> = {}) => ownedBoot(asin, { ...active, ...more }, ACTIVE)
export const SINCE = '2026-11-19T02:00:00Z'
export const CONFIRMED: Absence = { since: SINCE, confirmed: true }

export interface Lacking extends Partial<World> {
  gone?: PimProduct[]
  others?: PimProduct[]
  absence?: Absence
  policy?: Partial<Settings['policy']>
  complete?: boolean
  /** Styles that are rolled out first. */
  styles?: string[]
}

/** Two dozen listings that are there, and some products whose listings are not. */
export function lacking({
  gone = [theirs(GONE)],
  others = [],
  absence = CONFIRMED,
  policy = {},
  complete = true,
  styles = [],
  ...more
}: Lacking) {
  const own = settings((value) => {
    Object.assign(value.policy, policy)
    for (const source of value.sources) source.rollout_styles = styles
  })
  const input = planInput({
    items: LISTED.map((asin) => boot(asin, { listing_status: 'ACTIVE' })),
    live: account([...LISTED.map((asin) => theirs(asin)), ...gone, ...others]),
    specs: [STATUS, OWN_STATUS, SYNCED],
    settings: own,
    ...more,
  })
  const sources = input.sources.map((one) => ({ ...one, header: { ...one.header, complete } }))
  const absences = new Map(gone.map(({ sku }) => [`product.${sku}`, absence]))
  return assemblePlan({ ...input, sources, absences })
}

export const ids = ({ operations }: PlanContents) => operations.map(({ id }) => id)
export const UPDATE = `update:product.${skuOf(GONE)}`
export const DELETE = `delete:product.${skuOf(GONE)}`
export const DELETING = {
  on_gone: 'delete',
  prune: { links: false, images: false, products: true, variants: false },
} as const
