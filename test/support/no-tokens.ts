import type { Tokens } from '../../src/model/tokens.ts'

/** For providers whose tokens do not rotate: they never ask. */
export const noTokens: Tokens = {
  current: () => Promise.reject(new Error('Nobody asks for tokens here.')),
  renew: () => Promise.reject(new Error('Nobody renews tokens here.')),
  keep: () => Promise.reject(new Error('Nobody keeps tokens here.')),
}
