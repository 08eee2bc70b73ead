import { createHash } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** Work that a mutation only promises; `done` is asked for by its id. */
export interface Job {
  readonly __typename: 'Job'
  readonly id: string
  done: boolean
}

declare module '../store/records.ts' {
  interface Tables {
    Job: Job
  }
}

/** The job as the mutation tells it: not done yet, whatever time work takes. */
export function promise(store: Store, milliseconds: number, run: () => void): Job {
  const hex = createHash('sha256').update(store.newId('Job')).digest('hex')
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)]
  const job: Job = { __typename: 'Job', id: `gid://shopify/Job/${uuid.join('-')}`, done: false }
  store.add(job)
  store.later(milliseconds, () => {
    run()
    job.done = true
  })
  return { ...job }
}
