import { accessSync, constants, existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { insertStubs, type Stub } from '../config/override-insert.ts'
import { keepText } from '../config/override-keep.ts'
import type { Acceptance } from '../model/accepted.ts'
import { ConfigError } from '../model/errors.ts'
import type { ItemRef } from '../model/item.ts'
import type { Workspace } from '../model/settings.ts'
import type { Keepable } from '../planner/drift/keepable.ts'
import type { Listing } from '../planner/types.ts'
import { prepareOutput, writeOutput } from '../state/output-file.ts'
import { type Entry, intoEntry, judge } from './accept-entry.ts'
import type { DriftFindings } from './drift.ts'
import { OVERRIDES, placedKey, textOf } from './override-stubs.ts'

/** Checks the file that accepted values go to before anything is read for it. @throws ConfigError */
export function prepareAccept(path: string, { root }: Pick<Workspace, 'root'>): void {
  if (!/^specs\/overrides\/[^/]+\.yaml$/.test(withinRoot(path, root))) {
    throw new ConfigError('accept-file', `Accepted values count in specs/overrides alone, and ${path} is not read.`, {
      hints: [`Name a *.yaml file in ${join(root, 'specs/overrides')}, such as specs/overrides/accepted.yaml.`],
    })
  }
  prepareOutput(path, OVERRIDES)
  refuseReadOnly(path)
  insertStubs(textOf(path), [{ key: 'B000000000/probe', comments: [] }], path)
}

/** Whoever took the right to write away meant it, whatever the folder allows. */
function refuseReadOnly(path: string): void {
  if (!existsSync(path)) return
  try {
    accessSync(path, constants.W_OK)
  } catch (cause) {
    const message = `The overrides cannot be written to ${path}: the file is read-only.`
    throw new ConfigError(OVERRIDES.code, message, { cause, hints: ['Let it be written to, or name another file.'] })
  }
}

function withinRoot(path: string, root: string): string {
  return relative(root, resolve(path)).replaceAll('\\', '/')
}

/**
 * Leaves to people what they changed: `keep` for every value, in the entry that the item has, else in a new one in `path`.
 * What somebody deleted waits there for a decision. Accepted again, nothing changes. @throws ConfigError
 */
export async function acceptDrift(path: string, found: DriftFindings, workspace: Workspace): Promise<Acceptance> {
  const own = withinRoot(path, workspace.root)
  const { entries, refused } = judge(found.places, workspace)
  const texts = new Map<string, string>([[own, textOf(path)]])
  const result: Acceptance = { file: own, accepted: [], stubs: [], refused }
  for (const entry of entries.filter(({ position }) => position !== null)) {
    const file = entry.position?.file ?? own
    const before = texts.get(file) ?? textOf(join(workspace.root, file))
    const after = intoEntry(before, entry)
    texts.set(file, after ?? before)
    if (after === null) result.refused.push(...entry.values.map((value) => unfit(value, entry)))
    else result.accepted.push(...entry.values.map((value) => acceptedIn(file, value)))
  }
  const added = entries.filter(({ position }) => position === null)
  const deleted = undecided(found, workspace)
  const stubs = [...added.map((entry) => newEntry(entry, found, workspace)), ...deleted]
  if (stubs.length > 0) texts.set(own, insertStubs(texts.get(own) ?? '', stubs, path))
  await writeAll(texts, { path, own, root: workspace.root })
  result.accepted.push(...added.flatMap(({ values }) => values.map((value) => acceptedIn(own, value))))
  return { ...result, stubs: deleted.map(({ key }) => key) }
}

async function writeAll(
  texts: ReadonlyMap<string, string>,
  { path, own, root }: { path: string; own: string; root: string },
): Promise<void> {
  for (const [file, text] of texts) {
    const place = file === own ? path : join(root, file)
    if (text !== textOf(place)) await writeOutput(place, OVERRIDES, (draft) => writeFile(draft, text))
  }
}

function acceptedIn(file: string, { entry, label }: Keepable) {
  return { address: entry.address, field: entry.field, label, file }
}

function unfit({ entry, label }: Keepable, { position }: Entry) {
  const { address, field } = entry
  const where = position === null ? '' : ` at ${position.file}:${position.line}`
  return {
    address,
    field,
    why: `the entry${where} is laid out in a way that nothing can be added to`,
    hint: `Add ${keepText([label])} to it by hand.`,
  }
}

function newEntry({ listing, values }: Entry, { report }: DriftFindings, workspace: Workspace): Stub {
  const labels = [...new Set(values.map(({ label }) => label))]
  const reason = `reason: accepted from the account on ${report.created_at.slice(0, 10)}`
  return { key: keyOf(listing.item.ref, workspace), comments: [], says: [keepText(labels), reason] }
}

/** In one shop of the first source the id says it all. */
function keyOf(ref: ItemRef, { settings, shops }: Workspace): string {
  const [first] = shops
  const several = shops.flatMap(({ shops: names }) => names).length > 1
  return ref.source === first?.facts.name && !several ? ref.id : placedKey(ref, settings)
}

/** Deleting is not a value that can be kept: whether it is to stay deleted, a person says. */
function undecided({ report, listings }: DriftFindings, workspace: Workspace): Stub[] {
  return report.deleted.flatMap(({ address }) => {
    const listing: Listing | undefined = listings.get(address)
    if (listing === undefined || listing.override !== null) return []
    const comments = ['deleted in the account: to leave it so, take the # away', 'ignore: true', 'reason: …']
    return [{ key: keyOf(listing.item.ref, workspace), comments }]
  })
}
