import type { Action, Operation, Plan } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { creations } from './creations.ts'
import { definitions } from './definitions.ts'
import type { Group, Terms } from './group.ts'
import { linkBlocks } from './link-blocks.ts'
import { linksOf } from './links.ts'
import { counted, KNOWN_KINDS } from './nouns.ts'
import type { Reading } from './reading.ts'
import { updates } from './updates.ts'
import { uploads } from './uploads.ts'

export const VERBS: { [action in Action]: string } = {
  create: 'Creates',
  update: 'Updates',
  upload: 'Uploads',
  link: 'Links',
  unlink: 'Unlinks',
  delete: 'Deletes',
  adopt: 'Adopts',
}
/** These two are alarms, and shown there. */
const SHOWN: Action[] = ['create', 'update', 'upload', 'link']

/** What the plan would do, by kind and action. */
export function changes(plan: Plan, reading: Reading): Section[] {
  const terms = termsOf(plan)
  return [...Map.groupBy(plan.operations, ({ kind }) => kind)].flatMap(([kind, ofKind]) =>
    SHOWN.flatMap((action) => {
      const group = ofKind.filter((operation) => operation.action === action)
      if (group.length === 0) return []
      const number = action === 'link' ? pairs(group) : group.length
      const blocks = blocksOf({ action, kind, group, terms }, plan, reading)
      return [
        {
          id: `${action}-${kind}`,
          title: `${VERBS[action]} ${counted(kind, number)}`,
          weight: 'change' as const,
          blocks,
        },
      ]
    }),
  )
}

export function termsOf({ summary, names }: Plan): Terms {
  return { kinds: new Set([...KNOWN_KINDS, ...Object.keys(summary.by_kind)]), names }
}

/** A kind is shown by what its operations are made of: lists of links, files, definitions, or fields. */
function blocksOf(group: Group, plan: Plan, reading: Reading): Block[] {
  if (group.action === 'link') return linkBlocks(group.group, reading)
  if (group.action === 'upload') return uploads(group.group, plan, reading)
  if (group.action === 'update') return updates(group, plan, reading)
  return isDefinition(group.group) ? definitions(group.group, reading) : creations(group, plan, reading)
}

/** Only what is made of items carries a baseline. */
function isDefinition(group: Operation[]): boolean {
  return group.every(({ baseline }) => baseline === undefined)
}

function pairs(group: Operation[]): number {
  return group.reduce((sum, operation) => sum + linksOf(operation).added.length, 0)
}
