import type { LiveResource } from '../../model/live.ts'
import type { Dialect } from './dialect.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import type { WantedAttribute } from './wanted-attributes.ts'

/** What the workspace needs beside what the account has. */
export interface Account {
  dialect: Dialect
  workspace: PimWorkspace
  wanted: Map<string, WantedAttribute>
  attributes: Map<string, LiveResource>
  relationships: LiveResource[]
  family: LiveResource | null
}
