import { type Catalogue } from '#catalogue';
import { partOfCity } from '../part-of-city.js';

/** Every so-manieth unit is kept, and what is theirs. */
const ONE_IN = 24;

/** So much of a city that every measure has something to tell, and so little that it is stored in seconds. */
export function aPartOf(catalogue: Catalogue): Catalogue {
  return partOfCity(catalogue, (_unit, index) => index % ONE_IN === 1);
}
