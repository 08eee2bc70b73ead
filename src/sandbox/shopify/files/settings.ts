import type { SourceRules } from './file-source.ts'

export interface FileSettings extends SourceRules {
  /** Milliseconds until a file is READY, or FAILED. */
  fileMs: number
}

export const FILE_DEFAULTS: FileSettings = { fileMs: 500, maxMegapixels: 20, badSources: [] }
