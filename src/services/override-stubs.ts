import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { insertStubs, type Stub } from '../config/override-insert.ts'
import { readNamedText } from '../config/read-text.ts'
import { parseAddress } from '../model/address.ts'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import { grouped } from '../model/figures.ts'
import type { ItemRef } from '../model/item.ts'
import type { MatchReport } from '../model/match-report.ts'
import type { Address, Ambiguous, ItemNames, Unmatched } from '../model/plan.ts'
import type { Settings, Workspace } from '../model/settings.ts'
import { prepareOutput, writeOutput } from '../state/output-file.ts'
import type { OutputKind } from '../state/output-kind.ts'
import { keysOf } from './shops.ts'

export interface StubResult {
  file: string
  /** Keys of the stubs. */
  added: string[]
  /** Keys that have an override somewhere already. */
  kept: string[]
  /** False when no command reads overrides from there. */
  read: boolean
}

export const OVERRIDES: OutputKind = {
  code: 'overrides-unwritable',
  name: 'overrides',
  one: 'file of overrides',
  begins: /(?:^|[\n{,])\s*["']?overrides["']?\s*:/,
}

const PROBE: Stub = { key: 'B000000000', comments: [] }

/** Checks a file for stubs before anything is read for them. @throws ConfigError */
export function prepareStubs(path: string): void {
  if (!/\.ya?ml$/.test(path)) {
    throw new ConfigError('usage', `--write-overrides writes YAML, and ${path} is none.`, {
      hints: ['Name a file such as specs/overrides/open.yaml.'],
    })
  }
  prepareOutput(path, OVERRIDES)
  const text = textOf(path)
  if (!keysIn(text).has(PROBE.key)) insertStubs(text, [PROBE], path)
}

/** Adds a stub for every listing that only a person can settle. Entries that exist are never touched. @throws ConfigError */
export async function writeStubs(path: string, report: MatchReport, workspace: Workspace): Promise<StubResult> {
  prepareStubs(path)
  const file = resolve(path)
  const text = textOf(path)
  const taken = takenKeys(workspace)
  const there = keysIn(text)
  const wanted = stubsOf(report, workspace)
  const open = wanted.filter(
    ({ key, general }) => !taken.has(key) && !(general !== null && taken.has(general)) && !there.has(key),
  )
  if (open.length > 0) {
    const whole = insertStubs(text, open, path)
    await writeOutput(path, OVERRIDES, (draft) => writeFile(draft, whole))
  }
  const added = new Set(open.map(({ key }) => key))
  const read = /^specs\/overrides\/[^/]+\.yaml$/.test(relative(workspace.root, file).replaceAll('\\', '/'))
  return { file: path, added: [...added], kept: wanted.flatMap(({ key }) => (added.has(key) ? [] : key)), read }
}

function takenKeys({ overrides, settings }: Workspace): Set<string> {
  const [first] = settings.sources
  return new Set(
    overrides.map(({ source = first?.provider ?? '', id, shop }) =>
      shop === null ? id : placedKey({ source, shop, id }, settings),
    ),
  )
}

/** `SHOP/ID` in the first source, `SOURCE/SHOP/ID` in the others. */
export function placedKey({ source, shop, id }: ItemRef, { sources: [first] }: Settings): string {
  return source === first?.provider ? `${shop}/${id}` : `${source}/${shop}/${id}`
}

/** A file outside specs/overrides is not part of the workspace, and has its own keys. */
function keysIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^\s*(?:"([^"]+)"|'([^']+)'|([^\s"'#:]+))\s*:/gm)].map((found) => found.slice(1).join('')),
  )
}

export function textOf(path: string): string {
  return existsSync(path) ? readNamedText(path, { what: 'The file', code: 'overrides' }) : ''
}

type Reported = ItemNames & { address: Address }

interface Wanted extends Stub {
  /** Of an override for every shop, which settles it too. */
  general: string | null
}

function stubsOf({ ambiguous, unmatched }: MatchReport, workspace: Workspace): Wanted[] {
  const near = unmatched.filter((entry) => entry.near !== undefined)
  const keysFor = (entry: Reported) => ({ key: keyOf(entry, workspace), general: generalKey(entry, workspace) })
  const stubs = [
    ...ambiguous.map((entry) => ({ ...keysFor(entry), comments: ambiguousComments(entry) })),
    ...near.map((entry) => ({ ...keysFor(entry), comments: nearComments(entry) })),
  ]
  return stubs.sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** In one shop the id says it all. */
function keyOf(entry: Reported, workspace: Workspace): string {
  const ref = refOf(entry, workspace)
  const several = workspace.shops.flatMap(({ shops }) => shops).length > 1
  return several && ref !== null ? placedKey(ref, workspace.settings) : entry[ITEM_ID]
}

/** The same for every shop, where an override can say that: `null` for items of all sources but the first. */
function generalKey(entry: Reported, workspace: Workspace): string | null {
  const ref = refOf(entry, workspace)
  return ref === null || ref.source === workspace.settings.sources[0]?.provider ? entry[ITEM_ID] : null
}

/** Reports name an item's place where there are several sources; else the key of what is made of it tells the shop. */
function refOf({ [ITEM_ID]: id, source, [SHOP]: named, address }: Reported, workspace: Workspace): ItemRef | null {
  if (source !== undefined && named !== undefined) return { source, shop: named, id }
  const { key } = parseAddress(address)
  const keys = keysOf(workspace)
  const refs = workspace.shops.flatMap(({ facts, shops }) => shops.map((shop) => ({ source: facts.name, shop, id })))
  return refs.find((ref) => keys.of(ref) === key) ?? null
}

function ambiguousComments({ candidates, more = 0 }: Ambiguous): string[] {
  const lines = candidates.map(({ sku, method, value }) => `canonical: ${scalar(sku)}  # by ${method} ${flat(value)}`)
  return [
    'ambiguous: take the # away from one candidate, or write canonical: none',
    ...lines,
    ...furtherComment(more),
    'reason: …',
  ]
}

function nearComments({ message, near = [], more = 0 }: Unmatched): string[] {
  return [
    `unmatched: ${flat(message)}`,
    ...near.map((sku) => `canonical: ${scalar(sku)}`),
    ...furtherComment(more),
    'canonical: none',
    'reason: …',
  ]
}

/** Only the first candidates are known by name. */
function furtherComment(more: number): string[] {
  return more > 0 ? [`and ${grouped(more)} more`] : []
}

/** A SKU as YAML takes it for exactly this text. */
function scalar(sku: string): string {
  return /^[A-Za-z][\w.+-]*$/.test(sku) ? sku : JSON.stringify(sku)
}

function flat(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
