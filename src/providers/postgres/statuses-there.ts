import type { Session } from '../../database/database.ts'
import { counted } from '../../model/counted.ts'
import { ProviderError } from '../../model/errors.ts'
import type { Narrowed } from './families.ts'

/** How many products an organisation has of each status. */
export async function statusesThere({ run }: Session, organisation: string): Promise<Map<string, number>> {
  const rows = await run<{ status: string; products: string }>(
    'count product',
    'SELECT status, count(*)::text AS products FROM master_products WHERE account = $1 GROUP BY status ORDER BY status',
    [organisation],
  )
  return new Map(rows.map(({ status, products }) => [status, Number(products)]))
}

/** Why nothing is there to be read, by what is there. */
export function noneOf(there: ReadonlyMap<string, number>, { organisation, statuses }: Narrowed): ProviderError {
  const others = [...there].map(([status, products]) => `${counted(products, 'product')} with the status ${status}`)
  const which = there.size === 0 ? '' : ` with the status ${statuses.join(' or ')}`
  const hint =
    there.size === 0
      ? 'Look at url_env, schema and organisation in sync.yaml; the catalogue may be empty.'
      : `It has ${others.join(', ')}: name under status in sync.yaml what is to be read.`
  return new ProviderError(
    'no-products',
    `The organisation ${organisation} has no products${which} in the catalogue.`,
    {
      hints: [hint],
    },
  )
}
