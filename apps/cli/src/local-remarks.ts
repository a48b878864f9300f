import { type AcceptedDeviation, type Comment, type StatusMessage } from '#core';
import { measureNamed, publicGroups, subjectName } from '#catalogue';
import { type Perspektiv } from '#pipeline';
import { dayOf, periodOf, subjectOf } from './local-terms.js';
import { Refusal } from './refusal.js';
import {
  type CommentAsked,
  type DeviationAsked,
  type MessageAsked,
  type RemarkDesk,
  type RemarksAsked,
} from './remark-desk.js';

const BY = 'local-admin';

/** Remarks and messages on the data folder itself, which no monitor holds. */
export class LocalRemarks implements RemarkDesk {
  constructor(private readonly perspektiv: Perspektiv) {}

  comments({ measure, subject, period }: RemarksAsked): Promise<readonly Comment[]> {
    return this.remarks.comments({
      ...(measure === undefined ? {} : { measure: this.measureOf(measure) }),
      ...(subject === undefined ? {} : { subject: nameOf(subject) }),
      ...(period === undefined ? {} : { period: periodOf(period).toString() }),
    });
  }

  comment({ measure, subject, period, text }: CommentAsked): Promise<Comment> {
    const topic = {
      measure: this.measureOf(measure),
      subject: this.known(subject),
      period: periodOf(period).toString(),
    };
    return this.remarks.comment(topic, text, signed());
  }

  async deviations({ measure, subject }: RemarksAsked): Promise<readonly AcceptedDeviation[]> {
    const [id, name] = [measure && this.measureOf(measure), subject && nameOf(subject)];
    return (await this.remarks.deviations()).filter(
      (each) => each.measure === (id ?? each.measure) && each.subject === (name ?? each.subject),
    );
  }

  accept({ measure, subject, from, until, reason }: DeviationAsked): Promise<AcceptedDeviation> {
    const acceptance = { from: dayOf(from, '--from'), until: dayOf(until, '--until'), reason };
    if (acceptance.from > acceptance.until) throw new Refusal('--until ska inte ligga före --from.', 2);
    const topic = { measure: this.measureOf(measure), subject: this.known(subject) };
    return this.remarks.acceptDeviation(topic, acceptance, signed());
  }

  async withdrawDeviation(id: string, from?: string): Promise<AcceptedDeviation> {
    const order = from === undefined ? {} : { from: dayOf(from, '--from') };
    const withdrawn = await this.remarks.withdrawDeviation(id, order, signed());
    if (withdrawn) return withdrawn;
    throw new Refusal(`Ingen godtagen avvikelse har id ${id}, eller så är den redan återtagen.`);
  }

  messages(): Promise<readonly StatusMessage[]> {
    return this.perspektiv.status.messages.all();
  }

  publish(asked: MessageAsked): Promise<StatusMessage> {
    const groups = publicGroups(this.perspektiv.catalogue);
    const known = new Set(groups.flatMap(({ services }) => services.map(({ system }) => system.id)));
    const strange = asked.systems.filter((id) => !known.has(id));
    if (strange.length > 0) throw new Refusal(`Inte på den publika driftsidan: ${strange.join(', ')}.`);
    return this.perspektiv.status.messages.publish(asked, signed());
  }

  async updateMessage(id: string, text: StatusMessage['text']): Promise<StatusMessage> {
    return found(await this.perspektiv.status.messages.update(id, text, signed()), id);
  }

  async endMessage(id: string): Promise<StatusMessage> {
    return found(await this.perspektiv.status.messages.end(id, signed()), id);
  }

  private get remarks() {
    return this.perspektiv.scoring.remarks;
  }

  private measureOf(name: string): string {
    const measure = measureNamed(this.perspektiv.catalogue, name);
    if (measure) return measure.id;
    throw new Refusal(`Inget mätetal heter "${name}". De som finns: perspektiv describe measures.`);
  }

  /** The name of a subject that the catalogue has. */
  private known(text: string): string {
    if (subjectName(this.perspektiv.catalogue, subjectOf(text)) !== null) return text;
    throw new Refusal(`"${text}" finns inte i katalogen.`);
  }
}

function nameOf(text: string): string {
  const { kind, id } = subjectOf(text);
  return `${kind}:${id}`;
}

function signed(): { by: string; nowMs: number } {
  return { by: BY, nowMs: Date.now() };
}

function found(message: StatusMessage | null, id: string): StatusMessage {
  if (message) return message;
  throw new Refusal(`Inget pågående meddelande har id ${id}. Se perspektiv messages.`);
}
