import { type AccountDefinitions, attributesYaml } from '../config/account-attributes.ts'
import { isEmpty } from '../model/json.ts'
import type { Target } from '../model/target.ts'

/** Attributes that listings are about; the others of an account may be hundreds, and each 50 more cost another read. */
const OURS = /^amazon_/

/** The account's attributes, and how many products fill them. Reads in bulk and writes nothing. @throws ProviderError */
export async function readDefinitions(target: Target, signal: AbortSignal): Promise<AccountDefinitions> {
  await target.connect(signal)
  const { baseline } = target.traits
  const gallery = 'amazon_images'
  const live = await target.read(
    {
      attributes: [],
      also: (label) => OURS.test(label),
      relationships: [],
      family: null,
      gallery,
      baseline: baseline.label,
      owns: () => false,
      explained: () => true,
    },
    signal,
  )
  const filled = new Map<string, number>()
  for (const { attributes } of live.products) {
    for (const [label, value] of Object.entries(attributes)) {
      if (!isEmpty(value)) filled.set(label, (filled.get(label) ?? 0) + 1)
    }
  }
  return {
    title: target.traits.title,
    attributes: live.attributes.filter(
      ({ label }) => OURS.test(label) && label !== gallery && label !== baseline.label,
    ),
    filled,
    products: live.products.length,
  }
}

/** Turns the default specs/attributes.yaml into one of the account's own attributes. */
export function attributesFromAccount(definitions: AccountDefinitions): (defaults: string) => string {
  return (defaults) => attributesYaml(defaults, definitions)
}
