import { type Clock, elapsedOf } from '../model/clock.ts'
import type { Secrets } from '../model/secrets.ts'
import { type Exchange, type Listener, logExchange } from './exchange.ts'
import { type Http, type HttpAnswer, type HttpRequest, type HttpResult, parseJson } from './http.ts'

interface LoggedOptions extends Listener {
  clock: Clock
  /** Who is called, for people. */
  system: string
}

/** The same HTTP, of which the log tells every attempt; no refusal that it gives on repeats a secret that was sent. */
export function loggedHttp(http: Http, { system, clock, ...listener }: LoggedOptions): Http {
  return {
    async send(request, signal) {
      const began = elapsedOf(clock)
      const result = await http.send(request, signal)
      const milliseconds = elapsedOf(clock) - began
      if (listener.log.keeps('error'))
        logExchange(listener, { ...told(request), system, milliseconds, answer: answerOf(result) })
      return result.ok && result.status >= 400 ? concealed(result, listener.secrets) : result
    },
    close: () => http.close(),
  }
}

/** Refusals are quoted in errors. */
function concealed(answer: HttpAnswer, { conceal }: Secrets): HttpAnswer {
  const text = conceal(answer.text)
  if (text === answer.text) return answer
  const { json: _, ...rest } = answer
  const json = parseJson(text)
  return { ...rest, text, ...(json === undefined ? {} : { json }) }
}

function told({
  method,
  url,
  headers,
  body,
  about,
}: HttpRequest): Omit<Exchange, 'system' | 'milliseconds' | 'answer'> {
  return {
    about: about ?? { operation: `${method} ${url.pathname}` },
    ...{ method, url: url.href },
    request: { headers, text: body === undefined ? '' : JSON.stringify(body) },
  }
}

function answerOf(result: HttpResult): Exchange['answer'] {
  return result.ok ? result : { failure: result.message }
}
