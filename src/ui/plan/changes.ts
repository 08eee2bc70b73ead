import type { Action, Operation, Plan } from '../../model/plan.ts'
import type { Block, Section } from '../report/report.ts'
import { adoptions } from './adoptions.ts'
import { creations } from './creations.ts'
import { definitions } from './definitions.ts'
import { type Terms, termsOf } from './group.ts'
import { linkBlocks } from './link-blocks.ts'
import { type Part, partsOf } from './parts.ts'
import type { Reading } from './reading.ts'
import { settled } from './settled.ts'
import { updates } from './updates.ts'
import { uploads } from './uploads.ts'

/** The others are alarms, and shown there. */
const SHOWN: Action[] = ['create', 'update', 'adopt', 'upload', 'link']

/** What the plan would do, by kind and action; what is settled without a change of it, first. */
export function changes(plan: Plan, reading: Reading): Section[] {
  const terms = termsOf(plan)
  const parts = [...Map.groupBy(plan.operations, ({ kind }) => kind).values()].flatMap((ofKind) =>
    SHOWN.flatMap((action) =>
      partsOf(
        plan,
        action,
        ofKind.filter((operation) => operation.action === action),
      ),
    ),
  )
  return [
    ...settled(plan, reading),
    ...parts
      .filter(({ id }) => !id.endsWith('-settled'))
      .map((part) => ({
        id: part.id,
        title: part.title,
        weight: 'change' as const,
        blocks: blocksOf(part, { plan, reading, terms }),
      })),
  ]
}

/** A kind is shown by what its operations are made of: lists of links, files, definitions, or fields. */
function blocksOf(part: Part, { plan, reading, terms }: { plan: Plan; reading: Reading; terms: Terms }): Block[] {
  const group = { ...part, terms }
  if (part.action === 'link') return linkBlocks(part.group, reading)
  if (part.action === 'upload') return uploads(part.group, plan, reading)
  if (part.action === 'update') return updates(group, plan, reading)
  if (part.action === 'adopt') return adoptions(group, plan, reading)
  return isDefinition(part.group) ? definitions(part.group, reading) : creations(group, plan, reading)
}

/** Only what is made of items carries a baseline. */
function isDefinition(group: Operation[]): boolean {
  return group.every(({ baseline }) => baseline === undefined)
}
