import { texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { LiveResource, LiveState, Want } from '../../model/live.ts'
import { readAssets } from './assets.ts'
import type { Columns } from './columns.ts'
import { toProduct } from './convert.ts'
import { PLYTIX } from './facts.ts'
import { readFamily } from './family.ts'
import { fillFamilies } from './fill-families.ts'
import { attributePath } from './paths.ts'
import { columnsOf, type ReadContext } from './read-context.ts'
import { definitionsOf } from './read-definitions.ts'
import { readRows } from './read-rows.ts'

/** Everything that a plan compares with, in pages. @throws ProviderError */
export async function readState(context: ReadContext, want: Want): Promise<LiveState> {
  const { session, settings, definitions, clock } = context
  const read_at = new Date(clock.now()).toISOString()
  definitions.reset()
  const [columns, family] = await Promise.all([
    columnsOf(context, want),
    settings.family === null ? null : readFamily(session, settings.family),
  ])
  const { records, complete, gap } = await readRows(session, columns.names, enough(want, columns))
  const rows = records.map((record) => toProduct(record, columns.wanted))
  const product = await fillFamilies(context, await current(context, rows, columns), { want, family })
  const { assets, whole } = await readAssets(session, unexplainedAssets(product, { want, gallery: settings.gallery }))
  return {
    read_at,
    complete: complete && whole,
    ...(complete && whole ? {} : { gap: complete ? 'the list of assets is not as long as it counts' : gap }),
    resources: { ...(await definitionsOf(context, family)), product, asset: assets },
    missing: columns.missing,
  }
}

/** Where ours are enough, what lets them pass: the beginning of their SKU, or a baseline whatever their SKU is by now. */
function enough({ beginnings = [] }: Want, { wanted }: Columns): JsonObject[] {
  if (beginnings.length === 0 || beginnings.includes('')) return []
  const { label } = PLYTIX.baseline
  const marked = wanted.attributes.has(label) ? [{ field: attributePath(label), operator: 'exists' }] : []
  return [...beginnings.map((value) => ({ field: 'sku', operator: 'like', value })), ...marked]
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
