import { statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ConfigError } from '../model/errors.ts'
import { grouped } from '../model/figures.ts'
import type { Workspace } from '../model/settings.ts'
import { buildAttributes } from './attributes.ts'
import { readEntries } from './entries.ts'
import { schemaOfAttributes, schemaOfSync } from './file-schemas.ts'
import { Findings } from './findings.ts'
import type { AttributesFile } from './generated/attributes.ts'
import type { SyncFile } from './generated/sync.ts'
import type { WorkspaceOptions } from './index.ts'
import { locateWorkspace } from './locate.ts'
import { buildOptions } from './options.ts'
import { buildQuality, readQuality } from './quality.ts'
import { ATTRIBUTE_RULES } from './rules/attribute-rules.ts'
import { NAME_RULES } from './rules/name-rules.ts'
import { OPTION_RULES } from './rules/option-rules.ts'
import { QUALITY_RULES } from './rules/quality-rules.ts'
import { REFINEMENT_RULES } from './rules/refinement-rules.ts'
import { type Draft, runRules } from './rules/rule.ts'
import { VALUE_RULES } from './rules/value-rules.ts'
import { buildSettings } from './settings.ts'
import { readYamlFile } from './yaml-file.ts'

/** Rules as they were: those of fields and, of a whole folder, those of quality. */
export interface FormerSpecs {
  attributes: Workspace['attributes']
  variants: NonNullable<Workspace['variants']>
  /** Absent: a file of fields alone was named, or the folder has no such file. */
  rules?: NonNullable<Workspace['quality']>['rules']
  /** True: a folder, which speaks of quality too. */
  whole: boolean
}

const RULES = [
  ...NAME_RULES,
  ...ATTRIBUTE_RULES,
  ...REFINEMENT_RULES,
  ...OPTION_RULES,
  ...VALUE_RULES,
  ...QUALITY_RULES,
]

/** Reads another `attributes.yaml`, or a folder with one, for the same workspace. @throws ConfigError with every mistake in it */
export function loadFormerSpecs(path: string, options: WorkspaceOptions): FormerSpecs {
  const { root, file } = locateWorkspace(options)
  const place = placeOf(path, options)
  const at = (absolute: string) => relative(root, absolute)
  const { providers } = options
  const sync = readYamlFile<SyncFile>(root, file, (keys) =>
    schemaOfSync(providers, { source: keys('source'), target: keys('target') }),
  )
  const entries = readEntries(sync.file.data ?? {}, providers)
  const read = readYamlFile<AttributesFile>(root, at(place.attributes), schemaOfAttributes(providers, entries))
  const quality = readQuality(root, place.quality === null ? null : at(place.quality))
  const draft: Draft = {
    sync: sync.file,
    attributesFile: read.file,
    settings: buildSettings(sync.file.data ?? {}, entries),
    entries,
    attributes: buildAttributes(read.file, 'attributes'),
    variants: [...buildAttributes(read.file, 'variants'), ...buildOptions(read.file, entries.target?.side.attributes)],
    overrides: [],
    qualityFile: quality.file,
    quality: buildQuality(quality.file),
  }
  const findings = new Findings()
  for (const entry of [...read.diagnostics, ...quality.diagnostics]) findings.add(entry)
  runRules(RULES, draft, findings)
  if (findings.errors > 0) throw mistaken(path, findings)
  const { attributes, variants } = draft
  const rules = draft.quality.map(({ rule }) => rule)
  return { attributes, variants, whole: place.quality !== null, ...(quality.present && { rules }) }
}

/** A folder holds what `specs` holds. */
function placeOf(path: string, { cwd }: Pick<WorkspaceOptions, 'cwd'>): { attributes: string; quality: string | null } {
  const absolute = resolve(cwd, path)
  const isFolder = statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false
  return isFolder
    ? { attributes: join(absolute, 'attributes.yaml'), quality: join(absolute, 'quality.yaml') }
    : { attributes: absolute, quality: null }
}

function mistaken(path: string, findings: Findings): ConfigError {
  const many = findings.errors === 1 ? 'a mistake' : `${grouped(findings.errors)} mistakes`
  return new ConfigError('config', `What is compared with, ${path}, holds ${many}.`, {
    hints: ['Name another specs/attributes.yaml, or a folder that holds one.'],
    diagnostics: findings.list([]),
  })
}
