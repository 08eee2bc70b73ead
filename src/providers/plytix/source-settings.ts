import type { JsonObject } from '../../model/json.ts'
import type { Section } from '../../model/provider.ts'
import { durationSeconds, type SectionCheck, type SourceSection } from '../../model/section.ts'
import type { SourceSettings } from '../../model/settings.ts'
import { isTakenName, TAKEN_HINT } from '../../model/taken-names.ts'
import type { CommonColumn } from './common-columns.ts'
import { BASELINE } from './facts.ts'
import type { PlytixSource } from './generated/source.ts'

/** Keys that are wrong are not there. */
type Raw = Partial<PlytixSource>

/** One entry of `source.plytix`, with its defaults. */
export interface SourceWants {
  /** As searches take them: of the groups one must hold, with all of its conditions. None: every product. */
  filters: JsonObject[][]
  /** Names or ids; none: any. */
  families: string[]
  /** Labels; `null`: all. */
  attributes: string[] | null
  /** Labels by common names, where they differ. */
  columns: { [name in CommonColumn]?: string }
  /** Labels; `null`: every gallery. */
  galleries: string[] | null
  /** Label or name of a relationship. */
  hierarchy: string
  /** False: an account without that relationship has none, and that is no mistake. */
  hierarchy_named: boolean
}

/** What the relationship of parents is called unless somebody says otherwise: as workspaces that write there call it. */
export const USUAL_HIERARCHY = 'amazon_hierarchy'
/** The only account of a workspace, where it needs no name. */
export const ONLY_ACCOUNT = 'main'

export function parseSource(section: Section): SourceSection {
  const raw = section as Raw
  const wants: SourceWants = {
    filters: groupsOf((raw.filters ?? []) as unknown as (JsonObject | JsonObject[])[]),
    families: [...(raw.families ?? [])].sort(),
    attributes: raw.attributes ? [...raw.attributes].sort() : null,
    columns: (raw.columns ?? {}) as SourceWants['columns'],
    galleries: raw.galleries ?? null,
    hierarchy: raw.hierarchy ?? USUAL_HIERARCHY,
    hierarchy_named: raw.hierarchy !== undefined,
  }
  return {
    shops: [shopOf(section.account)],
    maxAge: durationSeconds(raw.max_age ?? '24h'),
    imageHosts: raw.image_hosts ?? [],
    options: wants as unknown as JsonObject,
  }
}

export const sourceWantsOf = ({ options }: Pick<SourceSettings, 'options'>): SourceWants =>
  options as unknown as SourceWants

/** Accounts are told apart by the prefixes of their variables. */
function shopOf(account: unknown): string {
  return typeof account === 'string' && account !== '' ? account.toLowerCase().replaceAll('-', '_') : ONLY_ACCOUNT
}

/** Conditions beside lists hold whichever list does. */
function groupsOf(filters: (JsonObject | JsonObject[])[]): JsonObject[][] {
  const single = filters.filter((filter): filter is JsonObject => !Array.isArray(filter))
  const lists = filters.filter((filter): filter is JsonObject[] => Array.isArray(filter))
  if (lists.length > 0) return lists.map((list) => [...single, ...list])
  return single.length > 0 ? [single] : []
}

const LISTS = ['attributes', 'galleries'] as const

/** What the schema of `source.plytix` cannot express. */
export function checkSource({ section, where, report }: SectionCheck): void {
  const { columns = {}, ...raw } = section as Raw
  const labels: [string, (string | number)[]][] = [
    ...LISTS.flatMap((key) =>
      (raw[key] ?? []).map((label, place): [string, (string | number)[]] => [label, [key, place]]),
    ),
    ...Object.entries(columns).map(([name, label]): [string, string[]] => [String(label), ['columns', name]]),
  ]
  for (const [label, path] of labels) {
    if (isTakenName(label)) {
      report(path, { code: 'reserved', message: `${label} cannot be used as a label`, hint: TAKEN_HINT })
    } else if (label === BASELINE.label) {
      report(path, {
        code: 'label',
        message: `${where}: ${label} holds what was last written to a product, which is no value of it`,
      })
    }
  }
}
