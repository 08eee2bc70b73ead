import { type Applied, UNREACHABLE } from '../../../../model/target.ts'
import { asRecords, asText } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { payloadOf, type UserError, userErrorsOf } from '../../user-errors.ts'
import { type FileState, fileStates, filesLike } from './upload-states.ts'
import { CREATE_FILES, DELETE_FILES } from './write-documents.ts'
import { failed, IMAGE_HINT, isUnclear, refused } from './write-refusal.ts'

/** One picture that Shopify is to fetch. */
export interface Upload {
  /** Its name, with the ending in lower case. */
  key: string
  /** The same with the ending of the source. */
  filename: string
  /** Where Shopify fetches it. */
  source: string
}

/** How one of them came out. */
export type Report = (upload: Upload, outcome: Applied) => void

/** A file under way. */
interface Going {
  upload: Upload
  /** gid */
  id: string
  /** True: it was there before this write. */
  found: boolean
}

/** Times that a file is asked for: an answer may be lost, and a failed one of the same name may stand in the way. */
const ROUNDS = 4
const MOST_LOST = 3

/** Makes files by one call, and waits until each is ready or has failed; the outcome of each is reported as it comes. */
export class UploadBatch {
  readonly #session: Session
  readonly #report: Report
  /** Answers that were lost: what is found after one may be ours. */
  #lost = 0

  constructor(session: Session, report: Report) {
    this.#session = session
    this.#report = report
  }

  async run(uploads: readonly Upload[]): Promise<void> {
    let open = [...uploads]
    for (let round = 1; open.length > 0; round += 1) {
      const { going, taken } = await this.#make(open)
      const found = taken.length > 0 ? await this.#find(taken) : []
      const again = await this.#settle([...going, ...found])
      open = round < ROUNDS ? again : []
      if (round === ROUNDS) for (const upload of again) this.#fail(upload, unknownFile)
    }
  }

  #fail(upload: Upload, why: (key: string) => { code: string; message: string; hint: string }): void {
    this.#report(upload, failed({ session: this.#session }, why(upload.key)))
  }

  /** All of them are made or none: those that are refused are left out, and the rest is sent again. */
  async #make(uploads: readonly Upload[]): Promise<{ going: Going[]; taken: Upload[] }> {
    let rest = [...uploads]
    const taken: Upload[] = []
    while (rest.length > 0) {
      const answer = await this.#send(rest)
      if (answer === null) continue
      const { ids, errors } = answer
      if (errors.length === 0) {
        return { going: rest.map((upload, place) => ({ upload, id: ids[place] ?? '', found: false })), taken }
      }
      const { refused: bad, general, ...sorted } = sortedOut(rest, errors)
      taken.push(...sorted.taken)
      for (const [upload, own] of bad) this.#refuse(upload, own)
      if (general.length > 0) for (const upload of sorted.rest) this.#refuse(upload, general)
      rest = general.length > 0 ? [] : sorted.rest
    }
    return { going: [], taken }
  }

  #refuse(upload: Upload, errors: UserError[]): void {
    this.#report(upload, { ...refused({ session: this.#session }, `the file ${upload.key}`, errors), hint: IMAGE_HINT })
  }

  /** `null`: nobody knows whether they were made; to ask again for names that are taken tells. */
  async #send(uploads: readonly Upload[]): Promise<{ ids: string[]; errors: UserError[] } | null> {
    const files = uploads.map(({ filename, source }) => ({
      ...{ originalSource: source, filename, contentType: 'IMAGE', duplicateResolutionMode: 'RAISE_ERROR' },
    }))
    try {
      const payload = payloadOf(await this.#session.query(CREATE_FILES, { files }), 'fileCreate')
      return { ids: asRecords(payload.files).map(({ id }) => asText(id) ?? ''), errors: userErrorsOf(payload) }
    } catch (error) {
      if (!isUnclear(error) || this.#lost === MOST_LOST) throw error
      this.#lost += 1
      return null
    }
  }

  /** Files whose names are taken, by these names. A search may not know them yet, and of some it tells no name. */
  async #find(uploads: readonly Upload[]): Promise<Going[]> {
    const found: Going[] = []
    let missing = [...uploads]
    for (const [look, seconds] of SEARCHES.entries()) {
      await this.#session.wait(seconds * 1000)
      const lots = look < FIRST_SINGLE || missing.length > MOST_SINGLE ? [missing] : missing.map((upload) => [upload])
      for (const lot of lots) {
        const names = lot.flatMap(({ key, filename }) => [...new Set([key, filename])])
        const matched = matchedTo(lot, await filesLike(this.#session, names))
        found.push(...[...matched].map(([upload, { id }]) => ({ upload, id, found: this.#lost === 0 })))
        missing = missing.filter((upload) => !matched.has(upload))
      }
      if (missing.length === 0) break
    }
    for (const upload of missing) this.#fail(upload, unknownFile)
    return found
  }

  /** @returns those that are to be asked for once more */
  async #settle(going: readonly Going[]): Promise<Upload[]> {
    let waiting = [...going]
    const again: Upload[] = []
    for (let look = 0; waiting.length > 0; look += 1) {
      if (look === MOST_LOOKS) {
        for (const { upload } of waiting) this.#fail(upload, unfinished)
        break
      }
      await this.#session.wait((PAUSES[Math.min(look, PAUSES.length - 1)] as number) * 1000)
      const states = await fileStates(
        this.#session,
        waiting.map(({ id }) => id),
      )
      const over = waiting.filter(({ id }) => states.get(id)?.is !== 'waiting')
      waiting = waiting.filter((one) => !over.includes(one))
      again.push(...(await this.#conclude(over, states)))
    }
    return again
  }

  async #conclude(over: readonly Going[], states: ReadonlyMap<string, FileState>): Promise<Upload[]> {
    const again: Upload[] = []
    const bad = over.filter(({ id }) => states.get(id)?.is === 'failed')
    // A failed file stands in the way of the next one of its name until somebody deletes it.
    if (bad.length > 0) await this.#delete(bad.map(({ id }) => id))
    for (const one of over) {
      const state = states.get(one.id)
      if (state === undefined || (state.is === 'failed' && one.found)) again.push(one.upload)
      else if (state.is === 'failed') this.#report(one.upload, this.#unfetched(one.upload, state))
      else this.#report(one.upload, { outcome: one.found ? 'already' : 'applied', id: one.id, notes: [] })
    }
    return again
  }

  async #delete(ids: readonly string[]): Promise<void> {
    try {
      await this.#session.query(DELETE_FILES, { ids: [...ids] })
    } catch (error) {
      // Gone or not: the next one of these names is told so.
      if (!isUnclear(error)) throw error
    }
  }

  #unfetched({ key }: Upload, { problems }: FileState): Applied {
    const [first] = problems
    const said = problems.map(({ code, message }) => `${code} "${message}"`).join('; ') || 'no reason is given'
    const code = first && DOWNLOADS.has(first.code) ? UNREACHABLE : 'image'
    const message = `Shopify cannot make the image ${key}: ${said}.`
    return failed({ session: this.#session }, { code, message, hint: IMAGE_HINT })
  }
}

const TAKEN = 'FILENAME_ALREADY_EXISTS'
const DOWNLOADS: ReadonlySet<string> = new Set(['IMAGE_DOWNLOAD_FAILURE', 'GENERIC_FILE_DOWNLOAD_FAILURE'])

/** Seconds between searches; the index is late by seconds, sometimes by many. */
const SEARCHES = [0.5, 1, 2, 4, 8, 15, 30]
/** From this search on each name is looked for by itself, so that a hit without a name can only be it. */
const FIRST_SINGLE = 4
const MOST_SINGLE = 25
/** Seconds between looks at what is made; the last one is for all that follow. */
const PAUSES = [1, 1, 2, 3, 5, 5, 10]
const MOST_LOOKS = 40

function unknownFile(key: string) {
  const message = `Shopify says that a file ${key} exists already, and does not find it by its name.`
  return { code: 'file-unknown', message, hint: 'Try again in a few minutes, when its search shows the file.' }
}

function unfinished(key: string) {
  const message = `Shopify has been making the image ${key} for minutes.`
  return { code: 'shopify-late', message, hint: 'Apply what is left in a while.' }
}

interface Sorted {
  taken: Upload[]
  refused: [Upload, UserError[]][]
  /** Nothing is said of them alone. */
  rest: Upload[]
  /** What is said of all of them. */
  general: UserError[]
}

/** What the errors of a call say of each of its files. */
function sortedOut(uploads: readonly Upload[], errors: readonly UserError[]): Sorted {
  const byPlace = Map.groupBy(errors, ({ field }) => placeIn(field))
  const sorted: Sorted = { taken: [], refused: [], rest: [], general: byPlace.get(null) ?? [] }
  for (const [place, upload] of uploads.entries()) {
    const own = byPlace.get(place)
    if (own === undefined) sorted.rest.push(upload)
    else if (own.every(({ code }) => code === TAKEN)) sorted.taken.push(upload)
    else sorted.refused.push([upload, own])
  }
  return sorted
}

/** The place in a list that an error is about, such as 3 of `files.3.filename`; `null`: none. */
function placeIn(field: string): number | null {
  const place = /(?:^|\.)files\.(\d+)(?:\.|$)/.exec(field)?.[1]
  return place === undefined ? null : Number(place)
}

/** Of a ready file the name is known; a hit without one is a file only where it is the only hit for the only name. */
function matchedTo(uploads: readonly Upload[], hits: readonly FileState[]): Map<Upload, FileState> {
  const named = Map.groupBy(hits, ({ name }) => name)
  const matched = new Map(
    uploads.flatMap((upload) => {
      const [hit] = named.get(upload.key) ?? []
      return hit ? [[upload, hit] as const] : []
    }),
  )
  const [only] = uploads
  const [nameless, another] = named.get(null) ?? []
  if (only && nameless && !another && uploads.length === 1 && matched.size === 0) matched.set(only, nameless)
  return matched
}
