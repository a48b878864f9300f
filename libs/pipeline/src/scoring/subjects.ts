import { type Subject, type SubjectKind, SUBJECT_KINDS } from '#core';
import { CATEGORIES, type Catalogue, IN_THE_END, SERVICE_DOMAINS, ownerIn } from '#catalogue';

/** All subjects of some kinds, in the order of the catalogue. */
export function everySubject(catalogue: Catalogue, kinds: readonly SubjectKind[] = SUBJECT_KINDS): Subject[] {
  const ids: Readonly<Record<SubjectKind, Iterable<string>>> = {
    unit: catalogue.units.keys(),
    system: catalogue.systems.keys(),
    project: catalogue.projects.keys(),
    portfolio: catalogue.portfolios.keys(),
    'service-domain': SERVICE_DOMAINS,
    category: CATEGORIES,
  };
  return kinds.flatMap((kind) => [...ids[kind]].map((id) => ({ kind, id })));
}

function ownerInTheEnd(catalogue: Catalogue, id: string): string | null {
  const system = catalogue.systems.get(id);
  return system ? ownerIn(catalogue, system, IN_THE_END) : null;
}

/** The unit that answers for a subject: itself, a system's owner, a project's unit; `null` for what all share. */
export function unitOf(catalogue: Catalogue, { kind, id }: Subject): string | null {
  switch (kind) {
    case 'unit':
      return id;
    case 'system':
      return ownerInTheEnd(catalogue, id);
    case 'project':
      return catalogue.projects.get(id)?.unit ?? null;
    case 'portfolio':
    case 'service-domain':
    case 'category':
      return null;
  }
}
