import type { Applied } from '../../../src/model/target.ts'

export function applied(id: string, modified?: string): Applied {
  return { outcome: 'applied', id, notes: [], ...(modified === undefined ? {} : { modified }) }
}

export function already(id: string): Applied {
  return { outcome: 'already', id, notes: [] }
}

export function conflict(message: string): Applied {
  return { outcome: 'conflict', message, hint: 'Plan again.' }
}

/** A refusal after one attempt; `status` as an HTTP service would give it. */
export function rejected(status: number, code: string, message: string): Applied {
  return { outcome: 'rejected', status, code, message, hint: 'Correct the plan and apply it again.', attempts: 1 }
}
