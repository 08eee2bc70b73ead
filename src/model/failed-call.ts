/** What a service says of one field that it refuses. */
export interface RefusedField {
  field: string
  message: string
}

/** A call that a service refused or did not answer. */
export interface FailedCall {
  /** For people, such as the service's name. */
  system: string
  /** What was asked of it, such as `create product`. */
  operation: string
  /** HTTP status, 0 when there was no answer. */
  status: number
  /** The service's own, `null` when it gives none. */
  service_code: string | null
  fields: RefusedField[]
  /** By which the service finds the call again, `null` when it gives none. */
  request_id: string | null
}
