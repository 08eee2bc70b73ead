import type { Operation } from '../../model/plan.ts'
import { httpsAddress } from './https.ts'

/** Where people see what a plan speaks of, as providers know it. */
export interface Pages {
  /** Of the item with this key. */
  item(key: string): string | null
  /** Of the resource in the target. */
  resource(resource: { kind: string; key: string; id: string }): string | null
}

export const NO_PAGES: Pages = { item: () => null, resource: () => null }

export interface Link {
  text: string
  href: string
}

/** What an operation leads to; addresses that are not https are left out. */
export function linksTo({ kind, key, target_id, baseline }: Operation, pages: Pages): Link[] {
  const listing = baseline?.item === undefined ? null : pages.item(baseline.item)
  const resource = target_id === null ? null : pages.resource({ kind, key, id: target_id })
  return [link(`Listing ${baseline?.item}`, listing), link(`${kind} ${key}`, resource)].filter((one) => one !== null)
}

function link(text: string, address: string | null): Link | null {
  const href = httpsAddress(address)
  return href === null ? null : { text, href }
}
