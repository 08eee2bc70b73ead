import type { Session } from './client.ts'
import type { Reply } from './reply.ts'

const MOST_ROUNDS = 5

/**
 * Repeats a write until what became of it is known. `check` finds out whether an unclear one was executed; where Plytix
 * refuses duplicates none is needed, since the repeated write's refusal tells.
 */
export async function settle(
  session: Session,
  send: () => Promise<Reply>,
  check: () => Promise<Reply | null> = async () => null,
): Promise<Reply> {
  for (let round = 1; ; round += 1) {
    const reply = await send()
    if (!reply.unclear) return reply
    await session.pause(round)
    const found = await check()
    if (found) return found
    if (round === MOST_ROUNDS) {
      if (await session.isOurs()) return reply
      round = 0
    }
    session.countRetry()
  }
}

/** Asks again and again until there is an answer; waits are in milliseconds. */
export async function poll<T>(session: Session, waits: number[], ask: () => Promise<T | null>): Promise<T | null> {
  for (const wait of waits) {
    const found = await ask()
    if (found !== null) return found
    await session.wait(wait)
  }
  return ask()
}
