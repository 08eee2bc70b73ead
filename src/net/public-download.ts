import { lookup as lookUp } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { download } from './download.ts'
import { type Failure, PRIVATE } from './failure.ts'
import { Agent } from './undici.ts'

/** What an address gave: its bytes, or how it answered without any. */
export type PublicDownload =
  | { is: 'there'; bytes: Buffer }
  | { is: 'status'; status: number }
  | { is: 'failed'; failure: Failure }
  /** It, or where it points to, is no place to ask at; `why` is the rest of a sentence. */
  | { is: 'unsafe'; why: string }
  | { is: 'late' }

export interface PublicDownloadOptions {
  signal: AbortSignal
  /** Longest document in bytes. */
  max_bytes: number
  /** Milliseconds for all of it, redirects included. */
  deadline: number
  headers: { [name: string]: string }
  /** A host that is asked whatever it is, without https too: it stands for a service on this machine. */
  trusted: string | null
}

const MOST_REDIRECTS = 5
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * A document at an address that somebody else chose: by https alone, from hosts of the public network alone, wherever its
 * redirects lead. @throws the signal's reason when it aborts
 */
export async function downloadPublic(url: string, options: PublicDownloadOptions): Promise<PublicDownload> {
  const { signal, deadline } = options
  const end = AbortSignal.timeout(deadline)
  const both = AbortSignal.any([signal, end])
  let at = url
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const why = unsafe(at, options.trusted)
    if (why !== null) return { is: 'unsafe', why }
    const step = await oneStep(at, { ...options, signal: both })
    signal.throwIfAborted()
    if (step.is === 'failed' && end.aborted) return { is: 'late' }
    if (step.is !== 'redirect') return step
    if (!URL.canParse(step.to, at)) return { is: 'unsafe', why: 'redirects to what is no address' }
    at = new URL(step.to, at).href
  }
  return { is: 'unsafe', why: `redirects more than ${MOST_REDIRECTS} times` }
}

type Step = PublicDownload | { is: 'redirect'; to: string }

async function oneStep(url: string, options: PublicDownloadOptions): Promise<Step> {
  const { signal, max_bytes, deadline, headers, trusted } = options
  const over = new URL(url).hostname === trusted ? undefined : publicAgent
  const limits = { timeout: deadline, span: deadline, slowest: 0, max_bytes }
  const answer = await download(
    url,
    async ({ status, headers: told, bytes }): Promise<Step> => {
      const to = told.location
      if (REDIRECTS.has(status) && typeof to === 'string') return { is: 'redirect', to }
      if (status !== 200) return { is: 'status', status }
      const pieces: Buffer[] = []
      for await (const piece of bytes) pieces.push(piece)
      return { is: 'there', bytes: Buffer.concat(pieces) }
    },
    { signal, headers, ...limits, ...(over && { over }) },
  )
  return answer.ok ? answer.value : { is: 'failed', failure: answer }
}

function unsafe(url: string, trusted: string | null): string | null {
  if (!URL.canParse(url)) return 'is no address'
  const { protocol, hostname, username, password } = new URL(url)
  if (username !== '' || password !== '') return 'holds a user and a password'
  if (hostname === trusted && /^https?:$/.test(protocol)) return null
  if (protocol !== 'https:') return 'leads to a place without https'
  // Of an address in numbers nobody looks up the name.
  return isPrivate(hostname.replace(/^\[|\]$/g, '')) ? 'leads into a private network' : null
}

/** What is no host of the public network (IANA, special-purpose address registries). */
const PRIVATE_NETWORKS = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE_NETWORKS.addSubnet(network, prefix, 'ipv4')
}
/** Of IPv6 all that is public begins with 2 or 3; of that, tunnels into IPv4 and examples are not. */
const PUBLIC_V6 = new BlockList()
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  PRIVATE_NETWORKS.addSubnet(network, prefix, 'ipv6')
}

/** False for what is no address in numbers. */
function isPrivate(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return PRIVATE_NETWORKS.check(address, 'ipv4')
  return family === 6 && (!PUBLIC_V6.check(address, 'ipv6') || PRIVATE_NETWORKS.check(address, 'ipv6'))
}

/** Looked at when the connection is made: a name may mean something else than it did a moment ago. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookUp(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    if (found.length === 0 || found.some(({ address }) => isPrivate(address))) {
      return done(Object.assign(new Error(`${hostname} is within a private network`), { code: PRIVATE }), '')
    }
    const [first] = found
    return options.all ? done(null, found) : done(null, first?.address ?? '', first?.family ?? 4)
  })
}

const publicAgent = new Agent({ connect: { lookup: publicLookup } })
