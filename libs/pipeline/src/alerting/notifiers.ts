import { Alertmanager, MailNotifier, type Notifier, Webhook } from '#alert';
import { type Catalogue } from '#catalogue';
import { type OutgoingClient } from '#outgoing';
import { type Stage } from '../stage.js';

/** What takes messages to each channel; Alertmanagers are not among them, they are told otherwise. */
export function notifiersOf({
  catalogue,
  outgoing,
  mailer,
  secrets,
  settings,
}: Pick<Stage, 'catalogue' | 'outgoing' | 'mailer' | 'secrets' | 'settings'>): ReadonlyMap<string, Notifier> {
  const address = (settings.publicAddress ?? catalogue.reminders.address ?? null)?.replace(/\/$/, '') ?? null;
  return new Map(
    catalogue.notifications.channels.flatMap((channel): [string, Notifier][] => {
      const { id, kind, url, secret: reference } = channel;
      if (kind === 'mail' && mailer) return [[id, new MailNotifier({ catalogue, channel, mailer, address })]];
      if (kind !== 'webhook' || url === undefined) return [];
      const secret = reference === undefined ? null : secrets.of(reference);
      return [[id, new Webhook({ catalogue, url, secret, outgoing })]];
    }),
  );
}

/** The Alertmanagers among the channels. */
export function alertmanagersOf(
  catalogue: Catalogue,
  outgoing: OutgoingClient,
): ReadonlyMap<string, Alertmanager> {
  return new Map(
    catalogue.notifications.channels.flatMap(({ id, kind, url }): [string, Alertmanager][] =>
      kind === 'alertmanager' && url !== undefined ? [[id, new Alertmanager(catalogue, url, outgoing)]] : [],
    ),
  );
}
