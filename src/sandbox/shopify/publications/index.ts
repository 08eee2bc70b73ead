import { connectionOf, countOf, type PageArgs } from '../connection.ts'
import type { Call, Domain, Resolver } from '../domain.ts'
import { apiError, wrongId } from '../errors.ts'
import { shopOf } from '../shop/view.ts'
import type { Store } from '../store/store.ts'
import { typenameOf } from '../store/store.ts'
import { type PublicationInput, PublicationLedger, type Publishing } from './ledger.ts'
import { sdl } from './schema.ts'

/** The publications of a shop, and what is on them. */
function ledgerIn(store: Store): PublicationLedger {
  return store.part(newLedger)
}

const ONLINE = 'Online Store'

function newLedger(store: Store): PublicationLedger {
  const names = [ONLINE, 'Point of Sale', 'Shop']
  return new PublicationLedger(
    names.map((name) => ({
      __typename: 'Publication' as const,
      id: store.newId('Publication'),
      name,
      autoPublish: false,
    })),
  )
}

interface Publishable {
  readonly __typename: string
  readonly id: string
  status?: string
}

/** Shown to anybody: it is active, and its day has come. */
function isPublished({ status }: Publishable, { publishDate }: Publishing, now: number): boolean {
  return publishDate <= now && (status === undefined || status === 'ACTIVE' || status === 'UNLISTED')
}

interface OnlyPublished extends PageArgs {
  onlyPublished?: boolean | null
}

function listed(source: Publishable, { onlyPublished }: OnlyPublished, { store }: Call): Publishing[] {
  const all = ledgerIn(store).listed(source.id)
  return onlyPublished === false ? all : all.filter((one) => isPublished(source, one, store.now()))
}

const page =
  (typename: string): Resolver =>
  (source: Publishable, args: OnlyPublished, call) => {
    const rows = listed(source, args, call).map((one) => ({
      __typename: typename,
      id: one.publication.id,
      isPublished: isPublished(source, one, call.store.now()),
      publication: one.publication,
      publishDate: `${new Date(one.publishDate).toISOString().slice(0, 19)}Z`,
      publishable: source,
    }))
    return connectionOf(rows, { args, call })
  }

const FIELDS: { [field: string]: Resolver } = {
  availablePublicationsCount: (source: Publishable, _args, call) => countOf(listed(source, {}, call).length),
  publishedOnPublication: (source: Publishable, { publicationId }: { publicationId: string }, call) =>
    listed(source, {}, call).some(({ publication }) => publication.id === publicationId),
  resourcePublications: page('ResourcePublication'),
  resourcePublicationsCount: (source: Publishable, args: OnlyPublished, call) =>
    countOf(listed(source, args, call).length),
  resourcePublicationsV2: page('ResourcePublicationV2'),
}

interface Publish {
  id: string
  input: readonly PublicationInput[]
}

/** The product or collection that is meant. @throws GraphQLError for anything else */
function publishableOf({ store }: Call, id: string): Publishable | null {
  if (!['Product', 'Collection'].includes(typenameOf(id))) throw wrongId(id)
  return store.node(id)
}

const change =
  (carryOut: (ledger: PublicationLedger, args: Publish, now: number) => object[]): Resolver =>
  (_source, args: Publish, call) => {
    const { store } = call
    const publishable = publishableOf(call, args.id)
    if (!publishable) {
      throw apiError('RESOURCE_NOT_FOUND', `Invalid id: ${args.id}`)
    }
    return { publishable, shop: shopOf(call), userErrors: carryOut(ledgerIn(store), args, store.now()) }
  }

export const publications: Domain = {
  sdl,
  resolvers: {
    QueryRoot: {
      publication: (_source, { id }: { id: string }, { store }) => {
        if (typenameOf(id) !== 'Publication') throw wrongId(id)
        return ledgerIn(store).get(id) ?? null
      },
      publications: (_source, args: PageArgs, call) => connectionOf(ledgerIn(call.store).publications, { args, call }),
    },
    Publication: { supportsFuturePublishing: ({ name }: { name: string }) => name === ONLINE },
    Product: {
      ...FIELDS,
      onlineStoreUrl: (source: Publishable & { handle: string }, _args, call) =>
        listed(source, {}, call).some(({ publication }) => publication.name === ONLINE)
          ? `https://${call.settings.shop.domain}/products/${source.handle}`
          : null,
      publishedAt: (source: Publishable, _args, call) => {
        const [first] = listed(source, {}, call)
        return first ? `${new Date(first.publishDate).toISOString().slice(0, 19)}Z` : null
      },
    },
    Collection: FIELDS,
    Mutation: {
      publishablePublish: change((ledger, { id, input }, now) => ledger.publish(id, input, now)),
      publishableUnpublish: change((ledger, { id, input }) => ledger.unpublish(id, input)),
    },
  },
  scopes: {
    'QueryRoot.publication': 'read_publications',
    'QueryRoot.publications': 'read_publications',
    'Mutation.publishablePublish': 'write_publications',
    'Mutation.publishableUnpublish': 'write_publications',
  },
  productDeleted: (store, { id }) => ledgerIn(store).forget(id),
}
