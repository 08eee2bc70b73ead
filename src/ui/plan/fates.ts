import type { Address, Plan } from '../../model/plan.ts'

/** What becomes of something that the source has no more, by actions that can end it. */
const ENDS: { [action: string]: [does: string, isNot: string] } = {
  update: ['updates', 'updated'],
  unlink: ['unlinks', 'unlinked'],
  delete: ['deletes', 'deleted'],
}

/** What this plan does about an address, in a few words; `null` where it does nothing. */
export function fatesOf({ operations, blocked }: Plan): (address: Address) => string | null {
  const fates = new Map<Address, string>()
  for (const { address, action, code } of blocked) {
    const ends = ENDS[action]
    if (ends) fates.set(address, `It is not ${ends[1]}: blocked (${code})`)
  }
  for (const { address, action } of operations) {
    const ends = ENDS[action]
    if (ends) fates.set(address, `This plan ${ends[0]} it`)
  }
  return (address) => fates.get(address) ?? null
}
