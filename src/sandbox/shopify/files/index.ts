import { connectionOf, countOf, type PageArgs } from '../connection.ts'
import type { Domain, Resolver } from '../domain.ts'
import type { Product, Variant } from '../store/records.ts'
import { fileAcknowledge, fileCreate, fileDelete, stagedUploadsCreate } from './create.ts'
import { FILE_FILTERS, fileDocument, searchFiles } from './find.ts'
import { filesPart, variantFilePart, variantMediaPart } from './inputs.ts'
import { productReorderMedia, productVariantAppendMedia, productVariantDetachMedia } from './media.ts'
import { sdl } from './schema.ts'
import { sdlOfProducts, sdlOfWrites } from './schema-writes.ts'
import { deleteLonelyMedia, fileOf, mediaOf } from './shelf.ts'
import { answerUpload } from './staged.ts'
import { fileUpdate } from './update.ts'
import { VIEWS } from './views.ts'

type Write<A> = (call: Parameters<Resolver>[2], args: A) => object

const write =
  <A>(carryOut: Write<A>): Resolver =>
  (_source, args, call) =>
    carryOut(call, args as A)

/** Files, the media of products and variants, and uploads: contract, §10. */
export const files: Domain = {
  sdl: `${sdl}${sdlOfWrites}${sdlOfProducts}`,
  resolvers: {
    ...VIEWS,
    QueryRoot: { files: (_source, args, call) => searchFiles(call, args) },
    Product: {
      featuredMedia: (product, _args, { store }) => mediaOf(store, product as Product)[0] ?? null,
      media: (product, args, call) => {
        const { sortKey, ...page } = args as PageArgs & { sortKey?: string }
        const inOrder = sortKey === 'ID' ? {} : { sortedBy: (_row: object, place: number) => place }
        return connectionOf(mediaOf(call.store, product as Product), { args: page, call, ...inOrder })
      },
      mediaCount: (product, _args, { store }) => countOf(mediaOf(store, product as Product).length),
    },
    ProductVariant: {
      media: (variant, args, call) => {
        const { media } = variant as Variant
        const file = media === null ? undefined : fileOf(call.store, media)
        return connectionOf(file ? [file] : [], { args: args as PageArgs, call })
      },
    },
    Mutation: {
      fileAcknowledgeUpdateFailed: write(fileAcknowledge),
      fileCreate: write(fileCreate),
      fileDelete: write(fileDelete),
      fileUpdate: write(fileUpdate),
      productReorderMedia: write(productReorderMedia),
      productVariantAppendMedia: write(productVariantAppendMedia),
      productVariantDetachMedia: write(productVariantDetachMedia),
      stagedUploadsCreate: write(stagedUploadsCreate),
    },
  },
  costs: { 'Mutation.fileCreate': 20 },
  scopes: {
    'QueryRoot.files': 'read_files',
    'Mutation.fileAcknowledgeUpdateFailed': 'write_files',
    'Mutation.fileCreate': 'write_files',
    'Mutation.fileDelete': 'write_files',
    'Mutation.fileUpdate': 'write_files',
    'Mutation.productReorderMedia': 'write_products',
    'Mutation.productVariantAppendMedia': 'write_products',
    'Mutation.productVariantDetachMedia': 'write_products',
  },
  productInput: { files: filesPart },
  variantInput: { file: variantFilePart, mediaId: variantMediaPart },
  productDeleted: deleteLonelyMedia,
  documents: { MediaImage: fileDocument, GenericFile: fileDocument },
  filters: FILE_FILTERS,
  routes: [answerUpload],
}
