import type { LiveResource, LiveState, Want } from '../../../../model/live.ts'
import { nothingWritten } from '../../bulk.ts'
import {
  COLLECTION,
  DEFINITION,
  definitionKey,
  FILE,
  isOwnNamespace,
  metafieldAt,
  PRODUCT,
  PUBLICATION,
} from '../names.ts'
import { readDefinitions } from './definitions-read.ts'
import type { DirectContext } from './direct.ts'
import { readCollections, readPublications } from './places-read.ts'
import { type CatalogueRead, readCatalogue } from './read-catalogue.ts'

/** What settings and rules speak of by name. */
export interface NamesWanted {
  /** Handles. */
  collections: readonly string[]
  publications: boolean
}

/** Everything that a plan compares with. @throws ShopifyError, NoMoreCalls */
export async function readState(
  context: DirectContext,
  { want, names, learn }: { want: Want; names: NamesWanted; learn: (read: CatalogueRead) => void },
): Promise<LiveState> {
  const { client, session } = context
  const read_at = new Date(client.options.clock.now()).toISOString()
  const definitions = await readDefinitions(session)
  const publications = names.publications ? await readPublications(session) : []
  const collections = await readCollections(names.collections, session)
  const read = await readCatalogue(context)
  if (read.nothing !== null) throw nothingWritten(read.nothing)
  learn(read)
  return {
    read_at,
    complete: read.complete,
    ...(read.complete ? {} : { gap: read.gap }),
    resources: {
      [DEFINITION]: definitions,
      [COLLECTION]: withThoseShown(collections, read),
      [PUBLICATION]: publications,
      [FILE]: read.files,
      [PRODUCT]: read.products.map(({ live }) => live),
    },
    missing: missingOf(want, definitions),
  }
}

/** Collections that products are in are known along with them. */
function withThoseShown(named: LiveResource[], { products }: CatalogueRead): LiveResource[] {
  const found = new Map(named.map((one) => [one.key, one]))
  for (const { seen } of products) {
    for (const { id, handle } of seen.collections ?? []) {
      if (!found.has(handle)) found.set(handle, { kind: COLLECTION, key: handle, id, fields: {} })
    }
  }
  return [...found.values()]
}

/** Metafields of products without a definition. */
function missingOf({ paths }: Want, definitions: readonly LiveResource[]): string[] {
  const known = new Set(definitions.map(({ key }) => key))
  return paths.filter((path) => {
    const name = metafieldAt(path)
    return name !== null && !isOwnNamespace(name.namespace) && !known.has(definitionKey('product', name))
  })
}
