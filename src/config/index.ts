import { createHash } from 'node:crypto'
import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import { grouped } from '../model/figures.ts'
import type { Providers } from '../model/provider.ts'
import type { QualitySpec } from '../model/quality.ts'
import type { Workspace } from '../model/settings.ts'
import { buildAttributes } from './attributes.ts'
import { readCsvOverrides } from './csv-overrides.ts'
import { type Entries, readEntries } from './entries.ts'
import { schemaOfAttributes, schemaOfOverrides, schemaOfSync } from './file-schemas.ts'
import { Findings } from './findings.ts'
import type { AttributesFile } from './generated/attributes.ts'
import type { OverridesFile } from './generated/overrides.ts'
import type { SyncFile } from './generated/sync.ts'
import { locateWorkspace } from './locate.ts'
import { buildOptions } from './options.ts'
import { listOverrideFiles } from './override-files.ts'
import { buildOverrides } from './overrides.ts'
import { buildQuality, readQuality } from './quality.ts'
import { ATTRIBUTE_RULES } from './rules/attribute-rules.ts'
import { NAME_RULES } from './rules/name-rules.ts'
import { OPTION_RULES } from './rules/option-rules.ts'
import { OVERRIDE_RULES } from './rules/override-rules.ts'
import { OVERRIDE_VALUE_RULES } from './rules/override-value-rules.ts'
import { QUALITY_RULES } from './rules/quality-rules.ts'
import { REFINEMENT_RULES } from './rules/refinement-rules.ts'
import { type Draft, runRules } from './rules/rule.ts'
import { SYNC_RULES } from './rules/sync-rules.ts'
import { VALUE_RULES } from './rules/value-rules.ts'
import { buildSettings, percent } from './settings.ts'
import { readYamlFile } from './yaml-file.ts'

export interface WorkspaceOptions {
  /** Relative to `cwd`; absent: the nearest sync.yaml upwards. */
  config?: string | undefined
  cwd: string
  /** Those that sync.yaml may name. */
  providers: Providers
}

export interface Inspection {
  /** Absolute. */
  root: string
  /** Files that were read, relative to the root. */
  files: string[]
  /** What is wrong or odd, in the order of files and lines; of very many in one file the first, and how many more. */
  diagnostics: Diagnostic[]
  /** How many errors there are. */
  errors: number
  /** `null` when there is an error among the diagnostics. */
  workspace: Workspace | null
  /** As far as it could be read, mistakes or not: what is wrong or missing has its default. */
  known: KnownWorkspace
}

/** What decides what is read and written; a target without a name is none. */
export type KnownWorkspace = Pick<Workspace, 'root' | 'settings' | 'attributes'>

const RULES = [
  ...SYNC_RULES,
  ...NAME_RULES,
  ...ATTRIBUTE_RULES,
  ...REFINEMENT_RULES,
  ...OPTION_RULES,
  ...VALUE_RULES,
  ...OVERRIDE_RULES,
  ...OVERRIDE_VALUE_RULES,
  ...QUALITY_RULES,
]

/** Reads and checks all workspace files. @throws ConfigError when there is no workspace. */
export function inspectWorkspace(options: WorkspaceOptions): Inspection {
  const { root, file } = locateWorkspace(options)
  const { providers } = options
  const listed = listOverrideFiles(root)
  const sync = readYamlFile<SyncFile>(root, file, (keys) =>
    schemaOfSync(providers, { source: keys('source'), target: keys('target') }),
  )
  const entries = readEntries(sync.file.data ?? {}, providers)
  const attributes = readYamlFile<AttributesFile>(root, 'specs/attributes.yaml', schemaOfAttributes(providers, entries))
  const schema = schemaOfOverrides(providers, entries)
  const overrides = listed.paths.map((path) =>
    path.endsWith('.csv') ? readCsvOverrides(root, path, schema) : readYamlFile<OverridesFile>(root, path, schema),
  )
  const quality = readQuality(root)
  const read = [sync, attributes, ...overrides, ...(quality.present ? [quality] : [])]
  const draft: Draft = {
    sync: sync.file,
    attributesFile: attributes.file,
    settings: buildSettings(sync.file.data ?? {}, entries),
    entries,
    attributes: buildAttributes(attributes.file, 'attributes'),
    variants: [
      ...buildAttributes(attributes.file, 'variants'),
      ...buildOptions(attributes.file, entries.target?.side.attributes),
    ],
    overrides: buildOverrides(
      overrides.map((entry) => entry.file),
      entries.sources,
    ),
    qualityFile: quality.file,
    quality: buildQuality(quality.file),
  }
  const findings = new Findings()
  for (const entry of [...read.flatMap(({ diagnostics }) => diagnostics), ...listed.diagnostics]) findings.add(entry)
  for (const { file, more } of read) findings.more(file.path, more ?? 0)
  runRules(RULES, draft, findings)
  const files = read.map((entry) => entry.file.path)
  const diagnostics = findings.list(files)
  const { errors } = findings
  const known = { root, settings: draft.settings, attributes: draft.attributes }
  if (errors > 0) return { root, files, diagnostics, errors, workspace: null, known }
  const rest = {
    ...known,
    shops: shopsOf(entries),
    ...(draft.variants.length > 0 ? { variants: draft.variants } : {}),
    overrides: draft.overrides.map((entry) => entry.override),
    ...(quality.present ? { quality: qualityOf(draft) } : {}),
    diagnostics,
  }
  const workspace = withDigests(
    rest,
    read.map((entry) => [entry.file.path, entry.text]),
  )
  return { root, files, diagnostics, errors, workspace, known }
}

function qualityOf({ quality, sync }: Draft): QualitySpec {
  const most = sync.data?.policy?.max_invalid_percent ?? 20
  return { rules: quality.map(({ rule }) => rule), max_invalid_percent: percent(most) }
}

/** Entries of one provider together. */
function shopsOf({ sources }: Entries): Workspace['shops'] {
  return [...Map.groupBy(sources, ({ side }) => side)].map(([{ facts }, group]) => {
    return { facts, shops: group.flatMap(({ settings }) => settings.shops) }
  })
}

/** Reads a workspace that must be right. @throws ConfigError with every mistake in it. */
export function loadWorkspace(options: WorkspaceOptions): Workspace {
  const { workspace, diagnostics, errors } = inspectWorkspace(options)
  if (workspace) return workspace
  const message = `The workspace files hold ${errors === 1 ? 'a mistake' : `${grouped(errors)} mistakes`}.`
  throw new ConfigError('config', message, {
    hints: ['Correct them; sync validate checks again, offline.'],
    diagnostics,
  })
}

/** Made when they are asked for: a check of the files needs none. */
function withDigests(rest: Omit<Workspace, keyof Digests>, contents: [path: string, text: string][]): Workspace {
  let made: Digests | undefined
  const digests = (): Digests => {
    made ??= digestsOf(contents)
    return made
  }
  return {
    ...rest,
    get digest() {
      return digests().digest
    },
    get files() {
      return digests().files
    },
  }
}

type Digests = Pick<Workspace, 'digest' | 'files'>

/** Of all files together and of each. */
function digestsOf(contents: [path: string, text: string][]): Digests {
  const sorted = contents.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const files = Object.fromEntries(sorted.map(([path, text]) => [path, sha256(text)]))
  return { digest: sha256(JSON.stringify(sorted)), files }
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
