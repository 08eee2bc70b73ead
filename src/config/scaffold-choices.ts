import { ConfigError } from '../model/errors.ts'
import type { Provider, SourceSide } from '../model/provider.ts'
import type { ScaffoldChoices, SourceScaffold } from '../model/scaffold.ts'
import { oneOf, suggestion } from './words.ts'

type Source = Provider & { source: SourceSide }
type Choices = Pick<ScaffoldChoices, 'brand' | 'shops'>

/**
 * What each source makes of a new workspace. Of several, each gets the shops and the brand that it knows; `SOURCE/SHOP`
 * names the one that is meant. @throws ConfigError for what none of them knows
 */
export function scaffoldsOf(sources: readonly Source[], { brand, shops }: Choices): SourceScaffold[] {
  const shopsOf = new Map(sources.map((source) => [source, [] as string[]]))
  for (const shop of shops) {
    const named = namedIn(shop, sources)
    for (const source of named?.takers ?? takersOf(sources, { shops: [shop] }, shop))
      shopsOf.get(source)?.push(named?.shop ?? shop)
  }
  const branded = new Set(brand === undefined ? [] : takersOf(sources, { brand, shops: [] }, brand))
  return sources.map((source) =>
    scaffold(source, { shops: shopsOf.get(source) ?? [], ...(branded.has(source) && { brand }) }),
  )
}

function scaffold({ source }: Source, choices: Choices): SourceScaffold {
  return source.scaffold({ ...choices, suggest: suggestion })
}

function namedIn(text: string, sources: readonly Source[]): { takers: Source[]; shop: string } | null {
  const slash = text.indexOf('/')
  const source = sources.find(({ name }) => slash > 0 && name === text.slice(0, slash))
  return source === undefined ? null : { takers: [source], shop: text.slice(slash + 1) }
}

/** One source says itself what is wrong with a choice. */
function takersOf(sources: readonly Source[], choices: Choices, choice: string): readonly Source[] {
  if (sources.length === 1) return sources
  const hints: string[] = []
  const takers = sources.filter((source) => {
    try {
      scaffold(source, choices)
      return true
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      hints.push(`${source.title}: ${error.message}`)
      return false
    }
  })
  if (takers.length > 0) return takers
  throw new ConfigError(
    'usage',
    `${JSON.stringify(choice)} is nothing that ${oneOf(sources.map(({ title }) => title))} knows.`,
    { hints },
  )
}
