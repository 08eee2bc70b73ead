import { holdsDatabase } from '../../database/embedded.ts'
import { readSteps } from '../../database/migration-steps.ts'
import type { ProviderContext, TargetWorkspace } from '../../model/provider.ts'
import type { TargetDatabase } from '../../model/target-database.ts'
import { findProducts } from './find.ts'
import { type OpenedCatalogue, openCatalogue, placeOf, STEPS } from './place.ts'
import { wantsOf } from './settings.ts'

/** The catalogue for those who look after it. It is opened when something is asked of it. */
export function createDatabase({ settings }: TargetWorkspace, context: ProviderContext): TargetDatabase {
  const wants = wantsOf(settings.target)
  const place = placeOf(wants, context)
  const steps = readSteps(STEPS)
  let opened: OpenedCatalogue | null = null
  const open = async (create: boolean): Promise<OpenedCatalogue> => {
    opened ??= await openCatalogue(place, { wants, surroundings: context, create, steps })
    return opened
  }
  const isAbsent = (): boolean => place.driver === 'embedded' && !holdsDatabase(place.folder)
  return {
    async status(signal) {
      if (isAbsent()) return { applied: [], pending: steps.map(({ name }) => name) }
      return (await open(false)).migrations.condition(signal)
    },
    up: async (signal) => (await open(true)).migrations.up(signal),
    async down(allowDataLoss, signal) {
      if (isAbsent()) return { reverted: [], pending: steps.map(({ name }) => name) }
      return (await open(false)).migrations.down({ allowDataLoss }, signal)
    },
    async find(query, signal) {
      const { migrations, database } = await open(false)
      await migrations.demand(signal)
      return database.transaction(
        { mode: 'read', perform: (session) => findProducts(session, wants.organisation, query) },
        signal,
      )
    },
    async close() {
      await opened?.database.close()
    },
  }
}
