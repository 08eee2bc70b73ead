import type { Section, Variable } from '../../model/provider.ts'
import type { TargetCheck } from '../../model/section.ts'
import type { TargetSettings } from '../../model/settings.ts'
import { placeholders } from '../../model/template.ts'
import type { PostgresTarget } from './generated/target.ts'
import { GALLERY, NAME } from './names.ts'

/** The settings with their defaults. */
export interface Wants {
  /** Name of the variable. */
  url_env: string
  schema: string
  organisation: string
  /** Connections at most. */
  connections: number
}

export const USUAL_VARIABLE = 'DATABASE_URL'
const USUAL_SKU = '{sku}'

export function parseTarget(section: Section): TargetSettings {
  const {
    url_env = USUAL_VARIABLE,
    schema = 'catalog',
    organisation = 'default',
    sku = USUAL_SKU,
    pool,
  } = section as Partial<PostgresTarget>
  const wants: Wants = { url_env, schema, organisation, connections: pool?.max ?? 5 }
  return {
    provider: NAME,
    sku,
    family: null,
    gallery: GALLERY,
    canonical: { exclude_sku_prefixes: [], identifiers: [], match: { model_fallbacks: false, model_size: false } },
    options: { ...wants },
  }
}

export const wantsOf = ({ options }: Pick<TargetSettings, 'options'>): Wants => options as unknown as Wants

/** What the schema cannot express: without one of both, all products would get one SKU. */
export function checkTarget({ settings, where, report }: TargetCheck): void {
  const found = placeholders(settings.sku)
  if (found.includes('sku') || found.includes('id')) return
  report(['sku'], {
    code: 'sku-template',
    message: `${where}.sku must contain {sku} or {id}, or all products would get one SKU`,
  })
}

/** The variable that the settings name. */
export function namedVariables(settings: TargetSettings): Variable[] {
  return [{ name: wantsOf(settings).url_env, purpose: 'URL of the Postgres database', secret: true }]
}
