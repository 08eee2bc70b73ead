import { posix, win32 } from 'node:path'
import type { JsonObject } from '../../model/json.ts'
import type { Section } from '../../model/provider.ts'
import type { SectionCheck, SourceSection } from '../../model/section.ts'
import { isTakenName, TAKEN_HINT } from '../../model/taken-names.ts'
import type { FileSource } from './generated/source.ts'
import { RESERVED } from './names.ts'

/** What is read, and how; everything that `sync.yaml` may leave out is filled in. */
export interface FileWants {
  path: string
  format: 'auto' | 'csv' | 'tsv' | 'ndjson' | 'json'
  encoding: string
  delimiter: string
  key: string
  parent: string | null
  /** Columns by scheme. */
  codes: { [scheme: string]: string }
  images: string[]
  /** Columns by the name that they are read under. */
  columns: { [name: string]: string }
}

/** Keys that are wrong are not there. */
type Raw = Partial<FileSource>

export function parseSource(section: Section): SourceSection {
  const raw = section as Raw
  const path = raw.path ?? ''
  const wants: FileWants = {
    path,
    format: raw.format ?? 'auto',
    encoding: raw.encoding ?? 'auto',
    delimiter: raw.delimiter ?? 'auto',
    key: raw.key ?? '',
    parent: raw.parent ?? null,
    codes: { ...raw.codes } as FileWants['codes'],
    images: raw.images ?? [],
    columns: { ...raw.columns } as FileWants['columns'],
  }
  return {
    shops: [raw.shop ?? nameOf(path)],
    imageHosts: raw.image_hosts ?? [],
    options: wants as unknown as JsonObject,
  }
}

/** `data/Boots 2026.csv` is called `Boots-2026`. */
function nameOf(path: string): string {
  const name = posix.basename(win32.basename(path)).replace(/\.[A-Za-z]{1,6}$/, '')
  return name.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/^-+|-+$/g, '') || 'file'
}

/** What the schema of `source.file` cannot express. */
export function checkSource({ section, where, report }: SectionCheck): void {
  const raw = section as Raw
  if (raw.encoding !== undefined && raw.encoding !== 'auto' && !isEncoding(raw.encoding)) {
    const message = `${where}.encoding is ${JSON.stringify(raw.encoding)}, which is no encoding that is known`
    report(['encoding'], { code: 'encoding', message, hint: 'Write auto, utf-8, windows-1252, utf-16le or the like.' })
  }
  for (const name of Object.keys(raw.columns ?? {})) {
    if (isTakenName(name)) {
      report(['columns', name], { code: 'reserved', message: `${name} cannot be used as a name`, hint: TAKEN_HINT })
    }
    const reason = RESERVED.get(name)
    if (reason === undefined) continue
    const message = `${where}.columns cannot give the name ${name}, which ${reason}`
    report(['columns', name], { code: 'reserved', message, hint: 'Choose another name.' })
  }
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    // The constructor's way to say no.
    return false
  }
}
