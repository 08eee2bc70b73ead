import { writeFile } from 'node:fs/promises'
import { ConfigError } from '../model/errors.ts'
import { type Format, renderSections, type Section } from '../ui/sections.ts'

export interface ReportRequest {
  format: Format
  report?: string | undefined
  sections: Section[]
  /** What `json` shows. */
  document: object
}

/** The lines to print: the report, or where it was written. @throws ConfigError when it cannot be written */
export async function writeReport({ format, report, sections, document }: ReportRequest): Promise<string[]> {
  const lines = format === 'json' ? [JSON.stringify(document, null, 2)] : renderSections(sections, format)
  if (report === undefined) return lines
  await writeFile(report, lines.map((line) => `${line}\n`).join('')).catch((cause: Error) => {
    throw new ConfigError('file', `The report cannot be written to ${report}: ${cause.message}.`, { cause })
  })
  return [`Written to ${report}.`]
}
