import { addressOf } from '../../../model/address.ts'
import type { FieldTraits } from '../../../model/kinds.ts'
import type { AttributeSpec } from '../../../model/settings.ts'
import * as forms from './kept-forms.ts'
import { MOST_MEMBERS, metafieldType } from './metafield-types.ts'
import {
  BASELINE,
  COLLECTIONS,
  DEFINITION,
  definitionKey,
  FILE,
  GALLERY,
  INVENTORY,
  isOwnNamespace,
  metafieldAt,
  metafieldPath,
  OPTIONS,
  type Owner,
  PUBLICATIONS,
  STATUSES,
  type Wants,
} from './names.ts'
import * as objections from './objections.ts'

type Known = { readonly [path: string]: FieldTraits }

const TEXT: FieldTraits = { holds: 'text', merge: 'replace' }
const SHORT: FieldTraits = { ...TEXT, objection: objections.short }
const MOST_TAGS = 250
const MOST_MEDIA = 250
const MOST_HTML = 524_287

/** Fields of products, by their paths. */
export const PRODUCT_FIELDS: Known = {
  title: { ...TEXT, objection: objections.title },
  descriptionHtml: { holds: 'html', merge: 'replace', objection: objections.atMost(MOST_HTML) },
  vendor: SHORT,
  productType: SHORT,
  tags: {
    ...{ holds: 'choices', merge: 'own-set', most: MOST_TAGS },
    ...{ form: forms.tags, spelling: forms.tagSpelling, objection: objections.tags },
  },
  status: {
    ...TEXT,
    holds: 'choice',
    options: new Set(STATUSES),
    form: forms.status,
    objection: objections.never('product has a status'),
  },
  handle: { ...TEXT, form: forms.handle, objection: objections.handle },
  category: { ...TEXT, form: forms.category, objection: objections.category },
  templateSuffix: SHORT,
  'seo.title': SHORT,
  'seo.description': TEXT,
  [COLLECTIONS]: { holds: 'choices', merge: 'own-set', form: forms.handles, objection: objections.handles },
  [PUBLICATIONS]: { holds: 'choices', merge: 'own-set' },
  [GALLERY]: { holds: 'assets', merge: 'own-ordered', most: MOST_MEDIA, refers: { kind: FILE, lost: 'left-out' } },
  [BASELINE]: { holds: 'multiline', merge: 'replace' },
}

const AMOUNT: FieldTraits = { holds: 'decimal', merge: 'replace', form: forms.decimal, objection: objections.amount }
const STOCK: FieldTraits = { holds: 'number', merge: 'replace', objection: objections.quantity }
const NO_PLACE: FieldTraits = {
  ...STOCK,
  objection: (value) => (value === null ? null : 'needs target.shopify.location, which says where the stock lies'),
}

/** Fields of variants, by their paths; a stock has to lie somewhere. */
export function variantFields({ location }: Pick<Wants, 'location'>): Known {
  return {
    sku: SHORT,
    barcode: SHORT,
    price: { ...AMOUNT, objection: objections.price },
    compareAtPrice: AMOUNT,
    weight_g: { holds: 'number', merge: 'replace', form: forms.weight, objection: objections.weight },
    taxable: { holds: 'boolean', merge: 'replace' },
    [OPTIONS]: { holds: 'json', merge: 'replace', form: forms.options, objection: objections.options },
    [INVENTORY]: location === null ? NO_PLACE : STOCK,
  }
}

/** The path of a field that Shopify does not have. */
const NO_FIELD: FieldTraits = { holds: 'json', merge: 'replace', objection: () => 'belongs to no field in Shopify' }

/** Looks fields up by their paths: those that all have, and metafields of the types that the rules say. */
export function fieldsOf(
  owner: Owner,
  own: Known,
  { specs, keyMetafield }: { specs: readonly AttributeSpec[]; keyMetafield: Wants['keyMetafield'] },
): (path: string) => FieldTraits {
  const types = new Map(specs.map(({ label, type }) => [label, type]))
  const known = new Map([
    ...Object.entries(own),
    [metafieldPath(keyMetafield), metafieldField(owner, metafieldPath(keyMetafield), 'id')] as const,
  ])
  return (path) => {
    const found = known.get(path) ?? metafieldField(owner, path, types.get(path) ?? null)
    known.set(path, found)
    return found
  }
}

function metafieldField(owner: Owner, path: string, type: string | null): FieldTraits {
  const name = metafieldAt(path)
  if (name === null) return NO_FIELD
  const { holds, form, objection } = metafieldType(type)
  return {
    ...{ holds, merge: 'replace', objection },
    ...(form && { form }),
    ...(holds === 'list' && { most: MOST_MEMBERS }),
    ...(!isOwnNamespace(name.namespace) && { definedBy: addressOf(DEFINITION, definitionKey(owner, name)) }),
  }
}
