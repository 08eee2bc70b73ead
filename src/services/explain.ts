import { nearest } from '../config/nearest.ts'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import { SyncError } from '../model/errors.ts'
import type { Explanation } from '../model/explanation.ts'
import { explain } from '../planner/explain/index.ts'
import { prepare } from '../planner/index.ts'
import { findingsOf, refuseErrors } from './findings.ts'
import { managedLabels } from './managed-labels.ts'
import { type PlanRequest, readComparison, withAbsences } from './plan.ts'

export interface ExplainRequest extends PlanRequest {
  /** An item's id, or a SKU. */
  subject: string
  /** Only this field; `null` for all. */
  attribute: string | null
}

/** The whole story of a listing or a product. @throws SyncError when nothing is known of it, and for what a plan would refuse */
export async function explainSubject(request: ExplainRequest, signal: AbortSignal): Promise<Explanation> {
  const { subject, attribute, workspace } = request
  const labels = managedLabels(workspace, request.target.traits)
  if (attribute !== null && !labels.includes(attribute)) throw unknownAttribute(attribute, labels)
  const { input } = await readComparison(request, signal)
  const prepared = prepare(input)
  const past = await withAbsences(prepared, input, request)
  const found = explain(past.input, subject, prepared)
  refuseErrors([...findingsOf(request, input), ...found.diagnostics])
  if (!found.ok) {
    const { near, shop } = found
    const hints = near.length > 0 ? [`Did you mean ${near.join(', ')}?`] : []
    if (shop !== null) {
      throw new SyncError(SHOP, found.message, {
        hints: [`Name one of these, or add ${shop} to sync.yaml and export it.`],
      })
    }
    const byId = request.sources.some(({ header }) => header.query[`${ITEM_ID}s`] !== undefined)
    const named = byId ? `, or name it with --${ITEM_ID} there` : ''
    throw new SyncError('not-found', found.message, {
      hints: [...hints, `Export again with "sync export" if it is new${named}.`],
    })
  }
  return attribute === null ? found.explanation : onlyOf(attribute, found.explanation)
}

function onlyOf(attribute: string, explanation: Explanation): Explanation {
  const { values, also } = explanation
  return {
    ...explanation,
    values: values.filter(({ label }) => label === attribute),
    ...(also ? { also: also.map((other) => onlyOf(attribute, other)) } : {}),
  }
}

function unknownAttribute(attribute: string, labels: string[]): SyncError {
  const near = nearest(attribute, labels)
  return new SyncError('unknown-attribute', `specs/attributes.yaml has no ${JSON.stringify(attribute)}.`, {
    hints: [near === null ? `It has ${labels.join(', ')}.` : `Did you mean ${near}?`],
  })
}
