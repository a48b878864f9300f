import type { WrittenText } from '#core';
import { useId } from 'react';
import { MESSAGES } from './words.js';

interface Props {
  /** As the fields begin. */
  readonly title: WrittenText;
  readonly text: WrittenText;
}

/** Heading and text in Swedish, and in English when there is time. */
export function MessageFields({ title, text }: Props) {
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-title`}>{MESSAGES.heading}</label>
        <input id={`${id}-title`} name="title" defaultValue={title.sv} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{MESSAGES.text}</label>
        <textarea id={`${id}-text`} name="text" rows={3} defaultValue={text.sv} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-title-en`}>{MESSAGES.headingEn}</label>
        <input
          id={`${id}-title-en`}
          name="title-en"
          lang="en"
          defaultValue={title.en ?? ''}
          autoComplete="off"
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-text-en`}>{MESSAGES.textEn}</label>
        <textarea id={`${id}-text-en`} name="text-en" lang="en" rows={3} defaultValue={text.en ?? ''} />
      </div>
    </>
  );
}
