import { expect, test } from 'vitest'
import { formatBaseline } from '../../src/model/baseline.ts'
import type { Drift } from '../../src/model/plan.ts'
import { fingerprint } from '../../src/model/values.ts'
import { recallLastWritten } from '../../src/services/last-written.ts'
import { boot, digest, traits } from '../applier/world.ts'
import { productResource } from '../support/pim.ts'

const LABEL = 'amazon_sync_baseline'

const drift = (last_written: string | null): Drift => ({
  address: 'product.AMZN-US-B1',
  field: '/attributes/amazon_title',
  last_written,
  live: 'By hand',
  desired: 'New',
  decision: 'spared',
})

function recall(written: string) {
  const fields = { 'attributes.amazon_title': fingerprint('text', 'Bomber', digest) }
  const text = formatBaseline(
    { account: 'a', sku: 'AMZN-US-B1', scope: 's', run: 'r', created: true, fields, images: [], links: {} },
    digest,
  )
  const resources = [productResource(boot('AMZN-US-B1', { attributes: { [LABEL]: text, amazon_title: 'By hand' } }))]
  return { resources, written: () => ({ 'attributes.amazon_title': written }), traits, digest }
}

test('names the former value when the fingerprint on the product proves it', () => {
  expect(recallLastWritten([drift(null)], recall('Bomber'))).toEqual([drift('Bomber')])
})

test('does not believe a former value that the product contradicts, and keeps what is known', () => {
  expect(recallLastWritten([drift(null)], recall('Moc'))).toEqual([drift(null)])
  expect(recallLastWritten([drift('Boot')], recall('Bomber'))).toEqual([drift('Boot')])
})
