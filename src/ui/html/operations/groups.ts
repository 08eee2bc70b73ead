import type { Action, Operation, Plan } from '../../../model/plan.ts'
import { ownedText } from '../../plan/adoptions.ts'
import { namedIn, nameOf } from '../../plan/creations.ts'
import { linksOf } from '../../plan/links.ts'
import { partsOf } from '../../plan/parts.ts'
import { useText } from '../../plan/uploads.ts'
import { valueText } from '../../values/value-text.ts'
import { count } from '../../words.ts'
import { linksTo } from '../pages.ts'
import { alarmsOf, type Context } from './context.ts'
import { fieldsOf } from './fields.ts'
import type { FieldView, OperationGroup, OperationView } from './operation-view.ts'

/** Losses first, then what is made, in the order of the plan. */
const ORDER: Action[] = ['delete', 'unlink', 'update', 'adopt', 'create', 'upload', 'link']

/** All operations by action and kind; each is looked at only when it is taken. */
export function groupsOf(plan: Plan, context: Context): OperationGroup[] {
  return ORDER.flatMap((action) =>
    partsOf(
      plan,
      action,
      plan.operations.filter((operation) => operation.action === action),
    ).map(({ id, title, label, kind, group }) => ({
      ...{ id, title, label, kind, action },
      size: group.length,
      operations: viewsOf(group, context),
    })),
  )
}

function isLinking(action: Action): boolean {
  return action === 'link' || action === 'unlink'
}

function* viewsOf(group: Operation[], context: Context): Generator<OperationView> {
  for (const operation of group) yield operationView(operation, context)
}

function operationView(operation: Operation, context: Context): OperationView {
  const { id, key, action, risk, reason, address } = operation
  const fields = fieldsOf(operation, context)
  const { relationship, source } = isLinking(action) ? linksOf(operation) : { relationship: '', source: key }
  return {
    ...{ id, key: source, action, reason },
    name: relationship === '' ? nameFor(operation, fields, context) : relationship,
    extent: extentOf(action, fields),
    high: risk === 'high',
    item: operation.baseline !== undefined || action === 'delete',
    alarms: alarmsOf(operation, context),
    fields: withSource(fields, operation, context),
    links: linksTo(operation, context.pages),
    remarks: context.remarks.get(address) ?? [],
  }
}

/** What tells it from others of its group beside the key. */
function nameFor(operation: Operation, fields: FieldView[], { uses }: Context): string {
  if (operation.action === 'upload') return useText(uses.get(operation.address) ?? [])
  if (operation.action === 'update')
    return telling(fields)
      .map(({ name }) => name)
      .join(', ')
  if (operation.action === 'adopt') return ownedText(operation)
  const name = operation.action === 'delete' ? namedIn(operation.before) : nameOf(operation)
  return name === valueText(operation.key) ? '' : name
}

/** Without what is set with every update, unless that is all. */
function telling(fields: FieldView[]): FieldView[] {
  const rest = fields.filter(({ renewed }) => !renewed)
  return rest.length === 0 ? fields : rest
}

/** An upload shows what it fetches. */
function withSource(fields: FieldView[], { action, address, key }: Operation, { sources }: Context): FieldView[] {
  const source = sources.get(address)
  if (action !== 'upload' || source === undefined) return fields
  const picture = { file: key, slot: '', change: 'add' as const, source }
  return fields.map((field) => (field.name === 'url' ? { ...field, pictures: [picture] } : field))
}

function extentOf(action: Action, all: FieldView[]): string {
  const fields = telling(all)
  if (isLinking(action)) return count(fields.length, 'link')
  if (action === 'upload' || action === 'adopt') return ''
  const images = fields.reduce((sum, { pictures }) => sum + pictures.length, 0)
  const values = fields.filter(({ pictures }) => pictures.length === 0).length
  return [...(values > 0 ? [count(values, 'value')] : []), ...(images > 0 ? [count(images, 'image')] : [])].join(', ')
}
