import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { QualityRule } from '../model/quality.ts'
import { QUALITY } from './base/quality.ts'
import type { QualityFile, Rule } from './generated/quality.ts'
import type { ConfigFile, Loose } from './problem.ts'
import { type ReadFile, readYamlFile, unreadable } from './yaml-file.ts'

/** Where the rules of quality stand; a workspace may do without. */
const FILE = 'specs/quality.yaml'

/** `present`: there is such a file, be it right or wrong. `path`: relative to the root; `null`: nowhere. */
export function readQuality(root: string, path: string | null = FILE): ReadFile<QualityFile> & { present: boolean } {
  const there = path !== null && lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined
  if (!there) return { ...unreadable<QualityFile>(path ?? FILE, '', []), present: false }
  return { ...readYamlFile<QualityFile>(root, path, QUALITY), present: true }
}

/** A rule with its place in the file. */
export interface QualityEntry {
  rule: QualityRule
  index: number
}

/** One per entry, in the order of the file; what lacks a name, a check or a severity is none. */
export function buildQuality(file: ConfigFile<QualityFile>): QualityEntry[] {
  return (file.data?.rules ?? []).flatMap((entry, index) => {
    const { id, check, severity, ...raw }: Loose<Rule> = entry ?? {}
    if (id === undefined || check === undefined || severity === undefined) return []
    const { field = null, on = 'items' } = raw
    const position = file.position(['rules', index], 'value')
    return { rule: { id, field, check, severity, on, ...termsOf(raw), position }, index }
  })
}

/** What checks take, as far as it is there. */
function termsOf({ matches, values, min, max, currency, expression }: Loose<Partial<Rule>>): Partial<QualityRule> {
  return {
    ...(matches !== undefined && { matches }),
    ...(values !== undefined && { values }),
    ...(min !== undefined && { min: String(min) }),
    ...(max !== undefined && { max: String(max) }),
    ...(currency !== undefined && { currency: currency.trim().toUpperCase() }),
    ...(expression !== undefined && { expression }),
  }
}
