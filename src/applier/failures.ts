import type { Operation } from '../model/plan.ts'
import type { FailedImage, Failure, OperationOutcome } from '../model/run.ts'

/** What failed or met a conflict, in plan order; of pictures it is said where they were to be shown. */
export function failuresOf(operations: Operation[], outcomes: readonly (OperationOutcome | undefined)[]): Failure[] {
  const places = placesOf(operations)
  return operations.flatMap((operation, index) => {
    const outcome = outcomes[index]
    if (outcome?.outcome !== 'failed' && outcome?.outcome !== 'conflict') return []
    return { ...failureOf(operation, outcome), ...imageOf(operation, places) }
  })
}

function failureOf({ address, action }: Operation, outcome: OperationOutcome): Failure {
  const { status = 0, code = '', message = '', attempts = 0, hint = '', call } = outcome
  return { address, action, status, code, message, attempts, hint, ...call }
}

type Places = Map<string, FailedImage['places']>

/** Where pictures are to be shown, by the address of what is made of them. */
function placesOf(operations: Operation[]): Places {
  const places: Places = new Map()
  for (const { key: product, baseline } of operations) {
    for (const { asset, slot } of baseline?.images ?? []) {
      places.set(asset, [...(places.get(asset) ?? []), { product, slot }])
    }
  }
  return places
}

function imageOf({ address, after }: Operation, places: Places): Pick<Failure, 'image'> {
  const shown = places.get(address)
  return shown && typeof after.url === 'string' ? { image: { url: after.url, places: shown } } : {}
}
