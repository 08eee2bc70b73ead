/** The providers, for commands: they reach them only through the composition root. */
export { loadProviders } from '../providers/registry.ts'
