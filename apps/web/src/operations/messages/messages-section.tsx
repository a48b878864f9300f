import type { StatusMessage } from '#core';
import { useState } from 'react';
import { useAsked } from '../../api/use-asked.js';
import type { List } from '../../api/answers.js';
import { Panel } from '../../panel/panel.js';
import type { SystemAnswer } from '../calls.js';
import { MessageForm } from './message-form.js';
import { MessageView } from './message-view.js';
import { MESSAGES } from './words.js';

interface Props {
  readonly systems: readonly SystemAnswer[];
  readonly nameOf: (id: string) => string;
  readonly mayWrite: boolean;
  /** The system that somebody wants to tell of, chosen beside its outage; `null` when nobody does. */
  readonly about: string | null;
  readonly setAbout: (system: string | null) => void;
  readonly turn: number;
}

/** What citizens are told now; and for those who may, the ways to tell them, to tell more and to end it. */
export function MessagesSection({ systems, nameOf, mayWrite, about, setAbout, turn }: Props) {
  const [own, setOwn] = useState(0);
  const [published, setPublished] = useState(false);
  const { value } = useAsked<List<StatusMessage>>('status/messages', turn + own);
  const active = (value?.items ?? []).filter(({ endedAt }) => endedAt === null);
  const isPublic = (id: string): boolean => systems.some((system) => system.id === id && system.public);
  const again = () => {
    setOwn((count) => count + 1);
  };
  return (
    <Panel title={MESSAGES.title}>
      <p className="soft">
        {MESSAGES.intro} <a href="/status">{MESSAGES.statusPage}</a>
      </p>
      {value && active.length === 0 && <p>{MESSAGES.none}</p>}
      <ul className="messages">
        {active.map((message) => (
          <MessageView key={message.id} message={message} nameOf={nameOf} mayWrite={mayWrite} again={again} />
        ))}
      </ul>
      {mayWrite && about === null && (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            setPublished(false);
            setAbout('');
          }}
        >
          {MESSAGES.tell}
        </button>
      )}
      {mayWrite && about !== null && (
        <MessageForm
          key={about}
          systems={systems.filter((system) => system.public)}
          about={isPublic(about) ? [about] : []}
          published={() => {
            setAbout(null);
            setPublished(true);
            again();
          }}
          close={() => {
            setAbout(null);
          }}
        />
      )}
      <p role="status">{published && MESSAGES.published}</p>
    </Panel>
  );
}
