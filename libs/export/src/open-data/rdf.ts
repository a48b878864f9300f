/** A text with its language or datatype; without either a plain string. */
export interface Literal {
  readonly text: string;
  readonly language?: 'sv' | 'en';
  /** Absolute IRI. */
  readonly datatype?: string;
}

/** Something that has an address; we make no blank nodes. */
export interface Resource {
  readonly iri: string;
}

export interface Triple {
  readonly subject: string;
  /** `dcterms:title`: a prefix of {@link PREFIXES} and a name. */
  readonly predicate: string;
  readonly object: Literal | Resource;
}

/** The vocabularies that the catalogue uses. */
export const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

export function isResource(object: Triple['object']): object is Resource {
  return 'iri' in object;
}

/** The triples of each subject, in the order in which they first came. */
export function bySubject(triples: readonly Triple[]): Map<string, Triple[]> {
  const grouped = new Map<string, Triple[]>();
  for (const triple of triples) {
    const group = grouped.get(triple.subject);
    if (group) group.push(triple);
    else grouped.set(triple.subject, [triple]);
  }
  return grouped;
}
