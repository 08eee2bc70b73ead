import type { Section, Variable } from '../../model/provider.ts'
import type { TargetCheck } from '../../model/section.ts'
import type { SourceSettings, TargetSettings } from '../../model/settings.ts'
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
export const USUAL_SCHEMA = 'catalog'
export const USUAL_ORGANISATION = 'default'
const USUAL_SKU = '{sku}'

export function parseTarget(section: Section): TargetSettings {
  const {
    url_env = USUAL_VARIABLE,
    schema = USUAL_SCHEMA,
    organisation = USUAL_ORGANISATION,
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

/** What the schema cannot express: a catalogue is not its own source, and no two products get one SKU. */
export function checkTarget({ settings, sources, where, report }: TargetCheck): void {
  const { schema, organisation } = wantsOf(settings)
  const own = sources.some(({ settings: source }) => {
    const other = wantsOf(source)
    return isBeside(settings, source) && other.schema === schema && other.organisation === organisation
  })
  if (own) {
    report([], {
      code: 'same-catalogue',
      message: `${where} is the catalogue that source.${NAME} reads: it would be compared with itself`,
      hint: 'Give one of both another url_env, schema or organisation.',
    })
  }
  const found = placeholders(settings.sku)
  if (found.includes('sku') || found.includes('id')) return
  report(['sku'], {
    code: 'sku-template',
    message: `${where}.sku must contain {sku} or {id}, or all products would get one SKU`,
  })
}

/** True for a source whose catalogue is found by the same variable as the target's. */
export function isBeside(target: Pick<TargetSettings, 'options'>, source: SourceSettings): boolean {
  return source.provider === NAME && source.account === null && wantsOf(source).url_env === wantsOf(target).url_env
}

/** The variable that the settings name. */
export const namedVariables = (settings: TargetSettings): Variable[] => [variableOf(wantsOf(settings))]

export function variableOf({ url_env: name }: Wants): Variable {
  return { name, purpose: 'URL of the Postgres database', secret: true }
}
