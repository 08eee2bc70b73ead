import { addressOf } from '../../model/address.ts'
import { pointerOf } from '../../model/fields.ts'
import type { Item } from '../../model/item.ts'
import { GONE, LISTING_STATUS, readsStatus } from '../../model/listing-status.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import { policyOrigin } from '../../model/provenance.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import { type FieldRule, templateOf } from '../project/rules.ts'
import type { Listing } from '../types.ts'
import { type Changes, type DiffContext, noChanges, waitForDefinitions } from './context.ts'
import type { Draft } from './draft.ts'
import { type GoneProduct, placeOf } from './gone.ts'
import { addOnChange, changeField } from './values.ts'

/** The update that says of a resource that its item is gone; `null` when it says so already, or people hold it back. */
export function markGone(gone: GoneProduct, context: DiffContext): Draft | null {
  return stating(
    gone,
    context.rules.filter(({ spec }) => readsStatus(spec)),
    context,
  )
}

/** The update that puts a resource out of use; `null` when it is already, or people hold it back. */
export function archiveGone(gone: GoneProduct, context: DiffContext): Draft | null {
  const rule = archivingRule(context)
  return rule === null ? null : stating(gone, [rule], context)
}

/** An ordinary update of these fields: what people changed is theirs. */
function stating(gone: GoneProduct, rules: FieldRule[], context: DiffContext): Draft | null {
  const { owned } = gone
  const { kind, input } = context
  const listing = listingOf(gone, context)
  const changes = noChanges()
  for (const rule of rules) changeField(listing, { rule, owned, changes }, context)
  const { compared } = changes
  if (compared.length === 0) return null
  addOnChange(listing, { owned, changes, rules: context.rules.filter(goesAlong(gone)) }, context)
  const { before, after, provenance } = changes
  const state = { paths: compared, live: owned.live, kind, baseline: input.traits.baseline.path }
  return context.draftOf({
    kind,
    key: owned.live.key,
    action: kind.verbs.update,
    targetId: owned.live.id,
    before,
    after,
    precondition: resourcePrecondition(state, input.digest),
    provenance: withPolicy(provenance, compared),
    reason: 'its listing is gone',
    dependsOn: waitForDefinitions([...Object.keys(after), input.traits.baseline.path], context),
    refs: {},
    baseline: { fields: compared, links: {} },
  })
}

const ORIGIN = 'policy.on_gone'

/** That the item is gone is no value of any source. */
function withPolicy(provenance: Changes['provenance'], paths: string[]): Changes['provenance'] {
  const own = Object.fromEntries(paths.map((path) => [path, policyOrigin(ORIGIN)]))
  return { ...provenance, ...own }
}

/** Of values that go along with changes those that need no item. */
function goesAlong({ source: { facts } }: GoneProduct): (rule: FieldRule) => boolean {
  const known = new Set(['today', 'scope', 'sku', 'shop', 'source', facts.shop.placeholder])
  return ({ spec: { from, value, compute } }) =>
    from === null &&
    compute === undefined &&
    [...String(value).matchAll(/\{([a-z_]+)\}/g)].every(([, name = '']) => known.has(name))
}

/** What is known of a listing that is gone: where it was, and that it is gone. */
function listingOf(gone: GoneProduct, { kind }: DiffContext): Listing {
  const { owned, override, source } = gone
  const { key } = owned.live
  const item: Item = {
    ref: { ...placeOf(gone), id: key },
    key: owned.baseline?.item ?? key,
    role: 'single',
    parents: [],
    children: [],
    codes: [],
    names: { title: null, brand: null, model: null, part: null, style: null, size: null, color: null },
    images: [],
    unusable: [],
    fields: { [LISTING_STATUS]: GONE },
    paths: {},
    state: 'unavailable',
  }
  return { item, facts: source.facts, key, address: addressOf(kind.name, key), override, match: { status: 'none' } }
}

/** The field that puts a resource out of use, as a rule that always holds. */
function archivingRule({ kind, rules }: DiffContext): FieldRule | null {
  if (!kind.archived) return null
  const { path, value } = kind.archived
  const own = rules.find((rule) => rule.path === path)
  const label = own?.spec.label ?? path
  const spec: AttributeSpec = {
    label,
    name: label,
    type: null,
    from: null,
    value: value as string,
    write: 'always',
    clear: false,
    options: [],
    position: { file: 'sync.yaml', line: 1, column: 1 },
  }
  return {
    spec,
    path,
    pointer: pointerOf(path, kind.groups),
    field: kind.field(path),
    read: null,
    options: null,
    origins: new Map(),
    template: templateOf(spec),
  }
}
