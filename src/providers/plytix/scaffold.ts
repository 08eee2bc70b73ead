import type { TargetScaffold, WantedField } from '../../model/scaffold.ts'
import type { SourceWords } from '../../model/source-words.ts'
import { literalPrefix } from '../../model/template.ts'
import { slug, VALUE_TYPES } from './facts.ts'
import { galleryOf } from './settings.ts'

/** What a new workspace says of Plytix. */
export function scaffold(words: SourceWords, fields: readonly WantedField[]): TargetScaffold {
  return { section: section(words), attributes: attributes(words, fields) }
}

function section(words: SourceWords): string {
  const prefix = literalPrefix(words.usualKey)
  return `plytix:
  sku: ${JSON.stringify(words.usualKey)}
  gallery: ${galleryOf(words)}
  # family: ${words.title.padEnd(22)}# product family given to products made here; it must exist
  canonical:                      # how canonical products are recognised and matched
    exclude_sku_prefixes: ${JSON.stringify(prefix === '' ? [] : [prefix])}
    # identifiers: [gtin, attributes.upc, attributes.ean]
    # match:                      # what else may match a listing; overrides and identifiers always come first
    #   model_fallbacks: true     # a parent without a model number: its part number, style, or children's style
    #   model_size: false         # {model}-{width}-{size}, such as PB1042-M-09.5; marked as a guess
`
}

function attributes(words: SourceWords, fields: readonly WantedField[]): string {
  const entry = (field: WantedField): string => entryOf(words, field)
  const shown = fields.filter(({ off }) => !off)
  const [own, named] = [shown.filter((field) => field.own), shown.filter((field) => !field.own)]
  const written = (rule: WantedField['write']) => named.filter(({ write }) => write === rule).map(entry)
  const groups: [string, string[]][] = [
    ['Kept equal to the source.', written('always')],
    ['Filled once.', written('if-empty')],
    ['Written along with other changes, never on their own.', written('on-change')],
    ['Only defined: people say which listing of a product is the main one.', written('never')],
  ]
  const off = fields.filter((field) => field.off).map((field) => entry(field).replace(/^ {2}/gm, '  # '))
  return [
    head(words),
    ...own.map(entry),
    '  status:\n    value: Draft\n    write: if-new\n',
    ...groups.flatMap(([title, entries]) => (entries.length === 0 ? [] : [`\n  # ${title}\n`, ...entries])),
    ...(off.length === 0 ? [] : ['\n  # More that a listing offers; remove the # to use them.\n', ...off]),
  ].join('')
}

function entryOf({ title }: SourceWords, { name, own, note, ...rest }: WantedField): string {
  const full = `${title} ${name}`
  const lines = [
    `  ${own ?? slug(full)}:${note === undefined ? '' : ` # ${note}`}`,
    ...(own === undefined ? [`    name: ${full}`, `    type: ${typeOf(rest)}`] : []),
    ...(rest.options ? [`    options: [${rest.options.join(', ')}]`] : []),
    ...(rest.from === undefined ? [] : [`    from: ${rest.from}`]),
    ...(rest.value === undefined ? [] : [`    value: ${/[{}]/.test(rest.value) ? `"${rest.value}"` : rest.value}`]),
    `    write: ${rest.write}`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function typeOf({ holds, address }: Pick<WantedField, 'holds' | 'address'>): string {
  if (address) return 'UrlAttribute'
  return Object.entries(VALUE_TYPES).find(([, kind]) => kind === holds)?.[0] ?? 'TextAttribute'
}

function head({ id, shop, placeholders }: SourceWords): string {
  const more = placeholders.map((name) => `{${name}}, `).join('')
  return `# yaml-language-server: $schema=schemas/attributes.schema.json
#
# Which target attribute gets which source value. One entry per attribute; the key is its label in the target.
#
#   name     what people see; the target derives the label from it (Amazon Title -> amazon_title), so both must agree
#   type     the target's type: TextAttribute, MultilineAttribute, HtmlAttribute, UrlAttribute, IntAttribute,
#            DecimalAttribute, DropdownAttribute, MultiSelectAttribute, BooleanAttribute, DateAttribute
#   options  the allowed values of a DropdownAttribute or MultiSelectAttribute; missing ones are added to the account
#   from     JMESPath over the catalogue item: item_name, bullet_points[0], attributes.material[0].value, …
#   value    a fixed value instead of from; filled in are {today}, {${id.placeholder}}, {${shop.placeholder}}, {sku} (the product's own),
#            ${more}{canonical_sku} and {scope}
#   write    always     kept equal to the source; what people change is reported as drift
#            if-empty   filled once; people may refine it
#            if-new     written when the product is made
#            on-change  written along with any other change
#            never      only defined; people own it
#   clear    true: an empty source value clears the target (default: it leaves it)
#
# label, gtin and status are the product's own fields: they have no name and no type. There is no gtin here on purpose:
# a listing with a GTIN would itself look like a canonical product.
version: 1
attributes:
`
}
