import { type Language, inTurn } from '#core';
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
import { type Measuring } from '../measuring/measuring.js';
import { type Stage } from '../stage.js';
import { StatusGatherer } from './status-facts.js';
import { type StatusMessages } from './status-messages.js';

/** A drawing that the schedule has not replaced for so long may be out of date, and is made anew to say so. */
const DRAWN_AGAIN_MS = 15_000;
const LANGUAGES: readonly Language[] = ['sv', 'en'];

/** What is drawn before anybody has asked: a reader never waits for it. */
const ALWAYS_DRAWN = [...LANGUAGES.map((language) => STATUS_PATHS.page(language)), 'json'];

/** Writes one of the documents; called when it is wanted first. */
type Writer = () => { readonly mediaType: string; readonly text: string };

/** The status at an instant, and the documents of it that are drawn. */
interface Drawing {
  readonly atMs: number;
  readonly writers: ReadonlyMap<string, Writer>;
  readonly documents: Map<string, Promise<PackedDocument>>;
  /** What readers have asked for: it is drawn in the next, too, before they ask again. */
  readonly asked: Set<string>;
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
  private readonly turn = inTurn();

  constructor(stage: Stage, measuring: Measuring, messages: StatusMessages) {
    this.catalogue = stage.catalogue;
    this.gatherer = new StatusGatherer(stage, measuring, messages);
  }

  /**
   * Gathers what is to be told, and draws what readers ask for; until that is done they get the drawing before. The last
   * facts stay when it fails.
   */
  refresh(nowMs: number): Promise<void> {
    return this.turn(async () => {
      const facts = await this.gatherer.gather(nowMs);
      const next = this.drawn(facts, nowMs);
      const wanted = new Set([...ALWAYS_DRAWN, ...(this.drawing?.asked ?? [])]);
      await Promise.all([...wanted].map((path) => written(next, path)));
      this.facts = facts;
      this.drawing = next;
    });
  }

  /** One of the documents at a path below `/status`, `json` for the data; `null` when there is none. */
  async document(path: string, nowMs: number): Promise<PackedDocument | null> {
    const drawing = this.current(nowMs);
    const document = await written(drawing, path);
    if (document) drawing.asked.add(path);
    return document;
  }

  private current(nowMs: number): Drawing {
    const { drawing } = this;
    if (drawing && nowMs >= drawing.atMs && nowMs - drawing.atMs < DRAWN_AGAIN_MS) return drawing;
    this.drawing = this.drawn(this.facts, nowMs);
    return this.drawing;
  }

  private drawn(facts: StatusFacts, nowMs: number): Drawing {
    const writers = writersOf(publicReport(this.catalogue, facts, nowMs), nowMs);
    return { atMs: nowMs, writers, documents: new Map(), asked: new Set() };
  }
}

/** A document of a drawing, drawn and packed once. */
async function written({ writers, documents }: Drawing, path: string): Promise<PackedDocument | null> {
  const known = documents.get(path);
  if (known) return known;
  const write = writers.get(path);
  if (!write) return null;
  const { mediaType, text } = write();
  const document = packed(mediaType, text);
  documents.set(path, document);
  return document;
}
