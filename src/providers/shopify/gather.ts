import { asText, isRecord, type RawRecord } from './raw.ts'

/** A product with all that belongs to it, as the lines of a bulk file have it. */
export interface Family {
  product: RawRecord
  variants: RawRecord[]
  media: RawRecord[]
  metafields: RawRecord[]
  collections: RawRecord[]
  /** Lines of `resourcePublicationsV2`, which have no ids. */
  publications: RawRecord[]
  /** What belongs to a variant, by its gid. */
  below: ReadonlyMap<string, { media: RawRecord[]; metafields: RawRecord[] }>
}

const NONE: RawRecord[] = []

/**
 * Takes the lines of a bulk file in whatever order they come, and joins them by `__parentId` when all are there. What
 * belongs to one object keeps the order of its lines.
 */
export class Gatherer {
  objects = 0
  readonly #roots = new Map<string, RawRecord>()
  readonly #below = new Map<string, RawRecord[]>()
  readonly #ids = new Set<string>()

  take(line: RawRecord): void {
    this.objects += 1
    const id = asText(line.id) ?? ''
    const parent = asText(line.__parentId)
    if (parent === null) this.#roots.set(id, line)
    else {
      const siblings = this.#below.get(parent)
      if (siblings) siblings.push(line)
      else this.#below.set(parent, [line])
      if (typeOf(id) === 'ProductVariant') this.#ids.add(id)
    }
  }

  /** Products by their gid, in the order of their lines. */
  get roots(): number {
    return this.#roots.size
  }

  /** Lines whose parent is not there. */
  get orphans(): number {
    let lines = 0
    for (const [parent, below] of this.#below) {
      if (!this.#roots.has(parent) && !this.#ids.has(parent)) lines += below.length
    }
    return lines
  }

  products(): Iterable<RawRecord> {
    return this.#roots.values()
  }

  *families(): Generator<Family> {
    for (const id of this.#roots.keys()) yield this.familyOf(id) as Family
  }

  /** @param id The gid of a product; `null` where there is none. */
  familyOf(id: string): Family | null {
    const product = this.#roots.get(id)
    if (!product) return null
    const variants = this.#of(id, 'ProductVariant')
    const below = variants.map(({ id }) => {
      const variant = asText(id) ?? ''
      return [variant, { media: this.#media(variant), metafields: this.#of(variant, 'Metafield') }] as const
    })
    return {
      product,
      variants,
      media: this.#media(id),
      metafields: this.#of(id, 'Metafield'),
      collections: this.#of(id, 'Collection'),
      publications: (this.#below.get(id) ?? NONE).filter(({ publication }) => isRecord(publication)),
      below: new Map(below),
    }
  }

  #of(parent: string, type: string): RawRecord[] {
    const lines = this.#below.get(parent)
    return lines ? lines.filter(({ id }) => typeOf(id) === type) : NONE
  }

  #media(parent: string): RawRecord[] {
    const lines = this.#below.get(parent)
    return lines ? lines.filter(({ id }) => MEDIA.has(typeOf(id))) : NONE
  }
}

const MEDIA: ReadonlySet<string> = new Set(['MediaImage', 'Video', 'ExternalVideo', 'Model3d'])

/** `Product` of `gid://shopify/Product/1`. */
function typeOf(gid: unknown): string {
  return typeof gid === 'string' ? (/^gid:\/\/shopify\/([A-Za-z0-9]+)\//.exec(gid)?.[1] ?? '') : ''
}

/** `1` of `gid://shopify/Product/1`; `null` for anything else. */
export function idOf(gid: unknown): string | null {
  return typeof gid === 'string'
    ? (/^gid:\/\/shopify\/[A-Za-z0-9]+\/([1-9]\d*)(?:\?.*)?$/.exec(gid)?.[1] ?? null)
    : null
}
