import { type Language } from '#core';
import { type Catalogue } from '#catalogue';
import {
  NO_FACTS,
  STATUS_PATHS,
  type StatusFacts,
  type StatusReport,
  overallBadge,
  publicReport,
  serviceBadge,
  statusFeed,
  statusPage,
} from '#export';
import { type PackedDocument, packed } from './packed-document.js';
import { StatusGatherer, type StatusSource } from './status-facts.js';

/** How long a drawing is handed out before the next is made, however many ask. */
const DRAWN_AGAIN_MS = 10_000;
const LANGUAGES: readonly Language[] = ['sv', 'en'];

/** Writes one of the documents; called when somebody asks for it first. */
type Writer = () => { readonly mediaType: string; readonly text: string };

/** The status at an instant, and the documents of it that somebody has asked for. */
interface Drawing {
  readonly report: StatusReport;
  readonly atMs: number;
  readonly writers: ReadonlyMap<string, Writer>;
  readonly documents: Map<string, Promise<PackedDocument>>;
}

function writersOf(report: StatusReport, nowMs: number): Map<string, Writer> {
  const writers = new Map<string, Writer>();
  const add = (path: string, mediaType: string, write: () => string): void => {
    writers.set(path, () => ({ mediaType, text: write() }));
  };
  add('json', 'application/json; charset=utf-8', () => JSON.stringify(report));
  for (const language of LANGUAGES) {
    add(STATUS_PATHS.page(language), 'text/html; charset=utf-8', () => statusPage(report, language, nowMs));
    add(STATUS_PATHS.feed(language), 'application/atom+xml; charset=utf-8', () =>
      statusFeed(report, language, nowMs),
    );
    const svg = 'image/svg+xml; charset=utf-8';
    add(STATUS_PATHS.badge(language), svg, () => overallBadge(report, language));
    for (const service of report.groups.flatMap(({ services }) => services)) {
      add(STATUS_PATHS.badge(language, service.id), svg, () => serviceBadge(service, language));
    }
  }
  return writers;
}

/**
 * The public status. Facts are gathered by the schedule; a reader is answered from the last of them and never asks the store,
 * so that a storm of readers costs no more than one, and the page still answers, and says that it is old, when the store does not.
 */
export class StatusCycle {
  private readonly catalogue: Catalogue;
  private readonly gatherer: StatusGatherer;
  private facts: StatusFacts = NO_FACTS;
  private drawing: Drawing | undefined;

  constructor(source: StatusSource) {
    this.catalogue = source.catalogue;
    this.gatherer = new StatusGatherer(source);
  }

  /** Gathers what is to be told; the last facts stay when that fails. */
  async refresh(nowMs: number): Promise<void> {
    this.facts = await this.gatherer.gather(nowMs);
    this.drawing = undefined;
  }

  /** One of the documents at a path below `/status`, `json` for the data; `null` when there is none. */
  async document(path: string, nowMs: number): Promise<PackedDocument | null> {
    const { writers, documents } = this.drawn(nowMs);
    const known = documents.get(path);
    if (known) return known;
    const write = writers.get(path);
    if (!write) return null;
    const { mediaType, text } = write();
    const document = packed(mediaType, text);
    documents.set(path, document);
    return document;
  }

  private drawn(nowMs: number): Drawing {
    const { drawing } = this;
    if (drawing && nowMs >= drawing.atMs && nowMs - drawing.atMs < DRAWN_AGAIN_MS) return drawing;
    const report = publicReport(this.catalogue, this.facts, nowMs);
    this.drawing = { report, atMs: nowMs, writers: writersOf(report, nowMs), documents: new Map() };
    return this.drawing;
  }
}
