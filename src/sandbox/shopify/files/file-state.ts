/** `fileStatus` of a file, and `status` of the same as media: contract, §10. */
export type FileStatus = 'UPLOADED' | 'PROCESSING' | 'READY' | 'FAILED'

/** Why a source came to nothing: `code` is one of `FileErrorCode`. */
export interface FileFailure {
  code: string
  message: string
  details: string | null
}

interface Processing {
  /** Milliseconds since 1970: when the source was handed over. */
  begunAt: number
  /** `null`: the source is good. */
  failure: FileFailure | null
}

/**
 * How far a file is, by the clock alone. The first third of the time it waits, then it is worked on; only then is it
 * known whether the source was any good. Without `fileMs` it is over at once.
 */
export function fileStatus(
  { begunAt, failure }: Processing,
  { fileMs, now }: { fileMs: number; now: number },
): FileStatus {
  const age = now - begunAt
  if (age < fileMs / 3) return 'UPLOADED'
  if (age < fileMs) return 'PROCESSING'
  return failure === null ? 'READY' : 'FAILED'
}
