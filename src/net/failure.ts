/** A call without a usable answer. */
export interface Failure {
  ok: false
  kind: FailureKind
  /** False only when the request cannot have reached the service. */
  maybeExecuted: boolean
  /** What happened, for people; holds no secret. */
  message: string
}

type FailureKind =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'private'
  | 'timeout'
  | 'reset'
  | 'truncated'
  | 'too-large'
  | 'garbled'
  | 'aborted'
  | 'unknown'

type Phase = 'before-answer' | 'in-answer'

/** The code of an address that only a private network has. */
export const PRIVATE = 'EPRIVATE'
/** The code of what is longer than allowed. */
export const TOO_LARGE = 'UND_ERR_RES_EXCEEDED_MAX_SIZE'

const KINDS: { [code: string]: FailureKind } = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EPROTO: 'tls',
  [PRIVATE]: 'private',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  [TOO_LARGE]: 'too-large',
  UND_ERR_ABORTED: 'aborted',
}

const TEXTS: { [kind in FailureKind]: string } = {
  refused: 'the connection is refused',
  dns: 'the host name is not known',
  tls: 'the secure connection fails',
  private: 'the host is within a private network',
  timeout: 'it does not answer in time',
  reset: 'the connection breaks off',
  truncated: 'the answer breaks off',
  'too-large': 'the answer is too large',
  garbled: 'the answer is not HTTP',
  aborted: 'the call was aborted',
  unknown: 'the call fails',
}

const NEVER_SENT: ReadonlySet<FailureKind> = new Set(['refused', 'dns', 'tls', 'private'])

interface SystemError {
  code?: unknown
  name?: unknown
  syscall?: unknown
}

/** What an error of the HTTP client says about the call. */
export function failureOf(error: unknown, phase: Phase): Failure {
  const { code, name, syscall } = error as SystemError
  const kind = kindOf(String(code ?? ''), String(name ?? ''), phase)
  const connecting = code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect'
  return {
    ok: false,
    kind,
    maybeExecuted: !connecting && !NEVER_SENT.has(kind),
    message: textOf(kind, String(code || name)),
  }
}

function textOf(kind: FailureKind, code: string): string {
  if (kind === 'tls') return tlsText(code)
  return kind === 'unknown' ? `${TEXTS.unknown} (${code})` : TEXTS[kind]
}

/** What is wrong with the certificate, where that is what is wrong. */
function tlsText(code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return `${TEXTS.tls}: the certificate has expired, or the clock is wrong (${code})`
  if (/ALTNAME/.test(code)) return `${TEXTS.tls}: the certificate is of another host (${code})`
  if (!/CERT|LEAF_SIGNATURE/.test(code)) return `${TEXTS.tls} (${code})`
  return `${TEXTS.tls}: the certificate is not trusted (${code}); where a proxy has its own, NODE_EXTRA_CA_CERTS names it`
}

/** Bytes came, but not all of them in time. @param deadline Milliseconds. */
export function lateAnswer(deadline: number): Failure {
  const message = `the whole answer does not come within ${Math.round(deadline / 100) / 10} seconds`
  return { ok: false, kind: 'timeout', maybeExecuted: true, message }
}

/** Less came in a minute than anyone's connection brings. @param slowest Bytes a second. */
export function slowAnswer(slowest: number): Failure {
  const message = `less than ${slowest / 1000} kB a second come`
  return { ok: false, kind: 'timeout', maybeExecuted: true, message }
}

function kindOf(code: string, name: string, phase: Phase): FailureKind {
  if (name === 'AbortError') return 'aborted'
  const kind = KINDS[code]
  if (kind === 'reset' && phase === 'in-answer') return 'truncated'
  if (kind) return kind
  if (name === 'HTTPParserError' || code.startsWith('HPE_')) return 'garbled'
  return /CERT|TLS|SSL|LEAF_SIGNATURE/.test(code) ? 'tls' : 'unknown'
}
