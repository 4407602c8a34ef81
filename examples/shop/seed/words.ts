export const GIVEN_NAMES = [
  'Ada',
  'Amara',
  'Chen',
  'Diego',
  'Elif',
  'Fatou',
  'Greta',
  'Hiro',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
  'Mateo',
  'Nadia',
  'Oscar',
  'Priya',
] as const;

export const FAMILY_NAMES = [
  'Almeida',
  'Berg',
  'Costa',
  'Diallo',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Kaya',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
] as const;

export const STREETS = ['Mill Lane', 'Harbour Road', 'Garden Street', 'Station Square'] as const;

export interface Place {
  readonly city: string;
  readonly country: string;
}

export const PLACES: readonly [Place, ...Place[]] = [
  { city: 'Lisbon', country: 'PT' },
  { city: 'Oslo', country: 'NO' },
  { city: 'Accra', country: 'GH' },
  { city: 'Lyon', country: 'FR' },
  { city: 'Osaka', country: 'JP' },
];

export const CARRIERS = ['Northpost', 'Parcelway', 'Blue Van'] as const;

export const STOPS = ['Warehouse', 'Sorting centre', 'Delivery van', 'Front door'] as const;

export const OPINIONS = [
  'Exactly as described.',
  'Sturdy and simple.',
  'Smaller than I thought.',
  'Would buy again.',
  'The colour is lovely.',
] as const;

export const MATERIALS = ['Oak', 'Linen', 'Copper', 'Wool', 'Glass', 'Clay'] as const;

export const THINGS = [
  'Lamp',
  'Bowl',
  'Chair',
  'Blanket',
  'Vase',
  'Kettle',
  'Mirror',
  'Basket',
  'Clock',
  'Tray',
] as const;

export const WAREHOUSES = ['north', 'south', 'harbour'] as const;
