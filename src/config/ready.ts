import type { ValidateFunction } from 'ajv/dist/2020.js'

/**
 * Validators by the texts of their schemas, compiled ahead: the build (scripts/bundle.js) has them in place of this
 * module. Run from its sources the program has none, and compiles what it needs.
 */
export const READY: ReadonlyMap<string, ValidateFunction> = new Map()
