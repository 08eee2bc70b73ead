import type { ValidateFunction } from 'ajv/dist/2020.js'

/**
 * Validators by the names of their schemas, compiled ahead: the build (scripts/bundle.js) has them in place of this
 * module. Run from its sources the program has none, and compiles what it needs.
 */
export const READY: { readonly [name: string]: ValidateFunction } = {}
