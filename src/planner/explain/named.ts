import { counted } from '../../model/counted.ts'
import type { NotExplained } from '../../model/explanation.ts'
import { grouped } from '../../model/figures.ts'
import type { ItemRef } from '../../model/item.ts'
import { capitalised } from '../../model/text.ts'
import { shortExportName } from '../match/export-name.ts'
import { nearTexts } from '../match/near.ts'
import type { PlanInput } from '../types.ts'
import type { Story } from './story.ts'

type Shops = Pick<PlanInput, 'shops'>

/** Every item that a text may name: an id, in any shop, or with its shop or its source and shop in front; in any case. */
export function refsNamed(name: string, { shops: sources }: Shops): ItemRef[] {
  return sources.flatMap(({ facts, shops }) => {
    const form = new RegExp(`^(?:${facts.id.pattern})$`)
    return shops.flatMap((shop) => {
      const texts = [name, name.toUpperCase()].flatMap((text) => [
        text,
        ...after(`${shop}/`, text),
        ...after(`${facts.name}/${shop}/`, text),
      ])
      return [...new Set(texts)].filter((id) => form.test(id)).map((id) => ({ source: facts.name, shop, id }))
    })
  })
}

/** What follows a beginning, if a text has it. */
function after(beginning: string, text: string): string[] {
  return text.startsWith(beginning) ? [text.slice(beginning.length)] : []
}

/** Why nothing is known of what was asked for: another shop, no such id, or no such item in the exports. */
export function whyLost(name: string, story: Story): NotExplained {
  const { input, population, context } = story
  const near = nearNames(name, story)
  const [one, many] = context.kind.noun
  const [ref] = refsNamed(name, input)
  if (ref === undefined) {
    const unconfigured = foreignShop(name, input)
    if (unconfigured) return { near, ...unconfigured }
    const nouns = [...new Set(input.shops.map(({ facts }) => facts.id.noun))].join(', ')
    const message = `${name} is neither ${nouns} nor a SKU among the ${grouped(population.byKey.size)} ${many} of the account.`
    return { message, near, shop: null }
  }
  const exports = input.sources.map((source) => {
    const { header, items } = source
    const state = header.complete ? 'complete' : 'incomplete'
    return `${shortExportName(source, input)} (${counted(items.length, 'listing')}, ${state}, ${header.exported_at.slice(0, 10)})`
  })
  const have = exports.length === 1 ? 'has' : 'have'
  const message = `${name} was lost at the export: ${exports.join(' and ')} ${have} no such listing, and the account no ${one} ${input.keys.of(ref) || name}.`
  return { message, near, shop: null }
}

function nearNames(name: string, { listings, population }: Story): string[] {
  const ids = listings.all.map(({ item }) => item.ref.id)
  const keys = listings.all.map(({ key }) => key)
  const near = [ids, population.byKey.keys(), keys].flatMap((known) => nearTexts(name, known))
  return [...new Set(near)].slice(0, 5)
}

/** `FR/ID`, or `SOURCE/FR/ID`, where `FR` is no shop of the workspace. */
function foreignShop(name: string, { shops: sources }: Shops): Pick<NotExplained, 'message' | 'shop'> | null {
  const [id = '', shop, source, ...rest] = name.toUpperCase().split('/').reverse()
  if (shop === undefined || shop === '' || rest.length > 0) return null
  const meant = sources.filter(({ facts }) => source === undefined || facts.name.toUpperCase() === source)
  const known = meant.filter(({ facts }) => new RegExp(`^(?:${facts.id.pattern})$`).test(id))
  const [first] = known
  if (!first) return null
  const noun = first.facts.shop.noun
  const names = known.flatMap(({ shops }) => shops)
  return { shop, message: `${capitalised(noun)} ${shop} is not configured; sync.yaml names ${names.join(', ')}.` }
}
