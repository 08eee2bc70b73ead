import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { ConfigError } from '../model/errors.ts'
import type { Provider, Providers, SourceSide, TargetSide } from '../model/provider.ts'
import type { WantedField } from '../model/scaffold.ts'
import type { SourceWords } from '../model/source-words.ts'
import { packagedSpec } from './packaged.ts'
import { scaffoldsOf } from './scaffold-choices.ts'
import { usualName } from './settings.ts'
import { oneOf, suggestion } from './words.ts'

export interface ScaffoldOptions {
  /** Absolute folder of the workspace; its name gives the scope when none is named. */
  root: string
  scope?: string | undefined
  brand?: string | undefined
  shops?: string[] | undefined
  pair: Pair
  /** Makes specs/attributes.yaml of the default one; absent: the default as it is. */
  attributes?: ((defaults: string) => string) | undefined
}

/** What a new workspace is for. */
export interface Pair {
  source: Provider & { source: SourceSide }
  /** Further sources, in order of precedence. */
  others: (Provider & { source: SourceSide })[]
  target: Provider & { target: TargetSide }
}

export interface ScaffoldFile {
  /** Relative to the workspace. */
  path: string
  text: string
}

const COPIES = [
  'specs/schemas/sync.schema.json',
  'specs/schemas/attributes.schema.json',
  'specs/schemas/overrides.schema.json',
  'specs/schemas/quality.schema.json',
]

/**
 * The providers of a new workspace, by name, of several sources the most important first; by default the first source
 * and the first target that there are. @throws ConfigError
 */
export function choosePair(
  providers: Providers,
  names: { source?: readonly string[] | undefined; target?: string | undefined },
): Pair {
  const all = [...providers.values()]
  const sources = all.filter((provider): provider is Pair['source'] => provider.source !== undefined)
  const targets = all.filter((provider): provider is Pair['target'] => provider.target !== undefined)
  const [first, ...further] = [...new Set(names.source)]
  return {
    source: chosen('source', sources, first),
    others: further.map((name) => chosen('source', sources, name)),
    target: chosen('target', targets, names.target),
  }
}

function chosen<T extends Provider>(what: string, among: T[], name: string | undefined): T {
  const found = name === undefined ? among[0] : among.find((provider) => provider.name === name)
  if (found) return found
  const names = among.map((provider) => provider.name)
  throw new ConfigError('usage', `There is no ${what} ${JSON.stringify(name)}${suggestion(name ?? '', names) || '.'}`, {
    hints: [`It may be ${oneOf(names)}.`],
  })
}

/** The files of a new workspace, valid as they are. @throws ConfigError when an option is not. */
export function scaffoldFiles(options: ScaffoldOptions): ScaffoldFile[] {
  const { source, others, target } = options.pair
  const sources = [source, ...others]
  const words = source.source.facts
  const given = scaffoldsOf(sources, { brand: options.brand, shops: options.shops ?? [] })
  const known = [...new Set(sources.flatMap((one) => Object.keys(one.source.sample)))]
  const wanted = target.target.scaffold(words, distinct(given.flatMap(({ fields }) => fields)), known)
  const relations = wanted.relations === false ? '' : relationsYaml(words)
  const sections = { source: given.map(({ section }) => section).join('\n'), target: wanted.section, relations }
  const attributes = options.attributes ?? ((text) => text)
  const overrides = given.length === 1 ? given[0]?.overrides : undefined
  return [
    { path: 'sync.yaml', text: syncYaml(checkedScope(options), words, sections) },
    { path: 'specs/attributes.yaml', text: attributes(wanted.attributes) },
    { path: 'specs/overrides/example.yaml', text: overrides ?? exampleOverrides(words) },
    ...qualityFile(given.flatMap(({ quality = [] }) => quality)),
    ...COPIES.map((path) => ({ path, text: packaged(path) })),
    { path: '.env.example', text: envExample([...sources, target]) },
    { path: '.gitignore', text: '.env\nstate/\n' },
    ...given.flatMap(({ files = [] }) => files),
  ]
}

/** What several sources demand alike is demanded once. */
function qualityFile(rules: readonly string[]): ScaffoldFile[] {
  if (rules.length === 0) return []
  const lines = [...new Set(rules)].map((rule) => `  - ${rule}\n`)
  return [{ path: 'specs/quality.yaml', text: `${QUALITY_HEAD}${lines.join('')}` }]
}

const QUALITY_HEAD = `# yaml-language-server: $schema=schemas/quality.schema.json
#
# What an item must hold to be planned. "sync quality" judges the newest export by these rules.
#
#   field     JMESPath over the item, as in from:
#   check     required, pattern (matches), one_of (values), length (min, max), range (min, max), unique, money (currency),
#             https_url, gtin, expression (expression; true is good)
#   severity  reject   the item is not planned; what it became earlier stays as it is
#             warn     it is only counted
#             fail     the plan is not applied as long as one item breaks the rule
#   on        parents: what groups others; with a rejected parent its group is rejected
version: 1
rules:
`

/** What several sources offer under one name is wanted once, as the first of them says it. */
function distinct(fields: WantedField[]): WantedField[] {
  const byName = new Map<string, WantedField>()
  for (const field of fields) {
    const name = field.own ?? field.name
    if (!byName.has(name)) byName.set(name, field)
  }
  return [...byName.values()]
}

function exampleOverrides({ name, id, shop }: SourceWords): string {
  return `# yaml-language-server: $schema=../schemas/overrides.schema.json
#
# What people decided about single items, whatever matching says. Any number of *.yaml and *.csv files may lie in this
# folder; one item stands in one of them only. The key is "${name}/${shop.noun.toUpperCase()}/${id.placeholder.toUpperCase()}".
version: 1
overrides:
  # "${name}/…/${id.example}":
  #   canonical: none
  #   reason: why, for the people who come after you
`
}

/** Every variable once, those that are not needed as comments. */
function envExample(providers: Provider[]): string {
  const withVariables = [...new Set(providers)].filter(({ variables }) => variables.length > 0)
  if (withVariables.length === 0) return '# Nothing here needs credentials. Other settings: SYNC_ACCOUNT.\n'
  const parts = withVariables.map(({ title, variables }) => {
    const lines = variables.map(({ name, purpose, required, default: usual }) =>
      required ? `# ${purpose}\n${name}=\n` : `# ${purpose}\n# ${name}=${usual ?? ''}\n`,
    )
    return `\n# ${title}\n${lines.join('')}`
  })
  return `# Copy this file to .env, which stays out of git, and fill in what has no # in front.\n${parts.join('')}`
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

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')

function relationsYaml(words: SourceWords): string {
  const row = (name: string): string => name.padEnd(22)
  return `relationships:
  hierarchy: ${row(usualName(words, 'Hierarchy'))} # variation parent to child
  listings: ${row(usualName(words, 'Listings'))}  # canonical product to its listings

`
}

interface Sections {
  source: string
  target: string
  relations: string
}

function syncYaml(scope: string, words: SourceWords, sections: Sections): string {
  const patterns = words.recognise.map((pattern) => JSON.stringify(pattern)).join(', ')
  return `# yaml-language-server: $schema=specs/schemas/sync.schema.json
#
# What to reconcile. Lines that begin with # show the other keys with their defaults. "sync validate" checks this file
# and everything in specs/ without any network.
version: 1

# Names what this workspace owns; another brand in the same account has another scope.
scope: ${scope}

source:
${indented(sections.source)}
target:
${indented(sections.target)}
${sections.relations}# images:
#   name: "{id}.{ext}"
#   recognise: [${patterns}]${' '.repeat(Math.max(0, 17 - patterns.length))}  # file names that older tools gave to the same image
#   max_per_product: 50
#   thumbnail_fallback: none        # none | first

# policy:
#   create_definitions: true        # false: missing attributes and relationships are an error
#   unmatched: create               # create | skip | flag: listings without a canonical product
#   on_unadopted: keep              # keep | overwrite: values of products that this program has not written yet
#   on_drift: report                # report | overwrite: a person changed a managed value in the target
#   on_gone: report                 # report | mark | archive | delete: listings that two exports, a day apart, no longer have
#   prune: { links: false, images: false, products: false, variants: false } # remove what is ours and the source has no more
#   max_delete_percent: 5           # more deletes than this wait for --allow-deletes; below 20 products at most one
#   max_export_drop_percent: 20     # a smaller export is not applied; measured against the account
#   max_change_percent: 30          # more updated products than this are not applied, from 20 products on
#   max_invalid_percent: 20         # a plan of which specs/quality.yaml rejects more items than this is not applied
#   quota_share: 100%               # how much of the account's API windows this program may use
#   baseline: account               # account | local: what was last written stands on the products, or in state/
`
}
