import type { JsonObject } from '../../src/model/json.ts'
import { mapConcurrent } from '../../src/net/concurrent.ts'
import { addressOf, GALLERY, type Job, type Listing } from './job.ts'
import { productBySku, relationshipIds, type Service, upload } from './service.ts'

/**
 * The same work as resources of `alchemy`, an engine for declared resources whose kinds are functions. It remembers in
 * files what it made, and calls a resource again when what is declared differs from that.
 */

interface Context<Output> {
  phase: 'create' | 'update' | 'delete'
  output: Output
  destroy(): Output
}

type Handler<Output> = (this: Context<Output>, id: string, declared: JsonObject) => Promise<Output>
type Made = JsonObject & { id: string }

/** As much of the engine as is used here; it is installed apart from this project. */
interface Engine {
  default(app: string, options: JsonObject): Promise<{ finalize(): Promise<void> }>
  Resource<Output>(kind: string, handler: Handler<Output>): (id: string, declared: JsonObject) => Promise<Output>
}

const PACKAGE: string = 'alchemy'
const AT_ONCE = 8

type Kinds = ReturnType<typeof kindsOf>

/** A function that does a job, remembering in `folder` what it did. */
export async function alchemist(folder: string): Promise<(service: Service, job: Job) => Promise<number>> {
  const engine = (await import(PACKAGE)) as Engine
  // A kind can be registered once; the service that it calls is of the run.
  let service: Service | undefined
  const current = (): Service => {
    if (!service) throw new Error('No run has begun.')
    return service
  }
  const kinds = kindsOf(engine, current)
  return async (now, job) => {
    service = now
    const app = await engine.default('catalogue', {
      stage: 'bench',
      phase: 'up',
      quiet: true,
      noTrack: true,
      rootDir: folder,
    })
    await declare(kinds, job)
    await app.finalize()
    return 0
  }
}

async function declare(kinds: Kinds, job: Job): Promise<void> {
  const filenames = [...new Set(job.listings.flatMap(({ images }) => images))]
  const pictures = await mapConcurrent(filenames, AT_ONCE, (filename) => kinds.picture(filename, { filename }))
  const assets = new Map(filenames.map((filename, index) => [filename, pictures[index]?.id ?? '']))
  const made = await mapConcurrent(job.listings, AT_ONCE, (listing) =>
    kinds.product(listing.sku, declared(listing, assets)),
  )
  const products = new Map(job.listings.map(({ sku }, index) => [sku, made[index]?.id ?? '']))
  const bySource = Map.groupBy(job.pairs, ({ relationship, source }) => `${relationship}-${source}`)
  await mapConcurrent([...bySource], AT_ONCE, async ([id, pairs]) => {
    const [{ relationship, source } = { relationship: '', source: '' }] = pairs
    const targets = pairs.map(({ target }) => products.get(target) ?? '')
    await kinds.links(id, { relationship, source, source_id: products.get(source) ?? null, targets })
  })
}

function declared({ images, thumbnail, attributes, ...listing }: Listing, assets: Map<string, string>): JsonObject {
  const gallery = images.map((filename) => ({ id: assets.get(filename) ?? '' }))
  return {
    ...listing,
    attributes: { ...attributes, [GALLERY]: gallery },
    thumbnail: thumbnail === null ? null : { id: assets.get(thumbnail) ?? '' },
  }
}

function kindsOf({ Resource }: Engine, service: () => Service) {
  let relationships: Promise<Map<string, string>> | undefined
  return {
    picture: Resource<Made>('catalogue::Picture', async function (filename) {
      if (this.phase !== 'create') return this.output
      return { id: await upload(service(), filename, addressOf(filename)) }
    }),
    product: Resource<Made>('catalogue::Product', async function (_id, product) {
      if (this.phase === 'delete') return this.destroy()
      const { sku, ...fields } = product
      if (this.phase === 'update') {
        await service().call('PATCH', `products/${this.output.id}`, fields)
        return { id: this.output.id }
      }
      const [row] = await service().call('POST', 'products', product)
      return { id: String(row?.id) }
    }),
    links: Resource<Made>('catalogue::Links', async function (_id, { relationship, source, source_id, targets }) {
      if (this.phase === 'delete') return this.destroy()
      relationships ??= relationshipIds(service())
      const id = source_id ?? (await productBySku(service(), String(source)))
      const kind = (await relationships).get(String(relationship))
      const product_relationships = (targets as string[]).map((product_id) => ({ product_id, quantity: 1 }))
      await service().call('POST', `products/${id}/relationships/${kind}`, { product_relationships })
      return { id: String(id) }
    }),
  }
}
