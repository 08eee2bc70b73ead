import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../model/clock.ts'
import type { Log } from '../../model/log.ts'
import type { Secrets } from '../../model/secrets.ts'
import { NotSent, type TokenOwner, type TokenPair, type Tokens } from '../../model/tokens.ts'
import type { Entry } from './content.ts'
import { entryFor, markedAsSent, unmarked, withEntry, withPair } from './entry.ts'
import { readTokens, settleDrafts, type TokenFile, writeTokens } from './file.ts'
import { checkSendable } from './words.ts'

/** Does work while no other process, nor another part of this one, does any under the same path; it ends with its process. */
export type Exclusively = <T>(path: string, clock: Clock, work: () => Promise<T>) => Promise<T>

export interface TokenFileOptions {
  /** Absolute; what this program keeps for the account. */
  folder: string
  clock: Clock
  log: Log
  /** Told of every token that is read or received, before anybody gets it. */
  secrets: Secrets
  exclusively: Exclusively
  /** Told that others could read the file until now. */
  onOpen: (message: string) => void
}

type Exchange = (refresh: string) => Promise<TokenPair>

/** Tokens in `tokens.json` of the account's folder. Nothing is made there before there is a token to keep. */
export class FileTokens implements Tokens {
  readonly #options: TokenFileOptions
  readonly #file: TokenFile
  readonly #locks: string
  /** What is under way, so that all who ask at the same time get the same answer. */
  readonly #flights = new Map<string, Promise<TokenPair>>()
  /** Pairs that came and could not be written, by owner: whoever asks next tries once more. */
  readonly #unwritten = new Map<string, TokenPair>()

  constructor(options: TokenFileOptions) {
    const { folder, log, onOpen } = options
    this.#options = options
    this.#locks = join(folder, 'tokens.locks')
    this.#file = {
      path: join(folder, 'tokens.json'),
      onOpen: (message) => {
        log.write('warn', 'tokens.open_to_others', { message })
        onOpen(message)
      },
    }
  }

  async current(owner: TokenOwner): Promise<TokenPair | null> {
    const entry = this.#known(entryFor(readTokens(this.#file), owner))
    return entry && shown(entry)
  }

  renew(owner: TokenOwner, spent: string | null, exchange: Exchange): Promise<TokenPair> {
    const name = lockName(owner)
    const flight = JSON.stringify([name, spent])
    const underWay = this.#flights.get(flight)
    if (underWay) return underWay
    const begun = this.#locked(name, () => this.#exchanged(owner, spent, exchange)).finally(() =>
      this.#flights.delete(flight),
    )
    this.#flights.set(flight, begun)
    return begun
  }

  async keep(owner: TokenOwner, pair: TokenPair): Promise<void> {
    await this.#locked(lockName(owner), () => this.#arrived(owner, pair))
  }

  /** To be called under the owner's lock. */
  async #exchanged(owner: TokenOwner, spent: string | null, exchange: Exchange): Promise<TokenPair> {
    const { clock, log } = this.#options
    const { provider, shop } = owner
    const unwritten = this.#unwritten.get(lockName(owner))
    if (unwritten) return this.#arrived(owner, unwritten)
    let send = ''
    const found = await this.#change(owner, (entry) => {
      if (entry && isGood(entry, spent)) return null
      const sendable = checkSendable(owner, entry)
      send = sendable.pair.refresh
      return markedAsSent(sendable, new Date(clock.now()).toISOString())
    })
    if (send === '') return shown(found)
    log.write('info', 'auth.renewing', { provider, shop })
    const pair = await this.#unmarkedUnlessSent(owner, exchange(send))
    const kept = await this.#arrived(owner, pair)
    const { access_expires_at, refresh_expires_at } = kept
    log.write('info', 'auth.renewed', { provider, shop, access_expires_at, refresh_expires_at })
    return kept
  }

  /** A pair that has come: known as a secret first of all, and durable on return. */
  async #arrived(owner: TokenOwner, pair: TokenPair): Promise<TokenPair> {
    const { clock, secrets } = this.#options
    secrets.add(pair.access, pair.refresh)
    const kept = { ...pair, kept_at: new Date(clock.now()).toISOString() }
    this.#unwritten.set(lockName(owner), pair)
    const entry = await this.#change(owner, (before) => withPair(owner, before, kept))
    this.#unwritten.delete(lockName(owner))
    return entry.pair
  }

  async #unmarkedUnlessSent(owner: TokenOwner, answer: Promise<TokenPair>): Promise<TokenPair> {
    try {
      return await answer
    } catch (error) {
      if (error instanceof NotSent) await this.#change(owner, (entry) => entry && unmarked(entry))
      throw error
    }
  }

  /** Changes an owner's entry: what `edit` gives is written, durably; `null` leaves it as it is. Returns what then stands. */
  #change(owner: TokenOwner, edit: (entry: Entry | null) => Entry | null): Promise<Entry> {
    return this.#locked('file', async () => {
      await settleDrafts(this.#file)
      const content = readTokens(this.#file)
      const before = this.#known(entryFor(content, owner))
      const after = edit(before)
      if (after) await writeTokens(this.#file, withEntry(content, after))
      return (after ?? before) as Entry
    })
  }

  #locked<T>(name: string, work: () => Promise<T>): Promise<T> {
    mkdirSync(this.#locks, { recursive: true, mode: 0o700 })
    const { exclusively, clock } = this.#options
    return exclusively(join(this.#locks, `${name}.lock`), clock, work)
  }

  #known(entry: Entry | null): Entry | null {
    this.#options.secrets.add(entry?.pair.access, entry?.pair.refresh)
    return entry
  }
}

function isGood({ pair }: Entry, spent: string | null): boolean {
  return pair.access !== '' && pair.access !== spent
}

/** A refresh token that was sent is never handed out. */
function shown({ pair, sent_at }: Entry): TokenPair {
  return sent_at === null ? pair : { ...pair, refresh: '' }
}

/** One lock for each owner, so that a service that does not answer keeps nobody else waiting. */
function lockName({ provider, shop }: TokenOwner): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([provider, shop]))
    .digest('hex')
  return `${provider}-${digest.slice(0, 12)}`
}
