import type { Domain } from '../domain.ts'
import { wrongId } from '../errors.ts'
import { typenameOf } from '../store/store.ts'

/** What mutations promise, to be asked for until it is done. */
export const jobs: Domain = {
  sdl: /* GraphQL */ `
    extend type QueryRoot {
      job(id: ID!): Job
    }

    type Job {
      done: Boolean!
      id: ID!
    }
  `,
  resolvers: {
    QueryRoot: {
      job: (_source, args, { store }) => {
        const { id } = args as { id: string }
        if (typenameOf(id) !== 'Job') throw wrongId(id)
        return store.get('Job', id) ?? null
      },
    },
  },
}
