import type { JsonObject } from '../../model/json.ts'
import type { Section, Variable } from '../../model/provider.ts'
import type { SourceSection } from '../../model/section.ts'
import type { SourceSettings } from '../../model/settings.ts'
import type { PostgresSource } from './generated/source.ts'
import { USUAL_ORGANISATION, USUAL_SCHEMA, USUAL_VARIABLE, variableOf, type Wants } from './settings.ts'
import { DEFAULT_STATUSES } from './source-schema.ts'

/** A platform, and one shop of it; `null`: the only one. */
export interface NamedSeller {
  platform: string
  shop: string | null
}

/** What is read, with its defaults. */
export interface SourceWants extends Wants {
  /** Of the products that are read. */
  statuses: string[]
  /** Whose prices count as what is asked now; `null`: nobody's. */
  prices: NamedSeller | null
}

/** One transaction reads everything; the other connection sees who is in its way. */
const CONNECTIONS = 2

export function parseSource(section: Section): SourceSection {
  const raw = section as Partial<PostgresSource>
  const wants: SourceWants = {
    url_env: raw.url_env ?? USUAL_VARIABLE,
    schema: raw.schema ?? USUAL_SCHEMA,
    organisation: raw.organisation ?? USUAL_ORGANISATION,
    connections: CONNECTIONS,
    statuses: raw.status ?? DEFAULT_STATUSES,
    prices: raw.prices === undefined ? null : namedSeller(raw.prices),
  }
  return {
    shops: [wants.organisation],
    imageHosts: raw.image_hosts ?? [],
    options: wants as unknown as JsonObject,
  }
}

export const sourceWantsOf = ({ options }: Pick<SourceSettings, 'options'>): SourceWants =>
  options as unknown as SourceWants

/** The variable that the settings name. */
export const variablesOfSource = (settings: SourceSettings): Variable[] => [variableOf(sourceWantsOf(settings))]

/** `PLATFORM` or `PLATFORM/SHOP`. */
function namedSeller(text: string): NamedSeller {
  const at = text.indexOf('/')
  return at < 0 ? { platform: text, shop: null } : { platform: text.slice(0, at), shop: text.slice(at + 1) }
}
