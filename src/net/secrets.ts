import type { Secrets } from '../model/secrets.ts'
import { formsOf } from './secret-forms.ts'

/** What stands in a secret's place. */
export const REMOVED = '[removed]'

/** Tokens by their look, for those that nobody has told of. */
const TOKENS = /\bBearer\s+[\w.~+/=-]+|\beyJ[\w-]{10,}(?:\.[\w-]*)*/g

/** What makes an address work for whoever has it, plain or percent-encoded once. */
const SIGNED =
  /((?:[?&]|%3F|%26)(?:X-Amz-[A-Za-z-]+|Signature|Policy|AWSAccessKeyId|Key-Pair-Id|sign?|access_token|token)(?:=|%3D))[^&\s"'\\<>]*?(?=[&\s"'\\<>]|%26|$)/gi

/** Keeps what is secret in this process, and takes it out of texts. */
export function createSecrets(...known: string[]): Secrets {
  const forms = new Set<string>()
  const add: Secrets['add'] = (...texts) => {
    for (const text of texts) for (const form of formsOf(text ?? '')) forms.add(form)
  }
  add(...known)
  return {
    add,
    conceal(text) {
      let rest = text
      for (const form of forms) if (rest.includes(form)) rest = rest.replaceAll(form, REMOVED)
      return rest.replace(TOKENS, REMOVED).replace(SIGNED, `$1${REMOVED}`)
    },
  }
}
