import { texts } from '../../model/fields.ts'
import { type LiveState, liveOf } from '../../model/live.ts'
import type { Survey } from '../../model/target.ts'
import type { Dialect } from './dialect.ts'
import { attributePath } from './paths.ts'
import type { PimWorkspace } from './pim-workspace.ts'
import { refuseMissing } from './refuse-missing.ts'
import { refuseOtherTypes } from './refuse-types.ts'
import type { Account } from './surveyed-account.ts'
import { wantedAttributes } from './wanted-attributes.ts'
import { attributeDefinition, familyDefinition } from './wanted-definitions.ts'
import { relationshipDefinition, seriesOf } from './wanted-relationships.ts'

/** What the workspace needs of the account. @throws SyncError when a type differs or missing ones may not be made */
export function surveyAccount(dialect: Dialect, workspace: PimWorkspace, live: LiveState): Survey {
  const account = accountOf(dialect, workspace, live)
  refuseOtherTypes(account)
  refuseMissing(account)
  const { hierarchy, listings } = workspace.settings.relationships
  return {
    definitions: [
      ...[...account.wanted.values()].map((wanted) => attributeDefinition(wanted, account)),
      ...familyDefinition(account),
      ...[hierarchy, listings].map((wanted, index) =>
        relationshipDefinition(wanted, index === 0 ? 'hierarchy' : 'listings', account),
      ),
    ],
    series: seriesOf(workspace, account.relationships),
    options: optionsOf(account),
  }
}

/** What the workspace needs beside the definitions that are there. */
export function accountOf(dialect: Dialect, workspace: PimWorkspace, live: Pick<LiveState, 'resources'>): Account {
  return {
    dialect,
    workspace,
    wanted: wantedAttributes(dialect, workspace),
    attributes: new Map(liveOf(live, 'attribute').map((attribute) => [attribute.key, attribute])),
    relationships: liveOf(live, 'relationship'),
    family: liveOf(live, 'family')[0] ?? null,
  }
}

function optionsOf({ wanted, attributes, dialect }: Account): Survey['options'] {
  const choices = [...wanted.values()].filter(({ type }) => ['choice', 'choices'].includes(dialect.types[type] ?? ''))
  return new Map(
    choices.map(({ label, options }) => {
      const live = texts(attributes.get(label)?.fields.options)
      const all = new Set([...options, ...live])
      // Then none is added, and only those that are there can be written.
      const tooMany = attributes.has(label) && all.size > dialect.limits.options
      return [attributePath(label), tooMany ? new Set(live) : all]
    }),
  )
}
