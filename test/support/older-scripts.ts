import type { AccountSeed, ProductSeed } from '../../src/sandbox/plytix/account-seed.ts'

const BASELINE = 'amazon_sync_baseline'
const GALLERY = 'amazon_images'

export interface Left {
  account: AccountSeed
  /** Products of the scripts, in the order of their SKUs. */
  skus: string[]
}

/**
 * An account as older scripts would have left it: the same values and pictures, without baselines, with file names of
 * their own, and with every second link missing.
 */
export function leftByOlderScripts(snapshot: Required<AccountSeed>): Left {
  const names = namesOf(snapshot.products)
  const renamed = (filename: string): string => names.get(filename) ?? filename
  const products = snapshot.products.map((one) => withoutBaseline(one, renamed))
  const account = {
    ...snapshot,
    products,
    attributes: snapshot.attributes.filter(({ name }) => name !== 'Amazon Sync Baseline'),
    assets: snapshot.assets.map(({ filename }) => ({ filename: renamed(filename) })),
    links: snapshot.links.flatMap(({ targets, ...link }) => {
      const kept = targets.filter((_, place) => place % 2 === 0)
      return kept.length === 0 ? [] : [{ ...link, targets: kept }]
    }),
  }
  return { account, skus: products.map(({ sku }) => sku).filter((sku) => sku.startsWith('AMZN-')) }
}

/** `amazon_01_MAIN_<id>.jpg`: the first place where a picture is shown names its file. */
function namesOf(products: ProductSeed[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { thumbnail, attributes = {} } of products) {
    const gallery = Array.isArray(attributes[GALLERY]) ? attributes[GALLERY].map(String) : []
    for (const [place, filename] of gallery.entries()) {
      const slot = filename === thumbnail ? 'MAIN' : `PT${String(place).padStart(2, '0')}`
      const name = `amazon_${String(place + 1).padStart(2, '0')}_${slot}_${plain(filename)}`
      if (!names.has(filename)) names.set(filename, name)
    }
  }
  return names
}

/** With the image id as Amazon writes it. */
function plain(filename: string): string {
  return filename.replace(/-([p-])/g, (_, sign: string) => (sign === 'p' ? '+' : '-'))
}

function withoutBaseline({ thumbnail, ...one }: ProductSeed, renamed: (filename: string) => string): ProductSeed {
  const { [BASELINE]: _baseline, [GALLERY]: gallery, ...attributes } = one.attributes ?? {}
  return {
    ...one,
    ...(thumbnail === undefined ? {} : { thumbnail: renamed(thumbnail) }),
    attributes: {
      ...attributes,
      ...(Array.isArray(gallery) ? { [GALLERY]: gallery.map((filename) => renamed(String(filename))) } : {}),
    },
  }
}
