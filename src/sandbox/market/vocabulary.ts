/** What is sold: names, what variants of it differ by, and how much it costs and weighs. */
export interface Line {
  name: string
  /** Begins its seller SKUs. */
  stem: string
  axes: readonly ('colour' | 'size')[]
  sizes: readonly string[]
  /** Rupiah, lowest and highest, in thousands. */
  price: readonly [number, number]
  /** Grams, lowest and highest. */
  weight: readonly [number, number]
  /** Root to leaf on either platform. */
  path: readonly string[]
}

const LETTERS = ['S', 'M', 'L', 'XL', 'XXL']
const SHOES = ['38', '39', '40', '41', '42', '43']
const NONE: readonly string[] = []

export const LINES: readonly Line[] = [
  {
    name: 'Kemeja Flanel',
    stem: 'KMF',
    axes: ['colour', 'size'],
    sizes: LETTERS,
    price: [89, 259],
    weight: [220, 340],
    path: ['Pakaian Pria', 'Atasan', 'Kemeja'],
  },
  {
    name: 'Kaos Polos',
    stem: 'KPL',
    axes: ['colour', 'size'],
    sizes: LETTERS,
    price: [35, 99],
    weight: [140, 210],
    path: ['Pakaian Pria', 'Atasan', 'Kaos'],
  },
  {
    name: 'Baju Koko',
    stem: 'BKO',
    axes: ['size'],
    sizes: LETTERS,
    price: [99, 349],
    weight: [200, 320],
    path: ['Fashion Muslim', 'Pakaian Muslim Pria', 'Baju Koko'],
  },
  {
    name: 'Gamis Katun',
    stem: 'GMK',
    axes: ['colour', 'size'],
    sizes: ['S', 'M', 'L', 'XL'],
    price: [129, 459],
    weight: [350, 520],
    path: ['Fashion Muslim', 'Pakaian Muslim Wanita', 'Gamis'],
  },
  {
    name: 'Hijab Segi Empat',
    stem: 'HSE',
    axes: ['colour'],
    sizes: NONE,
    price: [19, 79],
    weight: [60, 110],
    path: ['Fashion Muslim', 'Hijab', 'Hijab Segi Empat'],
  },
  {
    name: 'Sepatu Sneakers',
    stem: 'SNK',
    axes: ['colour', 'size'],
    sizes: SHOES,
    price: [149, 799],
    weight: [650, 980],
    path: ['Sepatu Pria', 'Sneakers'],
  },
  {
    name: 'Sandal Jepit',
    stem: 'SDJ',
    axes: ['size'],
    sizes: SHOES,
    price: [15, 89],
    weight: [180, 320],
    path: ['Sepatu Wanita', 'Sandal'],
  },
  {
    name: 'Tas Selempang',
    stem: 'TSL',
    axes: ['colour'],
    sizes: NONE,
    price: [59, 389],
    weight: [280, 640],
    path: ['Tas Wanita', 'Tas Selempang'],
  },
  {
    name: 'Drone Mini 4K',
    stem: 'DRN',
    axes: [],
    sizes: NONE,
    price: [459, 4999],
    weight: [450, 1900],
    path: ['Fotografi', 'Drone & Aksesoris', 'Drone'],
  },
  {
    name: 'Kopi Arabika 250 gr',
    stem: 'KPA',
    axes: [],
    sizes: NONE,
    price: [45, 165],
    weight: [270, 290],
    path: ['Makanan & Minuman', 'Minuman', 'Kopi'],
  },
  {
    name: 'Sambal Bawang',
    stem: 'SMB',
    axes: [],
    sizes: NONE,
    price: [18, 59],
    weight: [180, 260],
    path: ['Makanan & Minuman', 'Bumbu', 'Sambal'],
  },
  {
    name: 'Serum Wajah',
    stem: 'SRW',
    axes: [],
    sizes: NONE,
    price: [39, 289],
    weight: [60, 120],
    path: ['Perawatan & Kecantikan', 'Perawatan Wajah', 'Serum'],
  },
  {
    name: 'Panci Set',
    stem: 'PNC',
    axes: [],
    sizes: NONE,
    price: [129, 899],
    weight: [1800, 5200],
    path: ['Perlengkapan Rumah', 'Dapur', 'Panci'],
  },
  {
    name: 'Lampu LED',
    stem: 'LMP',
    axes: ['size'],
    sizes: ['5W', '9W', '12W', '18W'],
    price: [12, 79],
    weight: [60, 140],
    path: ['Perlengkapan Rumah', 'Pencahayaan', 'Lampu'],
  },
]

export const COLOURS = ['Hitam', 'Putih', 'Navy', 'Maroon', 'Hijau Army', 'Abu-abu', 'Krem', 'Dusty Pink'] as const

export const BRANDS: readonly (string | null)[] = [
  'Nusantara Wear',
  'Batik Lestari',
  'Rumah Senja',
  "D'Kampung",
  'Kopi Gayo Asli',
  'Cahaya',
  null,
  null,
]

export const MODELS = [
  'Premium',
  'Original',
  'Kasual',
  "Jum'at",
  'Harian',
  'Seri Borneo',
  'Seri Toba',
  'Seri Merapi',
  'Edisi 2026',
  '100% Katun',
] as const

/** What sellers put around a title. */
export const NOISE = ['🔥 ', '✨PROMO✨  ', '[COD] ', '⚡️READY STOCK⚡️ '] as const

export const SENTENCES = [
  'Bahan adem dan nyaman dipakai sehari-hari.',
  'Barang ready, langsung kirim hari ini.',
  'Jahitan rapi & kuat, ukuran "real pict".',
  'Garansi tukar ukuran < 7 hari.',
  'Cocok untuk hadiah; tersedia kartu ucapan.',
] as const

/** The seller's words for what variants differ by; a shop uses now these, now those. */
export const TIER_NAMES = { colour: ['Warna', 'Color'], size: ['Ukuran', 'Size'] } as const
