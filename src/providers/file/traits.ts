import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import type { TargetWorkspace } from '../../model/provider.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import type { TargetTraits } from '../../model/target.ts'
import { BASELINE, KEY, TYPES } from './attribute-form.ts'

/** Writes that may be in flight: those that arrive while a file is rewritten go into the next rewriting together. */
const IN_FLIGHT = 5_000
const PAGE = 5_000

/** What a folder of files is able to hold: one kind, whose fields are those of `specs/attributes.yaml`. */
export function fileTraits({ settings, attributes }: TargetWorkspace): TargetTraits {
  const { path } = settings.target.options
  return {
    name: 'file',
    title: 'File',
    kinds: [productKind(String(path), attributes)],
    baseline: { kinds: ['product'], path: BASELINE, kept: true },
    asked: { path: String(path) },
    inFlight: IN_FLIGHT,
    series: () => [],
    declares: () => false,
    survey: () => ({ definitions: [], series: [], options: new Map() }),
  }
}

function productKind(path: string, attributes: AttributeSpec[]): KindTraits {
  const fields = new Map(attributes.map((spec) => [spec.label, fieldOf(spec)]))
  return {
    name: 'product',
    noun: ['product', 'products'],
    madeOf: 'item',
    parts: ['products'],
    verbs: { create: 'create', update: 'update', remove: 'delete' },
    can: ['create', 'update', 'delete', 'adopt'],
    keyField: KEY,
    groups: groupsOf(attributes.map(({ label }) => label)),
    place: `${path}/product.ndjson`,
    pathOf: (label) => label,
    field: (label) => fields.get(label) ?? AS_IT_IS,
    checked: true,
    page: PAGE,
    lists: 'whole',
    calls: () => 1,
  }
}

/** Any JSON: what nothing is known of is kept as it is. */
const AS_IT_IS: FieldTraits = { holds: 'json', merge: 'replace' }

function fieldOf({ type, options }: AttributeSpec): FieldTraits {
  const holds = (type === null ? undefined : TYPES[type]) ?? 'json'
  const isChoice = holds === 'choice' || holds === 'choices'
  return { holds, merge: 'replace', ...(isChoice ? { options: new Set(options) } : {}) }
}

/** `seo` of `seo.title`; a field that is called so itself holds no others. */
function groupsOf(labels: string[]): string[] {
  const groups = labels.filter((label) => label.indexOf('.') > 0).map((label) => label.slice(0, label.indexOf('.')))
  return [...new Set(groups)].filter((group) => !labels.includes(group))
}
