import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Json } from '../../model/json.ts'
import { GONE, readsStatus } from '../../model/listing-status.ts'
import { printOf } from '../../model/members.ts'
import type { Listing, Owned } from '../types.ts'
import type { Changes, DiffContext } from './context.ts'
import { changeField } from './values.ts'

interface Existing {
  owned: Owned
  changes: Changes
}

/**
 * What a plan did to a resource whose listing was gone is taken back once the listing is there again, as long as it is
 * still as this program left it. Ordinary rules do most of that; they lack what is given to new resources alone, and
 * what the source leaves empty.
 */
export function takeBackGone(listing: Listing, existing: Existing, context: DiffContext): void {
  const { kind, rules } = context
  for (const rule of rules) {
    if (!readsStatus(rule.spec) || rule.spec.write !== 'always' || rule.field.objection?.(null)) continue
    if (!isOurs(existing.owned, { path: rule.path, value: GONE }, context)) continue
    if (Object.hasOwn(existing.changes.after, rule.path)) continue
    changeField(listing, { ...existing, rule: { ...rule, spec: { ...rule.spec, clear: true } } }, context)
  }
  if (kind.archived && isOurs(existing.owned, kind.archived, context)) restoreArchived(listing, existing, context)
}

function restoreArchived(listing: Listing, existing: Existing, context: DiffContext): void {
  const { archived } = context.kind
  const own = context.rules.find(({ path }) => path === archived?.path)
  if (own?.spec.write === 'if-new')
    changeField(listing, { ...existing, rule: { ...own, spec: { ...own.spec, write: 'always' } } }, context)
  else if (own === undefined || own.spec.write === 'never') context.fields.report(stillArchived(listing, context))
}

interface Stated {
  path: string
  value: Json
}

/** True for a value that is there, and that this program wrote. */
function isOurs({ live, baseline }: Owned, { path, value }: Stated, { kind, input }: DiffContext): boolean {
  const print = baseline?.fields[path]
  return live.fields[path] === value && print === printOf(kind.field(path), value, input.digest)
}

function stillArchived({ item, address }: Listing, { kind, input }: DiffContext): Diagnostic {
  const { title } = input.traits
  const message = `${item.ref.id} is listed again, and its ${kind.noun[0]} is still archived: no rule says what its ${kind.archived?.path} is to be.`
  const hint = `Change it in ${title}, or give ${kind.archived?.path} a rule in specs/attributes.yaml.`
  return diagnostic({ severity: 'warning', code: 'still-archived', message, address, hint })
}
