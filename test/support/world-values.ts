import fc from 'fast-check'

/** Small pools, so that random things meet: the same title, picture and code turn up again and again. */

export const titles = fc.constantFrom(
  'Work Boot',
  'Dog &amp; Bone',
  'Dog & Bone',
  ' Two  spaces\tand a tab ',
  'Ladies&#39; &quot;Driving&quot; Moc',
  'Salt &amp;amp; Pepper',
  'No\u00a0break',
  'Ünïcödé™ boot',
  '{today} special of {asin}',
  '   ',
)

export const colors = fc.constantFrom('Brown', 'Black &amp; Tan', 'black', ' Brown ')

export const uses = fc.oneof(
  fc.uniqueArray(fc.constantFrom('Work', 'Dance', 'Riding'), { maxLength: 3 }),
  fc.constantFrom('Work', ['Swimming'], ['Work', 'Swimming']),
)

export const weights = fc.constantFrom<number | string>(1.5, 2, '2', '3.25', 'heavy')

export const launches = fc.constantFrom('2026-03-28', '2026-03-28T10:00:00Z', '2025-12-31', 'soon')

export const bullets = fc.constantFrom('First line\nsecond line', 'First line\r\n  second line', 'Soft &amp; warm', 'x')

/** Twelve digits that check; the canonical products and the listings draw from the same few. */
export const upcs = fc.nat(7).map((n) => {
  const body = `04200000${String(n).padStart(3, '0')}`
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
})

/** A picture as the source names it, in several spellings. One image id always comes from one host. */
const PICTURES = [
  'm.media-amazon.com/images/I/71aaa.jpg',
  'm.media-amazon.com/images/I/71bbb._SL500_.jpg',
  'm.media-amazon.com/images/I/71bbb.jpg',
  'images-na.ssl-images-amazon.com/images/I/81c+d.jpg',
  'images-na.ssl-images-amazon.com/images/I/81c%2Bd._SL1500_.jpg',
  'm.media-amazon.com/images/W/MEDIAX_1-T2/images/I/71aaa._AC_SR200,260_.jpg',
  'm.media-amazon.com/images/I/81c-d.jpg',
  'm.media-amazon.com/images/I/81--pd.jpg',
  'm.media-amazon.com/images/I/91two.jpg',
  'm.media-amazon.com/images/I/91two.PNG',
  'm.media-amazon.com/images/I/41swatch.png',
  'm.media-amazon.com/images/I/51gif.gif',
]

export const links = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...PICTURES).map((path) => `https://${path}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'http://m.media-amazon.com/images/I/71aaa.jpg',
      'https://images.example.com/images/I/71aaa.jpg',
      'https://m.media-amazon.com/images/I/71aaa.jpg?size=big',
      'https://m.media-amazon.com/images/I/no-extension',
    ),
  },
)

export const variants = fc.constantFrom('MAIN', 'MAIN', 'PT01', 'PT02', 'PT10', 'SWCH', 'EGL1', null)

/** How services and people write one code. */
export const paddings = fc.constantFrom('', '0', '00', ' ')
