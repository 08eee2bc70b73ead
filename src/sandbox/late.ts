import type { SimHandler } from './http.ts'

/** A service that is made for the first call that it gets: whoever never calls it does not wait for it. */
export function late(make: () => Promise<SimHandler>): SimHandler {
  let made: Promise<SimHandler> | null = null
  return async (request) => {
    made ??= make()
    const answer = await made
    return answer(request)
  }
}
