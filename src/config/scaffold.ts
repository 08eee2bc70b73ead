import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { ConfigError } from '../model/errors.ts'
import { marketplaceCode } from './marketplaces.ts'
import { packagedSpec } from './packaged.ts'
import { loadSchema } from './schemas.ts'
import { oneOf, suggestion } from './words.ts'

export interface ScaffoldOptions {
  /** Absolute folder of the workspace; its name gives the scope when none is named. */
  root: string
  scope?: string | undefined
  brand?: string | undefined
  marketplaces?: string[] | undefined
  /** Makes specs/attributes.yaml of the default one; absent: the default as it is. */
  attributes?: ((defaults: string) => string) | undefined
}

export interface ScaffoldFile {
  /** Relative to the workspace. */
  path: string
  text: string
}

const COPIES = [
  'specs/overrides/example.yaml',
  'specs/schemas/sync.schema.json',
  'specs/schemas/attributes.schema.json',
  'specs/schemas/overrides.schema.json',
]

const PLACEHOLDER = 'Your Brand'
const DEFAULT_MARKETPLACES = ['US', 'CA', 'MX']

/** The files of a new workspace, valid as they are. @throws ConfigError when an option is not. */
export function scaffoldFiles(options: ScaffoldOptions): ScaffoldFile[] {
  const marketplaces = checkedMarketplaces(options.marketplaces ?? [])
  return [
    { path: 'sync.yaml', text: syncYaml(checkedScope(options), checkedBrand(options.brand), marketplaces) },
    { path: 'specs/attributes.yaml', text: (options.attributes ?? ((text) => text))(attributesYaml(marketplaces)) },
    ...COPIES.map((path) => ({ path, text: packaged(path) })),
    { path: '.gitignore', text: '.env\nstate/\n' },
  ]
}

function packaged(path: string): string {
  return readFileSync(packagedSpec(path.replace('specs/', '')), 'utf8')
}

function checkedScope({ scope, root }: ScaffoldOptions): string {
  if (scope === undefined) return scopeFrom(basename(root))
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(scope)) return scope
  throw new ConfigError('usage', `${JSON.stringify(scope)} is not a scope.`, {
    hints: ['Use lower-case letters, digits and hyphens, such as twisted-x.'],
  })
}

/** A folder name as a scope: `Twisted X (PIM)` gives `twisted-x-pim`. */
function scopeFrom(folder: string): string {
  const ascii = folder
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
  const words = ascii.replace(/[^a-z0-9]+/g, '-').slice(0, 60)
  return words.replace(/^-+|-+$/g, '') || 'catalogue'
}

function checkedBrand(brand = PLACEHOLDER): string {
  if (brand.trim() !== '') return brand.trim()
  throw new ConfigError('usage', 'The brand is empty.', { hints: ['Name it as Amazon shows it: --brand "Twisted X".'] })
}

function checkedMarketplaces(codes: string[]): string[] {
  const known = marketplaceCodes()
  for (const code of codes) {
    if (known.includes(code)) continue
    const near = suggestion(code, known)
    throw new ConfigError('usage', `${JSON.stringify(code)} is not a marketplace code${near || '.'}`, {
      hints: [`The codes are ${oneOf(known, 'and')}.`],
    })
  }
  return codes.length === 0 ? ['US'] : [...new Set(codes.map(marketplaceCode))]
}

function marketplaceCodes(): string[] {
  const definition = loadSchema('sync').$defs?.marketplace
  return (typeof definition === 'object' ? definition.enum : []) as string[]
}

/** The default specs; the options of `amazon_marketplace` must cover every configured marketplace. */
function attributesYaml(marketplaces: string[]): string {
  const options = [...new Set([...DEFAULT_MARKETPLACES, ...marketplaces])]
  return packaged('specs/attributes.yaml').replace(
    `options: [${DEFAULT_MARKETPLACES.join(', ')}]`,
    `options: [${options.join(', ')}]`,
  )
}

function placeholderNote(brand: string): string {
  return brand === PLACEHOLDER ? '    # Replace "Your Brand": an export finds nothing under that name.\n' : ''
}

function syncYaml(scope: string, brand: string, marketplaces: string[]): string {
  // JSON's quoted text is YAML's too, so that no brand name can break the file.
  return `# yaml-language-server: $schema=specs/schemas/sync.schema.json
#
# What to reconcile. Lines that begin with # show the other keys with their defaults. "sync validate" checks this file
# and everything in specs/ without any network.
version: 1

# Names what this workspace owns; another brand in the same account has another scope.
scope: ${scope}

source:
  amazon:
    marketplace: [${marketplaces.join(', ')}]
    # The brands whose listings are read, as Amazon spells them; aliases are other spellings of the same brand.
${placeholderNote(brand)}    brands:
      - name: ${JSON.stringify(brand)}
        aliases: []
    # include_parents: true         # also read the variation parents that the search did not return
    # lookup_gtins: auto            # also ask Amazon for the codes of the target's own products: true, false,
                                    # auto (when a search was cut off)
    # seller_id: A2XXXXXXXXXXXX     # also read the seller's own listings, and whether they are active
    # asins: []                     # further listings, whatever their brand
    # max_age: 24h                  # an older export gives a warning
    # image_hosts: [m.media-amazon.com, images-na.ssl-images-amazon.com]
    # rollout: { styles: [] }       # when set, everything outside is counted, never planned

target:
  plytix:
    sku: "AMZN-{marketplace}-{asin}"
    gallery: amazon_images
    # family: Amazon                # product family given to products made here; it must exist
    canonical:                      # how canonical products are recognised and matched
      exclude_sku_prefixes: ["AMZN-"]
      # identifiers: [gtin, attributes.upc, attributes.ean]
      # match:                      # what else may match a listing; overrides and identifiers always come first
      #   model_fallbacks: true     # a parent without a model number: its part number, style, or children's style
      #   model_size: false         # {model}-{width}-{size}, such as PB1042-M-09.5; marked as a guess

relationships:
  hierarchy: Amazon Hierarchy       # variation parent to child
  listings: Amazon Listings         # canonical product to its listings

# images:
#   name: "{id}.{ext}"
#   recognise: ["amazon_*_{id}.*"]  # file names that older tools gave to the same image
#   max_per_product: 50
#   thumbnail_fallback: none        # none | first

# policy:
#   create_definitions: true        # false: missing attributes and relationships are an error
#   unmatched: create               # create | skip | flag: listings without a canonical product
#   on_unadopted: keep              # keep | overwrite: values of products that this program has not written yet
#   on_drift: report                # report | overwrite: a person changed a managed value in the target
#   max_export_drop_percent: 20     # a smaller export is not applied; measured against the account
#   max_change_percent: 30          # more updated products than this are not applied, from 20 products on
#   quota_share: 100%               # how much of the account's API windows this program may use
#   baseline: account               # account | local: what was last written stands on the products, or in state/
`
}
