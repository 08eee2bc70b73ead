import type { Diagnostic } from './diagnostic.ts'
import type { FailedCall } from './failed-call.ts'

interface ErrorDetails {
  /** Commands or edits that would help, one sentence each. */
  hints?: string[]
  diagnostics?: Diagnostic[]
  cause?: unknown
  /** The call that failed, where it was one. */
  call?: FailedCall | null | undefined
}

/** Names of an error's classes. A provider from elsewhere brings its own copy of this module along. */
const CLASSES = Symbol.for('catalog-sync.classes')

/** An expected failure that ends the command: one sentence in the present tense, then what to do. Exit code 1. */
export class SyncError extends Error {
  readonly code: string
  readonly hints: string[]
  readonly diagnostics: Diagnostic[]
  readonly call: FailedCall | null
  readonly [CLASSES]: string[]

  /** True for errors of this class or one below it, whichever copy made them. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const classes = (value as { [CLASSES]?: unknown } | null | undefined)?.[CLASSES]
    // biome-ignore lint/complexity/noThisInStatic: every class below inherits this
    return Array.isArray(classes) && classes.includes(this.name)
  }

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.hints = details.hints ?? []
    this.diagnostics = details.diagnostics ?? []
    this.call = details.call ?? null
    this[CLASSES] = classesOf(this)
  }
}

/** From the error's own class to the most general of ours. */
function classesOf(error: Error): string[] {
  const names: string[] = []
  for (let kind = Object.getPrototypeOf(error); kind !== Error.prototype; kind = Object.getPrototypeOf(kind)) {
    names.push(kind.constructor.name)
  }
  return names
}

/** A workspace file that is missing or wrong. */
export class ConfigError extends SyncError {}

/** A service that refuses, cannot be reached, or answers nonsense; names the system. */
export class ProviderError extends SyncError {}

/** A plan that must not be applied: edited, of another account or scope, of another format. */
export class StalePlanError extends SyncError {}

/** The lock of a state folder is held by another run, or was lost to one. */
export class LockedError extends SyncError {}

/** A plan held back by a guard, such as an export that shrank. */
export class UnsafePlanError extends SyncError {}
