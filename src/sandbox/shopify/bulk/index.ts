import type { PageArgs } from '../connection.ts'
import type { Domain } from '../domain.ts'
import { wrongId } from '../errors.ts'
import { typenameOf } from '../store/store.ts'
import { answerDownload } from './download.ts'
import { searchOperations } from './find.ts'
import { operationsIn } from './operations.ts'
import { cancel, type RunMutation, type RunQuery, runMutation, runQuery } from './run.ts'
import { sdl } from './schema.ts'
import { view } from './view.ts'

/** Whole catalogues in one file: contract, §13. */
export const bulk: Domain = {
  sdl,
  resolvers: {
    QueryRoot: {
      bulkOperation: (_source, { id }: { id: string }, call) => {
        if (typenameOf(id) !== 'BulkOperation') throw wrongId(id)
        const operation = operationsIn(call.store).get(id)
        return operation ? view(operation, call.world) : null
      },
      bulkOperations: (_source, args: PageArgs & { query?: string | null }, call) => searchOperations(call, args),
      currentBulkOperation: (_source, { type }: { type?: string | null }, call) => {
        const last = [...operationsIn(call.store).values()].findLast((one) => one.type === (type ?? 'QUERY'))
        return last ? view(last, call.world) : null
      },
    },
    Mutation: {
      bulkOperationRunQuery: (_source, args: RunQuery, call) => runQuery(call, args),
      bulkOperationRunMutation: (_source, args: RunMutation, call) => runMutation(call, args),
      bulkOperationCancel: (_source, { id }: { id: string }, call) => cancel(call, id),
    },
  },
  routes: [answerDownload],
}
