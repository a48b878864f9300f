/** FOCUS's service categories (ServiceCategory, allowed values of version 1.2) as procurement areas of the city. */
const AREAS: Readonly<Record<string, string>> = {
  'AI and Machine Learning': 'software',
  Analytics: 'software',
  'Business Applications': 'software',
  Compute: 'infrastructure',
  Databases: 'infrastructure',
  'Developer Tools': 'software',
  Identity: 'infrastructure',
  Integration: 'software',
  'Internet of Things': 'infrastructure',
  'Management and Governance': 'operations',
  Media: 'software',
  Migration: 'operations',
  Mobile: 'software',
  Multicloud: 'operations',
  Networking: 'data-communication',
  Other: 'infrastructure',
  Security: 'infrastructure',
  Storage: 'infrastructure',
  Web: 'infrastructure',
};

const BY_FOLDED_NAME = new Map(Object.entries(AREAS).map(([name, area]) => [name.toLowerCase(), area]));

/** The procurement area of a service; what is no category is given back as it is, for the check to tell. */
export function procurementAreaOf(serviceCategory: string): string {
  return BY_FOLDED_NAME.get(serviceCategory.toLowerCase()) ?? serviceCategory;
}
