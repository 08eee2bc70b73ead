import { createHash } from 'node:crypto'
import type { SimRequest, SimResponse } from '../../http.ts'
import { formParts } from '../bulk/multipart.ts'
import type { World } from '../domain.ts'
import type { Store } from '../store/store.ts'

/** A place that was made for an upload; by its key. */
export interface StagedPlace {
  parameters: readonly { name: string; value: string }[]
  mimeType: string
  method: string
  /** `null`: nothing was uploaded yet. */
  content: string | null
}

export interface StagedInput {
  filename: string
  mimeType: string
  httpMethod: string
  resource: string
}

/** Places of a shop by their keys. */
export function stagedIn(store: Store): Map<string, StagedPlace> {
  return store.part(newPlaces)
}

function newPlaces(): Map<string, StagedPlace> {
  return new Map()
}

/** One of `stagedTargets`, and its place. The file goes last into the form, all parameters before it: contract, §13. */
export function stage(world: World, { filename, mimeType, httpMethod, resource }: StagedInput): object {
  const places = stagedIn(world.store)
  const folder = resource === 'BULK_MUTATION_VARIABLES' ? 'bulk' : 'files'
  const digest = createHash('sha256').update(`${places.size} ${filename}`).digest('hex')
  const key = `tmp/92891250994/${folder}/${digest.slice(0, 32)}/${filename}`
  const parameters = [
    { name: 'Content-Type', value: mimeType },
    { name: 'success_action_status', value: '201' },
    { name: 'acl', value: 'private' },
    { name: 'key', value: key },
    { name: 'x-goog-signature', value: digest },
    { name: 'policy', value: Buffer.from(digest).toString('base64') },
  ]
  places.set(key, { parameters, mimeType, method: httpMethod, content: null })
  const url = httpMethod === 'POST' ? `${world.url}/staged/` : `${world.url}/staged/${key}?signature=${digest}`
  const told = httpMethod === 'POST' ? parameters : parameters.slice(0, 1)
  return { url, resourceUrl: `${world.url}/staged/${key}`, parameters: told }
}

export function isStaged({ url, store }: World, source: string): boolean {
  const prefix = `${url}/staged/`
  return source.startsWith(prefix) && typeof stagedIn(store).get(source.slice(prefix.length))?.content === 'string'
}

/** The store of uploads, in the words of the service that keeps them. */
export function answerUpload({ store }: World, request: SimRequest): SimResponse | null {
  if (!request.path.startsWith('/staged/')) return null
  const places = stagedIn(store)
  if (request.method === 'PUT') {
    const place = places.get(decodeURIComponent(request.path.slice('/staged/'.length)))
    if (place?.method !== 'PUT') return refusal(403, 'AccessDenied')
    place.content = request.body
    return { status: 200 }
  }
  if (request.method !== 'POST') return refusal(405, 'MethodNotAllowed')
  return postForm(places, formParts(request.headers['content-type'] ?? '', request.body))
}

function postForm(places: Map<string, StagedPlace>, parts: ReturnType<typeof formParts>): SimResponse {
  const file = parts?.at(-1)
  if (!parts || file?.name !== 'file' || file.filename === null) return refusal(400, 'InvalidPolicyDocument')
  const fields = new Map(parts.slice(0, -1).map(({ name, value }) => [name, value]))
  const place = places.get(fields.get('key') ?? '')
  if (place === undefined) return refusal(403, 'AccessDenied')
  if (place.parameters.some(({ name, value }) => fields.get(name) !== value))
    return refusal(403, 'SignatureDoesNotMatch')
  place.content = file.value
  const body = `<?xml version="1.0"?><PostResponse><Key>${fields.get('key')}</Key></PostResponse>`
  return { status: 201, headers: XML, body }
}

const XML = { 'content-type': 'application/xml' }

function refusal(status: number, code: string): SimResponse {
  return { status, headers: XML, body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` }
}
