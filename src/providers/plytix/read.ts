import { texts } from '../../model/fields.ts'
import type { LiveResource, LiveState, Want } from '../../model/live.ts'
import { readAssets } from './assets.ts'
import { formatBasis } from './basis.ts'
import type { Columns } from './columns.ts'
import { readFamily } from './family.ts'
import { fillFamilies } from './fill-families.ts'
import { attributePath } from './paths.ts'
import { columnsOf, type ReadContext } from './read-context.ts'
import { definitionsOf } from './read-definitions.ts'
import { readProducts } from './read-products.ts'

/** Everything that a plan compares with, in pages. @throws ProviderError */
export async function readState(context: ReadContext, want: Want): Promise<LiveState> {
  const { session, settings, definitions, clock } = context
  const read_at = new Date(clock.now()).toISOString()
  definitions.reset()
  const [columns, family] = await Promise.all([
    columnsOf(context, want),
    settings.family === null ? null : readFamily(session, settings.family),
  ])
  const defined = await definitionsOf(context, family)
  const read = await readProducts(context, { want, columns, definitions: defined })
  const { basis, changes, complete, gap } = read
  const product = await fillFamilies(context, await current(context, read.products, columns), { want, family })
  const unexplained = unexplainedAssets(product, { want, gallery: settings.gallery })
  const { assets, whole } = await readAssets(session, unexplained, {
    known: changes,
    at: context.earlier.time(),
  })
  return {
    read_at,
    complete: complete && whole,
    ...(complete && whole ? {} : { gap: complete ? 'the list of assets is not as long as it counts' : gap }),
    resources: { ...defined, product, asset: assets },
    missing: columns.missing,
    ...(changes && { built: true as const }),
    ...(basis && { basis: formatBasis(basis) }),
  }
}

/** The rows as they stand after the writes made here, which searches may not show yet. */
async function current({ session, writes }: ReadContext, rows: LiveResource[], { wanted }: Columns) {
  const unseen = await writes.unseen(session, rows, wanted)
  return [...(await writes.refresh(session, rows, wanted)), ...unseen]
}

function unexplainedAssets(
  products: LiveResource[],
  { want: { owns, explained }, gallery }: { want: Want; gallery: string },
): Set<string> {
  const unexplained = products.filter((product) => owns(product.key) && !explained(product))
  return new Set(
    unexplained.flatMap(({ fields: { thumbnail, ...fields } }) => [
      ...texts(fields[attributePath(gallery)]),
      ...(typeof thumbnail === 'string' ? [thumbnail] : []),
    ]),
  )
}
