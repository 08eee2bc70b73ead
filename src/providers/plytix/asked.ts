import type { RelationshipSettings } from '../../model/settings.ts'
import type { PimWorkspace } from './pim-workspace.ts'

/** What a workspace asks of an account. */
export interface PlytixSettings {
  /** Label of the attribute that shows pictures. */
  gallery: string
  /** Labels or exact names of relationships whose links are needed. */
  relationships: RelationshipSettings[]
  /** Name or id. */
  family: string | null
}

export function plytixSettings({ settings }: PimWorkspace): PlytixSettings {
  const { target, relationships } = settings
  const { gallery, family } = target
  return { gallery, family, relationships: [relationships.hierarchy, relationships.listings] }
}
