import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import type { CatalogueItem, ExportHeader } from '../model/item.ts'
import { type AmazonFile, type AmazonForm, readAmazonFile } from '../providers/amazon/forms.ts'
import { headerFor, readExport, readExportHeader } from '../state/exports.ts'
import { jsonPlace } from './named-file.ts'

export interface SourceFile {
  form: 'export' | AmazonForm
  header: ExportHeader
  items: CatalogueItem[]
  diagnostics: Diagnostic[]
}

export interface SourceFileOptions {
  /** Marketplace code; a file of another one is refused. */
  marketplace: string
  /** Leaves out the source's own attributes of an export. */
  dropAttributes?: boolean
}

const HEADER_START = '{"format_version"'

/**
 * Reads listings from an export, or from a file in one of the forms that older scripts wrote.
 * @throws ConfigError when there are none to read.
 */
export async function readSourceFile(path: string, options: SourceFileOptions): Promise<SourceFile> {
  const start = await readStart(path)
  if (start === '') throw new ConfigError('export-empty', `${path} is empty.`, { hints: [EXPORT_HINT] })
  if (await readExportHeader(path)) return readOwn(path, options)
  const value = parse(path, await readFile(path, 'utf8'), start.startsWith(HEADER_START))
  const file = readAmazonFile(value, options.marketplace)
  if (!file) {
    throw new ConfigError('export-unknown', `${path} is JSON, but of no form that is known for listings.`, {
      hints: [
        'Known are exports of this program, answers of Catalog Items 2022-04-01, and the forms of older scripts.',
      ],
    })
  }
  return withHeader(path, file, options.marketplace)
}

const EXPORT_HINT = 'Export again with "sync export".'

async function readOwn(path: string, { marketplace, dropAttributes }: SourceFileOptions): Promise<SourceFile> {
  const { header, items } = await readExport(path, { dropAttributes: dropAttributes ?? false })
  if (header.marketplace !== marketplace) {
    const message = `${path} is an export of marketplace ${header.marketplace}, not of ${marketplace}.`
    throw new ConfigError('other-marketplace', message, { hints: ['Choose the marketplace with --marketplace.'] })
  }
  return { form: 'export', header, items, diagnostics: [] }
}

/** The beginning of the file without leading blanks. */
async function readStart(path: string): Promise<string> {
  try {
    for await (const chunk of createReadStream(path, { end: 4095 })) return clean(String(chunk)).trimStart()
    return ''
  } catch (cause) {
    const absent = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const message = absent ? `There is no file ${path}.` : `${path} cannot be read: ${(cause as Error).message}.`
    throw new ConfigError('export-unreadable', message, { hints: ['Name an export, or leave --export out.'], cause })
  }
}

function parse(path: string, text: string, ours: boolean): unknown {
  try {
    return JSON.parse(clean(text))
  } catch (cause) {
    if (ours) {
      const message = `${path} is incomplete or was changed: its header is not whole.`
      throw new ConfigError('export-damaged', message, { hints: [`Delete it. ${EXPORT_HINT}`], cause })
    }
    throw new ConfigError('export-not-json', `${path} is not JSON${jsonPlace(cause)}.`, { hints: [EXPORT_HINT] })
  }
}

/** Without the mark that some editors put in front. */
function clean(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

async function withHeader(path: string, file: AmazonFile, marketplace: string): Promise<SourceFile> {
  const { form, items, complete, diagnostics } = file
  if (items.length === 0) throw new ConfigError('export-empty', `${path} holds no listings.`, { hints: [EXPORT_HINT] })
  const facts = {
    provider: 'amazon',
    marketplace,
    query: { file: basename(path), form },
    complete,
    counts: {},
    exported_at: file.exported_at ?? (await stat(path)).mtime.toISOString(),
  }
  const ofFile = diagnostics.map((entry) => ({ ...entry, file: path }))
  return { form, header: headerFor(facts, items), items, diagnostics: ofFile }
}
