import { StalePlanError } from '../model/errors.ts'
import { type Fields, flatten, parsePart, partPath } from '../model/fields.ts'
import { rulesOf } from '../model/given-rules.ts'
import { isEmpty } from '../model/json.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { Operation, Plan } from '../model/plan.ts'
import type { AttributeSpec, Workspace } from '../model/settings.ts'
import type { TargetTraits } from '../model/target.ts'
import { mainKind, partGroups, partKind } from '../model/target-kinds.ts'

type Declaring = Pick<Workspace, 'attributes' | 'variants'>

const SHOWN = 10

/**
 * Refuses a plan that would write fields of products, or of their parts, of which the workspace says nothing, whatever
 * its digest says. What undoing makes again gets all that it held. @throws StalePlanError that names the operations and the fields
 */
export function refuseUndeclaredFields(
  { operations, purpose }: Plan,
  workspace: Declaring,
  traits: TargetTraits,
): void {
  const isMadeAgain = purpose?.command === 'undo' ? made(traits) : () => false
  const undeclared = finder(workspace, { traits, isMadeAgain })
  const found = operations.flatMap((operation) => {
    const fields = undeclared(operation)
    return fields.length === 0 ? [] : [`${operation.id} writes ${fields.map(nameIn).join(', ')}`]
  })
  if (found.length === 0) return
  const more = found.length > SHOWN ? `; and ${found.length - SHOWN} more` : ''
  throw new StalePlanError(
    'not-declared',
    `The plan writes fields that this workspace does not declare: ${found.slice(0, SHOWN).join('; ')}${more}.`,
    { hints: ['Nothing was written. Make a new plan with "sync plan --out FILE", from this workspace.'] },
  )
}

type OfOperation = (operation: Operation, path: string) => boolean

/** Whether a path is one of a resource, or of a part, that an operation makes. */
function made(traits: TargetTraits): OfOperation {
  const { groups, verbs } = mainKind(traits)
  const keyField = partKind(traits)?.keyField
  const of = partGroups(traits)
  return ({ action, before, after }, path) => {
    if (action === verbs.create) return true
    const part = parsePart(path, of)
    if (part === null || keyField === undefined) return false
    const key = partPath(part.group, part.key, keyField)
    const lacksKey = (fields: Fields | null): boolean => isEmpty(flatten(fields ?? {}, groups, of)[key])
    return lacksKey(before) && !lacksKey(after)
  }
}

interface Finding {
  traits: TargetTraits
  isMadeAgain: OfOperation
}

function finder(declaring: Declaring, { traits, isMadeAgain }: Finding): (operation: Operation) => string[] {
  const main = mainKind(traits)
  const part = partKind(traits)
  const own = declaredOf(main, rulesOf(main, { ...declaring, traits })).add(traits.baseline.path)
  const ofParts = part === null ? new Set<string>() : declaredOf(part, rulesOf(part, { ...declaring, traits }))
  const groups = partGroups(traits)
  const isDeclared = (path: string): boolean => {
    const inner = parsePart(path, groups)
    return inner === null ? own.has(path) : ofParts.has(inner.path)
  }
  return (operation) => {
    if (operation.kind !== main.name) return []
    const paths = Object.keys(flatten(operation.after, main.groups, groups))
    return paths.filter((path) => !isDeclared(path) && !isMadeAgain(operation, path))
  }
}

/** What rules fill, and what the engine fills by itself. */
function declaredOf(kind: KindTraits, specs: AttributeSpec[]): Set<string> {
  const { keyField, images, constants = [], archived } = kind
  const byItself = [keyField, images?.gallery, images?.main, ...constants.map(({ path }) => path), archived?.path]
  const paths = [...byItself, ...specs.map(({ label }) => kind.pathOf(label))]
  return new Set(paths.filter((path) => path !== undefined && path !== null))
}

function nameIn(path: string): string {
  return path.slice(path.indexOf('.') + 1)
}
