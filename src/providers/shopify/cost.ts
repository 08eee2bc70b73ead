import { asCount, asRecord } from './raw.ts'

/** What an answer says of its cost and of the bucket that it was taken from. */
export interface ToldCost {
  requested: number
  /** `null`: it was refused. */
  actual: number | null
  bucket: BucketStatus | null
}

/** Points; the bucket fills by `restore` of them a second. */
export interface BucketStatus {
  maximum: number
  available: number
  restore: number
}

/** `extensions.cost` of an answer; `null` where it has none, as answers that were not run have. */
export function readCost(body: unknown): ToldCost | null {
  const cost = asRecord(asRecord(asRecord(body).extensions).cost)
  const requested = asCount(cost.requestedQueryCost)
  if (requested === null) return null
  return { requested, actual: asCount(cost.actualQueryCost), bucket: readBucket(cost.throttleStatus) }
}

/** A bucket without room or without supply would keep everybody waiting for ever: it is not believed. */
function readBucket(value: unknown): BucketStatus | null {
  const { maximumAvailable, currentlyAvailable, restoreRate } = asRecord(value)
  const [maximum, available, restore] = [maximumAvailable, currentlyAvailable, restoreRate].map(asCount)
  if (!maximum || !restore || available === null || available === undefined) return null
  return { maximum, available: Math.min(available, maximum), restore }
}
