/** The memory of exports, for commands: they reach the state only through services. */
export { rememberExport } from '../state/known-exports.ts'
