import { pauseFor } from '../../../../net/steady.ts'
import type { Client } from '../../client.ts'
import type { Session } from '../../session.ts'
import { downloadPicture, standIn } from './picture-download.ts'
import { MIME_TYPES, pictureType } from './picture-type.ts'
import type { Upload } from './upload-batch.ts'
import { uploadForm } from './upload-form.ts'
import { HELD_AT_ONCE, Lanes } from './upload-lanes.ts'
import { trueName } from './upload-names.ts'
import { type PictureFile, type Place, UploadPlaces } from './upload-places.ts'
import type { Rejected } from './write-context.ts'
import { failed, IMAGE_HINT } from './write-refusal.ts'

/** A picture whose address says nothing of its type. */
export interface Unstaged {
  /** The key of its file. */
  key: string
  /** Where it lies. */
  source: string
}

type Staged = Upload | { refusal: Rejected }

/** So many that lie ready are made to files without waiting for the others: one call makes them all. */
const TOGETHER = 50
const ATTEMPTS = 3

/** Brings pictures to Shopify's store of uploads, where a few at once are held and no more. */
export class Staging {
  readonly #client: Client
  readonly #lanes = new Lanes(HELD_AT_ONCE)
  readonly #places: UploadPlaces
  #ready: (() => void)[] = []
  #open = 0

  constructor(client: Client) {
    this.#client = client
    this.#places = new UploadPlaces(client.options.clock)
  }

  /** Pictures that are being brought there, or wait to be. */
  get inFlight(): number {
    return this.#open + this.#ready.length
  }

  /**
   * What `fileCreate` is to be told of it. What nobody makes a file of is forgotten there by itself.
   * @throws ShopifyError, NoMoreCalls; the signal's reason when it aborts
   */
  async stage(picture: Unstaged, session: Session): Promise<Staged> {
    this.#open += 1
    let staged: Staged
    try {
      const bring = () => this.#places.holding(() => this.#bring(picture, session))
      staged = await this.#lanes.run(bring, session.signal)
    } catch (error) {
      this.#ended()
      throw error
    }
    if ('refusal' in staged) this.#ended()
    else await this.#gathered()
    return staged
  }

  #ended(): void {
    this.#open -= 1
    this.#release()
  }

  #gathered(): Promise<void> {
    return new Promise((done) => {
      this.#ready.push(done)
      this.#ended()
    })
  }

  #release(): void {
    if (this.#open > 0 && this.#ready.length < TOGETHER) return
    for (const done of this.#ready.splice(0)) done()
  }

  async #bring(picture: Unstaged, session: Session): Promise<Staged> {
    const { key, source } = picture
    const bytes = await downloadPicture(source, { session, options: this.#client.options })
    if (!Buffer.isBuffer(bytes)) {
      const message = `The address of ${key} ${bytes.problem}: "${source.slice(0, 200)}".`
      return { refusal: failed({ session }, { code: bytes.code, message, hint: IMAGE_HINT }) }
    }
    const ending = pictureType(bytes)
    if (ending === null) {
      const message = `What lies at the address of ${key} is no picture that Shopify takes (jpg, png, gif, webp, heic).`
      return { refusal: failed({ session }, { code: 'image', message, hint: IMAGE_HINT }) }
    }
    const file = { filename: trueName(key, ending), type: MIME_TYPES[ending], bytes }
    const place = await this.#places.placeFor(file, session)
    if ('refusal' in place) return place
    const problem = await this.#send(place, file, session)
    if (problem === null) return { key, filename: file.filename, source: place.resourceUrl }
    const message = `Shopify's store of uploads does not take the image ${key}: ${problem}.`
    const hint = 'Apply what is left in a while.'
    return { refusal: failed({ session }, { code: 'shopify-late', message, hint }) }
  }

  /** The place is a host of others: no token goes there. @returns why it is not taken, `null`: it is there */
  async #send({ url, parameters }: Place, file: PictureFile, session: Session): Promise<string | null> {
    const { credentials, userAgent, random } = this.#client.options
    const address = new URL(url)
    if (address.protocol !== 'https:' && address.hostname !== standIn(credentials.baseUrl)) {
      return 'its address is without https'
    }
    for (let attempt = 1; ; attempt += 1) {
      const { type, bytes } = uploadForm(parameters, file)
      const headers = { 'content-type': type, 'user-agent': userAgent }
      const about = { operation: 'uploadPicture', attempt, confidential: true } as const
      const request = { method: 'POST', url: address, headers, bytes, about, long: true } as const
      const answer = await this.#client.http.send(request, session.signal)
      session.signal.throwIfAborted()
      if (answer.ok && answer.status >= 200 && answer.status < 300) return null
      const passing = !answer.ok || answer.status === 429 || answer.status >= 500
      // What came there before is replaced by the same.
      if (attempt === ATTEMPTS || !passing) return answer.ok ? `status ${answer.status}` : answer.message
      await session.wait(pauseFor(attempt, random))
    }
  }
}
