import type { MarketListing, MarketTruth, MarketVariant, TrueMaster } from './types.ts'
import { isGone, keyOf, variantKeyOf } from './world.ts'

type Labels = ReadonlyMap<MarketVariant, string | null>

/** What the labels of the variants say: products belong together when a variant of theirs does. */
export function truthOf(all: readonly MarketListing[], labels: Labels): MarketTruth {
  const listings = all.filter((listing) => !isGone(listing))
  const roots = new Map<string, string>()
  const rootOf = (label: string): string => {
    let at = label
    while (roots.get(at) !== undefined && roots.get(at) !== at) at = roots.get(at) as string
    return at
  }
  for (const { variants } of listings) {
    const [first, ...others] = variants.flatMap((variant) => labels.get(variant) ?? [])
    for (const other of others) roots.set(rootOf(other), rootOf(first as string))
  }
  const masters = new Map<string, { listings: Set<string>; variants: Map<string, string[]> }>()
  const ambiguous: string[] = []
  for (const listing of listings) {
    for (const variant of listing.variants) {
      const label = labels.get(variant) ?? null
      const key = variantKeyOf(listing, variant)
      if (label === null) {
        ambiguous.push(key)
        continue
      }
      const root = rootOf(label)
      const master = masters.get(root) ?? { listings: new Set(), variants: new Map() }
      masters.set(root, master)
      master.listings.add(keyOf(listing))
      master.variants.set(label, [...(master.variants.get(label) ?? []), key])
    }
  }
  return { masters: [...masters.values()].map(asMaster).toSorted(byFirst), ambiguous: ambiguous.toSorted() }
}

function asMaster({ listings, variants }: { listings: Set<string>; variants: Map<string, string[]> }): TrueMaster {
  const members = [...variants.values()].map((keys) => ({ members: keys.toSorted() }))
  return {
    listings: [...listings].toSorted(),
    variants: members.toSorted((a, b) => ((a.members[0] ?? '') < (b.members[0] ?? '') ? -1 : 1)),
  }
}

function byFirst(a: TrueMaster, b: TrueMaster): number {
  return (a.listings[0] ?? '') < (b.listings[0] ?? '') ? -1 : 1
}
