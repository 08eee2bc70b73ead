import { flat } from '../applier/resolution.ts'
import { givesKey, isRemoval } from '../applier/roles.ts'
import { addressOf, parseAddress } from '../model/address.ts'
import { StalePlanError } from '../model/errors.ts'
import { flatten, parsePart, texts } from '../model/fields.ts'
import type { KindTraits, Owner } from '../model/kinds.ts'
import type { LiveResource, Want } from '../model/live.ts'
import type { Operation, Plan } from '../model/plan.ts'
import type { Workspace } from '../model/settings.ts'
import type { Target, TargetTraits } from '../model/target.ts'
import { kindNamed, mainKind, partGroups, tiersOf } from '../model/target-kinds.ts'
import { conflictingIds } from './plan-ids.ts'
import { keysOf } from './shops.ts'

type Owning = Pick<Workspace, 'settings' | 'shops'>

interface Asking {
  workspace: Owning
  target: Target
  want: Want
}

/**
 * Refuses a plan that would write what this workspace does not own, whatever its digest says: without a call as far as
 * it can be seen. A relation that was renamed keeps its label, so that one is asked for where the plan has such a
 * label. What only the account can tell is checked with each write. @throws StalePlanError that names the operations
 */
export function refuseForeign(plan: Plan, workspace: Owning, traits: TargetTraits): void {
  refuse(plan.operations, traits, createJudge(workspace, { traits, purpose: plan.purpose }))
}

/** The same for relations that the workspace knows by their names alone. @throws StalePlanError */
export async function refuseForeignLinks(
  plan: Plan,
  { workspace, target, want }: Asking,
  signal: AbortSignal,
): Promise<void> {
  const { traits } = target
  const declared = traits.series([])
  const strange = plan.operations.flatMap((operation) => {
    const owner = kindNamed(traits, operation.kind)?.owner?.(operation.key)
    return owner && declared.every(({ label }) => label !== owner.series) ? [{ operation, owner }] : []
  })
  if (strange.length === 0) return
  const questions = [...strange.map(({ owner }) => owner.definition), ...declared.map(({ definition }) => definition)]
  const known = await target.look(questions, want, signal)
  refuse(
    strange.map(({ operation }) => operation),
    traits,
    createJudge(workspace, { traits, purpose: plan.purpose, known }),
  )
}

const SHOWN = 10

type Judge = (operation: Operation) => string | null

function refuse(operations: Operation[], traits: TargetTraits, judge: Judge): void {
  const ids = conflictingIds(operations, traits)
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

interface Judging {
  traits: TargetTraits
  purpose: Plan['purpose']
  /** What the account says of definitions. */
  known?: LiveResource[]
}

/** Why an operation must not be carried out, `null` when nothing speaks against it. */
function createJudge(workspace: Owning, { traits, purpose, known }: Judging): Judge {
  const series = traits.series(known ?? [])
  const main = mainKind(traits)
  const tiers = new Set(tiersOf(traits))
  const { owns, resembles } = keysOf(workspace)
  const prefixes = workspace.settings.target.canonical.exclude_sku_prefixes
  const isCanonical = (key: string): boolean => !resembles(key) && !prefixes.some((prefix) => key.startsWith(prefix))
  const isOwn = (address: string): boolean => {
    const { kind, key } = parseAddress(address)
    return kind === main.name && owns(key)
  }
  const judgeMembers = (operation: Operation, kind: KindTraits, owner: Owner): string | null => {
    const { before, after, refs, action } = operation
    const found = series.find(({ label }) => label === owner.series)
    const { definition } = owner
    const asked = known === undefined && Object.hasOwn(refs, addressOf(definition.kind, definition.key))
    if (found === undefined && !asked) return undeclared(definition.kind)
    const foreign = Object.values(isRemoval(operation, kind) ? { ...before } : after)
      .flatMap(texts)
      .find((target) => !isOwn(target))
    if (foreign !== undefined) return `${action}s ${foreign}, which is no product of this workspace`
    const mayStart = owns(owner.key) || (found?.madeOf !== 'parentage' && isCanonical(owner.key))
    return mayStart ? null : `starts from a product of others`
  }
  const undeclared = (kind: string) =>
    `is about a ${kindNamed(traits, kind)?.noun[0] ?? kind} that sync.yaml does not declare`
  const judgeDefinition = ({ kind, key, target_id }: Operation): string | null => {
    const ofSeries = series.filter(({ definition }) => definition.kind === kind)
    const declared =
      ofSeries.length > 0
        ? ofSeries.some(({ definition }) => definition.key === key)
        : traits.declares({ kind, key }, target_id)
    return declared ? null : undeclared(kind)
  }
  return (operation) => {
    const kind = kindNamed(traits, operation.kind)
    if (!kind) return null
    if (kind.owner) return judgeMembers(operation, kind, kind.owner(operation.key))
    if (kind.madeOf === 'definition') return judgeDefinition(operation)
    if (!tiers.has(kind)) return judgeOther(operation, kind, purpose)
    if (kind === main && !owns(operation.key) && !mayBeOfOtherForm(operation, kind, purpose))
      return `is about a SKU that is not of this workspace's form`
    return (
      judgeBaseline(operation, purpose) ??
      judgeKey(operation, { traits, purpose }) ??
      (writesBaseline(operation, kind, traits) ? `writes ${nameIn(traits.baseline.path)} itself` : null)
    )
  }
}

type Purpose = Plan['purpose']

/** What items are not made of goes only when it is the purpose; whether something uses it, the target says then. */
function judgeOther(operation: Operation, kind: KindTraits, purpose: Purpose): string | null {
  if (!isRemoval(operation, kind) || purpose?.command === 'cleanup' || purpose?.command === 'undo') return null
  return `deletes ${kind.noun[1]}, which only "sync cleanup" and "sync undo" plan`
}

/** A cleanup deletes what its own baseline says to be ours, which is looked at right before; undoing makes that again. */
function mayBeOfOtherForm(operation: Operation, kind: KindTraits, purpose: Purpose): boolean {
  if (isRemoval(operation, kind)) return purpose?.command === 'cleanup'
  return operation.action === kind.verbs.create && purpose?.command === 'undo'
}

function judgeBaseline({ baseline }: Operation, purpose: Purpose): string | null {
  if (baseline?.text !== undefined && purpose?.command !== 'undo')
    return 'writes a baseline word for word, which only "sync undo" plans'
  if (baseline?.from_scope !== undefined && purpose?.command !== 'adopt')
    return 'takes over a product of another scope, which only "sync adopt" plans'
  return null
}

/** What is taken over gets keys; its parts are told by values that stay, and nothing else is written. */
function judgeKey(operation: Operation, { traits, purpose }: Pick<Judging, 'traits' | 'purpose'>): string | null {
  const { after = {}, kind } = (operation.action === 'adopt' && flat(operation, traits)) || {}
  const groups = partGroups(traits)
  const own = Object.keys(after).filter((path) => parsePart(path, groups) === null)
  if (own.some((path) => path !== kind?.keyField) || (own.length === 0 && Object.keys(after).length > 0))
    return 'gives values to what it only takes over'
  if (purpose?.command === 'adopt' || !givesKey(operation, traits)) return null
  return 'gives its key to what others made, which only "sync adopt" plans'
}

function nameIn(path: string): string {
  return path.slice(path.indexOf('.') + 1)
}

function writesBaseline({ after }: Operation, { groups }: KindTraits, { baseline }: TargetTraits): boolean {
  return Object.hasOwn(flatten(after, groups), baseline.path)
}
