import { createHash } from 'node:crypto'
import { canonicalJson, type Json, type JsonObject } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import type { ReadProgress } from '../../model/target.ts'
import { type Client, Session } from './client.ts'
import { isSuccess, type Reply } from './reply.ts'

interface Keeping {
  signal: AbortSignal
  memo: Memo
  progress: ReadProgress
  /** Milliseconds by Plytix's clock; `null`: not known. */
  time: () => number | null
}

/**
 * Keeps every answer that it gets, and gives those of an interrupted read again, in the same order: a read that goes on is
 * one that waited for long, and what changed meanwhile shows in it as in any other.
 */
export class KeptSession extends Session {
  readonly #keeping: Keeping
  readonly #asked = new Map<string, number>()
  #began: number | null = null

  constructor(client: Client, keeping: Keeping) {
    super(client, keeping.signal, keeping.progress)
    this.#keeping = keeping
  }

  /** When the first answer of the whole read came, in milliseconds by Plytix's clock. */
  get began(): number | null {
    return this.#began ?? this.#keeping.time()
  }

  override async send(method: 'GET' | 'POST', path: string, body?: JsonObject): Promise<Reply> {
    const { memo, signal, time } = this.#keeping
    signal.throwIfAborted()
    const question = createHash('sha256')
      .update(canonicalJson([method, path, body ?? null]))
      .digest('base64url')
    const number = (this.#asked.get(question) ?? 0) + 1
    this.#asked.set(question, number)
    const key = `${question} ${number}`
    const kept = memo.recall(key) as Kept | undefined
    if (kept !== undefined) {
      this.#began ??= kept.at
      return asReply(kept)
    }
    const reply = await super.send(method, path, body)
    const at = time()
    this.#began ??= at
    if (isSuccess(reply) && reply.records) memo.keep(key, { status: reply.status, body: reply.body ?? null, at })
    return reply
  }
}

type Kept = { status: number; body: Json; at: number | null }

function asReply({ status, body }: Kept): Reply {
  return { status, unclear: false, records: (body as { data: JsonObject[] }).data, body, text: '' }
}
