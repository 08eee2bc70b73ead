import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldTraits } from '../../src/model/kinds.ts'
import { isShared, membersOf, mergeMembers, ownMembers, printOf, provenPart } from '../../src/model/members.ts'
import { fingerprint } from '../../src/model/values.ts'
import { digest } from '../support/boots.ts'

const SET: FieldTraits = { holds: 'choices', merge: 'own-set' }
const ORDERED: FieldTraits = { holds: 'list', merge: 'own-ordered' }
const PLAIN: FieldTraits = { holds: 'choices', merge: 'replace' }

const some = fc.uniqueArray(fc.constantFrom('felt', 'winter', 'sale', 'new', 'mine'), { maxLength: 5 })

describe('what a baseline remembers', () => {
  it('is what it always was of values that are ours alone, and of lists of references', () => {
    const gallery: FieldTraits = { ...ORDERED, refers: { kind: 'asset', lost: 'left-out' } }

    expect(isShared(gallery)).toBe(false)
    for (const field of [PLAIN, gallery]) {
      expect(printOf(field, ['b', 'a'], digest)).toBe(fingerprint(field.holds, ['b', 'a'], digest))
    }
  })

  it('is eight digits for each member of ours, in order only where order counts', () => {
    expect(printOf(SET, ['felt', 'winter'], digest)).toBe(printOf(SET, ['winter', ' felt ', 'felt'], digest))
    expect(printOf(ORDERED, ['felt', 'winter'], digest)).not.toBe(printOf(ORDERED, ['winter', 'felt'], digest))
    expect(printOf(ORDERED, ['felt', 'winter'], digest)).toMatch(/^[0-9a-f]{16}$/)
    expect(printOf(SET, null, digest)).toBe('')
  })

  it('names our members among those of others, whoever stands where', () => {
    fc.assert(
      fc.property(some, some, (ours, live) => {
        const print = printOf(SET, ours, digest)

        expect(ownMembers(live, { field: SET, print }, digest)).toEqual(live.filter((member) => ours.includes(member)))
        const whole = ours.every((member) => live.includes(member))
        expect(provenPart(live, { field: SET, print }, digest) !== undefined).toBe(whole)
      }),
    )
  })
})

describe('members that a target takes for one in several spellings', () => {
  const field: FieldTraits = { ...SET, spelling: (member) => member.toLowerCase() }

  it('are known in each of them, and stay in that which was there first', () => {
    const print = printOf(field, ['Felt', 'Sale'], digest)

    expect(ownMembers(['felt', 'SALE', 'mine'], { field, print }, digest)).toEqual(['felt', 'SALE'])
    expect(mergeMembers({ field, there: ['felt', 'SALE', 'mine'], dropped: ['sale'], wanted: ['Felt'] })).toEqual([
      'felt',
      'mine',
    ])
  })
})

describe('merging', () => {
  it('takes out what is dropped, keeps what others have in its order, and holds all that is wanted', () => {
    fc.assert(
      fc.property(some, some, some, (there, dropped, wanted) => {
        const gone = dropped.filter((member) => !wanted.includes(member))
        const theirs: string[] = there.filter((member) => !gone.includes(member) && !wanted.includes(member))

        for (const field of [SET, ORDERED]) {
          const merged = mergeMembers({ field, there, dropped: gone, wanted })
          expect(membersOf(merged)).toEqual(merged)
          expect(merged.filter((member) => !wanted.some((one) => one === member))).toEqual(theirs)
          expect(merged).toEqual(expect.arrayContaining(wanted))
          expect(mergeMembers({ field, there: merged, dropped: gone, wanted })).toEqual(merged)
        }
        expect(mergeMembers({ field: ORDERED, there, dropped: gone, wanted }).slice(0, wanted.length)).toEqual(wanted)
      }),
    )
  })
})
