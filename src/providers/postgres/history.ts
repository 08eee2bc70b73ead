import { addressOf } from '../../model/address.ts'
import type { Fields } from '../../model/fields.ts'
import type { Change } from '../../model/target.ts'
import { BASELINE, RAW } from './names.ts'
import type { Writing } from './writing.ts'

export interface Deed {
  change: Change
  /** Id of the row. */
  id: string
  /** What the touched fields held; `null`: there was no row. */
  before: Fields | null
  /** `null`: there is no row any more. */
  after: Fields | null
}

const INSERT = `
  INSERT INTO catalog_changes (account, run_id, operation, kind, sku, row_id, before, after)
  SELECT $1, u.run, u.operation, u.kind, u.sku, u.id::bigint, u.before::jsonb, u.after::jsonb
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    AS u (run, operation, kind, sku, id, before, after)
  ON CONFLICT (run_id, operation) DO UPDATE SET row_id = excluded.row_id, after = excluded.after, at = excluded.at
  RETURNING id::text AS id`

/** Says what was done, in the transaction that did it; gives what proves that it was. */
export async function record({ session, organisation }: Writing, deeds: readonly Deed[]): Promise<string | null> {
  if (deeds.length === 0) return null
  const rows = await session.run<{ id: string }>('write history', INSERT, [
    organisation,
    deeds.map(({ change }) => change.by?.run ?? null),
    deeds.map(({ change }) => change.by?.operation ?? `${change.action}:${addressOf(change.kind, change.key)}`),
    deeds.map(({ change }) => change.kind),
    deeds.map(({ change }) => change.key),
    deeds.map(({ id }) => id),
    deeds.map(({ before }) => told(before)),
    deeds.map(({ after }) => told(after)),
  ])
  return rows.at(-1)?.id ?? null
}

/** What was last written says nothing of its own, and raw data is kept once elsewhere. */
function told(fields: Fields | null): string | null {
  if (fields === null) return null
  const { [BASELINE]: _baseline, [RAW]: _raw, ...shown } = fields
  return JSON.stringify(shown)
}

/** The part of what a row held that a change is about. */
export function touched(there: Fields, { fields }: Change): Fields {
  return Object.fromEntries(Object.keys(fields).map((path) => [path, there[path] ?? null]))
}
