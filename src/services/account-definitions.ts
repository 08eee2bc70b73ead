import { type AccountDefinitions, attributesYaml } from '../config/account-attributes.ts'
import type { Pair } from '../config/scaffold.ts'
import { parseAddress } from '../model/address.ts'
import { texts } from '../model/fields.ts'
import { liveOf } from '../model/live.ts'
import type { Target } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'

/**
 * The account's attributes, and how many products fill them. Reads in bulk and writes nothing. Only attributes that are
 * named after the source count: the others of an account may be hundreds, and each 50 more cost another read.
 * @throws ProviderError
 */
export async function readDefinitions(
  target: Target,
  { source, target: into }: Pair,
  signal: AbortSignal,
): Promise<AccountDefinitions> {
  await target.connect(signal)
  const { traits } = target
  const kind = mainKind(traits)
  const form = into.target.attributes
  const { gallery } = into.target.parse({}, source.source.facts)
  const begin = form.slug(`${source.title} `)
  const labelOf = (path: string) => path.slice(path.indexOf('.') + 1)
  const also = (path: string) => labelOf(path).startsWith(begin)
  const live = await target.read({ paths: [], also, owns: () => false, explained: () => true }, signal)
  const filled = new Map<string, number>()
  const products = liveOf(live, kind.name)
  for (const { fields } of products) {
    for (const path of Object.keys(fields).filter((one) => one.includes('.')))
      filled.set(labelOf(path), (filled.get(labelOf(path)) ?? 0) + 1)
  }
  const other = [gallery, labelOf(traits.baseline.path)]
  const { definedBy } = kind.field(kind.pathOf(begin))
  const definition = definedBy === undefined ? '' : parseAddress(definedBy).kind
  const attributes = liveOf(live, definition).filter(({ key }) => key.startsWith(begin) && !other.includes(key))
  return {
    title: traits.title,
    form,
    attributes: attributes.map(({ key, fields }) => ({
      label: key,
      name: String(fields.name),
      type: String(fields.type),
      options: texts(fields.options),
    })),
    filled,
    products: products.length,
  }
}

/** Turns the default specs/attributes.yaml into one of the account's own attributes. */
export function attributesFromAccount(definitions: AccountDefinitions): (defaults: string) => string {
  return (defaults) => attributesYaml(defaults, definitions)
}
