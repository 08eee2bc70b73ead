import { parseAddress, parseLinkAddress } from '../model/address.ts'
import { StalePlanError } from '../model/errors.ts'
import type { JsonObject } from '../model/json.ts'
import type { LiveRelationship } from '../model/live.ts'
import type { Operation, Plan } from '../model/plan.ts'
import type { Settings, Workspace } from '../model/settings.ts'
import type { Target } from '../model/target.ts'
import { findRelationship } from '../planner/guard/definition-refusals.ts'
import { conflictingIds } from './plan-ids.ts'
import { keysOf } from './shops.ts'

/**
 * Refuses a plan that would write what this workspace does not own, whatever its digest says: without a call as far as
 * it can be seen. A relationship that was renamed keeps its label, so that one is asked for where the plan has such a
 * label. What only the account can tell is checked with each write. @throws StalePlanError that names the operations
 */
export function refuseForeign(plan: Plan, workspace: Owner, baselineLabel: string): void {
  refuse(plan.operations, createJudge(workspace, baselineLabel))
}

/** The same for links in relationships that the workspace knows by their names alone. @throws StalePlanError */
export async function refuseForeignLinks(
  plan: Plan,
  { workspace, target }: { workspace: Owner; target: Target },
  signal: AbortSignal,
): Promise<void> {
  const { settings } = workspace
  const declared = labelsOf(settings)
  const strange = plan.operations.filter(({ address }) => {
    return parseAddress(address).kind === 'link' && !declared.has(parseLinkAddress(address).relationship)
  })
  if (strange.length === 0) return
  const { relationships } = await target.definitions({ family: settings.target.family }, signal)
  refuse(strange, createJudge(workspace, target.traits.baseline.label, relationships))
}

type Owner = Pick<Workspace, 'settings' | 'shops'>

const SHOWN = 10

function refuse(operations: Operation[], judge: (operation: Operation) => string | null): void {
  const ids = conflictingIds(operations)
  const found = operations.flatMap((operation) => {
    const why = judge(operation) ?? ids.get(operation.id)
    return why === undefined ? [] : [`${operation.id} ${why}`]
  })
  if (found.length === 0) return
  const more = found.length > SHOWN ? `; and ${found.length - SHOWN} more` : ''
  throw new StalePlanError(
    'not-owned',
    `The plan holds what this workspace may not write: ${found.slice(0, SHOWN).join('; ')}${more}.`,
    { hints: ['Nothing was written. Make a new plan with "sync plan --out FILE", from this workspace.'] },
  )
}

type Part = 'hierarchy' | 'listings'

function labelsOf({ relationships }: Settings, live: LiveRelationship[] = []): Map<string, Part> {
  const parts: Part[] = ['hierarchy', 'listings']
  return new Map(
    parts.map((part) => [findRelationship(live, relationships[part])?.label ?? relationships[part].label, part]),
  )
}

/** Why an operation must not be carried out, `null` when nothing speaks against it. */
function createJudge(workspace: Owner, baselineLabel: string, live?: LiveRelationship[]) {
  const { settings } = workspace
  const labels = labelsOf(settings, live)
  const { owns, resembles } = keysOf(workspace)
  const prefixes = settings.target.canonical.exclude_sku_prefixes
  const isCanonical = (sku: string): boolean => !resembles(sku) && !prefixes.some((prefix) => sku.startsWith(prefix))
  const isOwn = (address: string): boolean => {
    const { kind, key } = parseAddress(address)
    return kind === 'product' && owns(key)
  }
  const judgeLink = ({ address, after, refs }: Operation): string | null => {
    const { relationship, sku } = parseLinkAddress(address)
    const part = labels.get(relationship)
    const asked = live === undefined && Object.hasOwn(refs, `relationship.${relationship}`)
    if (part === undefined && !asked) return `is about a relationship that sync.yaml does not declare`
    const targets = Array.isArray(after.targets) ? after.targets.map(String) : []
    const foreign = targets.find((target) => !isOwn(target))
    if (foreign !== undefined) return `links ${foreign}, which is no product of this workspace`
    return owns(sku) || (part !== 'hierarchy' && isCanonical(sku)) ? null : `starts from a product of others`
  }
  return (operation: Operation): string | null => {
    const { kind, key } = parseAddress(operation.address)
    switch (kind) {
      case 'product':
        if (!owns(key)) return `is about a SKU that is not of this workspace's form`
        return writesBaseline(operation, baselineLabel) ? `writes ${baselineLabel} itself` : null
      case 'relationship':
        return labels.has(key) ? null : `is about a relationship that sync.yaml does not declare`
      case 'family':
        return isConfigured(operation, settings.target.family) ? null : `is about another family than that of sync.yaml`
      case 'link':
        return judgeLink(operation)
      default:
        return null
    }
  }
}

function writesBaseline({ after }: Operation, label: string): boolean {
  return Object.hasOwn((after.attributes ?? {}) as JsonObject, label)
}

/** `sync.yaml` names the family or gives its id. */
function isConfigured({ address, target_id }: Operation, family: string | null): boolean {
  return family !== null && (parseAddress(address).key === family || target_id === family)
}
