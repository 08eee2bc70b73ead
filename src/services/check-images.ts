import type { Clock } from '../model/clock.ts'
import { counted } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { SourceItems } from '../model/source.ts'
import type { FindingMemory } from '../model/state.ts'
import { mapConcurrent } from '../net/concurrent.ts'
import type { Http, HttpResult } from '../net/http.ts'

export interface ImageChecking {
  http: Pick<Http, 'send'>
  /** What answered a short while ago is not asked for again. */
  memory: FindingMemory
  clock: Clock
}

/** At once: images lie on servers of others. */
const AT_ONCE = 4
/** Milliseconds for which an image that was there counts as there. */
const A_WEEK = 7 * 86_400_000
/** So many are named; the others are counted. */
const NAMED = 20
/** Under which it is remembered. */
const SUBJECT = 'images'

/** Asks for every image of these items, without fetching it: what does not answer is a warning, and nothing more. */
export async function checkImages(
  sources: readonly SourceItems[],
  checking: ImageChecking,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  const bearers = new Map<string, string>()
  for (const { items } of sources)
    for (const { ref, images } of items) for (const { url } of images) if (!bearers.has(url)) bearers.set(url, ref.id)
  const found = await mapConcurrent([...bearers.keys()], AT_ONCE, (url) => problemOf(url, checking, signal))
  signal.throwIfAborted()
  const wrong = [...bearers].flatMap(([url, id], place) => {
    const problem = found[place] ?? null
    return problem === null ? [] : { url, id, problem }
  })
  const named = wrong.slice(0, NAMED).map(({ url, id, problem }) => warning(`The image ${url} of ${id} ${problem}.`))
  const more = wrong.length - named.length
  return more > 0 ? [...named, warning(`${counted(more, 'further image')} cannot be reached either.`)] : named
}

function warning(message: string): Diagnostic {
  const hint = 'Correct the address at the source; without that the target may not be able to fetch it.'
  return diagnostic({ severity: 'warning', code: 'image-not-found', message, hint })
}

/** What is wrong with an address, as the rest of a sentence; `null`: it answers, or does not say. */
async function problemOf(url: string, checking: ImageChecking, signal: AbortSignal): Promise<string | null> {
  if (signal.aborted) return null
  const { http, memory, clock } = checking
  const known = await memory.find(SUBJECT, url)
  if (known !== null && clock.now() - Date.parse(known.at) < A_WEEK) return null
  const answer = await http.send({ method: 'HEAD', url: new URL(url), headers: { accept: 'image/*' } }, signal)
  const problem = judged(answer)
  if (problem === null) await memory.keep(SUBJECT, url, { at: new Date(clock.now()).toISOString(), value: true })
  return problem
}

const NOT_ALLOWED = 405
const NOT_THERE = 501

function judged(answer: HttpResult): string | null {
  if (!answer.ok) return `cannot be reached: ${answer.message}`
  const { status, headers } = answer
  // A server that takes no such question says nothing about the image.
  if (status === NOT_ALLOWED || status === NOT_THERE) return null
  if (status >= 400) return `answers with ${status}`
  const type = headers['content-type'] ?? ''
  return status < 300 && /^text\//i.test(type) ? `answers with ${type.split(';', 1)[0]}, which is no image` : null
}
