import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { insertStubs, type Stub } from '../config/override-insert.ts'
import { readNamedText } from '../config/read-text.ts'
import { parseAddress } from '../model/address.ts'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import type { MatchReport } from '../model/match-report.ts'
import type { Ambiguous, Unmatched } from '../model/plan.ts'
import type { Workspace } from '../model/settings.ts'
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

const OVERRIDES: OutputKind = {
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
    ({ key }) => !taken.has(key) && !taken.has(key.slice(key.indexOf('/') + 1)) && !there.has(key),
  )
  if (open.length > 0) {
    const whole = insertStubs(text, open, path)
    await writeOutput(path, OVERRIDES, (draft) => writeFile(draft, whole))
  }
  const added = open.map(({ key }) => key)
  const read = /^specs\/overrides\/[^/]+\.yaml$/.test(relative(workspace.root, file).replaceAll('\\', '/'))
  return { file: path, added, kept: wanted.map(({ key }) => key).filter((key) => !added.includes(key)), read }
}

function takenKeys({ overrides, settings }: Workspace): Set<string> {
  return new Set(
    overrides.map(({ source = settings.source.provider, [ITEM_ID]: id, [SHOP]: shop }) => {
      if (shop === null) return id
      return source === settings.source.provider ? `${shop}/${id}` : `${source}/${shop}/${id}`
    }),
  )
}

/** A file outside specs/overrides is not part of the workspace, and has its own keys. */
function keysIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^\s*(?:"([^"]+)"|'([^']+)'|([^\s"'#:]+))\s*:/gm)].map((found) => found.slice(1).join('')),
  )
}

function textOf(path: string): string {
  return existsSync(path) ? readNamedText(path, { what: 'The file', code: 'overrides' }) : ''
}

function stubsOf({ ambiguous, unmatched }: MatchReport, workspace: Workspace): Stub[] {
  const near = unmatched.filter((entry) => entry.near !== undefined)
  const stubs = [
    ...ambiguous.map((entry) => ({ key: keyOf(entry, workspace), comments: ambiguousComments(entry) })),
    ...near.map((entry) => ({ key: keyOf(entry, workspace), comments: nearComments(entry) })),
  ]
  return stubs.sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** In one shop the id says it all; in several the product's key tells which, and so it does of several sources. */
function keyOf({ [ITEM_ID]: id, address }: { [ITEM_ID]: string; address: string }, workspace: Workspace): string {
  const { key: sku } = parseAddress(address)
  const keys = keysOf(workspace)
  const places = workspace.shops.flatMap(({ facts, shops }) => shops.map((shop) => ({ facts, shop })))
  const place = places.find(({ facts, shop }) => keys.of({ source: facts.name, shop, id }) === sku)
  return places.length > 1 && place !== undefined ? place.facts.key(place.shop, id) : id
}

function ambiguousComments({ candidates }: Ambiguous): string[] {
  const lines = candidates.map(({ sku, method, value }) => `canonical: ${scalar(sku)}  # by ${method} ${flat(value)}`)
  return ['ambiguous: take the # away from one candidate, or write canonical: none', ...lines, 'reason: …']
}

function nearComments({ message, near = [] }: Unmatched): string[] {
  return [
    `unmatched: ${flat(message)}`,
    ...near.map((sku) => `canonical: ${scalar(sku)}`),
    'canonical: none',
    'reason: …',
  ]
}

/** A SKU as YAML takes it for exactly this text. */
function scalar(sku: string): string {
  return /^[A-Za-z][\w.+-]*$/.test(sku) ? sku : JSON.stringify(sku)
}

function flat(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
