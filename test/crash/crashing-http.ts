import type { Http } from '../../src/net/http.ts'
import type { Mortal } from './mortal.ts'

/** Calls to Plytix that stop with the process that makes them. */
export function crashingHttp(http: Http, { apiUrl, mortal }: { apiUrl: string; mortal: Mortal }): Http {
  return {
    async send(request, signal) {
      mortal.assertAlive()
      const send = () => http.send(request, signal)
      return request.url.href.startsWith(apiUrl) ? mortal.call(send) : send()
    },
    close: () => http.close(),
  }
}
