import type { Json } from '../../model/json.ts'
import type { Marketplace } from './marketplaces.ts'
import { isRecord } from './raw.ts'

interface Attributes {
  [name: string]: Json
}

/** The language that a marketplace's shop speaks first; the others speak English. */
const FIRST: { readonly [code: string]: string } = {
  ...{ MX: 'es', BR: 'pt', ES: 'es', FR: 'fr', BE: 'fr', NL: 'nl', DE: 'de', IT: 'it', SE: 'sv', PL: 'pl' },
  ...{ EG: 'ar', SA: 'ar', TR: 'tr', JP: 'ja' },
}

/**
 * Of values in several languages those of one are taken, the same for the whole item, so that a title and its bullet
 * points agree. What is said in no other language stays.
 */
export function inOneLanguage(attributes: Attributes, marketplace: Marketplace): Attributes {
  const language = choose(Object.values(attributes).flatMap(tagsOf), marketplace)
  if (language === null) return attributes
  const chosen = Object.entries(attributes).map(([name, value]) => {
    const own = tagsOf(value)
    return [name, own.length > 1 ? only(own.includes(language) ? language : choose(own, marketplace), value) : value]
  })
  return Object.fromEntries(chosen)
}

function only(language: string | null, value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value.filter((entry) => (tagOf(entry) ?? language) === language) : value
}

/** The marketplace's own language, in its own region if there is a choice, else the first by its tag. */
function choose(tags: string[], { code }: Marketplace): string | null {
  const first = FIRST[code] ?? 'en'
  const own = `${first}_${code === 'UK' ? 'GB' : code}`.toLowerCase()
  const sorted = [...new Set(tags)].sort()
  const spoken = (tag: string) => tag === first || tag.startsWith(`${first}_`)
  return sorted.find((tag) => tag === own) ?? sorted.find(spoken) ?? sorted[0] ?? null
}

/** Without repetition. */
function tagsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? [...new Set(value.flatMap((entry) => tagOf(entry) ?? []))] : []
}

function tagOf(entry: Json): string | null {
  const tag = isRecord(entry) ? entry.language_tag : null
  return typeof tag === 'string' && tag !== '' ? tag.replaceAll('-', '_').toLowerCase() : null
}
