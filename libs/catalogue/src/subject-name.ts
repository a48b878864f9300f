import { type LocalizedText, type Subject, type SubjectKind } from '#core';
import { type Catalogue } from './catalogue.js';
import { type Category, type ServiceDomain } from './entries.js';

/** What the kinds of IT support (kategori av it-stöd) are called (domain.md, section 2). */
const CATEGORY_NAMES: Readonly<Record<Category, LocalizedText>> = {
  basic: { sv: 'Grundläggande', en: 'Basic' },
  differentiating: { sv: 'Differentierande', en: 'Differentiating' },
  innovative: { sv: 'Innovativt', en: 'Innovative' },
};

/** What the service domains (tjänsteområden) are called (domain.md, section 2). */
const SERVICE_DOMAIN_NAMES: Readonly<Record<ServiceDomain, LocalizedText>> = {
  pedagogical: { sv: 'Pedagogiska', en: 'Pedagogical' },
  social: { sv: 'Sociala', en: 'Social' },
  technical: { sv: 'Tekniska', en: 'Technical' },
  administrative: { sv: 'Administrativa/gemensamma', en: 'Administrative and shared' },
  infrastructure: { sv: 'It-infrastruktur och telefoni', en: 'IT infrastructure and telephony' },
};

type Naming = (catalogue: Catalogue, id: string) => LocalizedText | undefined;

const NAMING: Readonly<Record<SubjectKind, Naming>> = {
  unit: ({ units }, id) => units.get(id)?.name,
  system: ({ systems }, id) => systems.get(id)?.name,
  project: ({ projects }, id) => projects.get(id)?.name,
  portfolio: ({ portfolios }, id) => portfolios.get(id)?.name,
  'service-domain': (_, id) => nameIn(SERVICE_DOMAIN_NAMES, id),
  category: (_, id) => nameIn(CATEGORY_NAMES, id),
};

function nameIn(names: Readonly<Record<string, LocalizedText>>, id: string): LocalizedText | undefined {
  return Object.hasOwn(names, id) ? names[id] : undefined;
}

/** What a subject is called; `null` when the catalogue does not know it. */
export function subjectName(catalogue: Catalogue, { kind, id }: Subject): LocalizedText | null {
  return NAMING[kind](catalogue, id) ?? null;
}

/** The ids of everything of a kind that the catalogue knows, in its order. */
export function subjectsOf(catalogue: Catalogue, kind: SubjectKind): string[] {
  switch (kind) {
    case 'unit':
      return [...catalogue.units.keys()];
    case 'system':
      return [...catalogue.systems.keys()];
    case 'project':
      return [...catalogue.projects.keys()];
    case 'portfolio':
      return [...catalogue.portfolios.keys()];
    case 'service-domain':
      return Object.keys(SERVICE_DOMAIN_NAMES);
    case 'category':
      return Object.keys(CATEGORY_NAMES);
  }
}
