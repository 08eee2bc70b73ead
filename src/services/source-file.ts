import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import type { ExportHeader } from '../model/export.ts'
import type { ItemFields } from '../model/item.ts'
import type { ForeignFile } from '../model/provider.ts'
import { headerFor } from '../state/exports/header.ts'
import { readExport, readExportHeader } from '../state/exports/read.ts'
import { type FileText, readFileText } from './file-text.ts'
import { parseDigits } from './json-digits.ts'
import { jsonPlace } from './named-file.ts'
import type { ShopOfSource } from './shops.ts'

export interface SourceFile {
  /** `export`, or what the source calls it. */
  form: string
  header: ExportHeader
  items: ItemFields[]
  diagnostics: Diagnostic[]
}

export interface SourceFileOptions {
  /** A file of another shop is refused. */
  of: Pick<ShopOfSource, 'shop'> & { settings: Pick<ShopOfSource['settings'], 'provider'> } & {
    side: Pick<ShopOfSource['side'], 'files' | 'facts'>
  }
  /** Leaves out the source's own attributes of an export. */
  dropAttributes?: boolean
}

const HEADER_START = '{"format_version"'

/**
 * Reads items from an export, or from a file in another form that the source knows. It may be packed with gzip.
 * @throws ConfigError when there are none to read.
 */
export async function readSourceFile(path: string, options: SourceFileOptions): Promise<SourceFile> {
  await assertReadable(path)
  if (await readExportHeader(path)) return readOwn(path, options)
  const { files } = options.of.side
  const { text, encoding } = await readText(path, files?.encodings(options.of.shop) ?? [])
  if (text.trim() === '') throw new ConfigError('export-empty', `${path} is empty.`, { hints: [EXPORT_HINT] })
  const file = (await files?.read(parse(path, text), options.of.shop)) ?? null
  if (!file) {
    const message = `${path} is JSON, but of no form that is known for listings.`
    throw new ConfigError('export-unknown', message, { hints: [files?.known ?? 'Known are exports of this program.'] })
  }
  const remarks = encoding === null ? [] : [encodingRemark(encoding)]
  return withHeader(path, { ...file, diagnostics: [...file.diagnostics, ...remarks] }, options.of)
}

function encodingRemark(encoding: string): Diagnostic {
  return diagnostic({
    severity: 'warning',
    code: 'file-encoding',
    message: `It is no UTF-8 text, and is read as ${encoding}.`,
    hint: 'Look at letters with accents in the plan; where they are wrong, save the file as UTF-8.',
  })
}

const EXPORT_HINT = 'Export again with "sync export".'

async function readOwn(path: string, { of, dropAttributes }: SourceFileOptions): Promise<SourceFile> {
  const { header, items } = await readExport(path, { dropAttributes: dropAttributes ?? false })
  if (header.provider !== of.settings.provider) {
    const message = `${path} is an export of ${header.provider}, which sync.yaml does not name as a source.`
    throw new ConfigError('other-source', message, { hints: ['Name an export of a source of this workspace.'] })
  }
  if (header[SHOP] !== of.shop) {
    const { noun } = of.side.facts.shop
    const message = `${path} is an export of ${noun} ${header[SHOP]}, not of ${of.shop}.`
    throw new ConfigError(`other-${SHOP}`, message, { hints: [`Choose the ${noun} with --${SHOP}.`] })
  }
  return { form: 'export', header, items, diagnostics: [] }
}

/** @throws ConfigError when there is nothing to read from. */
async function assertReadable(path: string): Promise<void> {
  try {
    for await (const _ of createReadStream(path, { end: 0 })) return
  } catch (cause) {
    const absent = ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')
    const message = absent ? `There is no file ${path}.` : `${path} cannot be read: ${(cause as Error).message}.`
    throw new ConfigError('export-unreadable', message, { hints: ['Name an export, or leave the option out.'], cause })
  }
  throw new ConfigError('export-empty', `${path} is empty.`, { hints: [EXPORT_HINT] })
}

async function readText(path: string, encodings: readonly string[]): Promise<FileText> {
  try {
    return await readFileText(path, encodings)
  } catch (cause) {
    const message = `${path} cannot be read: ${(cause as Error).message}.`
    throw new ConfigError('export-unreadable', message, { hints: [EXPORT_HINT], cause })
  }
}

function parse(path: string, text: string): unknown {
  try {
    return parseDigits(text)
  } catch (cause) {
    if (text.trimStart().startsWith(HEADER_START)) {
      const message = `${path} is incomplete or was changed: its header is not whole.`
      throw new ConfigError('export-damaged', message, { hints: [`Delete it. ${EXPORT_HINT}`], cause })
    }
    throw new ConfigError('export-not-json', `${path} is not JSON${jsonPlace(cause)}.`, { hints: [EXPORT_HINT] })
  }
}

async function withHeader(path: string, file: ForeignFile, of: SourceFileOptions['of']): Promise<SourceFile> {
  const { form, items, complete, diagnostics } = file
  if (items.length === 0) throw new ConfigError('export-empty', `${path} holds no listings.`, { hints: [EXPORT_HINT] })
  const facts = {
    provider: of.settings.provider,
    [SHOP]: of.shop,
    query: { file: basename(path), form },
    complete,
    counts: {},
    exported_at: file.exported_at ?? (await stat(path)).mtime.toISOString(),
  }
  const ofFile = diagnostics.map((entry) => ({ ...entry, file: path }))
  return { form, header: headerFor(facts, items), items, diagnostics: ofFile }
}
