import { type Fields, outsidePart, type PartPath, parsePart } from './fields.ts'
import type { Json, JsonObject } from './json.ts'
import type { BaselineChange, Operation } from './plan.ts'

/** A write as far as it tells what becomes of parts, on flat fields. */
export interface PartWrite {
  before: Fields | null
  after: Fields
  baseline?: Pick<BaselineChange, 'prints'> | undefined
}

/**
 * The part that a write takes away at this path, where its key stands: the key becomes `null`, and the baseline forgets it.
 * `null` for all other paths.
 */
export function removedAt(path: string, { before, after, baseline }: PartWrite): PartPath | null {
  if (after[path] !== null || baseline?.prints?.[path] !== null) return null
  const part = parsePart(path, [path.slice(0, Math.max(path.indexOf('/'), 0))])
  return part !== null && before?.[path] === part.key ? part : null
}

/** Paths of all fields that are lost with the parts that a write takes away, those of their keys among them. */
export function lostPaths(write: PartWrite): string[] {
  const { before, after } = write
  const beginnings = Object.keys(after).flatMap((path) => {
    const part = removedAt(path, write)
    return part ? path.slice(0, path.length - part.path.length) : []
  })
  if (beginnings.length === 0) return []
  return Object.keys(before ?? {}).filter((path) => beginnings.some((beginning) => path.startsWith(beginning)))
}

/** The parts that an operation takes away, by their groups and keys as plans show them. */
export function removedIn({
  before,
  after,
  baseline,
}: Pick<Operation, 'before' | 'after'> & { baseline?: Operation['baseline'] | undefined }): {
  group: string
  key: string
}[] {
  const forgotten = Object.entries(baseline?.prints ?? {}).flatMap(([path, print]) => (print === null ? [path] : []))
  const parts = new Map(
    forgotten.flatMap((path) => {
      const group = path.slice(0, Math.max(path.indexOf('/'), 0))
      const part = outsidePart(path.slice(group.length + 1))
      return group === '' || part === null ? [] : [[`${group}/${part.key}`, { group, key: part.key }] as const]
    }),
  )
  return [...parts.values()].filter(({ group, key }) => {
    const [old, now] = [before, after].map((held) => inside(inside(held, group), key))
    return losesKey(old, now, key)
  })
}

/** Nothing of it is written but that its key is empty. */
function losesKey(old: Json | undefined, now: Json | undefined, key: string): boolean {
  if (now === null) return old === key
  const [name, ...others] = isObject(now) ? Object.keys(now) : []
  return name !== undefined && others.length === 0 && losesKey(inside(old, name), inside(now, name), key)
}

function inside(held: Json | undefined, name: string): Json | undefined {
  return isObject(held) && Object.hasOwn(held, name) ? held[name] : undefined
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
