import type { AttributeSpec, Settings } from '../../model/settings.ts'

/** What of a workspace decides what the target holds. */
export interface PimWorkspace {
  settings: Pick<Settings, 'target' | 'relationships' | 'policy'>
  attributes: AttributeSpec[]
}
