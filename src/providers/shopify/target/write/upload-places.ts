import type { Clock } from '../../../../model/clock.ts'
import { asRecords, asText, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { payloadOf, type UserError, userErrorsOf } from '../../user-errors.ts'
import type { Rejected } from './write-context.ts'
import { STAGE_UPLOADS } from './write-documents.ts'
import { inLots, MOST_ENTRIES } from './write-lots.ts'
import { failed, IMAGE_HINT, isUnclear, textOf } from './write-refusal.ts'

/** A picture that is to be brought to Shopify's store of uploads. */
export interface PictureFile {
  filename: string
  type: string
  bytes: Buffer
}

/** Where a file is to be sent, and with what. */
export interface Place {
  url: string
  /** Its address for `fileCreate`. */
  resourceUrl: string
  parameters: { name: string; value: string }[]
}

interface Waiting {
  file: PictureFile
  session: Session
  done(place: Place | { refusal: Rejected }): void
  failed(reason: unknown): void
}

/** Milliseconds that a picture waits for the others that are held: one call gives places to all of them. */
const GATHER_MS = 500
const ATTEMPTS = 3

/** Asks for places, for all pictures together that are held, or for those that wait while others are late. */
export class UploadPlaces {
  readonly #clock: Clock
  #waiting: Waiting[] = []
  /** Pictures that are held and wait for no place: they are fetched, or sent. */
  #busy = 0
  #nap: AbortController | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A picture is held until the work is done, which may ask for a place for it. */
  async holding<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1
    try {
      return await work()
    } finally {
      this.#rest()
    }
  }

  /** @throws ShopifyError, NoMoreCalls; the signal's reason when it aborts */
  async placeFor(file: PictureFile, session: Session): Promise<Place | { refusal: Rejected }> {
    this.#rest()
    try {
      return await new Promise((done, failed) => {
        this.#waiting.push({ file, session, done, failed })
        if (this.#waiting.length === 1) void this.#gather(session)
      })
    } finally {
      this.#busy += 1
    }
  }

  /** Whoever comes in its place is busy by then. */
  #rest(): void {
    this.#busy -= 1
    setImmediate(() => this.#busy === 0 && this.#nap?.abort())
  }

  async #gather({ signal }: Session): Promise<void> {
    this.#nap = new AbortController()
    // Stopped or not: each of them is told.
    await this.#clock.sleep(GATHER_MS, AbortSignal.any([signal, this.#nap.signal])).catch(() => undefined)
    this.#nap = null
    const gathered = this.#waiting.splice(0)
    for (const lot of inLots(gathered, MOST_ENTRIES)) void settle(lot)
  }
}

async function settle(waiting: readonly Waiting[]): Promise<void> {
  const going = waiting.filter(({ session: { signal }, failed }) => {
    if (signal.aborted) failed(signal.reason)
    return !signal.aborted
  })
  const [first] = going
  if (!first) return
  try {
    const { places, errors } = await ask(
      going.map(({ file }) => file),
      first.session,
    )
    const isWhole = places.length === going.length
    // Which of several is refused the answer need not say.
    if (!isWhole && going.length > 1) for (const one of going) void settle([one])
    else for (const [at, one] of going.entries()) one.done(places[at] ?? { refusal: refusalOf(one, errors) })
  } catch (error) {
    for (const { failed } of going) failed(error)
  }
}

function refusalOf({ file, session }: Waiting, errors: UserError[]): Rejected {
  const message = `Shopify gives the image ${file.filename} no place in its store of uploads: ${textOf(errors)}.`
  return failed({ session }, { code: 'image', message, hint: IMAGE_HINT })
}

interface Answer {
  /** In the order of the files; none where one of them gets none. */
  places: Place[]
  errors: UserError[]
}

/** A place that nobody uses costs nothing: after an answer that is lost, others are asked for. */
async function ask(files: readonly PictureFile[], session: Session): Promise<Answer> {
  const input = files.map(({ filename, type: mimeType, bytes }) => ({
    ...{ resource: 'IMAGE', filename, mimeType, fileSize: String(bytes.length), httpMethod: 'POST' },
  }))
  for (let attempt = 1; ; attempt += 1) {
    try {
      const payload = payloadOf(await session.query(STAGE_UPLOADS, { input }), 'stagedUploadsCreate')
      const errors = userErrorsOf(payload)
      const places = asRecords(payload.stagedTargets).flatMap((target) => placeIn(target) ?? [])
      const isWhole = errors.length === 0 && places.length === files.length
      return isWhole ? { places, errors } : { places: [], errors: errors.length > 0 ? errors : [UNEXPLAINED] }
    } catch (error) {
      if (!isUnclear(error) || attempt === ATTEMPTS) throw error
    }
  }
}

const UNEXPLAINED: UserError = { field: '', message: 'no reason is given', code: null }

function placeIn(target: RawRecord): Place | null {
  const [url, resourceUrl] = [asText(target.url), asText(target.resourceUrl)]
  if (url === null || resourceUrl === null || !URL.canParse(url)) return null
  const parameters = asRecords(target.parameters).map(({ name, value }) => ({
    name: asText(name) ?? '',
    value: asText(value) ?? '',
  }))
  return { url, resourceUrl, parameters }
}
