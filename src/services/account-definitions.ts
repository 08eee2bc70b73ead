import { type AccountDefinitions, attributesYaml } from '../config/account-attributes.ts'
import type { Pair } from '../config/scaffold.ts'
import { isEmpty } from '../model/json.ts'
import { sourceWords } from '../model/source-words.ts'
import type { Target } from '../model/target.ts'

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
  const { baseline } = target.traits
  const form = into.target.attributes
  const { gallery } = into.target.parse({}, sourceWords(source))
  const begin = form.slug(`${source.title} `)
  const live = await target.read(
    {
      attributes: [],
      also: (label) => label.startsWith(begin),
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
    form,
    attributes: live.attributes.filter(
      ({ label }) => label.startsWith(begin) && label !== gallery && label !== baseline.label,
    ),
    filled,
    products: live.products.length,
  }
}

/** Turns the default specs/attributes.yaml into one of the account's own attributes. */
export function attributesFromAccount(definitions: AccountDefinitions): (defaults: string) => string {
  return (defaults) => attributesYaml(defaults, definitions)
}
