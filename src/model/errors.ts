import type { Diagnostic } from './diagnostic.ts'

interface ErrorDetails {
  /** Commands or edits that would help, one sentence each. */
  hints?: string[]
  diagnostics?: Diagnostic[]
  cause?: unknown
}

/** An expected failure that ends the command: one sentence in the present tense, then what to do. Exit code 1. */
export class SyncError extends Error {
  readonly code: string
  readonly hints: string[]
  readonly diagnostics: Diagnostic[]

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.hints = details.hints ?? []
    this.diagnostics = details.diagnostics ?? []
  }
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
