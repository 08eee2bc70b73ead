import { type Check, failedBy, passed } from '../../model/check.ts'
import { ASSETS } from './assets.ts'
import { chooseColumns, passesOf } from './columns.ts'
import { attempt, type HealthContext } from './health-context.ts'
import { asText } from './raw.ts'
import type { ReadContext } from './read-context.ts'
import { readError } from './read-error.ts'
import { productSearch } from './read-rows.ts'
import { isSuccess } from './reply.ts'
import { readPage, withoutOrder } from './search.ts'

/**
 * Reads that only some plans make, once each and one row at a time: the products with every column that a plan asks for,
 * one product's own record, and the assets. Each has a permission of its own.
 */
export async function* probeChecks(
  context: HealthContext,
  reading: ReadContext,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const columns = await attempt(readColumns(reading, context), context, signal)
  yield 'refusal' in columns ? failedBy('columns', columns.refusal) : passed('columns', columns.value.text)
  const id = 'value' in columns ? columns.value.id : null
  if (id !== null) {
    const record = await attempt(readRecord(reading, id), context, signal)
    yield 'refusal' in record
      ? failedBy('record', record.refusal)
      : passed('record', "A product's own record can be read.")
  }
  const assets = await attempt(readPage(reading.session, withoutOrder(ASSETS), { size: 1 }), context, signal)
  yield 'refusal' in assets ? failedBy('assets', assets.refusal) : passed('assets', 'The assets can be read.')
}

async function readColumns({ session, settings, definitions }: ReadContext, { workspace }: HealthContext) {
  const paths = [
    ...workspace.attributes.map(({ label }) => `attributes.${label}`),
    ...workspace.settings.target.canonical.identifiers,
  ]
  const [attributes, relationships] = [await definitions.attributes(session), await definitions.relationships(session)]
  const { names } = chooseColumns({ paths }, settings, { attributes, relationships })
  const passes = passesOf(names)
  let id: string | null = null
  for (const pass of passes) {
    const page = await readPage(session, withoutOrder(productSearch(pass)), { size: 1 })
    id ??= asText(page?.rows[0]?.id) ?? null
  }
  const text = `A plan's ${names.length} columns can be read, in ${passes.length === 1 ? 'one search' : `${passes.length} searches`} a page.`
  return { id, text }
}

/** @throws ProviderError */
async function readRecord({ session }: ReadContext, id: string): Promise<void> {
  const reply = await session.send('GET', `/api/v1/products/${id}`)
  if (!isSuccess(reply)) throw readError(reply, "a product's own record")
}
