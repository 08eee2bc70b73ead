import { describe, expect, it } from 'vitest'
import { splitParts } from '../../src/applier/parts.ts'
import type { LiveResource } from '../../src/model/live.ts'
import type { TargetTraits } from '../../src/model/target.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { STALL } from '../odd/stall/traits.ts'

const LIVE: LiveResource = {
  ...{ kind: 'good', key: 'hat', id: '1' },
  fields: { title: 'Hat', 'sizes/s/code': 's', 'sizes/s/size': 'S', 'sizes/m/code': 'm', 'sizes/m/size': 'M' },
}

function split(lists: 'whole' | 'patch', fields: Parameters<typeof splitParts>[0]) {
  const traits: TargetTraits = { ...STALL, kinds: STALL.kinds.map((kind) => ({ ...kind, lists })) }
  return splitParts(fields, { kind: mainKind(traits), traits, live: LIVE })
}

const REMOVING = { title: 'Cap', 'sizes/s/code': null, 'sizes/l/code': 'l', 'sizes/l/size': 'L' }

describe('a part that is taken away', () => {
  it('is a change of its own where only what is new is written', () => {
    const { own, parts } = split('patch', REMOVING)

    expect(own).toEqual({ title: 'Cap' })
    expect(parts).toMatchObject([
      { action: 'delete', kind: 'size', key: 's', fields: {} },
      { action: 'create', kind: 'size', key: 'l', fields: { size: 'L' } },
    ])
  })

  it('is left out where all that stays is written', () => {
    expect(split('whole', REMOVING).parts).toMatchObject([
      { action: 'update', key: 'm', fields: { size: 'M' } },
      { action: 'create', key: 'l', fields: { size: 'L' } },
    ])
  })

  it.each(['patch', 'whole'] as const)('is nothing to write where it is gone already (%s)', (lists) => {
    const { parts } = split(lists, { 'sizes/x/code': null })

    expect(parts.map(({ key }) => key)).not.toContain('x')
  })
})
