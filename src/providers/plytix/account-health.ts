import { type Check, failedBy, passed } from '../../model/check.ts'
import { grouped } from '../../model/figures.ts'
import type { Session } from './client.ts'
import { definitionChecks } from './definition-health.ts'
import { PLYTIX } from './facts.ts'
import { readFamily } from './family.ts'
import { attempt, type HealthContext } from './health-context.ts'
import { isForAll } from './outage.ts'
import { probeChecks } from './probe.ts'
import { readingProbe } from './probe-reading.ts'
import type { ReadContext } from './read-context.ts'
import { definitionsOf } from './read-definitions.ts'
import { productSearch } from './read-rows.ts'
import { isOfUse, readingCheck } from './reading-health.ts'
import type { PimFamily } from './records.ts'
import { readPage, withoutOrder } from './search.ts'
import { accountOf } from './survey.ts'

/** What the account holds and lacks. What one permission refuses does not keep the others from being looked at. */
export async function* accountHealth(
  context: HealthContext,
  { probe }: { probe: boolean },
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const reading = context.reading(context.client.session(signal))
  const counted = await attempt(countProducts(reading), context, signal)
  if ('value' in counted) yield countCheck(counted.value)
  else {
    yield failedBy('products', counted.refusal)
    // Every further call would meet the same.
    if (isForAll(counted.refusal) || counted.refusal.code === 'unreachable') return
  }
  const { session, settings } = reading
  const family = await attempt(familyOf(session, settings.family), context, signal)
  if ('refusal' in family) yield failedBy('family', family.refusal)
  yield* definitionsHealth(context, { reading, family: 'value' in family ? family.value : null }, signal)
  if (probe) yield* probeChecks(context, reading, signal)
  const rows = 'value' in counted ? (counted.value ?? 0) : 0
  if (probe && isOfUse(reading.earlier.settings, rows)) yield* readingProbe(context, reading, signal)
  yield await readingCheck(reading, rows)
}

async function familyOf(session: Session, name: string | null): Promise<PimFamily | null> {
  return name === null ? null : readFamily(session, name)
}

function countCheck(number: number | null): Check {
  if (number === null) return passed('products', 'Connected; Plytix does not say how many products there are.')
  const noun = number === 1 ? 'product' : 'products'
  return passed('products', `Connected, ${grouped(number)} ${noun}.`, { resources: number })
}

/** One row tells how many there are; `null` when Plytix does not say. */
async function countProducts({ session }: ReadContext): Promise<number | null> {
  const page = await readPage(session, withoutOrder(productSearch([])), { size: 1 })
  const counts = [page?.count, page?.total].filter((count) => typeof count === 'number')
  return counts.length === 0 ? null : Math.max(...counts)
}

async function* definitionsHealth(
  context: HealthContext,
  { reading, family }: { reading: ReadContext; family: PimFamily | null },
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { definitions, session } = reading
  const attributes = await attempt(definitions.attributes(session), context, signal)
  if ('refusal' in attributes) yield failedBy('attributes', attributes.refusal)
  const relationships = await attempt(definitions.relationships(session), context, signal)
  if ('refusal' in relationships) yield failedBy('relationships', relationships.refusal)
  if ('refusal' in attributes || 'refusal' in relationships) return
  const live = { resources: await definitionsOf(reading, family) }
  yield* definitionChecks(accountOf(PLYTIX, context.workspace, live))
}
