import { Flags } from '@oclif/core'
import { SHOP, SHOPS } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import type { PlanSelection } from '../model/plan.ts'
import { PRUNABLE, type Prunable } from '../model/settings.ts'
import { takeOf } from '../services/take.ts'

const PARTS = ['schema', 'products', 'images', 'hierarchy', 'listings']

/** What narrows a plan and what it is made from; `plan` and `apply` share it. */
export const planFlags = {
  export: Flags.string({
    description: 'Plan from this export, whole, instead of the newest one in state/.',
    helpValue: 'FILE',
  }),
  only: Flags.string({
    description: `Only these parts, separated by commas: ${PARTS.join(', ')}.`,
    helpValue: 'PARTS',
  }),
  address: Flags.string({
    description: 'Only this address and what it depends on; * stands for anything. Repeatable.',
    aliases: ['target'],
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'ADDRESS',
  }),
  exclude: Flags.string({
    description: 'Leave out this address; what needs it is blocked. Repeatable.',
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'ADDRESS',
  }),
  style: Flags.string({ description: 'Only the listings of this style, with their parents.', helpValue: 'STYLE' }),
  limit: Flags.integer({ description: 'A canary: at most so many products.', min: 1, helpValue: 'N' }),
  [SHOP]: Flags.string({
    description: `Only this ${SHOP}. Repeatable.`,
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'CODE',
  }),
  take: Flags.string({
    description: 'Where people and source differ, let this side win.',
    options: ['source', 'target'],
    helpValue: 'source|target',
  }),
  attribute: Flags.string({
    description: 'With --take: only for this attribute. Repeatable.',
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'LABEL',
  }),
  prune: Flags.string({
    description: `Remove what the source has no more of these kinds of ours, separated by commas: ${PRUNABLE.join(', ')}, or all. Repeatable.`,
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'KINDS',
  }),
  'allow-deletes': Flags.boolean({
    description: 'Plan more deletes than max_delete_percent lets one plan have.',
  }),
  'allow-shrunken-export': Flags.boolean({
    description: 'Let a plan be applied although the export lacks much of what the account holds.',
  }),
  'allow-large-change': Flags.boolean({
    description: 'Let a plan be applied that changes more of our products than max_change_percent.',
  }),
  'allow-invalid': Flags.boolean({
    description: 'Let a plan be applied although specs/quality.yaml rejects more items than max_invalid_percent.',
  }),
  'allow-old-export': Flags.boolean({ description: 'Plan in CI from an export that is older than max_age.' }),
}

/** For commands that read the account and never write it. */
export const snapshotFlag = Flags.string({
  description: 'Take the account from this snapshot, or from the "latest", without calling it.',
  helpValue: 'FILE|latest',
})

/** Where matching takes both sides from; `match` and `explain` share it. */
export const matchFlags = {
  export: planFlags.export,
  snapshot: snapshotFlag,
  [SHOP]: planFlags[SHOP],
  'allow-old-export': planFlags['allow-old-export'],
}

/** @throws ConfigError when it is no percentage; `null` when it is not given */
export function percentOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const number = /^\d{1,3}(\.\d+)?\s*%?$/.test(text.trim()) ? Number.parseFloat(text) : Number.NaN
  if (number <= 100) return number
  throw new ConfigError('usage', `${JSON.stringify(text)} is not a percentage from 0 to 100.`, {
    hints: ['Write --min-rate 90.'],
  })
}

export interface SelectionFlags {
  only?: string | undefined
  address?: string[] | undefined
  exclude?: string[] | undefined
  style?: string | undefined
  limit?: number | undefined
  [SHOP]?: string[] | undefined
  prune?: string[] | undefined
  take?: string | undefined
  attribute?: string[] | undefined
}

/** @throws ConfigError for a part or a kind that does not exist, and for attributes without a side */
export function selectionOf(flags: SelectionFlags): PlanSelection {
  const only = listed(flags.only ?? '')
  const unknown = only.filter((part) => !PARTS.includes(part))
  if (unknown.length > 0 || (flags.only !== undefined && only.length === 0)) {
    throw new ConfigError(
      'usage',
      `--only does not know ${unknown.length > 0 ? unknown.join(', ') : 'an empty list'}; the parts are ${PARTS.join(', ')}.`,
    )
  }
  return {
    only: PARTS.filter((part) => only.includes(part)),
    addresses: [...new Set(flags.address ?? [])].sort(),
    exclude: [...new Set(flags.exclude ?? [])].sort(),
    style: flags.style ?? null,
    limit: flags.limit ?? null,
    [SHOPS]: [...new Set(flags[SHOP] ?? [])].sort(),
    prune: prunedKinds(flags.prune),
    ...takeOf(flags.take, flags.attribute),
    complete: true,
  }
}

/** @throws ConfigError for a kind that does not exist, and for none at all */
function prunedKinds(texts: string[] = []): Prunable[] {
  const named = texts.flatMap(listed)
  const unknown = named.filter((kind) => kind !== 'all' && !(PRUNABLE as readonly string[]).includes(kind))
  if (unknown.length > 0 || texts.some((text) => listed(text).length === 0)) {
    throw new ConfigError(
      'usage',
      `--prune does not know ${unknown.length > 0 ? unknown.join(', ') : 'an empty list'}; the kinds are ${PRUNABLE.join(', ')}, or all.`,
    )
  }
  return PRUNABLE.filter((kind) => named.includes(kind) || named.includes('all'))
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
