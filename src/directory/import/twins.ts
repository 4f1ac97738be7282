/** Made files of the shape and size of real ones that may not be shipped. Only tests use them. */
const text = new TextEncoder()

export const bytesOf = (value: unknown): Uint8Array =>
  text.encode(typeof value === 'string' ? value : JSON.stringify(value))

/** Twin of a whole Kumu project: 150 elements, 202 connections, two of which are parallel; two labels are the same. */
export function kumuProject() {
  const id = (n: number) => `elem-${String(n).padStart(6, '0')}`
  const kinds = ['Federal Agency', 'Primary Topic', 'Item']
  const elements = Array.from({ length: 150 }, (_, n) => ({
    _id: id(n),
    attributes: {
      label: n === 149 ? 'Item 148' : `Item ${n}`,
      'element type': kinds[n < 11 ? 0 : n < 49 ? 1 : 2],
      size: n * 1000 + 1,
      'metrics::last': n,
      ...(n > 48 && {
        description: `What item ${n} is for.`,
        sector: 'Water',
        grant: 'YES',
        'eligible recipients': ['States', 'Tribes'],
      }),
    },
  }))
  const connections = Array.from({ length: 202 }, (_, n) => {
    const item = 49 + (n % 101)
    const [from, type] = n < 101 ? [id(n % 11), 'Federal Agency'] : [id(11 + (n % 38)), 'Primary Topic']
    const again = n === 201
    return {
      _id: `conn-${n}`,
      direction: 'directed',
      delayed: false,
      reversed: false,
      attributes: { 'connection type': again ? 'Federal Agency' : type },
      from: again ? id(0) : from,
      to: again ? id(49) : id(item),
    }
  })
  return {
    version: 1,
    name: 'Funding map',
    description: '',
    attributes: [],
    elements,
    connections,
    loops: [],
    maps: [{ _id: 'map-1' }],
    perspectives: [],
  }
}

/** Twin of the simple form of Kumu: labels are the only names, and one of them is nowhere. */
export const kumuSimple = () => ({
  elements: [
    { label: 'Library', type: 'Public library', description: 'Lends [[books]].', location: 'Riverbend' },
    { label: 'Data Center', type: 'Startup', website: 'https://data.example' },
  ],
  connections: [
    { from: 'Library', to: 'Data Center', type: 'Shares data', description: 'Since 2017' },
    { from: 'Nobody', to: 'Library', type: 'Family' },
    { from: 'Library', to: 'library' },
  ],
})

/** Twin of a list of brigades: nested places, lists, several types in one text, empty values. */
export const brigades = () =>
  Array.from({ length: 221 }, (_, n) => ({
    name: `Code for Town ${n}`,
    website: n % 9 === 0 ? '' : n % 9 === 1 ? `town${n}.example/` : `https://town${n}.example/`,
    city: `Town ${n}, PA`,
    latitude: n % 70 === 0 ? null : `40.${n}`,
    longitude: `-79.${n}`,
    type:
      n % 5 === 0
        ? null
        : n % 20 === 1
          ? 'Government, midwest'
          : n % 20 === 2
            ? 'midwest'
            : 'Brigade, Code for America, Official',
    tags: ['Brigade', 'Official'],
    previous_names: [`Town ${n} Hackers`],
    location: { city: `Town ${n}`, state: 'Pennsylvania', coordinates: { latitude: '40', longitude: '-79' } },
  }))
