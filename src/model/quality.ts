import type { Json } from './json.ts'
import type { Position } from './position.ts'

export const CHECKS = [
  'required',
  'pattern',
  'one_of',
  'length',
  'range',
  'unique',
  'money',
  'https_url',
  'gtin',
  'expression',
] as const
export type Check = (typeof CHECKS)[number]

/** An item that breaks a rule is not planned, is only counted, or keeps the whole plan from being applied. */
export const SEVERITIES = ['reject', 'warn', 'fail'] as const
export type QualitySeverity = (typeof SEVERITIES)[number]

/** One rule of `specs/quality.yaml`. What its check needs is there; what it has no use for is absent. */
export interface QualityRule {
  id: string
  /** JMESPath over the item; `null` where an expression says everything. */
  field: string | null
  check: Check
  severity: QualitySeverity
  /** Whether it holds for single and child items, or for parents. */
  on: 'items' | 'parents'
  /** A regular expression that has to be met somewhere in the text. */
  matches?: string
  values?: readonly string[]
  /** Decimals as text. */
  min?: string
  max?: string
  /** ISO 4217; absent: what the item says. */
  currency?: string
  /** JMESPath over the item; `true` is good. */
  expression?: string
  position: Position
}

/** What a workspace demands of its items. */
export interface QualitySpec {
  rules: readonly QualityRule[]
  /** More rejected items than this, in percent of all, and a plan is not applyable. */
  max_invalid_percent: number
}

/** An item that is not planned, with the first rule that rejects it. */
export interface Rejected {
  /** Of what it would become. */
  address: string
  /** Where the same address stands for several items, or none of them is made: the item's own id, shop and source. */
  item: string
  rule: string
  /** Where in the source's answer the value stands. */
  path: string
  value: Json
  message: string
  /** Further rules that reject it. */
  also?: string[]
}

/** How often a rule was broken, with the first few who did. */
export interface RuleCount {
  id: string
  field: string | null
  severity: QualitySeverity
  count: number
  samples: { address: string; value: Json }[]
}

/** Names of source fields: read by rules and there, there and read by none, read and never there. */
export interface Coverage {
  used: string[]
  unused: string[]
  missing: string[]
}

/** How good the items of one plan were, as it is kept for the trend. */
export interface KeptQuality extends Omit<Quality, 'rules' | 'coverage'> {
  /** ISO 8601, UTC: when the plan was made, or its apply began. */
  at: string
  command: 'plan' | 'apply'
  plan_id: string
  rules: Omit<RuleCount, 'samples'>[]
}

/** Every item that a plan reaches is in one of both: `valid` and `rejected` add up to `items`. */
export interface Quality {
  items: number
  valid: number
  rejected: number
  /** Valid of all in percent, one decimal. */
  rate: number
  /** In the order of the file. */
  rules: RuleCount[]
  /** By field, how many items its default stands in for. */
  defaults: { [field: string]: number }
  coverage: Coverage
}
