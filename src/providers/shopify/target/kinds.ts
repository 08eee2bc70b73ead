import { parsePart } from '../../../model/fields.ts'
import type { FieldTraits, GivenRule, KindTraits } from '../../../model/kinds.ts'
import type { Action } from '../../../model/plan.ts'
import type { TargetWorkspace } from '../../../model/provider.ts'
import { USUAL_OPTIONS } from '../../../model/usual-options.ts'
import { fieldsOf, PRODUCT_FIELDS, variantFields } from './fields.ts'
import {
  COLLECTION,
  COLLECTIONS,
  DEFINITION,
  FILE,
  GALLERY,
  METAFIELDS,
  metafieldPath,
  OPTIONS,
  PRODUCT,
  PUBLICATION,
  PUBLICATIONS,
  SEO,
  VARIANT,
  VARIANTS,
  type Wants,
} from './names.ts'
import { wantsOf } from './settings.ts'
import { marksOf, misfitsOf, refusalOf } from './variants.ts'
import { MOST_ENTRIES } from './write/write-lots.ts'

const PAGE = 250

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
/** What people call it is theirs once it is made. */
const ONCE: FieldTraits = { ...PLAIN, once: true }

const COMMON = {
  groups: [],
  checked: false,
  page: PAGE,
  lists: 'patch',
  pathOf: (label: string) => label,
  field: () => PLAIN,
  // What is deleted is looked at right before.
  calls: (_after: object, action?: Action) => (action === 'delete' ? 2 : 1),
} as const

/** Definitions, what products are put into, files, and products with their variants: in the order in which they are made. */
export function shopKinds(workspace: TargetWorkspace): KindTraits[] {
  const wants = wantsOf(workspace.settings.target)
  const variant = variantKind(workspace, wants)
  return [definitionKind(), ...placeKinds(), fileKind(), productKind(workspace, { wants, variant }), variant]
}

function definitionKind(): KindTraits {
  return {
    ...COMMON,
    name: DEFINITION,
    noun: ['metafield definition', 'metafield definitions'],
    madeOf: 'definition',
    parts: ['schema'],
    verbs: { create: 'create', update: 'update' },
    can: ['create'],
    place: 'Settings > Custom data',
    field: (path) => (path === 'name' ? ONCE : PLAIN),
  }
}

/** What products are put into; people make it. */
function placeKinds(): KindTraits[] {
  const common = { ...COMMON, madeOf: 'definition', parts: ['schema'], can: [] } as const
  const verbs = { create: 'create', update: 'update' } as const
  return [
    { ...common, verbs, name: COLLECTION, noun: ['collection', 'collections'], place: 'Products > Collections' },
    {
      ...common,
      verbs,
      name: PUBLICATION,
      noun: ['publication', 'publications'],
      place: 'Settings > Apps and sales channels',
    },
  ]
}

function fileKind(): KindTraits {
  return {
    ...COMMON,
    name: FILE,
    noun: ['file', 'files'],
    madeOf: 'image',
    parts: ['images'],
    verbs: { create: 'upload', update: 'update', remove: 'delete' },
    can: ['upload', 'delete'],
    keyField: 'filename',
    place: 'Content > Files',
    together: { upload: MOST_ENTRIES },
  }
}

function productKind(
  { attributes, settings }: TargetWorkspace,
  { wants, variant }: { wants: Wants; variant: KindTraits },
): KindTraits {
  const own = fieldsOf(PRODUCT, PRODUCT_FIELDS, { specs: attributes, keyMetafield: wants.keyMetafield })
  return {
    ...COMMON,
    name: PRODUCT,
    noun: ['product', 'products'],
    madeOf: 'group',
    parts: ['products'],
    verbs: { create: 'create', update: 'update', remove: 'delete' },
    can: ['create', 'update', 'delete', 'adopt'],
    keyField: metafieldPath(wants.keyMetafield),
    groups: [VARIANTS, METAFIELDS, SEO],
    place: 'Products',
    images: { gallery: settings.target.gallery, main: null, ofParts: true },
    given: givenTo(wants),
    field(path) {
      const part = parsePart(path, [VARIANTS])
      return part ? variant.field(part.path) : own(path)
    },
    archived: { path: 'status', value: 'ARCHIVED' },
    checked: true,
    named: 'title',
    marks: marksOf,
    refuses: refusalOf,
    misfits: misfitsOf,
    // A new one is published by a call of its own, since only its answer tells its id; media are looked at until they are there.
    calls: (after, action) => (action === 'delete' || (action === 'create' ? PUBLICATIONS : GALLERY) in after ? 2 : 1),
  }
}

/** What new products get from the settings. */
function givenTo({ status, publish, collections }: Wants): GivenRule[] {
  const lists = [
    { label: COLLECTIONS, value: collections, origin: 'target.shopify.collections' },
    { label: PUBLICATIONS, value: publish, origin: 'target.shopify.publish' },
  ]
  return [
    { label: 'status', value: status, origin: 'target.shopify.status', write: 'if-new' },
    ...lists.filter(({ value }) => value.length > 0).map((rule): GivenRule => ({ ...rule, write: 'if-new' })),
  ]
}

function variantKind({ variants = [] }: TargetWorkspace, wants: Wants): KindTraits {
  return {
    ...COMMON,
    name: VARIANT,
    noun: ['variant', 'variants'],
    madeOf: 'item',
    within: { kind: PRODUCT, group: VARIANTS },
    parts: ['products'],
    verbs: { create: 'create', update: 'update', remove: 'delete' },
    can: ['create', 'update', 'delete', 'adopt'],
    keyField: metafieldPath(wants.keyMetafield),
    groups: [METAFIELDS],
    place: 'Products',
    given: [{ label: OPTIONS, from: USUAL_OPTIONS, write: 'always' }],
    field: fieldsOf(VARIANT, variantFields(wants), { specs: variants, keyMetafield: wants.keyMetafield }),
    checked: true,
  }
}
