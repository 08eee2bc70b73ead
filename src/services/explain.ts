import { nearest } from '../config/nearest.ts'
import { SyncError } from '../model/errors.ts'
import type { Explanation } from '../model/explanation.ts'
import { explain } from '../planner/explain/index.ts'
import { type PlanRequest, readComparison } from './plan.ts'

export interface ExplainRequest extends PlanRequest {
  /** ASIN or SKU. */
  subject: string
  /** Only this field; `null` for all. */
  attribute: string | null
}

/** The whole story of a listing or a product. @throws SyncError when there is nothing to tell it from */
export async function explainSubject(request: ExplainRequest, signal: AbortSignal): Promise<Explanation> {
  const { subject, attribute, workspace } = request
  const labels = workspace.attributes.map(({ label }) => label)
  if (attribute !== null && !labels.includes(attribute)) throw unknownAttribute(attribute, labels)
  const { input } = await readComparison(request, signal)
  const found = explain(input, subject)
  if (!found.ok) {
    const hints = found.near.length > 0 ? [`Did you mean ${found.near.join(', ')}?`] : []
    throw new SyncError('not-found', found.message, {
      hints: [...hints, 'Export again with "sync export" if it is new, or name it with --asin there.'],
    })
  }
  const { explanation } = found
  if (attribute === null) return explanation
  return { ...explanation, values: explanation.values.filter(({ label }) => label === attribute) }
}

function unknownAttribute(attribute: string, labels: string[]): SyncError {
  const near = nearest(attribute, labels)
  return new SyncError('unknown-attribute', `specs/attributes.yaml has no ${JSON.stringify(attribute)}.`, {
    hints: [near === null ? `It has ${labels.join(', ')}.` : `Did you mean ${near}?`],
  })
}
