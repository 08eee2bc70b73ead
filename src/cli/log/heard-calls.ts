import type { Call } from '../../model/call.ts'
import { HTTP_CALL, type Log, type LogFields, STATEMENT } from '../../model/log.ts'

/** The log of one system, of which somebody hears every call, whatever level is written. */
export function heardCalls(log: Log, system: string, hear: (call: Call) => void): Log {
  return {
    write(level, event, fields = {}) {
      const call = callOf(event, fields)
      if (call !== null) hear({ system, ...call })
      log.write(level, event, fields)
    },
    // What makes a line of a call asks first; transcripts are for the log alone.
    keeps: (level) => level !== 'trace' || log.keeps(level),
    part: (component) => heardCalls(log.part(component), system, hear),
    bind: (fields) => log.bind(fields),
  }
}

/** What a line says of a call; `null` for other lines. */
function callOf(event: string, fields: LogFields): Omit<Call, 'system'> | null {
  const { ms, attempt = 1, failure } = fields as Partial<Call>
  if (typeof ms !== 'number') return null
  const common = { attempt, ms, ...(failure === undefined ? {} : { failure }) }
  if (event === STATEMENT) return { endpoint: String(fields.kind), status: null, ...common }
  if (event !== HTTP_CALL) return null
  const { operation, endpoint = operation, status, method, path, request_id: id } = fields
  return {
    endpoint: String(endpoint),
    status: typeof status === 'number' ? status : 0,
    ...common,
    ...(typeof method === 'string' ? { method } : {}),
    ...(typeof path === 'string' ? { path: path.replace(/\?.*$/s, '') } : {}),
    ...(typeof id === 'string' && id !== '' ? { request_id: id } : {}),
  }
}
