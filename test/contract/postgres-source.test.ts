import type { ImageSettings, SourceRequest } from '../../src/model/source.ts'
import { POSTGRES_FACTS } from '../../src/providers/postgres/facts.ts'
import { master, openCatalogueSource } from '../providers/postgres/catalogue-source.ts'
import { type Driver, describeDrivers } from '../support/postgres.ts'
import type { SourceCase, SourceFixture } from './source-fixture.ts'
import { describeSource } from './source-suite.ts'

const IMAGES: ImageSettings = {
  hosts: ['images.example'],
  hostsKey: 'image_hosts',
  name: '{id}.{ext}',
  recognise: ['old_*_{id}.*'],
}

async function catalogue(driver: Driver, masters: ReturnType<typeof master>[]): Promise<SourceFixture> {
  const { source, world, hold } = await openCatalogueSource(driver)
  await hold(masters)
  const request: SourceRequest = { shop: 'acme', limit: null, want: {}, query: {}, codes: false }
  return { source, request, close: () => world.close() }
}

const PICTURES = ['felt-boot.jpg', 'sole.png']

describeDrivers('the contract of sources', (driver) => {
  const one: SourceCase = {
    facts: POSTGRES_FACTS,
    images: IMAGES,
    resumes: false,
    parts: false,
    usual: () =>
      catalogue(driver, [
        master('BOOT', { variants: [{ sku: 'BOOT-38' }, { sku: 'BOOT-39' }], images: PICTURES }),
        master('SOLE', { variants: [{ sku: 'SOLE-1' }], images: PICTURES.slice(1) }),
        master('SOCK', { status: 'draft' }),
      ]),
    titled: (titles) =>
      catalogue(
        driver,
        titles.map((name, index) => master(`S-${index}`, { name })),
      ),
  }
  describeSource(one)
})
