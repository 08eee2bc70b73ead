import { counted } from '../../model/counted.ts'
import type { Fields } from '../../model/fields.ts'
import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import { deletesAfterRead, VERBS } from './common-traits.ts'
import type { Dialect } from './dialect.ts'
import { ATTRIBUTES, attributePath, OWN_FIELDS, VARIANTS } from './paths.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import { definedField, galleryField, ownFields, valueField } from './product-fields.ts'

/** Products, with the fields that the workspace gives them. */
export function productKind(dialect: Dialect, { settings, attributes }: PimWorkspace): KindTraits {
  const gallery = attributePath(settings.target.gallery)
  const types = new Map(attributes.map(({ label, type }) => [label, type]))
  const known = new Map<string, FieldTraits>([
    ...ownFields(dialect),
    [gallery, galleryField(settings.target.gallery, dialect)],
    [attributePath(dialect.baseline.label), { ...definedField(dialect.baseline.label), holds: 'multiline' }],
  ])
  return {
    name: 'product',
    noun: ['product', 'products'],
    madeOf: 'item',
    parts: ['products'],
    verbs: { ...VERBS, remove: 'delete' },
    can: ['create', 'update', 'delete', 'adopt'],
    keyField: 'sku',
    groups: [ATTRIBUTES],
    place: dialect.places.product ?? '',
    images: { gallery, main: 'thumbnail' },
    ...(settings.target.family === null
      ? {}
      : { constants: [{ path: 'family', origin: `target.${settings.target.provider}.family` }] }),
    pathOf: (label) => (OWN_FIELDS.includes(label) ? label : attributePath(label)),
    field(path) {
      const found = known.get(path) ?? valueField(path, { types, dialect })
      known.set(path, found)
      return found
    },
    checked: true,
    page: dialect.page,
    lists: 'patch',
    ...(dialect.archived === undefined ? {} : { archived: { path: 'status', value: dialect.archived } }),
    bound: boundBy,
    calls: (after, action) => (typeof after.family === 'string' ? 2 : deletesAfterRead(after, action)),
  }
}

/** Its variants would be deleted along with it. */
function boundBy({ [VARIANTS]: number }: Fields): string | null {
  return typeof number === 'number' && number > 0 ? `has ${counted(number, 'variant')}` : null
}
