import type { Digest, Json } from './json.ts'
import type { FieldTraits } from './kinds.ts'
import { collapse } from './text.ts'
import { fingerprint } from './values.ts'

/** True for a value that others add to as well: members of ours stand among theirs, or in order before them. */
export function isShared({ merge, refers }: FieldTraits): boolean {
  return (merge === 'own-set' || merge === 'own-ordered') && refers === undefined
}

/** The members of a list, each once, as they are compared. */
export function membersOf(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return []
  return [...new Set(value.map((one) => collapse(String(one))))].filter((one) => one !== '')
}

/** What tells a member from others: where the target takes several spellings for one, none of them does. */
export function memberForm({ spelling }: Pick<FieldTraits, 'spelling'>, member: string): string {
  return spelling ? spelling(member) : member
}

function memberPrint(field: FieldTraits, member: string, digest: Digest): string {
  return fingerprint('text', memberForm(field, member), digest)
}

/** What a baseline remembers of a value that was written: eight hex digits, or as many for each member of ours. */
export function printOf(field: FieldTraits, value: Json | undefined, digest: Digest): string {
  if (!isShared(field)) return fingerprint(field.holds, value, digest)
  const prints = membersOf(value).map((member) => memberPrint(field, member, digest))
  return (field.merge === 'own-set' ? prints.sort() : prints).join('')
}

/** A field, and what a baseline remembers of it. */
export interface Remembered {
  field: FieldTraits
  print: string
}

/** The members that a print names. */
export function ownMembers(value: Json | undefined, { field, print }: Remembered, digest: Digest): string[] {
  const prints = new Set(print.match(/.{8}/g))
  return membersOf(value).filter((member) => prints.has(memberPrint(field, member, digest)))
}

/** What of a value the print stands for: all of it, or our members; `undefined` when that is not there as it was. */
export function provenPart(value: Json | undefined, { field, print }: Remembered, digest: Digest): Json | undefined {
  const part = isShared(field) ? ownMembers(value, { field, print }, digest) : (value ?? null)
  return printOf(field, part, digest) === print ? part : undefined
}

interface Merging {
  field: FieldTraits
  there: Json | undefined
  /** What of it is taken out. */
  dropped: readonly string[]
  wanted: readonly string[]
}

/** The list with what we want of it: in a set theirs stay where they are, in an ordered list they come behind ours. */
export function mergeMembers({ field, there, dropped, wanted }: Merging): string[] {
  const form = (member: string): string => memberForm(field, member)
  const gone = new Set(dropped.map(form))
  const kept = membersOf(there).filter((member) => !gone.has(form(member)))
  const merged = new Map<string, string>()
  for (const member of field.merge === 'own-set' ? [...kept, ...wanted] : [...wanted, ...kept]) {
    const one = form(member)
    if (!merged.has(one)) merged.set(one, member)
  }
  return [...merged.values()]
}
