import { Markup, markup } from '../markup.js';
import { jsonFile } from '../tables/json-file.js';
import { PREFIXES, type Triple, bySubject, isResource } from './rdf.js';

/** Triples as RDF/XML, which is what the national data portal harvests. */
export function rdfXml(triples: readonly Triple[]): string {
  const namespaces = Object.entries(PREFIXES).map(([prefix, iri]) => markup` xmlns:${prefix}="${iri}"`);
  const nodes = [...bySubject(triples)].map(
    ([subject, about]) => markup`  <rdf:Description rdf:about="${subject}">
${about.map(xmlProperty)}  </rdf:Description>
`,
  );
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF${namespaces}>
${nodes}</rdf:RDF>
`.toString();
}

function xmlProperty({ predicate, object }: Triple): Markup {
  const name = new Markup(predicate);
  if (isResource(object)) return markup`    <${name} rdf:resource="${object.iri}"/>\n`;
  const { text, language, datatype } = object;
  if (language !== undefined) return markup`    <${name} xml:lang="${language}">${text}</${name}>\n`;
  if (datatype !== undefined) return markup`    <${name} rdf:datatype="${datatype}">${text}</${name}>\n`;
  return markup`    <${name}>${text}</${name}>\n`;
}

/** The same as Turtle. */
export function turtle(triples: readonly Triple[]): string {
  const prefixes = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`);
  const nodes = [...bySubject(triples)].map(([subject, about]) => {
    const properties = about.map(({ predicate, object }) => `  ${predicate} ${turtleObject(object)}`);
    return `\n<${subject}>\n${properties.join(' ;\n')} .\n`;
  });
  return [...prefixes, ...nodes].join('');
}

function turtleObject(object: Triple['object']): string {
  if (isResource(object)) return `<${object.iri}>`;
  // JSON writes text as Turtle reads it: the same escapes, in double quotes.
  const text = JSON.stringify(object.text);
  if (object.language !== undefined) return `${text}@${object.language}`;
  return object.datatype === undefined ? text : `${text}^^<${object.datatype}>`;
}

/** The same as JSON-LD, with a context of its own: nothing has to be fetched to read it. */
export function jsonLd(triples: readonly Triple[]): string {
  const graph = [...bySubject(triples)].map(([subject, about]) => {
    const node = new Map<string, unknown[]>();
    for (const { predicate, object } of about) {
      const isType = predicate === 'rdf:type' && isResource(object);
      const key = isType ? '@type' : predicate;
      node.set(key, [...(node.get(key) ?? []), isType ? object.iri : jsonLdObject(object)]);
    }
    return { '@id': subject, ...Object.fromEntries(node) };
  });
  return jsonFile({ '@context': PREFIXES, '@graph': graph });
}

function jsonLdObject(object: Triple['object']): object {
  if (isResource(object)) return { '@id': object.iri };
  const { text, language, datatype } = object;
  return {
    '@value': text,
    ...(language === undefined ? {} : { '@language': language }),
    ...(datatype === undefined ? {} : { '@type': datatype }),
  };
}
