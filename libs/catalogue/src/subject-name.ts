import { type LocalizedText, type Subject } from '#core';
import { type Catalogue } from './catalogue.js';
import { CATEGORIES, type Category, SERVICE_DOMAINS, type ServiceDomain } from './entries.js';

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

/** What a subject is called; `null` when the catalogue does not know it. */
export function subjectName(catalogue: Catalogue, { kind, id }: Subject): LocalizedText | null {
  switch (kind) {
    case 'unit':
      return catalogue.units.get(id)?.name ?? null;
    case 'system':
      return catalogue.systems.get(id)?.name ?? null;
    case 'project':
      return catalogue.projects.get(id)?.name ?? null;
    case 'portfolio':
      return catalogue.portfolios.get(id)?.name ?? null;
    case 'category': {
      const known = CATEGORIES.find((category) => category === id);
      return known ? CATEGORY_NAMES[known] : null;
    }
    case 'service-domain': {
      const known = SERVICE_DOMAINS.find((domain) => domain === id);
      return known ? SERVICE_DOMAIN_NAMES[known] : null;
    }
  }
}
