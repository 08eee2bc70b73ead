import { Flags } from '@oclif/core'
import { ConfigError } from '../model/errors.ts'

/** A comment on GitHub holds 65,536 characters; the rest is for what a bot adds. */
export const MAX_BYTES = 65_000
const LEAST_BYTES = 1_000

export interface ReportFlags<F extends string = string> {
  format: F
  report?: string | undefined
  'max-bytes'?: number | undefined
}

/** Where a report goes, and as what. */
export function reportFlags<F extends string>(formats: readonly F[]) {
  return {
    format: Flags.option({ options: formats, description: 'How to show it.', default: 'text' as F })(),
    report: Flags.string({ description: 'Write it to this file instead.', helpValue: 'FILE' }),
    'max-bytes': Flags.integer({
      description: `Shorten Markdown to so many bytes; ${MAX_BYTES} unless told.`,
      min: LEAST_BYTES,
      helpValue: 'N',
    }),
  }
}

/** @throws ConfigError for a limit on what is not shortened */
export function checkReportFlags({ format, 'max-bytes': most }: Partial<ReportFlags>): void {
  if (most === undefined || format === 'markdown') return
  throw new ConfigError('usage', '--max-bytes shortens Markdown, and nothing else.', {
    hints: ['Add --format markdown, or leave --max-bytes out.'],
  })
}
