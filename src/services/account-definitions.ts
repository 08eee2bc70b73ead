import { type AccountDefinitions, attributesYaml } from '../config/account-attributes.ts'
import { texts } from '../model/fields.ts'
import { liveOf } from '../model/live.ts'
import type { Target } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'

/** Attributes that listings are about; the others of an account may be hundreds, and each 50 more cost another read. */
const OURS = /^amazon_/
const GALLERY = 'amazon_images'

/** The account's attributes, and how many products fill them. Reads in bulk and writes nothing. @throws ProviderError */
export async function readDefinitions(target: Target, signal: AbortSignal): Promise<AccountDefinitions> {
  await target.connect(signal)
  const { traits } = target
  const kind = mainKind(traits)
  const labelOf = (path: string) => path.slice(path.indexOf('.') + 1)
  const also = (path: string) => OURS.test(labelOf(path))
  const live = await target.read({ paths: [], also, owns: () => false, explained: () => true }, signal)
  const filled = new Map<string, number>()
  const products = liveOf(live, kind.name)
  for (const { fields } of products) {
    for (const path of Object.keys(fields).filter((one) => one.includes('.')))
      filled.set(labelOf(path), (filled.get(labelOf(path)) ?? 0) + 1)
  }
  const other = [GALLERY, labelOf(traits.baseline.path)]
  const attributes = liveOf(live, 'attribute').filter(({ key }) => OURS.test(key) && !other.includes(key))
  return {
    title: traits.title,
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
